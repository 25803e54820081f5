"""What a page still needs when Sphinx has written it: functions from a page to a page.

Menus
    The theme's buttons for both sidebars stand twice in a page, and its scripts know the first of
    each, in a head that is not shown here. The head is left empty.
Names
    The theme's folds in the contents and its search dialog have no name for a screen reader, its
    search field one that its text contradicts, and the link to the start page stands in no
    landmark. An empty corner of a table is no header, an empty foot no landmark, and a work has a
    role that ARIA has given up. Nothing says where code begins and where its output.
Narrow screens
    A figure may bring a second drawing, whose panels stand below each other.
Exercises
    They are links wherever a chapter names them.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

LOGO = re.compile(r'<div class="sidebar-primary-item">(\s*<a class="navbar-brand logo)')
SEARCH = re.compile(
    r'(<button class="[^"]*search-button-field[^"]*"(?: title="Search")?) aria-label="Search"'
)
# A fold of the contents, and the page whose parts it shows.
FOLD = re.compile(
    r'>(?P<title>[^<]+)(?P<between></a>(?:<details[^>]*>)?)<summary><span class="toctree-toggle"'
)
HERE = re.compile(r'(<a class="current reference internal")(?= href="#")')
CODE = '<div class="cell_input docutils container">'
OUTPUT = re.compile(
    r'<div class="cell_output docutils container">(?=\s*<div class="output (?:stream|text_plain))'
)
# A value that a cell has computed, with a hyphen before a number.
HYPHEN = re.compile(r'(?<=class="pasted-text">)([^<]*)')
EMPTY_HEAD = re.compile(r'<th class="([^"]*)"><p></p></th>')
NAMED_DIALOG = '<dialog id="pst-search-dialog" aria-label="Search this book">'
# Where a caption or a paragraph says in which panel to look, and what it says where they are
# stacked. "Right" may also mean correct, and a lever may hang on the left.
STACKED = {
    f"{before}{side}{after}": f"{new}{upper}{more}"
    for side, upper in (("left", "upper"), ("right", "lower"))
    for before, after, new, more in (
        ("(", ")", "(", ")"),
        ("", " panel", "", " panel"),
        ("On the ", "", "In the ", " panel"),
        ("on the ", "", "in the ", " panel"),
    )
} | {"Left": "Upper", "Right": "Lower"}
SIDES = re.compile("|".join(rf"(?<!\w){re.escape(said)}(?!\w)" for said in STACKED))
PANELS = re.compile(r"\bOn the (?:left|right)\b|\b(?:left|right) panel\b")
# A word of code, but in a link or a heading.
NAMED = re.compile(
    r"<a\b.*?</a>|<h\d.*?</h\d>"
    r'|<code class="docutils literal notranslate"><span class="pre">(?P<name>\w+)</span></code>',
    re.DOTALL,
)
HEADER = re.compile(r'(<header id="pst-header"[^>]*>).*?(</header>)', re.DOTALL)
# `book._lib.narrow` writes it.
DRAWN_NARROW = re.compile(r"<!--narrow:([A-Za-z0-9+/=]+)-->")
NARROW = "-narrow.svg"
PICTURE_HEAD = ' data-narrow="">'


def with_names(page: str) -> str:
    """The page with names for what the theme leaves without, or names unlike its text."""
    page = FOLD.sub(
        r'>\g<title>\g<between><summary aria-label="Pages below: \g<title>">'
        '<span class="toctree-toggle"',
        page,
    )
    page = HEADER.sub(r"\1\2", page)
    page = HERE.sub(r'\1 aria-current="page"', page)
    page = page.replace('<dialog id="pst-search-dialog">', NAMED_DIALOG)
    page = re.sub(r'<footer class="bd-footer">\s*</footer>', "", page)
    page = page.replace(CODE, CODE.replace(">", ' role="group" aria-label="Code">'))
    page = OUTPUT.sub(
        '<div class="cell_output docutils container" role="group" aria-label="Output">', page
    )
    page = EMPTY_HEAD.sub(r'<td class="\1"></td>', page)
    page = page.replace('role="doc-biblioentry"', 'role="listitem"')
    page = LOGO.sub(r'<div class="sidebar-primary-item" role="banner">\1', page)
    return SEARCH.sub(r"\1", page)


def with_minus(page: str) -> str:
    """The page with a real minus sign before computed numbers, where Python writes a hyphen."""
    return HYPHEN.sub(lambda match: re.sub(r"(?<![\w.])-(?=[\d.])", "\u2212", match[1]), page)


def with_pictures(page: str, here: Path) -> str:
    """The page with a second drawing for narrow screens wherever a figure has one.

    There panels stand below each other, and the text says upper and lower for left and right.
    """
    if 'class="side-wide"' in page:  # the page was finished before
        return page

    def pair(match: re.Match[str]) -> str:
        narrow = match["file"].removesuffix(".svg") + NARROW
        if page[: match.start()].endswith(PICTURE_HEAD) or not (here / narrow).is_file():
            return match[0]
        return (
            f'<picture><source media="(max-width: 600px)" srcset="{narrow}"{PICTURE_HEAD}'
            f"{match[0]}</picture>"
        )

    page = re.sub(r'<img [^>]*src="(?P<file>[^"]+\.svg)"[^>]*>', pair, page)
    return re.sub(
        r"</picture>(?:(?!<picture>|<figcaption).)*<figcaption>.*?</figcaption>",
        lambda found: _either_side(found[0], SIDES),
        _paragraphs(page),
        flags=re.DOTALL,
    )


def _paragraphs(page: str) -> str:
    if "<picture>" not in page:
        return page
    return re.sub(
        r"<p\b.*?</p>", lambda found: _either_side(found[0], PANELS), page, flags=re.DOTALL
    )


def _either_side(text: str, sides: re.Pattern[str]) -> str:
    """Both forms of what says in which panel to look; what stands in tags stays."""

    def both(match: re.Match[str]) -> str:
        wide, narrow = match[0], STACKED[match[0]]
        return f'<span class="side-wide">{wide}</span><span class="side-narrow">{narrow}</span>'

    pieces = re.split(r"(<[^>]*>)", text)
    pieces[::2] = [sides.sub(both, piece) for piece in pieces[::2]]
    return "".join(pieces)


def with_linked_exercises(page: str, pages: dict[str, str]) -> str:
    """A chapter's page whose exercises are links wherever the text names them.

    `pages` is where each exercise stands: its name -> ``exercises/chapter/name.html``.
    """

    def linked(match: re.Match[str]) -> str:
        if match["name"] not in pages:
            return match[0]
        return f'<a class="reference internal" href="{pages[match["name"]]}">{match[0]}</a>'

    return NAMED.sub(linked, page)


def split_drawings(images: Path) -> None:
    """Take the narrow drawings, which figures bring at their ends, out into files of their own."""
    for path in images.glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        if found := DRAWN_NARROW.search(text):
            narrow = path.with_name(path.stem + NARROW)
            narrow.write_bytes(base64.b64decode(found[1]))
            path.write_text(text[: found.start()] + text[found.end() :], encoding="utf-8")
