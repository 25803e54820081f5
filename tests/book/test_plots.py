import matplotlib
import pytest

matplotlib.use("Agg")

import matplotlib.pyplot as plt

from book._lib import plots


@pytest.fixture(autouse=True)
def _leave_no_style():
    with matplotlib.rc_context():
        yield
    plt.close("all")


def relative_luminance(color):
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_figures_have_no_background_by_default():
    plots.style()
    figure, _ = plots.panels()
    assert figure.get_facecolor()[3] == 0


def test_a_notebook_can_ask_for_a_white_background():
    plots.style(background="white")
    figure, _ = plots.panels()
    assert figure.get_facecolor() == (1, 1, 1, 1)


def test_panels_are_always_a_grid():
    _, axes = plots.panels(2, 3)
    assert axes.shape == (2, 3)
    _, axes = plots.panels()
    assert axes.shape == (1, 1)


@pytest.mark.parametrize("name", plots.PALETTE)
def test_every_line_color_stands_out_from_white(name):
    assert 1.05 / (relative_luminance(plots.PALETTE[name]) + 0.05) >= 2.8


def test_the_four_usages_have_four_colors():
    assert set(plots.USAGES) == {"physical", "mathematical", "representing", "caring-about"}
    assert len(set(plots.USAGES.values())) == 4


def test_a_line_is_labeled_in_its_color():
    _, axes = plots.panels()
    plots.label_line(axes[0, 0], 1.0, 2.0, "loss", plots.PALETTE["green"])
    (text,) = axes[0, 0].texts
    assert text.get_text() == "loss"
    assert text.get_color() == plots.PALETTE["green"]
