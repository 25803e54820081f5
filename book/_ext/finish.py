"""After Sphinx has written the pages: hover cards, search, a page for wrong addresses.

Weight
    `lighter` leaves out what the pages do not use.
Hover cards
    ``_static/cards-data.js`` holds, for each term, citation and exercise of the book, what a
    reader wants to see without going there; ``cards.js`` shows it.
Pages
    `markup` mends what stands in them.
Search
    ``_static/search-texts.js`` holds what each page says; ``search.js`` cuts excerpts out of it.
    `Words` lets the index know the parts of ``an_identifier`` too.
Ways back
    Each entry of the glossary names the passages that link to it.
404
    ``404.html``, which a web server shows for a wrong address.
"""

from __future__ import annotations

import html
import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, SoupStrainer
from sphinx.search.en import SearchEnglish

sys.path[:0] = [str(Path(__file__).parent)]  # this folder is no package

import lighter  # noqa: E402
import markup  # noqa: E402

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LONGEST_CARD = 600
CARD = "card.png"


def _cut(text: str) -> str:
    plain = re.sub(r"\s+", " ", text).strip()
    return plain if len(plain) <= LONGEST_CARD else plain[: LONGEST_CARD - 1] + "…"


def _read(path: Path) -> BeautifulSoup:
    """The article of a page, read once for all that ask for it. Nobody may change it."""
    return _parsed(path, path.stat().st_mtime_ns)


@cache
def _parsed(path: Path, changed: int) -> BeautifulSoup:
    text = path.read_text(encoding="utf-8")
    article = SoupStrainer("article") if "<article" in text else None
    return BeautifulSoup(text, "html.parser", parse_only=article)


def cards(book: Path) -> dict[str, list[str]]:
    """What a link's card says: ``page.html#anchor`` -> title and text, for a book's folder."""
    found: dict[str, list[str]] = {}
    glossary = book / "glossary.html"
    if glossary.is_file():
        for term in _read(glossary).select("dl.glossary > dt[id]"):
            meaning = term.find_next_sibling("dd")
            title = "".join(term.find_all(string=True, recursive=False)).strip()
            back = meaning.select_one(".ways-back")
            said = meaning.get_text().removesuffix(back.get_text() if back else "")
            found[f"glossary.html#{term['id']}"] = [title, _cut(said)]
    works = book / "bibliography.html"
    if works.is_file():
        for work in _read(works).select("div.citation[id]"):
            label = work.select_one(".label")
            said = " ".join(p.get_text() for p in work.find_all("p"))
            found[f"bibliography.html#{work['id']}"] = [_cut(label.get_text()), _cut(said)]
    for path in sorted(book.glob("exercises/*/*.html")):
        page = _read(path)
        title, texts = page.select_one("article h1"), page.select("article h1 ~ p")
        name = path.relative_to(book).as_posix()
        heading = "".join(title.find_all(string=True, recursive=False)).strip()
        found[name] = [heading, _cut(" ".join(each.get_text() for each in texts[:2]))]
    return found


class Words(SearchEnglish):
    """English, in whose index ``stable_ce`` is found as ``stable`` as well."""

    def split(self, input: str) -> list[str]:
        """The words of a text, and the parts of those that underscores join."""
        words = super().split(input)
        return words + [part for word in words if "_" in word for part in word.split("_") if part]


def texts(out: Path) -> dict[str, str]:
    """What each page of a built book says: its name without ``.html`` -> its article's text."""
    found: dict[str, str] = {}
    for path in sorted(out.glob("book/**/*.html")):
        article = _read(path).select_one("article")
        if article is None:
            continue
        silent = article.select("script, style, svg, .headerlink, .lab, .speaker-card")
        unsaid = {id(text) for each in silent for text in each.find_all(string=True)}
        said = " ".join(text for text in article.strings if id(text) not in unsaid)
        name = path.relative_to(out).with_suffix("").as_posix()
        found[name] = re.sub(r"\s+", " ", said).strip()
    return found


