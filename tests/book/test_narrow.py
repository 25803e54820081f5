"""The second drawing of a figure, for phones."""

import base64
import re

import matplotlib
import pytest

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.text import Text

from book._lib import narrow, plots

COLUMN = 328  # pixels that a figure has on a screen of 360


@pytest.fixture(autouse=True)
def _leave_no_style():
    with matplotlib.rc_context():
        plots.style()
        yield
    plt.close("all")


def two_panels(**more):
    figure, axes = plots.panels(columns=2, height=2.5, **more)
    for panel in axes[0]:
        panel.plot([0, 1], [0, 1], label="a line")
    return figure, *axes[0]


def test_panels_stand_below_each_other_and_keep_their_height():
    figure, left, right = two_panels()
    figure.canvas.draw()
    before = left.get_window_extent().height
    narrow.narrowed(figure)
    above, below = left.get_window_extent(), right.get_window_extent()
    assert above.y0 > below.y1
    assert above.x0 == pytest.approx(below.x0, abs=1)
    assert above.height == pytest.approx(before, rel=0.15)


def test_no_letter_has_less_than_eleven_pixels():
    figure, left, _ = two_panels()
    left.set_title("A title that is much longer than what a narrow panel has room for", fontsize=7)
    left.legend(fontsize=6)
    drawn = narrow.both(figure, bbox_inches="tight")
    made = base64.b64decode(re.search(narrow.MARK.format("(.*)"), drawn)[1]).decode()
    width = float(re.search(r'viewBox="0 0 ([\d.]+) ', made)[1])
    smallest = min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text())
    assert smallest * COLUMN / width >= 11
    assert width <= 1.04 * narrow.WIDTH * 72


def test_a_legend_that_would_cover_its_panel_moves_below_the_figure():
    figure, left, _ = two_panels()
    for count in range(narrow.MOST + 1):
        left.plot([0, 1], [count, 0], label=f"line {count}")
    left.legend()
    narrow.narrowed(figure)
    assert left.get_legend() is None
    names = [text.get_text() for text in figure.legends[0].get_texts()]
    assert len(names) == narrow.MOST + 2


def test_names_that_two_panels_share_stand_at_both():
    figure, left, right = two_panels(sharey=True)
    left.set_yticks([0, 1], ["nothing", "a rather long name of a row"])
    narrow.narrowed(figure)
    for panel in (left, right):
        assert [label.get_text() for label in panel.get_yticklabels()] == [
            "nothing", "a rather long\nname of a row",
        ]  # fmt: skip


def test_names_that_touch_are_turned():
    figure, axes = plots.panels()
    axes[0, 0].plot(range(8))
    axes[0, 0].set_xticks(range(8), ["a long name"] * 8)
    narrow.narrowed(figure)
    assert {label.get_rotation() for label in axes[0, 0].get_xticklabels()} == {90.0}


def test_the_wide_drawing_is_what_it_was():
    figure, *_ = two_panels()
    alone = narrow._svg(figure, metadata={"Date": None})
    figure, *_ = two_panels()
    both = narrow.both(figure, metadata={"Date": None})
    assert re.sub(narrow.MARK.format(".*"), "", both) == alone


def test_what_is_turned_in_a_box_stays_within_it():
    figure, axes = plots.panels(height=2.5)
    panel = axes[0, 0]
    panel.set(xlim=(-0.5, 15.5), ylim=(-0.5, 7.5))
    for column in range(16):
        for row in range(8):
            panel.add_patch(plt.Rectangle((column - 0.46, row - 0.44), 0.92, 0.88))
            panel.text(column, row, "0.5\n0.99", ha="center", va="center", fontsize=7)
    narrow.narrowed(figure)
    figure.canvas.draw()
    for text, patch in zip(panel.texts, panel.patches, strict=True):
        letters, box = text.get_window_extent(), patch.get_window_extent()
        assert letters.y0 >= box.y0
        assert letters.y1 <= box.y1
        assert letters.width <= 1.15 * box.width  # letters have some space around them


@pytest.mark.parametrize(
    ("draw", "moved"),
    [
        (lambda panel: panel.plot([0, 1], [0, 1], label="a"), True),
        (lambda panel: panel.scatter([0.9], [0.9], label="a"), True),
        (lambda panel: panel.plot([0, 1], [0, 0.2], label="a"), False),
    ],
    ids=["a line below it", "a point below it", "nothing below it"],
)
def test_a_legend_that_would_lie_on_the_data_stands_below(draw, moved):
    figure = plt.figure(figsize=(7, 3), layout="constrained")
    panel = figure.subplots()
    panel.set(xlim=(0, 1), ylim=(0, 1))
    draw(panel)
    panel.legend(loc="upper right")
    narrow.narrowed(figure)
    assert (panel.get_legend() is None) == bool(figure.legends) == moved
