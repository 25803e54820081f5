"""What `lossbook build` calls; the pages themselves are built by `make course`."""

import os
import stat
import sys
from types import SimpleNamespace

import pytest

from autograder.authoring import book
from autograder.authoring.book import Form
from autograder.course.course import CourseError


@pytest.fixture
def course(tmp_path):
    return SimpleNamespace(root=tmp_path)


@pytest.fixture
def called(monkeypatch):
    """The commands that were called instead of Jupyter Book, which end with `code`."""
    calls = SimpleNamespace(commands=[], code=0)

    def run(command, *_):
        calls.commands.append(command)
        return calls.code

    monkeypatch.setattr(book, "_run", run)
    return calls


def test_a_program_that_is_silent_is_given_a_sign_of_life(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(book, "SILENT_SECONDS", 0.5)
    program = "import time; print('begun', flush=True); time.sleep(2.5); print('done'); exit(3)"
    assert book._run([sys.executable, "-c", program], tmp_path, dict(os.environ)) == 3
    first, *signs, last = capfd.readouterr().out.splitlines()
    assert (first, last) == ("begun", "done")
    assert signs
    assert all(sign.startswith("... ") for sign in signs)


def test_pages_are_built_strictly_unless_told_otherwise(course, called):
    assert book.build(course) == course.root / "_build" / "html" / "index.html"
    book.build(course, strict=False)
    strict, loose = called.commands
    assert strict[-2:] == ["-n", "-W"]
    assert "-W" not in loose


def test_a_book_that_failed_is_read_again(course, called):
    read = course.root / "_build" / ".doctrees"
    read.mkdir(parents=True)
    called.code = 1
    with pytest.raises(CourseError, match="the warnings above say why"):
        book.build(course)
    assert not read.exists()


def test_an_epub_is_what_sphinx_left_and_packs_nothing_of_an_earlier_one(
    course, called, monkeypatch
):
    folder = course.root / "_build" / "epub"
    folder.mkdir(parents=True)
    (folder / "gone.xhtml").touch()
    record = book._run

    def run(*given):
        folder.mkdir(parents=True, exist_ok=True)
        assert list(folder.iterdir()) == []
        (folder / "Loss.epub").touch()
        return record(*given)

    monkeypatch.setattr(book, "_run", run)
    assert book.build(course, Form.epub) == folder / "Loss.epub"
    assert called.commands[0][-6:-2] == ["--builder", "custom", "--custom-builder", "epub"]


def test_without_a_browser_nothing_is_built_for_a_pdf(course, called, monkeypatch):
    monkeypatch.setattr(book.shutil, "which", lambda name: None)
    with pytest.raises(CourseError, match="apt install chromium"):
        book.build(course, Form.pdf)
    assert called.commands == []


@pytest.mark.parametrize("works", [True, False])
def test_a_browser_prints_the_single_page(tmp_path, works):
    browser = tmp_path / "browser"
    browser.write_text(
        '#!/bin/sh\nfor a; do case $a in --print-to-pdf=*) echo "$a" > "${a#*=}";; esac; done\n'
        if works
        else "#!/bin/sh\nexit 1\n"
    )
    os.chmod(browser, stat.S_IRWXU)
    page, pdf = tmp_path / "page.html", tmp_path / "out" / "book.pdf"
    if works:
        assert book._printed(str(browser), page, pdf) == pdf
    else:
        with pytest.raises(CourseError, match="printed nothing"):
            book._printed(str(browser), page, pdf)
