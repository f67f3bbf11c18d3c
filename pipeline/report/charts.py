"""Charts as inline SVG. Every text in them is escaped; a part with a name leads to the search for it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import accumulate

WIDTH = 440
_ROW = 22
_NAME = 150
"""Where the bars begin: names stand left of it."""
_LONGEST = 22
"""How wide a name may be, in Latin letters; a longer one is cut, the whole one shows on hover."""

Counts = Sequence[tuple[str, int]]


def figure(chinese: str, english: str, svg: str) -> str:
    """A chart with its caption in both languages; nothing where there is nothing to show."""
    if not svg:
        return ""
    return f"<figure><figcaption>{escape(chinese)} <span>{escape(english)}</span></figcaption>{svg}</figure>\n"


def bars(counts: Counts, search: bool = True) -> str:
    """Horizontal bars, one a name, in the order given."""
    if not counts:
        return ""
    most = max(count for _, count in counts)
    rows = []
    for place, (name, count) in enumerate(counts):
        y = place * _ROW
        length = round((WIDTH - _NAME - 50) * count / most, 1)
        rows.append(
            f"{_open(name, search)}{_text(_NAME - 8, y + 15, name, 'end')}"
            f'<rect x="{_NAME}" y="{y + 4}" width="{max(length, 1)}" height="14" rx="2"/>'
            f'<text class="dim" x="{_NAME + length + 6}" y="{y + 15}">{count:,}</text></g>'
        )
    return _svg(len(counts) * _ROW, rows)


def columns(counts: Counts) -> str:
    """Vertical columns over time, with the first, the last and the highest named."""
    if not counts:
        return ""
    most = max(count for _, count in counts)
    step = min((WIDTH - 10) / len(counts), 40)
    parts = []
    for place, (name, count) in enumerate(counts):
        height = round(130 * count / most, 1)
        x = round(5 + place * step, 1)
        parts.append(
            f"<g><title>{escape(name)}: {count:,}</title>"
            f'<rect x="{x}" y="{150 - height}" width="{round(step * 0.85, 1)}" height="{height}"/></g>'
        )
    highest = max(range(len(counts)), key=lambda place: counts[place][1])
    x = min(max(5 + (highest + 0.4) * step, 20), WIDTH - 20)
    parts.append(f'<text class="dim" text-anchor="middle" x="{x:.1f}" y="14">{most:,}</text>')
    parts.append(f'<text class="dim" x="5" y="166">{escape(counts[0][0])}</text>')
    if len(counts) > 1:
        end = max(5 + len(counts) * step, 110)
        parts.append(f'<text class="dim" text-anchor="end" x="{end:.1f}" y="166">{escape(counts[-1][0])}</text>')
    return _svg(172, parts)


def over_time(periods: Sequence[str], series: Sequence[tuple[str, str, Sequence[int]]]) -> str:
    """Columns of several counts under each other over the same periods; each has a scale of its own, its highest named."""
    if not periods:
        return ""
    left, height, band = 118, 30, 44
    step = (WIDTH - left - 42) / len(periods)
    width = round(min(step * 0.82, 26), 2)
    parts = []
    for place, (chinese, english, values) in enumerate(series):
        foot, most = place * band + height + 6, max(values)
        parts.append(
            f'<text x="0" y="{foot - 13}">{escape(chinese)}</text><text class="dim" x="0" y="{foot}">{escape(english)}</text>'
        )
        parts.append(f'<line x1="{left}" x2="{WIDTH - 42}" y1="{foot}" y2="{foot}"/>')
        for index, value in enumerate(values):
            tall = round(height * value / most, 1) if most else 0
            parts.append(
                f"<g><title>{escape(periods[index])}: {value:,}</title>"
                f'<rect x="{left + index * step:.1f}" y="{foot - tall:.1f}" width="{width}" height="{tall}" rx="1"/></g>'
            )
        parts.append(f'<text class="dim" x="{WIDTH - 36}" y="{foot - height + 10}">{most:,}</text>')
    foot = len(series) * band + 12
    parts.append(f'<text class="dim" x="{left}" y="{foot}">{escape(periods[0])}</text>')
    if len(periods) > 1:
        parts.append(f'<text class="dim" text-anchor="end" x="{WIDTH - 42}" y="{foot}">{escape(periods[-1])}</text>')
    return _svg(foot + 6, parts)


def graph(pairs: Sequence[tuple[str, str, int]]) -> str:
    """Names on the left joined with names on the right; the stroke says how often."""
    if not pairs:
        return ""
    left = {name: place for place, name in enumerate(dict.fromkeys(pair[0] for pair in pairs))}
    right = {name: place for place, name in enumerate(dict.fromkeys(pair[1] for pair in pairs))}
    height = max(len(left), len(right)) * _ROW
    first, second = 130, WIDTH - 160

    def y(place: int, of: int) -> float:
        return round((place + 0.5) * height / of, 1)

    lines = [
        f'<path stroke-width="{min(1 + count * 0.5, 5)}" d="M{first} {y(left[a], len(left))} '
        f"C{first + 75} {y(left[a], len(left))} {second - 75} {y(right[b], len(right))} "
        f'{second} {y(right[b], len(right))}"/>'
        for a, b, count in pairs
    ]
    dots = [
        f'{_open(name, True)}<circle cx="{x}" cy="{y(place, len(names))}" r="3.5"/>'
        f"{_text(x + shift, y(place, len(names)) + 4, name, anchor)}</g>"
        for names, x, shift, anchor in ((left, first, -8, "end"), (right, second, 8, "start"))
        for name, place in names.items()
    ]
    return _svg(height, [*lines, *dots])


def _svg(height: float, parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{"".join(parts)}</svg>'


def _open(name: str, search: bool) -> str:
    where = f' data-search="{escape(name)}"' if search else ""
    return f"<g{where}><title>{escape(name)}</title>"


def _text(x: float, y: float, name: str, anchor: str) -> str:
    widths = list(accumulate(2 if ord(character) >= 0x1100 else 1 for character in name))
    fitting = sum(width <= _LONGEST for width in widths)
    shown = name if fitting == len(name) else name[: fitting - 1] + "…"
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(shown)}</text>'
