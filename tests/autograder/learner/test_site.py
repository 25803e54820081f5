"""The book is served by this process, on a port that is free."""

from __future__ import annotations

import subprocess
import sys
import urllib.request

import pytest

from autograder.cli.markdown import formulas_as_unicode
from autograder.course.course import CourseError
from autograder.learner import site


def test_a_busy_port_is_passed_over_and_said_where_no_other_will_do(tmp_path):
    (tmp_path / "index.html").write_text("the book")
    first = site.in_background(tmp_path)
    with urllib.request.urlopen(site.address(first, "index.html")) as page:
        assert page.read() == b"the book"
    port = first.server_address[1]
    with site.server(tmp_path, port) as second:
        assert second.server_address[1] > port
    with pytest.raises(CourseError, match=f"port {port} is busy"):
        site.server(tmp_path, port, exactly=True)
    first.shutdown()
    first.server_close()


def test_serving_ends_when_it_is_asked_to_and_leaves_no_child(course):
    (course.root / "_build" / "html").mkdir(parents=True, exist_ok=True)
    (course.root / "_build" / "html" / "index.html").write_text("the book")
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "autograder.cli", "serve", "--no-open"],
        cwd=course.root,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[2]
        with urllib.request.urlopen(address) as page:
            assert page.read() == b"the book"
        process.terminate()
        assert process.wait(30) == 128 + 15
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"the loss $\hat\ell$ of $\ell$", "the loss ℓ\u0302 of ℓ"),
        (r"$x_{1}^{2} \leq \gamma$", "x₁² ≤ γ"),
        ("costs $5", "costs $5"),
    ],
)
def test_formulas_are_written_in_unicode(text, shown):
    assert formulas_as_unicode(text) == shown