def ways_back(out: Path) -> dict[str, list[tuple[str, str]]]:
    """For each term of the glossary the pages that link to it: where first, and their title."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(out.glob("book/*.html")):
        page = _read(path)
        title = page.select_one("article h1")
        seen: set[str] = set()
        for link in page.select('article a[href*="glossary.html#term-"]'):
            term = link["href"].partition("#")[2]
            section = link.find_parent("section", id=True)
            if term in seen or section is None or title is None:
                continue
            seen.add(term)
            said = "".join(title.find_all(string=True, recursive=False)).strip()
            found.setdefault(term, []).append((f"{path.name}#{section['id']}", said))
    return found


def with_ways_back(page: str, ways: dict[str, list[tuple[str, str]]]) -> str:
    """The glossary with the ways back at the end of each entry, in place of earlier ones."""
    read = BeautifulSoup(page, "html.parser")
    for old in read.select(".ways-back"):
        old.decompose()
    for term in read.select("dl.glossary > dt[id]"):
        meaning = term.find_next_sibling("dd")
        links = ways.get(str(term["id"]), [])
        if meaning is None or not links:
            continue
        line = read.new_tag("p", attrs={"class": "ways-back"})
        line.append("Used in ")
        for place, (address, title) in enumerate(links):
            link = read.new_tag("a", attrs={"href": address, "class": "reference internal"})
            link.string = title
            line.append(link)
            line.append(", " if place < len(links) - 1 else "")
        meaning.append(line)
    return str(read)


def not_found(title: str, address: str) -> str:
    """The page that a web server shows for a wrong address; it needs no other file."""
    home = html.escape(address or "/")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}: no such page</title>'
        "<style>body{font:1.1rem/1.5 system-ui,sans-serif;margin:15vh auto;max-width:34rem;"
        "padding:0 1rem;color-scheme:light dark}</style></head><body>"
        f"<main><h1>No such page</h1><p>{title} has no page at this address. "
        f'<a href="{home}">The start page</a> has the contents and a search.</p></main>'
        "</body></html>\n"
    )


def begin(app: Sphinx, config: Any) -> None:
    """Undo what the last build's end would hide from this one."""
    lighter.restore_styles(Path(app.outdir))
    # On a first visit the theme's scripts would find no mode, and complain of it.
    config.html_context.setdefault("default_mode", "auto")


def finish(app: Sphinx, exception: Exception | None) -> None:
    """Do all of it; nothing if the build failed or made no pages for a browser.

    An ePub is packed already, and what is laid beside it now would be packed the next time.
    """
    if exception or app.builder.format != "html" or app.builder.name == "epub":
        return
    out = Path(app.outdir)
    script = out / "_static" / "scripts" / "fontawesome.js"
    known = lighter.outlines(script.read_text(encoding="utf-8")) if script.is_file() else {}
    markup.split_drawings(out / "_images")
    book = out / "book"
    exercises = {
        each.stem: each.relative_to(book).as_posix() for each in book.glob("exercises/*/*.html")
    }
    for path in out.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        small = markup.with_minus(markup.with_names(lighter.with_small_icons(page, known)))
        small = markup.with_pictures(small, path.parent)
        if path.parent == book and (path.parent / "exercises" / path.stem).is_dir():
            small = markup.with_linked_exercises(small, exercises)
        small = lighter.without_idle_scripts(small, searches=path.name == "search.html")
        if small != page:
            path.write_text(small, encoding="utf-8")
    glossary = out / "book" / "glossary.html"
    said = texts(out)
    if glossary.is_file():
        page = with_ways_back(glossary.read_text(encoding="utf-8"), ways_back(out))
        glossary.write_text(page, encoding="utf-8")
    (out / "_static" / "search-texts.js").write_text(
        f"window.courseTexts={json.dumps(said, ensure_ascii=False)};\n", encoding="utf-8"
    )
    if app.config.html_baseurl:
        draw_card(out / "_static" / CARD, str(app.config.project))
    data = json.dumps(cards(out / "book"), ensure_ascii=False, separators=(",", ":"))
    (out / "_static" / "cards-data.js").write_text(
        f"window.courseCards={data};\n", encoding="utf-8"
    )
    page = not_found(str(app.config.html_title), str(app.config.html_baseurl))
    (out / "404.html").write_text(page, encoding="utf-8")
    lighter.lighten_styles(out)


def describe(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Give each page a description for search engines and previews: its first paragraph."""
    from docutils import nodes

    if doctree is None:
        return
    texts = (node.astext() for node in doctree.findall(nodes.paragraph))
    first = next((text for text in texts if len(text) > 40), "")
    said = html.escape(_cut(first)[:300], quote=True)
    title = html.escape(re.sub("<[^>]+>", "", context.get("title", "")), quote=True)
    base = str(app.config.html_baseurl).rstrip("/")
    card = f'<meta property="og:image" content="{base}/_static/{CARD}" />' if base else ""
    context["metatags"] = context.get("metatags", "") + (
        f'<meta name="description" content="{said}" />'
        f'<meta property="og:title" content="{title}" />'
        f'<meta property="og:description" content="{said}" />'
        f'<meta property="og:type" content="article" />{card}'
    )


def draw_card(path: Path, title: str) -> None:
    """Draw the picture that previews of a link show: the title and the four usages."""
    from matplotlib.figure import Figure

    from book._lib.plots import INK, USAGES

    figure = Figure(figsize=(12, 6.3), facecolor="white")
    figure.text(0.06, 0.72, title, fontsize=54, fontweight="bold", color=INK)
    figure.text(
        0.06, 0.58, "One word, four meanings, and what to expect of each", fontsize=26, color=INK
    )
    for place, (usage, color) in enumerate(USAGES.items()):
        x = 0.06 + 0.225 * place
        figure.text(x, 0.3, usage, fontsize=27, fontweight="bold", color=color)
        figure.text(x, 0.2, ("loss", "loss", "“loss”", "loss")[place], fontsize=22, color=color)
    figure.savefig(path, dpi=100, metadata={"Software": None})
