import contextlib
import json

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.authoring.notebook import GO_ON
from autograder.course.notebook import (
    MAX_EXTRA_CELLS,
    BadNotebookError,
    SubmittedCell,
    is_answer,
    is_check,
    nbgrader_metadata,
    parse_submission,
    read_submission,
    rebuild,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=10,
)
CELL = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": JSON,
        "source": JSON,
        "metadata": JSON | st.fixed_dictionaries({"nbgrader": JSON}),
    },
)


def cell(source, grade_id=None, kind="code", **metadata):
    mark = {"nbgrader": {"grade_id": grade_id, **metadata}} if grade_id else {}
    return {"cell_type": kind, "source": source, "metadata": mark}


def parse(*cells):
    return parse_submission(json.dumps({"cells": list(cells)}).encode())


@given(st.binary(max_size=300))
def test_any_bytes_are_a_notebook_or_refused(data):
    with contextlib.suppress(BadNotebookError):
        parse_submission(data)


@given(st.lists(CELL | JSON, max_size=6))
def test_any_cells_are_read_and_rebuilt_to_a_valid_notebook(release, cells):
    submitted = parse_submission(json.dumps({"cells": cells}).encode())
    rebuilt = rebuild(release, submitted)
    nbformat.validate(nbformat.reads(nbformat.writes(rebuilt), as_version=4))
    locked = [c.source for c in release.cells if not is_answer(c)]
    assert [c.source for c in rebuilt.cells if nbgrader_metadata(c) and not is_answer(c)] == locked


def test_deep_nesting_and_huge_numbers_are_refused():
    for text in ("[" * 100_000, '{"cells": ' + "9" * 10_000 + "}"):
        with pytest.raises(BadNotebookError):
            parse_submission(text.encode())


def test_an_old_notebook_format_is_read():
    old = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["a\n", "b"]}]}]}
    assert parse_submission(json.dumps(old).encode()) == [SubmittedCell("code", "a\nb", None)]


def test_a_link_is_not_read(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text('{"cells": []}')
    link = tmp_path / "tiny.ipynb"
    link.symlink_to(secret)
    with pytest.raises(BadNotebookError, match="ordinary file"):
        read_submission(link)


def test_answers_are_taken_and_locked_cells_come_from_the_release(release):
    rebuilt = rebuild(release, parse(cell("mine", "double-answer"), cell("cheat", "double")))
    by_id = {nbgrader_metadata(c).get("grade_id"): c for c in rebuilt.cells}
    assert by_id["double-answer"].source == "mine"
    assert by_id["double"].source == "check(double)"
    assert by_id["double"].metadata.nbgrader.points == 2


def test_metadata_and_tags_of_a_submission_are_dropped(release):
    submitted = cell("mine", "double-answer", points=99)
    submitted["metadata"]["tags"] = ["skip-execution"]
    rebuilt = rebuild(release, parse(submitted))
    assert {tag for c in rebuilt.cells for tag in c.metadata.get("tags", [])} == {GO_ON}
    assert "skip-execution" not in nbformat.writes(rebuilt)


def test_extra_cells_keep_their_place(release):
    rebuilt = rebuild(
        release,
        parse(
            cell("first = 1"),
            cell("mine", "double-answer"),
            cell("helper = 2"),
            cell("check(double)", "double"),
            cell("last = 3"),
        ),
    )
    sources = [c.source for c in rebuilt.cells]
    assert sources[0] == "first = 1"
    assert sources[sources.index("mine") + 1] == "helper = 2"
    assert sources[sources.index("check(double)") + 1] == "last = 3"


def test_missing_reordered_and_doubled_cells_are_mended(release):
    order = [c.source for c in release.cells if is_check(c)]
    rebuilt = rebuild(
        release,
        parse(
            cell("second", "positive_mean-answer"),
            cell("mine", "double-answer"),
            cell("again", "double-answer"),
            cell("print('sneaky')", "double"),
            cell("print('sneaky')", "double"),
        ),
    )
    assert [c.source for c in rebuilt.cells if is_check(c)] == order
    sources = [c.source for c in rebuilt.cells]
    assert sources.index("mine") + 1 == sources.index("again"), "a copy is the learner's own cell"
    assert "print('sneaky')" not in sources


def test_rebuilding_again_changes_nothing(release):
    once = rebuild(release, parse(cell("x = 1"), cell("mine", "double-answer"), cell("y = 2")))
    again = rebuild(release, parse_submission(nbformat.writes(once).encode()))
    assert nbformat.writes(again) == nbformat.writes(once)


def test_null_bytes_and_lone_surrogates_do_not_stop_the_rebuilding(release):
    rebuilt = rebuild(release, parse(cell("a\0b\ud800", "double-answer")))
    assert "a\\u0000b" in nbformat.writes(rebuilt)


def test_extra_cells_beyond_the_limit_are_left_out(release):
    many = [SubmittedCell("code", f"x = {i}", None) for i in range(MAX_EXTRA_CELLS + 5)]
    rebuilt = rebuild(release, many)
    assert len(rebuilt.cells) == len(release.cells) + MAX_EXTRA_CELLS


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b"  \n", "it is empty"),
        (b"<!DOCTYPE html><html>", "it is a web page"),
        (b"\x1f\x8b\x08\0", "compressed with gzip"),
        (b"PK\x03\x04", "a zip archive"),
        (b"%PDF-1.7", "it is a PDF"),
        (b'{"cells": [\n<<<<<<< HEAD\n', "marks of a git conflict"),
        (b'{"cells": [{"source"', "breaks off in the middle"),
    ],
)
def test_a_file_that_is_no_notebook_is_told_by_what_it_is(data, said):
    with pytest.raises(BadNotebookError, match="is not a notebook") as caught:
        parse_submission(data)
    assert said in str(caught.value)


def test_a_notebook_in_utf_16_is_read():
    text = '{"cells": [{"cell_type": "code", "source": "x = 1"}]}'
    assert parse_submission(text.encode("utf-16"))[0].source == "x = 1"
