"""Markdown and MyST: what a reader reads, with its places in the file.

markdown-it finds the blocks and walks their inline text; each inline rule is watched, so that the
characters it takes as markup are known by place. What remains is prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from losslint.code import comments
from losslint.text import Prose

# What stands for code and formulas in the prose, and for numbers that the build computes.
CODE, FORMULA, NUMBER = "\N{REPLACEMENT CHARACTER}", "ℓ", "0"
# Roles whose content is read as it stands, but for a target in angle brackets.
_READ_ROLES = {"term", "ref", "doc", "numref", "abbr", "sup", "sub", "emphasis", "strong"}
# Directives whose body is prose; of others only the body's comments are read, if it is code.
_PROSE_DIRECTIVES = re.compile(
    r"(?:admonition|note|warning|tip|hint|important|caution|danger|error|attention|seealso|"
    r"dropdown|card|grid|grid-item|grid-item-card|tab-set|tab-item|margin|sidebar|epigraph|"
    r"figure|glossary|exercise|solution|proof:\w+|prf:\w+|topic|quote|details)$"
)
_DIRECTIVE = re.compile(r"\{([\w:-]+)\}")
_OPTION = re.compile(r":[\w-]+:|---\s*$")
_HTML = re.compile(r"<!--.*?-->|<(script|style|pre|code)\b.*?</\1>|<[^>]*>", re.S | re.I)
_SHOWN = {"", "markdown", "md", "myst", "html", "xml", "tex", "latex", "text", "console", "json"}
Edit = tuple[int, int, str]
Rule = Callable[[StateInline, bool], bool]


def _watched(name: str, rule: Rule) -> Rule:
    """The inline rule, writing down which characters are markup and what is read for them."""

    def watch(state: StateInline, silent: bool) -> bool:
        start = state.pos
        label_end = -1
        if name in ("link", "image") and not silent:
            label = start + (name == "image")
            label_end = state.md.helpers.parseLinkLabel(state, label, name == "link")
        done = rule(state, silent)
        if done and not silent:
            edits: list[Edit] = state.env["edits"]
            edits.extend(_edits(name, state.src, start, state.pos, label_end))
        return done

    return watch


def _edits(name: str, source: str, start: int, end: int, label_end: int) -> Iterator[Edit]:
    """What one inline construct changes between its source and what is read."""
    taken = source[start:end]
    if name in ("link", "image"):
        yield start, start + (2 if name == "image" else 1), ""
        yield label_end, end, ""
    elif name == "escape":
        yield start, start + 1, ""
    elif name == "entity":
        yield start, end, unescape(taken)
    elif name == "backticks":
        yield start, end, CODE if set(taken) != {"`"} else taken
    elif name in ("math_inline", "math_inline_double", "math_single", "dollarmath"):
        yield start, end, FORMULA
    elif name == "myst_role":
        yield from _role(taken, start, end)
    elif name == "autolink":
        yield start, end, CODE
    elif name not in ("text", "newline", "linkify"):
        yield start, end, ""


def _role(taken: str, start: int, end: int) -> Iterator[Edit]:
    role, content = re.match(r"\{([^}]*)\}`+(.*?)`+$", taken, re.S).groups()  # type: ignore[union-attr]
    if role not in _READ_ROLES:
        numbers = role.startswith(("glue", "eval"))
        yield start, end, NUMBER if numbers else FORMULA if role == "math" else ""
        return
    inside = start + taken.index(content, len(role) + 2)
    shown = re.sub(r"\s*<[^<>]*>$", "", content)
    yield start, inside, ""
    yield inside + len(shown), end, ""


@cache
def _parser() -> MarkdownIt:
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for plugin in (front_matter_plugin, myst_block_plugin, myst_role_plugin, colon_fence_plugin):
        md.use(plugin)
    md.use(deflist_plugin).use(footnote_plugin).use(amsmath_plugin)
    md.use(dollarmath_plugin, double_inline=True)
    for rule in md.inline.ruler.__rules__:
        md.inline.ruler.at(rule.name, _watched(rule.name, rule.fn))
    return md


def shown(source: str) -> list[range]:
    """The lines, counted from 1, of code blocks that show markup or output and are not read."""
    md = _parser()
    md.core.ruler.enableOnly(["normalize", "block"])
    return [
        range(token.map[0] + 1, token.map[1] + 1)
        for token in md.parse(source, {})
        if token.type in ("fence", "code_block") and token.map
        if (token.info.split() or [""])[0].lower() in _SHOWN
    ]


def prose(source: str, start: int = 0) -> Iterator[Prose]:
    """The prose of a Markdown or MyST text that begins at offset `start` of its file."""
    lines = source.splitlines(keepends=True)
    starts = [start]
    for line in lines:
        starts.append(starts[-1] + len(line))
    md = _parser()
    # Inline text is walked below, one block at a time, to know its edits.
    md.core.ruler.enableOnly(["normalize", "block"])
    used: dict[int, int] = {}
    for token in md.parse(source, {}):
        if token.map is None:
            continue
        first, last = token.map
        if token.type == "inline":
            yield _inline(md, token, lines, starts, used)
        elif token.type in ("fence", "colon_fence"):
            yield from _fence(token, lines, starts)
        elif token.type == "html_block":
            yield _without_tags("".join(lines[first:last]), starts[first])


def _inline(
    md: MarkdownIt, token: Token, lines: list[str], starts: list[int], used: dict[int, int]
) -> Prose:
    """The prose of one block, whose lines lie behind list markers, pipes and quote signs."""
    first, last = token.map or [0, 0]
    places: list[int] = []
    number = first
    for part in token.content.split("\n"):
        while number < last:
            column = lines[number].find(part.rstrip(), used.get(number, 0))
            if column >= 0:
                break
            number += 1
        if number >= last:  # escaped pipes of a table: the cell's characters are not contiguous
            number, column = first, used.get(first, 0)
        used[number] = column + len(part)
        line_start = starts[number] + column
        room = len(lines[number]) - column
        places.extend(line_start + min(i, max(room - 1, 0)) for i in range(len(part) + 1))
        if "\n" in token.content:
            number += 1
    env: dict[str, list[Edit]] = {"edits": []}
    md.inline.parse(token.content, md, env, [])
    return _edited(token.content, places, sorted(env["edits"]))


def _edited(text: str, places: list[int], edits: list[Edit]) -> Prose:
    read: list[str] = []
    at: list[int] = []
    here = 0
    for begin, end, instead in edits:
        if begin < here:  # within what an earlier edit replaced
            continue
        read.append(text[here:begin] + instead)
        at.extend(places[here:begin])
        at.extend([places[begin]] * len(instead))
        here = end
    read.append(text[here:])
    at.extend(places[here : len(text)])
    return Prose("".join(read), at)


def _without_tags(html: str, start: int) -> Prose:
    edits = [(found.start(), found.end(), "") for found in _HTML.finditer(html)]
    return _edited(html, list(range(start, start + len(html) + 1)), edits)


def _fence(token: Token, lines: list[str], starts: list[int]) -> Iterator[Prose]:
    """The prose in a directive's body, or the comments in a block of code."""
    first, last = token.map or [0, 0]
    end = last - 1 if lines[last - 1].strip().startswith(token.markup[:3]) else last
    info = token.info.strip()
    directive = _DIRECTIVE.match(info)
    begin = first + 1
    if directive and begin < end and lines[begin].strip() == "---":
        begin += 1
        while begin < end and lines[begin].strip() != "---":
            begin += 1
    while directive and begin < end and _OPTION.match(lines[begin].strip()):
        begin += 1
    body = "".join(lines[begin:end])
    if not body:
        return
    if directive is None and token.type == "fence":
        yield from comments(body, info.split()[0] if info else "text", starts[begin])
    elif directive and directive[1] in ("code-cell", "code-block", "code"):
        argument = info[directive.end() :].split()
        language = argument[0] if argument else "python"
        yield from comments(body, language, starts[begin])
    elif directive is None or _PROSE_DIRECTIVES.match(directive[1]):
        if directive and directive[1] == "glossary":  # a term is mentioned, not said
            body = re.sub(r"^(?=\S).*$", lambda term: " " * len(term[0]), body, flags=re.M)
        yield from prose(body, starts[begin])
