"""How readers get the exercises: built pages, with an address of the course and without."""

import zipfile

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.errors import ConfigError
from sphinx.util.docutils import docutils_namespace

from tests.conftest import ROOT, copy_tiny

ADDRESS = "https://github.com/some/course"
PAGE = "# Tiny\n\nA page.\n\n```{take} tiny\n```\n"


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    """Call with the text of ``_config.yml``: the built pages of a course of one chapter."""

    def build_(settings):
        root = tmp_path_factory.mktemp("book") / "course"
        course = copy_tiny(root)
        for name in ("README.md", "pyproject.toml", "tiny/tiny.ipynb", "tiny/cases.json"):
            path = course.release / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        (root / "_config.yml").write_text(settings)
        (root / "index.md").write_text(f"{PAGE}\n```{{toctree}}\nbook/exercises/tiny\n```\n")
        (root / "book" / "exercises").mkdir(parents=True, exist_ok=True)
        (root / "book" / "exercises" / "tiny.md").write_text(PAGE)
        configuration = {
            "extensions": ["sphinx_book_theme", "myst_parser", "elsewhere"],
            "html_theme": "sphinx_book_theme",
            "html_theme_options": {"extra_footer": "A footer."},
            "include_patterns": ["index.md", "book/**"],
            "html_baseurl": "https://some.github.io/course/" if ADDRESS in settings else "",
        }
        out = root / "_build"
        with docutils_namespace():
            Sphinx(
                root, None, out, out / "doctrees", "html", configuration, status=None,
                warningiserror=True,
            ).build()  # fmt: skip
        return out

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "book" / "_ext"))
        yield build_


@pytest.fixture(scope="module")
def with_address(build):
    return build(f"repository: {{url: '{ADDRESS}'}}")


@pytest.fixture(scope="module")
def without_address(build):
    return build("title: A book\nrepository: {url: ''}")


def read(out, name="index"):
    return BeautifulSoup((out / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def elsewhere(page):
    return [
        a["href"] for a in page.find_all("a", href=True) if a["href"].startswith("https://")
        and not a["href"].startswith(("https://sphinx-book-theme", "https://ebp"))
    ]  # fmt: skip


def test_with_an_address_a_chapter_opens_in_three_services(with_address):
    page = read(with_address)
    links = {a.get_text(): a["href"] for a in page.select("p.take a.take-in")}
    assert list(links) == ["Open in Colab", "Open in Binder", "Open in Codespaces"]
    notebook = "exercises/tiny/tiny.ipynb"
    assert links["Open in Colab"].endswith(f"/github/some/course/blob/main/{notebook}")


@pytest.mark.parametrize("name", ["index", "book/exercises/tiny", "search", "genindex"])
def test_with_an_address_it_stands_on_every_page(with_address, name):
    page = read(with_address, name)
    assert page.select_one(f'footer a[href="{ADDRESS}"]').get_text() == ADDRESS
    assert page.select_one(f'a.btn[href="{ADDRESS}"]')


def test_only_what_lies_in_the_repository_can_be_edited(with_address):
    def edits(name):
        return read(with_address, name).select('a[href*="/edit/"]')

    assert [a["href"] for a in edits("index")] == [f"{ADDRESS}/edit/main/index.md"]
    assert edits("book/exercises/tiny") == []


def test_with_a_base_a_page_says_where_it_belongs(with_address, without_address):
    base = "https://some.github.io/course"
    assert read(with_address).select_one("link[rel=canonical]")["href"] == f"{base}/index.html"
    assert not read(without_address).select("link[rel=canonical]")


@pytest.mark.parametrize("name", ["index", "book/exercises/tiny", "search", "genindex"])
def test_without_an_address_nothing_leads_to_one(without_address, name):
    page = read(without_address, name)
    assert elsewhere(page) == []
    assert "A footer." in page.get_text()
    assert "The course lies at" not in page.get_text()


def test_the_exercises_are_a_download(with_address, without_address):
    for out in (with_address, without_address):
        for name in ("index", "book/exercises/tiny"):
            (link,) = read(out, name).select("p.take a.download")
            path = (out / f"{name}.html").parent / link["href"]
            with zipfile.ZipFile(path) as archive:
                assert "exercises/tiny/cases.json" in archive.namelist()


def test_a_wrong_address_stops_the_build(build):
    with pytest.raises(ConfigError, match=r"such as https://github\.com/owner/name"):
        build("repository: {url: 'github.com/some/course'}")
