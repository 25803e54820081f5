"""The ePub: pages that a reading system takes, whatever it supports beside EPUB 3.

Sphinx packs what it wrote for a browser. No reading system runs our scripts or MathJax, and pages
in an ePub have to be XML. Here, before they are packed, formulas become MathML, drawings become
SVG by name, folds get one plain title, tabs stand one below the other, and what does nothing
without a script goes. ``epubcheck`` finds nothing in the result (``tests/reading``).
"""

from __future__ import annotations

import html
import re
import sys
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import tinycss2
from bs4 import BeautifulSoup
from latex2mathml.converter import convert
from sphinx.builders.epub3 import Epub3Builder

sys.path[:0] = [str(Path(__file__).parent)]  # this folder is no package

import markup  # noqa: E402

if TYPE_CHECKING:
    from bs4 import Tag
    from sphinx.config import Config

# What only a script or a pointer can use, and what the start of a page says to search engines.
IDLE = (
    "script, input, button, select, textarea, .speaker-card, .lab-fallback, .exercise-progress, "
    ".exercise-index-filters, meta[property], meta[name=viewport]"
)
# Style sheets that a page without scripts and theme has a use for.
SHEETS = frozenset({"basic.css", "epub.css", "pygments.css", "course.css"})
FOLDS = {"source": "Code", "output": "Output", "content": "Code and output"}
# XML minds the case of names, and HTML's parser does not.
CASES = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
# Matplotlib's heads: a document type that would be asked for elsewhere, and who made it when.
SVG_HEAD = re.compile(r"<!DOCTYPE svg[^>]*>\s*|<!--narrow:[A-Za-z0-9+/=]+-->")
PATHLESS = re.compile(r"<path (?![^>]*\bd=)([^>]*)/>")
# In a selector: what CSS 2.1 has not, or what asks for the theme.
UNKNOWN = re.compile(r"[(>~+:]|data-theme")
PROPERTIES = {"svg": "svg", "math": "mathml"}


def for_reading(page: str, macros: Mapping[str, str], files: Path) -> str:
    """A page of Sphinx as XHTML that needs no script.

    Parameters
    ----------
    page
        As Sphinx wrote it.
    macros
        MathJax's macros without arguments: ``phys`` -> ``\\hat{\\ell}``.
    files
        The folder of the page: links to files that are not beside it become text.
    """
    head, _, rest = markup.with_minus(page).partition("<html")
    read = BeautifulSoup("<html" + rest, "html.parser")
    for formula in read.select(".math"):
        _set(formula, macros)
    for tab in read.select("label.sd-tab-label"):
        tab.name, tab.attrs = "p", {"class": "rubric"}
    for shown in read.select(".sd-tab-set, .sd-tab-content"):
        del shown["class"]
    for idle in read.select(IDLE):
        idle.decompose()
    for label in read.select("label"):
        if label.get_text(strip=True):
            label.unwrap()
        else:
            label.decompose()
    for lab in read.select(".lab"):
        if lab.select_one(".lab-static") is None:
            lab.decompose()
    for summary in read.select("summary"):
        _name(summary)
    for drawing in read.select("svg"):
        drawing["xmlns"] = "http://www.w3.org/2000/svg"
        for each in [drawing, *drawing.find_all(True)]:
            each.attrs = {CASES.get(key, key): value for key, value in each.attrs.items()}
    for sheet in read.select("link[rel=stylesheet]"):
        if Path(urlsplit(str(sheet["href"])).path).name not in SHEETS:
            sheet.decompose()
    for link in read.select("a[href]"):
        address = urlsplit(str(link["href"]))
        local = not address.scheme and not address.netloc and address.path
        if local and not (files / unquote(address.path)).is_file():
            link.unwrap()
    return head + read.decode()


def _set(formula: Tag, macros: Mapping[str, str]) -> None:
    """Put MathML in the place of TeX."""
    source = formula.get_text().strip()
    block = source.startswith(r"\[")
    tex = source[2:-2].strip() if source[:2] in (r"\(", r"\[") else source
    for name, meaning in macros.items():
        tex = re.sub(rf"\\{name}(?![A-Za-z])", lambda _, to=meaning: f"{to} ", tex)
    said = convert(tex, display="block" if block else "inline")
    set_ = BeautifulSoup(said, "html.parser").find("math")
    assert set_ is not None, tex
    set_["alttext"] = tex
    formula.clear()
    formula.append(set_)


