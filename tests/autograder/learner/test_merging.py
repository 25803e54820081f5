"""A newer release merges into work already done, and nothing is lost."""

from __future__ import annotations

from typing import Any

from autograder.learner.merging import merge
from autograder.learner.notebooks import grade_id, source

STUB = "def f(x):\n    raise NotImplementedError()"


def cell(text: str, name: str | None = None, kind: str = "code", answer: bool = False) -> Any:
    metadata: dict[str, Any] = {}
    if name:
        metadata["nbgrader"] = {"grade_id": name, "solution": answer, "locked": not answer}
    made = {"cell_type": kind, "id": name or "own", "metadata": metadata, "source": text}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def notebook(*cells: Any) -> Any:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def release(text: str = "Write f.", stub: str = STUB, *more: Any) -> Any:
    return notebook(
        cell(text, "f-text", "markdown"),
        cell(stub, "f-answer", answer=True),
        cell("check(f)", "f"),
        *more,
    )


def sources(made: Any) -> list[str]:
    return [source(one) for one in made["cells"]]


def test_what_nobody_has_touched_becomes_the_new_release():
    made, changes = merge(release(), release(), release("Write f better.", STUB + "  # new"))
    assert sources(made) == sources(release("Write f better.", STUB + "  # new"))
    assert changes.tasks == ["f"]


def test_an_answer_stays_though_its_task_has_changed_and_that_is_said():
    mine = release()
    mine["cells"][1]["source"] = "def f(x):\n    return x"
    made, changes = merge(release(), mine, release(stub=STUB + "  # new"))
    assert "return x" in sources(made)[1]
    assert changes.tasks == ["f"]
    assert "your answer stays: f" in changes.told()[0]


def test_own_cells_keep_their_place_and_a_changed_text_comes_with_the_new_one():
    mine = release()
    mine["cells"].insert(2, cell("print(f(1))"))
    mine["cells"][0]["source"] = "Write f. (my note)"
    made, changes = merge(release(), mine, release("Write f better."))
    assert sources(made) == [
        "Write f better.",
        "Write f. (my note)",
        STUB,
        "print(f(1))",
        "check(f)",
    ]
    assert changes.kept == 1
    assert grade_id(made["cells"][1]) is None


def test_the_answer_to_an_exercise_that_is_gone_becomes_a_cell_of_ones_own():
    old = release("Write f.", STUB, cell("def g(): raise", "g-answer", answer=True))
    mine = release("Write f.", STUB, cell("def g():\n    return 7", "g-answer", answer=True))
    made, changes = merge(old, mine, release())
    assert "return 7" in sources(made)[-1]
    assert grade_id(made["cells"][-1]) is None
    assert changes.removed == ["g"]


def test_a_new_exercise_is_added_and_outputs_of_unchanged_cells_stay():
    mine = release()
    mine["cells"][2] |= {"outputs": [{"output_type": "stream", "text": "7"}], "execution_count": 3}
    new = release("Write f.", STUB, cell(STUB.replace("f", "g", 2), "g-answer", answer=True))
    made, changes = merge(release(), mine, new)
    assert changes.added == ["g"]
    assert made["cells"][2]["execution_count"] == 3


def test_no_two_cells_of_a_merged_notebook_have_the_same_id():
    mine = release()
    mine["cells"] += [
        cell("1"),
        cell("2"),
        cell("def f(x):\n    return 2", "f-answer", answer=True),
    ]
    made, _ = merge(None, mine, release("New."))
    ids = [one["id"] for one in made["cells"]]
    assert len(ids) == len(set(ids))
    assert {"1", "2", "def f(x):\n    return 2"} <= set(sources(made))


def test_without_the_older_release_an_answer_is_told_from_a_stub():
    mine = release(stub="def f(x):\n    return 3")
    made, _ = merge(None, mine, release(stub=STUB + "  # new"))
    assert "return 3" in sources(made)[1]
    made, _ = merge(None, release(), release(stub="# new\n" + STUB))
    assert sources(made)[1].startswith("# new")
