"""Where the course can be fetched, and what opens a notebook from there."""

import pytest

from autograder.course.address import Address, address
from autograder.course.course import CourseError

NOTEBOOK = "exercises/tiny/tiny.ipynb"


def written(folder, text):
    (folder / "_config.yml").write_text(text)
    return address(folder)


@pytest.mark.parametrize("text", ["", "title: A book", "repository:", "repository: {url: ''}"])
def test_without_an_address_there_is_none(tmp_path, text):
    assert address(tmp_path) is None
    assert written(tmp_path, text) is None


def test_an_address_is_read_with_its_branch(tmp_path):
    text = "repository: {url: 'https://github.com/some/course.git/', branch: v1}"
    assert written(tmp_path, text.replace(".git/", "/")) == Address(
        "https://github.com/some/course", "v1"
    )
    assert written(tmp_path, "repository: {url: 'https://example.org/a.git'}") == Address(
        "https://example.org/a", "main"
    )


@pytest.mark.parametrize(
    "repository",
    [
        "{url: 'github.com/some/course'}",
        "{url: 'https://github.com'}",
        "{url: 'https://github.com/some/\"; import os #'}",
        "{url: 'https://github.com/some/course', branch: '--upload-pack=x y'}",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(tmp_path, repository):
    with pytest.raises(CourseError, match=r"such as https://github\.com/owner/name"):
        written(tmp_path, f"repository: {repository}")


def test_three_services_open_what_lies_on_github():
    assert Address("https://github.com/some/course").launches(NOTEBOOK) == {
        "Colab": f"https://colab.research.google.com/github/some/course/blob/main/{NOTEBOOK}",
        "Binder": f"https://mybinder.org/v2/gh/some/course/main?urlpath=lab/tree/{NOTEBOOK}",
        "Codespaces": "https://codespaces.new/some/course/tree/main?quickstart=1",
    }


def test_binder_alone_opens_what_lies_elsewhere():
    there = Address("https://gitlab.com/some/group/course", "a/b").launches(NOTEBOOK)
    tail = f"?urlpath=lab/tree/{NOTEBOOK}"
    assert there == {"Binder": f"https://mybinder.org/v2/gl/some%2Fgroup%2Fcourse/a%2Fb{tail}"}
    there = Address("https://git.example.org/course").launches(NOTEBOOK)
    where = "https%3A%2F%2Fgit.example.org%2Fcourse"
    assert there == {"Binder": f"https://mybinder.org/v2/git/{where}/main{tail}"}
