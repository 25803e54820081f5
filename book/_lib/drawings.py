"""Small drawings in a page's own text: what a lab shows where no script runs, and on paper.

They are SVG with letters as text, 320 units wide and never shown narrower than a phone's column,
so that a letter of 12 units has at least 11 pixels. Colors are classes of the style sheet.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["WIDTH", "curves", "drawing", "grid", "raster", "text"]

WIDTH = 320
LEVELS = 12
LINE = 16


def number(value: float) -> str:
    """A coordinate with one digit, or none where it is whole."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def text(x: float, y: float, said: str, anchor: str = "start", kind: str = "") -> str:
    """A line of text at a point of its baseline."""
    extra = f' class="{kind}"' if kind else ""
    where = f'x="{number(x)}" y="{number(y)}" text-anchor="{anchor}"'
    return f"<text {where}{extra}>{html.escape(said)}</text>"


def drawing(height: float, label: str, parts: Iterable[str]) -> str:
    """A whole drawing.

    Parameters
    ----------
    height
        In units, of which the width has `WIDTH`.
    label
        What it shows, in words, for who does not see it.
    parts
        Elements of SVG.
    """
    return (
        f'<svg class="drawn" viewBox="0 0 {WIDTH} {number(height)}" role="img" '
        f'aria-label="{html.escape(label)}">{"".join(parts)}</svg>'
    )


def raster(
    values: Sequence[Sequence[float]],
    x: float,
    y: float,
    side: float,
    most: float,
    tall: float | None = None,
) -> str:
    """Numbers as small boxes: one hue above zero and one below, the stronger the farther from it.

    Parameters
    ----------
    values
        Rows of numbers.
    x, y
        The upper left corner.
    side, tall
        Width and height of a box; without a height it is square.
    most
        The size at which the color is full.
    """
    tall = side if tall is None else tall
    paths: dict[tuple[str, int], list[str]] = {}
    for row, line in enumerate(values):
        for column, value in enumerate(line):
            level = min(LEVELS, round(abs(value) / most * LEVELS)) if most else 0
            if level:
                sign = "above" if value > 0 else "below"
                at = f"M{number(x + column * side)} {number(y + row * tall)}"
                box = f"{at}h{number(side)}v{number(tall)}h-{number(side)}z"
                paths.setdefault((sign, level), []).append(box)
    return "".join(
        f'<path class="drawn-{sign}" opacity="{level / LEVELS:.2f}" d="{"".join(boxes)}"/>'
        for (sign, level), boxes in sorted(paths.items())
    )


def grid(
    label: str,
    columns: Sequence[str],
    rows: Mapping[str, Sequence[str]],
    first: float = 110,
) -> str:
    """A table of short texts.

    Parameters
    ----------
    label
        What it shows, in words.
    columns
        Their heads; a line break in a head begins a new line.
    rows
        Head -> one text a column.
    first
        Width of the heads of the rows.
    """
    tall = max(head.count("\n") + 1 for head in columns) * LINE
    step = (WIDTH - first) / len(columns)
    parts = []
    for place, head in enumerate(columns):
        lines = head.split("\n")
        for number_, line in enumerate(lines):
            y = tall - LINE * (len(lines) - number_) + 12
            parts.append(text(first + step * (place + 1), y, line, "end", "drawn-quiet"))
    y = tall + 8.0
    for head, cells in rows.items():
        parts.append(f'<path class="drawn-rule" d="M0 {number(y - 2)}h{WIDTH}"/>')
        lines = head.split("\n")
        for number_, line in enumerate(lines):
            parts.append(text(0, y + 12 + LINE * number_, line))
        for place, cell in enumerate(cells):
            parts.append(text(first + step * (place + 1), y + 12, cell, "end"))
        y += LINE * len(lines) + 6
    return drawing(y, label, parts)


def curves(
    label: str,
    across: str,
    series: Mapping[str, Sequence[tuple[float, float]]],
    ticks: tuple[Sequence[float], Sequence[float]],
    marks: Mapping[float, str] | None = None,
) -> str:
    """Lines over two axes, with their names below.

    Parameters
    ----------
    label
        What it shows, in words.
    across
        What the horizontal axis is.
    series
        Name -> points; they are cut at the axes' ends.
    ticks
        Of the horizontal and the vertical axis; the first and last of each are its ends.
    marks
        Other names for ticks of the horizontal axis.
    """
    left, right, top, bottom = 38.0, WIDTH - 8.0, 8.0, 168.0
    (low, *_, high), (under, *_, over) = ticks

    def place(x: float, y: float) -> str:
        y = min(max(y, under), over)
        across_ = left + (x - low) / (high - low) * (right - left)
        return f"{number(across_)} {number(bottom - (y - under) / (over - under) * (bottom - top))}"

    parts = []
    for tick in ticks[1]:
        y = float(place(low, tick).split()[1])
        parts.append(f'<path class="drawn-rule" d="M{left} {number(y)}H{right}"/>')
        parts.append(text(left - 4, y + 4, f"{tick:g}".replace("-", "−"), "end"))
    for tick in ticks[0]:
        x = float(place(tick, under).split()[0])
        named = (marks or {}).get(tick, f"{tick:g}")
        parts.append(text(x, bottom + 16, named, "end" if tick == high else "middle"))
    parts.append(text((left + right) / 2, bottom + 32, across, "middle", "drawn-quiet"))
    y = bottom + 54
    for count, (name, points) in enumerate(series.items()):
        if points:
            path = "L".join(place(*point) for point in points)
            parts.append(f'<path class="drawn-line drawn-line-{count}" d="M{path}"/>')
        parts.append(f'<path class="drawn-line drawn-line-{count}" d="M0 {number(y - 4)}h26"/>')
        parts.append(text(32, y, name))
        y += LINE
    return drawing(y - 8, label, parts)
