"""A class's results, exercise by exercise."""

import json

from autograder.classroom.report import class_report


def result(**exercises):
    return {
        "exercises": [
            {"id": name, "points": 2.0, "score": score, "status": status, "message": message}
            for name, (score, status, message) in exercises.items()
        ]
    }


RIGHT = (2.0, "passed", "")
WRONG = (0.0, "failed", "You squared it. The input was 3.")
HALF = (1.0, "partial", "You squared it. The input was 5.")
ABSENT = (0.0, "missing", "There is no function.")


def test_it_counts_who_passed_and_the_mean():
    rows = class_report([result(f=RIGHT), result(f=WRONG), result(f=HALF), result(f=ABSENT)])
    (row,) = rows
    assert (row["id"], row["points"]) == ("f", 2.0)
    assert (row["students"], row["passed"], row["mean"]) == (4, 1, 0.75)
    json.dumps(rows)


def test_messages_that_begin_alike_are_one_mistake():
    (row,) = class_report([result(f=WRONG), result(f=HALF)])
    assert row["messages"] == [("You squared it", 2)]


def test_only_the_commonest_messages_of_wrong_answers_are_told():
    said = [(0.0, "failed", f"Mistake {n}.") for n in range(5) for _ in range(5 - n)]
    (row,) = class_report([result(f=one) for one in [*said, *[ABSENT] * 9, *[RIGHT] * 9]])
    assert row["messages"] == [("Mistake 0.", 5), ("Mistake 1.", 4), ("Mistake 2.", 3)]


def test_exercises_keep_the_order_of_the_notebook():
    rows = class_report([result(g=RIGHT, a=WRONG), result(g=WRONG, a=WRONG)])
    assert [row["id"] for row in rows] == ["g", "a"]
    assert [row["passed"] for row in rows] == [1, 0]


def test_a_class_without_results_has_no_rows():
    assert class_report([]) == []
