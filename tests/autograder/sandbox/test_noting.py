"""Whoever asks is told which system calls their notebook was refused."""

import os

import nbformat
import pytest

from autograder import refused
from autograder.course.notebook import BadNotebookError
from autograder.refused import Refused, refused_calls
from autograder.sandbox import Zygote, noting, seccomp

CELLS = (
    "print('nothing is refused')",
    "import socket\ntry:\n    socket.socket()\nexcept PermissionError as error:\n    print(error)",
    "import os\nos.sync()\nos.sched_setaffinity(0, [0])",
    "import os\nos.system('truncate -s 5 made && echo made')\nopen('x', 'w').write('x')",
    "import os\nos._exit(3)",
    "print('never asked')",
)


@pytest.fixture
def told(tmp_path, monkeypatch):
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    path = tmp_path / "mine.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    monkeypatch.setattr(refused, "Zygote", lambda **options: Zygote(preload=None, **options))
    return list(refused_calls(path))


def test_each_cell_is_told_with_what_it_was_refused_and_how_it_ended(told):
    assert told[0] == Refused(1, ())
    assert told[1] == Refused(2, ("socket",)), "it is refused as it would be in grading"
    assert told[2].calls == ("sync", "sched_setaffinity")
    assert "PermissionError" in told[2].error
    assert told[3].calls == ()
    assert told[4] == Refused(5, (), "died: its process ended itself with exit code 3")
    assert len(told) == 5


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    (tmp_path / "x.ipynb").write_text("no notebook")
    with pytest.raises(BadNotebookError):
        list(refused_calls(tmp_path / "x.ipynb"))


def test_a_call_without_a_name_is_told_by_its_number():
    assert noting.name_of(41, "x86_64") == "socket"
    assert noting.name_of(198, "aarch64") == "socket"
    assert noting.name_of(999, "x86_64") == "call 999"


def test_no_name_stands_for_two_calls():
    for column in (0, 1):
        numbers = [n[column] for n in noting.NAMES.values() if n[column] is not None]
        assert len(set(numbers)) == len(numbers)


@pytest.mark.skipif(os.uname().machine not in seccomp.ARCHITECTURES, reason="no filter here")
def test_a_filter_asks_only_if_it_is_told_to():
    ask = seccomp.ASK.to_bytes(4, "little")
    assert ask not in seccomp.program()
    assert ask in seccomp.program(asking=True)
