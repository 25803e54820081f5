"""What people write is shown as they meant it. Attacks on it stand in tests/malware."""

import pytest

from autograder.judging import safe_html
from autograder.judging.safe_html import LONGEST, LONGEST_MATH, clean, markdown, math, prose

PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
    "rkJggg=="
)


def test_what_learners_do_write_is_still_shown():
    made = markdown(
        "# Title\n\n*em* `x < 1` [link](https://example.org/a?b=1&c=2)\n\n"
        f"| a |\n|--:|\n| 1 |\n\n$\\frac{{1}}{{2}}$ ![dot](data:image/png;base64,{PNG})"
    )
    for part in (
        "<h1>",
        "<em>em</em>",
        "x &lt; 1",
        'href="https://example.org/a',
        "<td",
        "<mfrac>",
    ):
        assert part in made
    assert f"base64,{PNG}" in made


def test_a_parser_that_fails_does_not_lose_the_page(monkeypatch):
    def fail(source):
        raise RecursionError

    monkeypatch.setattr(safe_html, "_parse", fail)
    assert "&lt;script&gt;" in markdown("<script>")


def test_a_very_long_text_is_shown_as_it_was_written():
    text = "*word* " * (LONGEST // 7 + 1)
    assert text in markdown(text)
    assert "<em>" in markdown(text[: LONGEST // 7 * 7])


def test_no_text_is_an_empty_frame():
    assert markdown("") == markdown(None)
    assert "<p>" not in markdown("")


def test_a_picture_from_elsewhere_is_named_and_not_loaded():
    made = markdown("![a <dot>](https://example.org/dot.png)")
    assert "<img" not in made
    assert "[picture not shown: a &lt;dot&gt;]" in made


def test_a_link_leads_to_the_web_alone():
    assert 'href="mailto:a@example.org"' in markdown("[a](mailto:a@example.org)")
    assert "href" not in clean('<a href="ftp://example.org">a</a><a href="#top">b</a>')


def test_a_link_tells_the_other_side_nothing():
    assert 'rel="noopener noreferrer nofollow"' in markdown("[a](https://example.org)")
    assert "evil" not in markdown('<a href="https://example.org" rel="evil">a</a>')


def test_math_needs_no_script():
    made = markdown("$x^2$ and $$\\sum_i x_i$$")
    assert made.count("<math") == 2
    assert "<msup>" in made
    assert "$" not in made


@pytest.mark.parametrize("tex", ["\\nonsense{x}", "}{", "x" * (LONGEST_MATH + 1)], ids=len)
def test_what_is_no_math_is_shown_as_it_was_written(tex):
    assert math(tex) == f"<code>{tex}</code>"


def test_a_wide_table_or_a_styled_box_cannot_leave_its_place():
    made = markdown("x <span style='position:fixed'>y</span>")
    assert "contain:content" in made
    assert "position" not in made
    assert 'style="text-align:right"' in markdown("| a |\n|--:|\n| 1 |")


def test_an_authors_hint_has_no_frame():
    assert prose("Select *first*: `values[0]`") == (
        "<p>Select <em>first</em>: <code>values[0]</code></p>"
    )
    assert "<script" not in prose("<script>x</script>")