def _name(summary: Tag) -> None:
    """Give a fold one title: the theme writes two, in paragraphs, and shows one by a style."""
    said = summary.select_one(".collapsed")
    if said is not None:
        text = said.get_text(strip=True)
        summary.string = FOLDS.get(text.rpartition(" ")[2], text)
    summary.attrs.pop("aria-label", None)
    for arrow in summary.select("svg"):
        arrow.decompose()
    for paragraph in summary.select("p"):
        paragraph.name = "span"


def plain_drawing(drawing: str) -> str:
    """An SVG of matplotlib without a document type, a hidden second drawing or empty paths."""
    return PATHLESS.sub(r'<path d="M0 0" \1/>', SVG_HEAD.sub("", drawing))


def plain_styles(styles: str) -> str:
    """The rules of a style sheet that CSS 2.1 knows: no conditions, no functions in selectors."""
    kept: Iterable[Any] = (
        rule
        for rule in tinycss2.parse_stylesheet(styles, skip_comments=True, skip_whitespace=True)
        if (rule.type == "at-rule" and rule.at_keyword == "import")
        or (rule.type == "qualified-rule" and not UNKNOWN.search(tinycss2.serialize(rule.prelude)))
    )
    return "\n".join(rule.serialize() for rule in kept) + "\n"


def with_properties(manifest: str, pages: Mapping[str, str]) -> str:
    """The list of files with what each page contains beside XHTML.

    Parameters
    ----------
    manifest
        The text of ``content.opf``.
    pages
        Name in the manifest -> text.
    """

    def declared(match: re.Match[str]) -> str:
        page = pages.get(html.unescape(unquote(match["href"])), "")
        found = [said for tag, said in PROPERTIES.items() if f"<{tag} " in page]
        return f'{match[1]} properties="{" ".join(found)}" />' if found else match[0]

    return re.sub(r'(<item [^>]*?href="(?P<href>[^"]*)"[^>]*?) ?/>', declared, manifest)


class Ebook(Epub3Builder):  # type: ignore[misc]
    """Sphinx's builder, whose files are finished before they are listed and packed."""

    def build_content(self) -> None:
        """Finish all files, write the list of them, and say in it what pages contain."""
        out = Path(self.outdir)
        macros = self.config.mathjax3_config["tex"]["macros"]
        pages: dict[str, str] = {}
        for path in sorted(out.rglob("*.xhtml")):
            page = for_reading(path.read_text(encoding="utf-8"), macros, path.parent)
            path.write_text(page, encoding="utf-8")
            pages[path.relative_to(out).as_posix()] = page
        for path in out.rglob("*.svg"):
            path.write_text(plain_drawing(path.read_text(encoding="utf-8")), encoding="utf-8")
        for path in out.rglob("*.css"):
            if path.name in SHEETS:
                path.write_text(plain_styles(path.read_text(encoding="utf-8")), encoding="utf-8")
            else:
                path.unlink()
        super().build_content()
        manifest = out / "content.opf"
        text = manifest.read_text(encoding="utf-8")
        manifest.write_text(with_properties(text, pages), encoding="utf-8")


def configure(config: Config) -> None:
    """Say what an ePub says of itself, and leave out what no reading system opens."""
    of = f"{config.html_baseurl or 'lossprecisely'} {config.html_title}"
    # The older table of contents names the book by `epub_uid`, which has to be an XML name.
    config.epub_uid = config.epub_identifier = f"book-{uuid.uuid5(uuid.NAMESPACE_URL, of)}"
    config.epub_description = "A course on what people mean by loss in AI."
    config.epub_contributor = config.author
    config.epub_show_urls = "no"
    config.epub_use_index = False
    # MathJax's parts have types that ePubs do not know.
    config.suppress_warnings = [*config.suppress_warnings, "epub.unknown_project_files"]
