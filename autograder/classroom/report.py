"""How a class did, exercise by exercise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

MOST_MESSAGES = 3


def class_report(results: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Summarize results by exercise.

    Parameters
    ----------
    results
        Results of one assignment, as :meth:`autograder.judging.result.Result.to_json` gives them.

    Returns
    -------
    list of dict
        One an exercise: id, points, students, passed, mean score, and how the messages
        begin that most learners with a wrong answer got, with their counts.
    """
    by_exercise: dict[str, list[dict[str, Any]]] = {}
    for result in results:
        for exercise in result["exercises"]:
            by_exercise.setdefault(exercise["id"], []).append(exercise)
    return [_row(exercise_id, found) for exercise_id, found in by_exercise.items()]


def _row(exercise_id: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    wrong = [e for e in found if e["status"] in ("failed", "partial")]
    messages = Counter(e["message"].partition(". ")[0] for e in wrong)
    return {
        "id": exercise_id,
        "points": found[0]["points"],
        "students": len(found),
        "passed": sum(e["status"] == "passed" for e in found),
        "mean": sum(e["score"] for e in found) / len(found),
        "messages": messages.most_common(MOST_MESSAGES),
    }
