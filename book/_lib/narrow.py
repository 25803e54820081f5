"""A figure drawn a second time, for a phone: panels below each other, letters of 11 pixels or more.

The column of a page is some 328 pixels wide on a screen of 360. A figure of `WIDTH` inches is
shown there at 1.3 pixels a point, so letters of `SMALLEST` points have more than 11.
"""

from __future__ import annotations

import base64
import io
import textwrap
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, MaxNLocator

__all__ = ["MARK", "SMALLEST", "WIDTH", "both", "narrowed"]

WIDTH = 3.45
SMALLEST = 9.2
TITLE, LABEL, NAME = 40, 34, 17  # letters that a line of each may have
MOST = 4  # names that a legend may have within its panel
# Where the narrow drawing stands in the file of the wide one, until the book is finished.
MARK = "<!--narrow:{}-->"


def narrowed(figure: Figure) -> Figure:
    """The same figure, changed for a narrow column.

    Panels that stood side by side stand below each other, each as high as it was. Titles and labels
    are broken, small letters are made larger, and names along an axis that touch are turned.
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
    return figure


def _place(axes: Axes) -> tuple[int, int]:
    """The row and the column in which a panel begins."""
    spec = axes.get_subplotspec()
    return spec.rowspan.start, spec.colspan.start


def _stack(figure: Figure, panels: list[Axes]) -> None:
    """Put the panels below each other, in the order in which they are read."""
    _, height = figure.get_size_inches()
    if len({_place(axes)[1] for axes in panels}) < 2:
        figure.set_size_inches(WIDTH, height)
        return
    rows = max(axes.get_subplotspec().get_gridspec().nrows for axes in panels)
    panels = sorted(panels, key=_place)
    tall = [height * len(axes.get_subplotspec().rowspan) / rows for axes in panels]
    grid = figure.add_gridspec(len(panels), 1, height_ratios=tall)
    first: dict[int, Axes] = {}
    for place, axes in enumerate(panels):
        left = first.setdefault(_place(axes)[0], axes)
        shared = left.get_shared_y_axes().joined(left, axes)
        if left is not axes and shared and not axes.get_ylabel():
            axes.set_ylabel(left.get_ylabel())
        axes.set_subplotspec(grid[place])
        axes.tick_params(labelleft=True, labelbottom=True)
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
        axes.set_xticks(axes.get_xticks(), [each.get_text().replace("\n", " ") for each in labels])
        axes.tick_params(axis="x", rotation=90)
    else:
        axes.xaxis.set_major_locator(MaxNLocator(4))


def _move_legends(figure: Figure) -> None:
    """Put below the figure what stood there, is too wide for its panel, or would cover it."""
    found: dict[str, Any] = {}
    for legend in [*figure.legends, *(axes.get_legend() for axes in figure.axes)]:
        if legend is None:
            continue
        names = [text.get_text() for text in legend.get_texts()]
        room = legend.axes.get_window_extent().width if legend.axes else 0.0
        if len(names) <= MOST and legend.get_window_extent().width < 0.95 * room:
            continue
        found |= dict(zip(names, legend.legend_handles, strict=True))
        legend.remove()
    if found:
        names = [textwrap.fill(name, TITLE) for name in found]
        width, height = figure.get_size_inches()
        figure.set_size_inches(width, height + 0.18 * len("\n".join(names).splitlines()) + 0.1)
        figure.legend(found.values(), names, loc="outside lower left", fontsize=SMALLEST)


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
    return file.getvalue()
