"""Feasts of other calendars: Easter, the Jewish new year, days of the tabular Islamic calendar.

The Islamic days are those of the arithmetic calendar (30-year cycle, epoch 16 July 622); a feast that begins when the
moon is seen may fall a day off.
"""

from datetime import date, timedelta

_HEBREW_EPOCH = -1373427  # ordinal of 1 Tishri of the year 1
_ISLAMIC_EPOCH = 227015  # ordinal of 1 Muharram of the year 1


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + (3 * (days + 1) % 7 < 3)


def _new_year(year: int) -> int:
    """Return the ordinal of 1 Tishri (Reingold and Dershowitz, Calendrical Calculations)."""
    before, this, after = (_elapsed(year + step) for step in (-1, 0, 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay


def hebrew_new_year(year: int) -> date:
    """Return the Jewish new year that falls into autumn of ``year``.

    >>> hebrew_new_year(2013)
    datetime.date(2013, 9, 5)
    """
    return date.fromordinal(_new_year(year + 3761))


def hanukkah(year: int) -> date:
    """Return 25 Kislev, the first day of Hanukkah, in ``year``.

    >>> hanukkah(2013), hanukkah(2024)
    (datetime.date(2013, 11, 28), datetime.date(2024, 12, 26))
    """
    first, following = _new_year(year + 3761), _new_year(year + 3762)
    long_heshvan = (following - first) % 10 == 5
    return date.fromordinal(first + 83 + long_heshvan)


def islamic(year: int, month: int, day: int) -> date | None:
    """Return the first day in ``year`` that the tabular Islamic calendar calls so, ``None`` where the year has none.

    >>> islamic(2025, 10, 1), islamic(2026, 12, 10)
    (datetime.date(2025, 3, 31), datetime.date(2026, 5, 27))
    """
    guess = (year - 622) * 33 // 32
    for moslem in range(guess - 1, guess + 3):
        days = (moslem - 1) * 354 + (3 + 11 * moslem) // 30 + 29 * (month - 1) + month // 2 + day - 1
        found = date.fromordinal(_ISLAMIC_EPOCH) + timedelta(days=days)
        if found.year == year:
            return found
    return None
