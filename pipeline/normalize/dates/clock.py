"""Clock times and parts of a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.normalize.numerals import parse_numeral

PERIODS = {
    "凌晨": ("00:00", "06:00"), "清晨": ("05:00", "08:00"), "早晨": ("06:00", "09:00"), "早上": ("06:00", "09:00"), "清早": ("05:00", "08:00"), "上午": ("08:00", "12:00"),
    "中午": ("11:00", "13:00"), "正午": ("12:00", "12:00"), "午间": ("11:00", "13:00"), "午后": ("12:00", "18:00"), "下午": ("12:00", "18:00"), "傍晚": ("17:00", "19:00"),
    "晚上": ("18:00", "23:59"), "晚间": ("18:00", "23:59"), "晚": ("18:00", "23:59"), "夜": ("18:00", "23:59"), "夜间": ("20:00", "23:59"), "夜里": ("20:00", "23:59"), "深夜": ("22:00", "23:59"), "午夜": ("23:00", "23:59"),
}  # fmt: skip
"""Hours of the parts of a day (annotation guidelines: 上午 08–12, 中午 11–13, 下午 12–18, 晚 18:00–23:59)."""

_AFTERNOON = frozenset({"午后", "下午", "傍晚", "晚上", "晚间", "晚", "夜", "夜间", "夜里", "深夜"})
_ALIASES = {"今晚": "晚", "当晚": "晚", "昨晚": "晚", "明晚": "晚", "今早": "早上", "明早": "早上", "昨夜": "夜", "当夜": "夜", "今晨": "早晨"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `period` alone when `hour` is negative."""

    hour: int
    minute: int = 0
    second: int | None = None
    period: str | None = None

    @property
    def afternoon(self) -> bool:
        """Whether the part of the day lies after noon, so that 3点 is 15:00."""
        return self.period in _AFTERNOON

    def start(self, day: date) -> str:
        """ISO date-time of its first moment on a day."""
        if self.hour < 0:
            return f"{day.isoformat()}T{PERIODS[self.period or '上午'][0]}"
        return self._iso(day)

    def end(self, day: date) -> str:
        """ISO date-time of its last moment on a day."""
        if self.hour < 0:
            return f"{day.isoformat()}T{PERIODS[self.period or '上午'][1]}"
        return self._iso(day)

    def _iso(self, day: date) -> str:
        if self.hour == 24:
            return f"{day.isoformat()}T23:59"
        if self.hour == 0 and self.afternoon:
            return f"{(day + timedelta(days=1)).isoformat()}T00:{self.minute:02}"
        seconds = f":{self.second:02}" if self.second is not None else ""
        return f"{day.isoformat()}T{self.hour:02}:{self.minute:02}{seconds}"


def parse_clock(match: re.Match[str], with_date: bool) -> Clock | None:
    """A match of the clock grammar as a `Clock`; None when it holds nothing, or nothing that counts beside a date."""
    period = match["period"]
    period = _ALIASES.get(period, period)
    hour_text = match["hour"] or match["han_hour"]
    if hour_text is None:
        return Clock(-1, period=period) if period else None
    value = parse_numeral(hour_text)
    if value is None:
        return None
    hour, minute = int(value), 0
    for name in ("minute", "minute2", "han_minute"):
        if match[name]:
            part = parse_numeral(match[name].lstrip("零"))
            minute = int(part) if part is not None else 0
    if match["half_hour"] or match["han_half"]:
        minute = 30
    if quarter := match["quarter_hour"] or match["han_quarter"]:
        minute = 15 if quarter == "一" else 45
    if period in _AFTERNOON and hour < 12:
        late_night = period in ("晚上", "晚间", "晚", "夜", "夜间", "夜里", "深夜") and hour < 5
        hour += 0 if late_night and hour == 0 else 12 if not late_night else 0
    if period in ("中午", "午间") and hour < 4:
        hour += 12
    second = match["second_of"] or match["second2"]
    return Clock(hour, minute, int(second) if second else None, period)
