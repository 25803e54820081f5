"""Copies are found whatever their names and texts; independent right answers are not."""

import ast
from collections import Counter

import pytest

from autograder.classroom.similarity import alike, fingerprints, tokens
from tests.conftest import ROOT

ANSWER = '''
def f(rows, weight):
    """Say what it does."""
    total = 0.0
    for row in rows:
        for number, value in enumerate(row):
            if value > 0 and number % 2:
                total += weight * value ** 2
            else:
                total -= value / (1 + number)
    return max(total, 0.0) if rows else None
'''


def renamed(source: str) -> str:
    for old, new in {"total": "s", "row in": "r in", "(row)": "(r)", "value": "v"}.items():
        source = source.replace(old, new)
    return source.replace('"""Say what it does."""', "# mine alone\n    'something else'")


def test_names_comments_and_texts_do_not_hide_a_copy():
    assert tokens(renamed(ANSWER)) == tokens(ANSWER)
    (pair,) = alike({"ann": ANSWER, "bob": renamed(ANSWER), "cid": "def f(rows, weight): pass"})
    assert (pair.one, pair.other, pair.share) == ("ann", "bob", 1.0)


def test_what_the_task_or_everybody_writes_is_no_sign():
    assert alike({"ann": ANSWER, "bob": ANSWER}, known=[ANSWER]) == []
    assert alike({f"s{n}": ANSWER for n in range(12)}) == []


def test_what_is_no_python_or_too_short_says_nothing():
    assert fingerprints("def f(:") == set()
    assert alike({"ann": "def f(x):\n    return 2 * x", "bob": "def f(y):\n    return 2 * y"}) == []


@pytest.mark.parametrize(
    "chapter", sorted(p.name for p in (ROOT / "tests/answers").iterdir() if p.is_dir())
)
def test_independent_right_answers_are_not_called_alike(chapter):
    seen = Counter()
    for file in sorted((ROOT / "tests/answers" / chapter).glob("*.py")):
        folder = ROOT / "solutions" / chapter / file.stem
        known = [(folder / "reference.py").read_text(), *functions(folder / "mutants.py").values()]
        answers = {n: s for n, s in functions(file).items() if n.startswith("right_")}
        seen["answers"] += len(answers)
        seen["alike"] += len(alike(answers, known))
    assert seen["answers"] > 30
    # One answer to choose_experiment is another one with its sums taken in another way.
    assert seen["alike"] <= (chapter == "caring_about_loss")


def functions(path):
    source = path.read_text()
    nodes = [n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)]
    return {n.name: ast.get_source_segment(source, n) for n in nodes}
