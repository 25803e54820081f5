"""Pages without what they do not use: the icon script, the search, other labs, unused styles.

Icons
    The theme draws a dozen icons with a script of 1.5 MB. Their outlines are taken from that
    script and put into the pages, and the script is left out.
Scripts
    The theme loads the whole search on every page; the search page has it alone. A lab's script is
    loaded where that lab stands.
Styles
    The theme and its extensions bring half a megabyte of rules for what a page *might* hold. A rule
    stays if every class and id that it asks for is a word in some page or script of the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2

ICON = re.compile(
    r'<(?P<tag>i|span) class="(?P<classes>[^"]*\bfa-[^"]*)"(?P<more>[^>]*)></(?P=tag)>'
)
SCRIPT = re.compile(
    r"\s*<script[^>]*scripts/fontawesome\.js[^>]*></script>|<link[^>]*fontawesome\.js[^>]*>"
)
SEARCHING = re.compile(
    r"\s*<script[^>]*(?:searchtools|language_data|searchindex|sphinx_highlight)\.js[^>]*></script>"
)
LAB_SCRIPT = re.compile(r"\s*<script[^>]*_static/(?P<lab>\w+)-lab\.js[^>]*></script>")
WORD = re.compile(r"[A-Za-z_-][\w-]*")
FONT = re.compile(r"fa[bsrl]?(-|$)")  # classes of the icon font, which no page uses
DRAWN = "small-icon"  # the class of an icon that is drawn in the page
GROUPS = ("media", "supports", "layer", "container")
# What a script puts together, such as "bs-tooltip-" and a side, has at least so many letters.
LONG_ENOUGH = 4


def outlines(script: str) -> dict[str, tuple[int, int, str]]:
    """Each icon of Font Awesome's script: name -> width, height, path. Solid ones come last."""
    found: dict[str, tuple[int, int, str]] = {}
    entry = r'"?([\w-]+)"?:\[(\d+),(\d+),\[([^\]]*)\],"\w+","([^"]+)"\]'
    for name, width, height, others, path in re.findall(entry, script):
        for each in (name, *re.findall(r'"([\w-]+)"', others)):
            found[each] = (int(width), int(height), path)
    return found


def with_small_icons(page: str, known: dict[str, tuple[int, int, str]]) -> str:
    """The page with its icons drawn in it; unchanged if one of them is not known."""

    def drawn(match: re.Match[str]) -> str:
        classes, more = match["classes"], match["more"]
        name = next(each for each in _icon_names(classes) if each in known)
        width, height, path = known[name]
        return (
            f'<svg class="{classes} {DRAWN}" viewBox="0 0 {width} {height}" '
            f'aria-hidden="true"{more}><path fill="currentColor" d="{path}"/></svg>'
        )

    if not all(any(n in known for n in _icon_names(m["classes"])) for m in ICON.finditer(page)):
        return page
    return SCRIPT.sub("", ICON.sub(drawn, page))


def _icon_names(classes: str) -> list[str]:
    return [each.removeprefix("fa-") for each in classes.split() if each.startswith("fa-")]


def without_idle_scripts(page: str, searches: bool = False) -> str:
    """The page without the scripts of other labs and, but where one searches, of the search."""

    def needed(match: re.Match[str]) -> str:
        return match[0] if f'data-lab="{match["lab"]}"' in page else ""

    kept = LAB_SCRIPT.sub(needed, page)
    return kept if searches else SEARCHING.sub("", kept)


def without_idle_rules(styles: str, words: set[str]) -> str:
    """A style sheet without the rules that nothing in the book can meet.

    Parameters
    ----------
    styles
        CSS.
    words
        All words of pages and scripts, among them their classes and ids. One that ends with a
        hyphen is the beginning of a name that a script puts together.
    """
    begun = tuple(word for word in words if word.endswith("-") and len(word) >= LONG_ENOUGH)

    def possible(selector: list[Any]) -> bool:
        asked = _asked_for(selector)
        if DRAWN not in asked and any(map(FONT.match, asked)):
            return False
        return all(name in words or name.startswith(begun) for name in asked)

    def kept(rules: Iterable[Any]) -> str:
        parts = []
        for rule in rules:
            if rule.type == "qualified-rule":
                selectors = [each for each in _selectors(rule.prelude) if possible(each)]
                if selectors:
                    head = ",".join(tinycss2.serialize(each).strip() for each in selectors)
                    parts.append(f"{head}{{{tinycss2.serialize(rule.content)}}}")
            elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in GROUPS:
                inner = kept(tinycss2.parse_rule_list(rule.content, True, True))
                if inner:
                    head = tinycss2.serialize(rule.prelude)
                    parts.append(f"@{rule.at_keyword}{head}{{{inner}}}")
            else:
                parts.append(rule.serialize())
        return "".join(parts)

    return kept(tinycss2.parse_stylesheet(styles, True, True))


def _selectors(prelude: list[Any]) -> list[list[Any]]:
    """The selectors of a rule, which commas part."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _asked_for(selector: list[Any]) -> list[str]:
    """The classes and ids without which a selector meets nothing, but for those in brackets."""
    found = [token.value for token in selector if token.type == "hash"]
    for one, other in pairwise(selector):
        if one.type == "literal" and one.value == "." and other.type == "ident":
            found.append(other.value)
    return found


def words(out: Path) -> set[str]:
    """All words of a built book's pages and scripts, MathJax and what is searched left out."""
    found: set[str] = set()
    for path in [*out.rglob("*.html"), *out.rglob("*.js")]:
        if "mathjax" in path.parts or path.name in ("searchindex.js", "search-texts.js"):
            continue
        found.update(WORD.findall(path.read_text(encoding="utf-8")))
    return found


def lighten_styles(out: Path) -> None:
    """Leave idle rules out of a built book's style sheets; the whole ones are kept beside it."""
    known = words(out)
    for path in _sheets(out):
        whole = _kept(out) / path.relative_to(out)
        whole.parent.mkdir(parents=True, exist_ok=True)
        whole.write_bytes(path.read_bytes())
        path.write_text(without_idle_rules(path.read_text(encoding="utf-8"), known), "utf-8")


def restore_styles(out: Path) -> None:
    """Put the whole sheets back before a build, whose pages may need more of them."""
    for path in _sheets(_kept(out)):
        there = out / path.relative_to(_kept(out))
        if there.is_file():
            there.write_bytes(path.read_bytes())
        path.unlink()


def _kept(out: Path) -> Path:
    return out.parent / ".styles" / out.name


def _sheets(out: Path) -> list[Path]:
    return [
        each for each in sorted((out / "_static").rglob("*.css")) if "mathjax" not in each.parts
    ]
