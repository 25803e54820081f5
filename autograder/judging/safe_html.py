"""Markdown of strangers as HTML in which nothing runs, loads or leaves its place.

nbgrader's pages, feedback and formgrader alike, turn every Markdown cell and every comment
into HTML by one filter. :func:`markdown` takes its place by configuration::

    c.HTMLExporter.filters = {"markdown2html": "autograder.judging.safe_html.markdown"}

What it makes holds no script, style, form, frame or id; links lead only to the web, and
pictures are only those that stand in the text itself. Math becomes MathML here and now, so
that no script has to read a learner's text later.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

import mistune
import nh3
from docutils.utils.math import latex2mathml

# Some parsing takes time that grows with the square of the length.
LONGEST = 20_000
LONGEST_MATH = 2_000

_TEXT = "p br hr h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong b i del sub sup a img"
_TABLE = "table thead tbody tr th td details summary kbd"
_MATH = (
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover "
    "munderover mtable mtr mtd mstyle mpadded mphantom menclose"
)
_MATH_ATTRIBUTES = {
    "display",
    "displaystyle",
    "mathvariant",
    "stretchy",
    "accent",
    "accentunder",
    "movablelimits",
    "columnalign",
    "fence",
    "form",
    "separator",
    "linethickness",
}
_MATH_LENGTHS = {"lspace", "rspace", "width"}
_TAGS = set(f"{_TEXT} {_TABLE} {_MATH}".split())
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
    **dict.fromkeys(_MATH.split(), _MATH_ATTRIBUTES | _MATH_LENGTHS),
}
_VALUES = {
    "href": re.compile(r"(https?://|mailto:)[^\s]*", re.IGNORECASE),
    "src": re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*"),
    "alt": re.compile(r".*", re.DOTALL),
    "start": re.compile(r"\d{1,4}"),
    "style": re.compile(r"text-align:(left|center|right)"),
    **dict.fromkeys(_MATH_ATTRIBUTES, re.compile(r"[a-z0-9 -]{1,40}")),
    **dict.fromkeys(_MATH_LENGTHS, re.compile(r"\d?(\.\d{1,3})?em")),
}

# nbgrader's pages may load MathJax, which leaves such elements alone. Nothing inside can be
# painted outside.
_FRAME = '<div class="tex2jax_ignore" style="contain:content;overflow-x:auto">{}</div>'


class _Renderer(mistune.HTMLRenderer):
    """Renders math as MathML and says where a picture is left out."""

    def __init__(self) -> None:
        super().__init__(escape=False)

    def inline_math(self, text: str) -> str:
        return math(text)

    def block_math(self, text: str) -> str:
        return f"<p>{math(text, block=True)}</p>"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        if not _VALUES["src"].fullmatch(url):
            return f"<em>[picture not shown: {html.escape(text or url[:80])}]</em>"
        return super().image(text, url, title)


_PLUGINS = ["table", "strikethrough", "math", "url"]
_parse = mistune.create_markdown(renderer=_Renderer(), plugins=_PLUGINS)


def markdown(source: str) -> str:
    """Markdown as HTML in a frame of its own; text that cannot be parsed is shown as it is."""
    return _FRAME.format(clean(_render(source or "")))


@lru_cache(maxsize=512)
def prose(source: str) -> str:
    """An author's short Markdown, such as a hint; the same sanitized HTML without a frame."""
    return clean(_render(source)).strip()


def _render(source: str) -> str:
    if len(source) <= LONGEST:
        try:
            return str(_parse(source))
        except Exception:  # a parser that breaks on hostile text must not lose the page
            pass
    return f"<pre>{html.escape(source)}</pre>"


def clean(text: str) -> str:
    """HTML without anything that runs, loads or reaches beyond its place."""
    return nh3.clean(
        text,
        tags=_TAGS,
        clean_content_tags={"script", "style", "title", "textarea", "template"},
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer nofollow",
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "rel":  # of our own: no learner may set it
        return value
    pattern = _VALUES.get(attribute)
    return value if pattern is not None and pattern.fullmatch(value.strip()) else None


def math(tex: str, block: bool = False) -> str:
    """TeX as MathML; what is no math that can be read is shown as code."""
    try:
        if len(tex) > LONGEST_MATH:
            raise ValueError
        return latex2mathml.tex2mathml(tex.strip(), as_block=block)
    except Exception:  # it raises many types on text that is no math
        return f"<code>{html.escape(tex)}</code>"
