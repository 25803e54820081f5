"""How every figure of the course looks.

Figures are SVG with dark ink and no background. The book's style sheet inverts their lightness
in dark mode and keeps the hues, so that one file reads well on both. Each figure is drawn twice,
see `narrow`. In a notebook, whose theme
nobody knows, call ``style(background="white")``.
"""

from __future__ import annotations

from functools import partial

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from book._lib import narrow

__all__ = ["INK", "PALETTE", "USAGES", "label_line", "panels", "style"]

INK = "#24292f"

# Okabe and Ito's palette, which color-blind readers can tell apart, without its yellow.
PALETTE = {
    "blue": "#0072B2",
    "vermilion": "#D55E00",
    "green": "#009E73",
    "purple": "#A8487F",
    "sky": "#3C9BD0",
    "orange": "#C98A00",
    "gray": "#6E7781",
}

# The colors of the four usages of "loss", the same on every page.
USAGES = {
    "physical": PALETTE["blue"],
    "mathematical": PALETTE["vermilion"],
    "representing": PALETTE["purple"],
    "caring-about": PALETTE["green"],
}


def style(background: str = "none") -> None:
    """Set the look of all figures drawn from now on.

    Parameters
    ----------
    background
        Any Matplotlib color; ``"none"`` leaves figures transparent.
    """
    mpl.rcParams.update(
        {
            "figure.figsize": (7.0, 3.2),
            "figure.facecolor": background,
            "savefig.facecolor": background,
            "axes.facecolor": "none",
            "figure.constrained_layout.use": True,
            "font.family": "sans-serif",
            "font.size": 10,
            "text.color": INK,
            "axes.labelcolor": INK,
            "axes.titlesize": 10,
            "axes.titlelocation": "left",
            "axes.titleweight": "bold",
            "axes.edgecolor": INK,
            "axes.linewidth": 0.8,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "axes.axisbelow": True,
            "axes.unicode_minus": True,
            "axes.prop_cycle": cycler(color=list(PALETTE.values())),
            "grid.color": INK,
            "grid.alpha": 0.15,
            "grid.linewidth": 0.6,
            "xtick.color": INK,
            "ytick.color": INK,
            "lines.linewidth": 1.8,
            "legend.frameon": False,
            # A curve may leave its points by half a point, which is less than a pixel.
            "path.simplify_threshold": 0.5,
            "svg.fonttype": "path",
            "svg.hashsalt": "loss, precisely",
        }
    )
    _inline_svg()


def _inline_svg() -> None:
    """Have Jupyter show figures as SVG, wide and narrow, and equal at every build."""
    try:
        from IPython.core.getipython import get_ipython
        from matplotlib_inline.backend_inline import set_matplotlib_formats
    except ImportError:
        return
    if (shell := get_ipython()) is not None:
        set_matplotlib_formats("svg")
        drawn = partial(narrow.both, metadata={"Date": None}, bbox_inches="tight")
        shell.display_formatter.formatters["image/svg+xml"].for_type(Figure, drawn)


def panels(
    rows: int = 1, columns: int = 1, width: float = 7.0, height: float = 3.0, sharey: bool = False
) -> tuple[Figure, np.ndarray]:
    """A figure and its axes, always as an array of shape (`rows`, `columns`).

    Parameters
    ----------
    rows, columns
        How many panels.
    width, height
        Size of the whole figure in inches. The book shows 7 inches as the width of its text.
    sharey
        Whether all panels have one vertical scale.
    """
    figure, axes = plt.subplots(
        rows, columns, figsize=(width, height), squeeze=False, sharey=sharey
    )
    return figure, axes


def label_line(axes: Axes, x: float, y: float, text: str, color: str = INK) -> None:
    """Write `text` to the right of the data point (`x`, `y`), in its line's color."""
    axes.annotate(
        text,
        (x, y),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        color=color,
        fontsize=9,
    )
