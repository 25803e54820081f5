"""Notebooks from a stranger: any document is read and rebuilt to the release, or refused."""

import contextlib
import json
import time

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.course.notebook import (
    BadNotebookError,
    is_answer,
    nbgrader_metadata,
    parse_submission,
    rebuild,
)

IDS = ["double", "double-answer", "positive_mean", "positive_mean-answer", "tiny-01", "tiny-setup"]
TEXT = st.text(alphabet=st.characters(codec=None), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)
MARK = st.fixed_dictionaries(
    {},
    optional={
        "grade_id": st.sampled_from(IDS) | JSON,
        "points": JSON,
        "grade": JSON,
        "solution": JSON,
        "locked": JSON,
        "schema_version": JSON,
        "cell_type": JSON,
    },
)
CELL = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading", ""]) | JSON,
        "source": TEXT | st.lists(TEXT | JSON, max_size=3) | JSON,
        "input": JSON,
        "id": JSON,
        "outputs": JSON,
        "attachments": JSON,
        "metadata": JSON | st.fixed_dictionaries({"nbgrader": MARK, "tags": JSON}),
    },
)
DOCUMENT = st.fixed_dictionaries(
    {},
    optional={
        "cells": st.lists(CELL, max_size=8) | JSON,
        "worksheets": st.lists(
            st.fixed_dictionaries({"cells": st.lists(CELL, max_size=3)}) | JSON, max_size=3
        ),
        "metadata": JSON,
        "nbformat": JSON,
        "nbformat_minor": JSON,
    },
)


def encode(document):
    return json.dumps(document).encode("utf-8", "surrogatepass")


def locked(notebook):
    return [c.source for c in notebook.cells if nbgrader_metadata(c) and not is_answer(c)]


@given(DOCUMENT)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_document_is_rebuilt_to_the_release_or_refused(release, document):
    try:
        submitted = parse_submission(encode(document))
    except BadNotebookError:
        return
    rebuilt = rebuild(release, submitted)
    written = nbformat.reads(nbformat.writes(rebuilt), as_version=4)
    nbformat.validate(written)
    assert locked(written) == locked(release), "no locked cell changes, goes or comes"
    marks = [c.metadata for c in written.cells if nbgrader_metadata(c)]
    assert marks == [c.metadata for c in release.cells if nbgrader_metadata(c)], (
        "nor does what it is worth"
    )
    others = [c for c in written.cells if not nbgrader_metadata(c)]
    assert all(c.metadata == {} and not c.get("outputs") for c in others)
    assert len({c.id for c in written.cells}) == len(written.cells)


@given(st.binary(max_size=300) | DOCUMENT.map(encode), st.data())
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_damaged_files_are_read_or_refused(data, more):
    if data:
        at = more.draw(st.integers(0, len(data) - 1))
        data = data[:at] + more.draw(st.binary(max_size=4)) + data[at + 1 :]
    with contextlib.suppress(BadNotebookError):
        parse_submission(data)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"a":' * 200_000,
        '{"cells": [' + "[" * 200_000,
        '{"cells": ' + "9" * 100_000 + "}",
        '{"cells": [{"source": ' + "9" * 10_000 + "}]}",
        '{"cells": NaN}',
        '{"cells": 1e999999}',
        "\ufeff",
        "",
        "\0" * 1_000,
    ],
)
def test_documents_made_to_break_the_reader_are_refused(text):
    with pytest.raises(BadNotebookError):
        parse_submission(text.encode())


@pytest.mark.parametrize("grade_id", [None, "double", "double-answer"])
def test_a_hundred_thousand_cells_cost_no_more_than_each_its_share(release, grade_id):
    def seconds(count):
        mark = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
        cells = [{"cell_type": "code", "source": "x", "metadata": mark}] * count
        data = encode({"cells": cells})
        started = time.process_time()
        rebuild(release, parse_submission(data))
        return time.process_time() - started

    few = max(seconds(4_000), seconds(4_000), 0.02)
    assert seconds(40_000) < 30 * few, "ten times as many, about ten times"
