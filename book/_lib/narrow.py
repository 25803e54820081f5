"""A figure drawn a second time, for a phone: panels below each other, letters of 11 pixels or more.

The column of a page is some 328 pixels wide on a screen of 360. A figure of `WIDTH` inches is
shown there at 1.3 pixels a point, so letters of `SMALLEST` points have more than 11.
"""

from __future__ import annotations

import base64
import io
import re
import textwrap
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, MaxNLocator

__all__ = ["MARK", "SMALLEST", "WIDTH", "both", "narrowed"]

WIDTH = 3.45
SMALLEST = 9.2
TITLE, LABEL, NAME = 40, 34, 17  # letters that a line of each may have
EDGE = 5.0  # pixels that stay free in a box around what is written in it
SHORT = 300  # letters of a path
SMALL = 1.2  # inches; panels that are not so wide still stand side by side, as many as fit
MOST = 4  # names that a legend may have within its panel
MOST_HIGHER = 2.5  # times that a figure may grow for what is written in it
# Where the narrow drawing stands in the file of the wide one, until the book is finished.
MARK = "<!--narrow:{}-->"


def narrowed(figure: Figure) -> Figure:
    """The same figure, changed for a narrow column.

    Panels that stood side by side stand below each other, each as high as it was, but for small
    ones. Titles and labels are broken, small letters are made larger, and names along an axis that
    touch are turned; so is what is written in a box and too wide for it.
    """
    _stack(figure, [axes for axes in figure.axes if axes.get_subplotspec() is not None])
    for text in figure.findobj(Text):
        text.set_fontsize(max(SMALLEST, float(text.get_fontsize())))
    for axes in figure.axes:
        for where in ("left", "center", "right"):
            if said := axes.get_title(loc=where):
                axes.set_title(textwrap.fill(said, TITLE), loc=where)
        axes.set_xlabel(textwrap.fill(axes.get_xlabel(), LABEL))
        _names(axes)
    figure.canvas.draw()
    for axes in figure.axes:
        _untangle(axes)
    _move_legends(figure)
    _make_room(figure)
    for axes in figure.axes:
        more = _fit(axes)
        if more > 1:
            width, height = figure.get_size_inches()
            inches = axes.get_window_extent().height / figure.dpi
            figure.set_size_inches(width, height + inches * (min(more, MOST_HIGHER) - 1))
            figure.canvas.draw()
    return figure


def _place(axes: Axes) -> tuple[int, int]:
    """The row and the column in which a panel begins."""
    spec = axes.get_subplotspec()
    return spec.rowspan.start, spec.colspan.start


def _stack(figure: Figure, panels: list[Axes]) -> None:
    """Put the panels below each other, in the order in which they are read."""
    width, height = figure.get_size_inches()
    columns = len({_place(axes)[1] for axes in panels})
    if columns < 2:
        figure.set_size_inches(WIDTH, height)
        return
    rows = max(axes.get_subplotspec().get_gridspec().nrows for axes in panels)
    panels = sorted(panels, key=_place)
    across = max(1, int(WIDTH / (width / columns))) if width / columns < SMALL else 1
    tall = [height * len(axes.get_subplotspec().rowspan) / rows for axes in panels][::across]
    grid = figure.add_gridspec(len(tall), across, height_ratios=tall)
    first: dict[int, Axes] = {}
    for place, axes in enumerate(panels):
        left = first.setdefault(_place(axes)[0], axes)
        shared = left.get_shared_y_axes().joined(left, axes)
        if left is not axes and shared and not axes.get_ylabel():
            axes.set_ylabel(left.get_ylabel())
        axes.set_subplotspec(grid[place // across, place % across])
        if across > 1:
            continue
        axes.tick_params(labelleft=True, labelbottom=axes.xaxis.get_ticks_position() != "top")
        names = [label.get_text() for label in left.get_yticklabels()]
        if (
            left is not axes
            and _named(left)
            and not any(map(Text.get_text, axes.get_yticklabels()))
        ):
            axes.set_yticks(left.get_yticks(), names)
    figure.set_size_inches(WIDTH, sum(tall))


def _named(axes: Axes) -> bool:
    """Whether names stand beside the vertical axis, and not numbers."""
    return isinstance(axes.yaxis.get_major_locator(), FixedLocator)


def _names(axes: Axes) -> None:
    """Break long names beside the vertical axis."""
    if not _named(axes):
        return
    names = [label.get_text().replace("\n", " ") for label in axes.get_yticklabels()]
    if any(len(name) > NAME for name in names):
        axes.set_yticks(axes.get_yticks(), [textwrap.fill(name, NAME) for name in names])
        for label in axes.get_yticklabels():
            label.set_fontsize(SMALLEST)


def _untangle(axes: Axes) -> None:
    """Take fewer numbers, or turn names, where those along the horizontal axis touch."""
    labels = [each for each in axes.get_xticklabels() if each.get_text() and each.get_visible()]
    boxes = sorted((label.get_window_extent() for label in labels), key=lambda box: box.x0)
    if not any(one.x1 + 2 > other.x0 for one, other in pairwise(boxes)):
        return
    if isinstance(axes.xaxis.get_major_locator(), FixedLocator):
        for label in labels:
            label.set_text(label.get_text().replace("\n", " "))
        axes.tick_params(axis="x", rotation=90)
    else:
        axes.xaxis.set_major_locator(MaxNLocator(4))


def _make_room(figure: Figure) -> None:
    """Make the figure higher until names beside its vertical axes do not touch."""
    figure.canvas.draw()
    more = 1.0
    for axes in filter(_named, figure.axes):
        labels = [each for each in axes.get_yticklabels() if each.get_text()]
        boxes = sorted((label.get_window_extent() for label in labels), key=lambda box: box.y0)
        for below, above in pairwise(boxes):
            apart = (above.y0 + above.y1 - below.y0 - below.y1) / 2
            needed = (above.height + below.height) / 2 + 3
            more = max(more, needed / apart if apart > 1 else 1.0)
    if more > 1:
        width, height = figure.get_size_inches()
        figure.set_size_inches(width, height * min(more, MOST_HIGHER))
        figure.canvas.draw()


def _fit(axes: Axes) -> float:
    """Break, or else turn, what is written in a box and is wider than it.

    What is turned stands in one line. Returns how many times as high the boxes have to be.
    """
    more = 1.0
    boxes = [patch.get_window_extent() for patch in axes.patches]
    for text in axes.texts:
        if text.get_ha() != "center" or text.get_va() != "center":
            continue
        here = axes.transData.transform(text.get_position())
        around = [box for box in boxes if box.contains(*here)]
        if not around:
            continue
        room = min(box.width for box in around) - EDGE
        high = min(box.height for box in around) - EDGE
        wide, said = text.get_window_extent().width, text.get_text()
        if wide <= room:
            continue
        letters = int(max(map(len, said.splitlines())) * room / wide)
        words = [
            textwrap.fill(line, max(letters, 1), break_long_words=False)
            for line in said.splitlines()
        ]
        text.set_text("\n".join(words))
        if text.get_window_extent().width > room and len(said) > 2:
            text.set_text(" ".join(said.split()))
            text.set_rotation(90)
        more = max(more, text.get_window_extent().height / high)
    return more


def _move_legends(figure: Figure) -> None:
    """Put below the figure what stood there, is too wide for its panel, or would cover it."""
    found: dict[str, Any] = {}
    for legend in [*figure.legends, *(axes.get_legend() for axes in figure.axes)]:
        if legend is None:
            continue
        names = [text.get_text() for text in legend.get_texts()]
        room = legend.axes.get_window_extent().width if legend.axes else 0.0
        if (
            len(names) <= MOST
            and legend.get_window_extent().width < 0.95 * room
            and not _covers(legend)
        ):
            continue
        found |= dict(zip(names, legend.legend_handles, strict=True))
        legend.remove()
    if found:
        names = [textwrap.fill(name, TITLE) for name in found]
        width, height = figure.get_size_inches()
        figure.set_size_inches(width, height + 0.18 * len("\n".join(names).splitlines()) + 0.1)
        figure.legend(found.values(), names, loc="outside lower left", fontsize=SMALLEST)


def _covers(legend: Legend) -> bool:
    """Whether a legend lies on a line or a point of its panel."""
    box, axes = legend.get_window_extent(), legend.axes
    for line in axes.lines:
        path = line.get_transform().transform_path(line.get_path())
        if path.intersects_bbox(box, filled=False):
            return True
    points = [
        points.get_offset_transform().transform(points.get_offsets()) for points in axes.collections
    ]
    return any(box.contains(*point) for each in points for point in each)


def both(figure: Figure, **options: Any) -> str:
    """The figure as SVG, and in a comment at its end the narrow drawing of it.

    Parameters
    ----------
    figure
        It is narrow afterwards.
    options
        Those of ``Figure.savefig``.
    """
    wide = _svg(figure, **options)
    narrow = base64.b64encode(_svg(narrowed(figure), **options).encode()).decode()
    head, end, tail = wide.rpartition("</svg>")
    return head + MARK.format(narrow) + end + tail


def _svg(figure: Figure, **options: Any) -> str:
    file = io.StringIO()
    figure.savefig(file, format="svg", **options)
    return smaller(file.getvalue())


def smaller(svg: str) -> str:
    """The same drawing in fewer letters: a tenth of a point is less than a pixel.

    Numbers of paths and places are cut, blanks and what describes the file go. Factors of scales
    stay as they are, and short paths, which are drawn often, keep two digits.
    """

    def cut(path: re.Match[str]) -> str:
        digits = 1 if len(path[1]) > SHORT else 2

        def shorter(number: re.Match[str]) -> str:
            return f"{float(number[0]):.{digits}f}".rstrip("0").rstrip(".")

        numbers = re.sub(r"-?\d+\.\d+", shorter, path[1])
        bare = re.sub(" ?([A-Za-z]) ?", r"\1", " ".join(numbers.split()))
        return f' d="{bare}"'

    svg = re.sub(r' d="([^"]*)"', cut, svg)
    svg = re.sub(r' (x|y)="(-?\d+\.\d)\d+"', r' \1="\2"', svg)
    svg = re.sub(r"\s*<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    return re.sub(r"\n\s*", "\n", svg)
