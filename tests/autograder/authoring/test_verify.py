"""The contract must be able to fail: each test breaks it once and reads the breach."""

import re

import pytest

from autograder.authoring.verify import verify_exercise
from tests.conftest import copy_tiny

RIGHT = "return 2.0 * x"
DISCUSSION = "A discussion long enough for the contract. " * 9


@pytest.fixture
def breaches(tmp_path, zygote):
    """The breaches of ``double`` after an edit of one of the chapter's files."""

    def after(file, old, new, exercise="double"):
        copied = copy_tiny(tmp_path / "tiny")
        path = copied.solutions / "tiny" / exercise / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        chapter = copied.chapter("tiny")
        return verify_exercise(chapter, chapter.exercise(exercise), zygote).breaches

    return after


def test_the_tiny_chapter_keeps_the_contract_on_several_seeds(chapter, zygote):
    for exercise in chapter.exercises:
        found = verify_exercise(chapter, exercise, zygote, seeds=range(5))
        assert found.breaches == []
        assert (found.stub, found.reference) == (0, exercise.points)
        assert set(found.variants.values()) == {exercise.points}
        assert max(found.mutants.values()) < exercise.points


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("mutants.py", "return x * x", RIGHT, "mutant squared passes every check"),
        ("mutants.py", "return x * x", "return x", "mutant (squared|identity) gets the message of"),
        ("mutants.py", "return x * x", "return y", "mutant squared raises NameError"),
        (
            "mutants.py",
            "return x * x",
            "return x * known_answer(x)",
            "mutant squared raised NameError: name 'known_answer' is not defined .* in a notebook",
        ),
        ("mutants.py", "You squared the number.", "You lost the sign.", "two mutants say the same"),
        ("mutants.py", '@mutant(says="You lost', '@variant(how="You lost', "fewer than 4"),
        ("mutants.py", "return x + x", "return 3 * x", "variant by_adding earns 0 of 2"),
        ("mutants.py", '@variant(how="Adds', '@mutant(says="Adds', "no variant"),
        (
            "mutants.py",
            "return x + x",
            "return str(2 * x)",
            "variant by_adding earns",
        ),
        (
            "reference.py",
            "Returns\n",
            "Never ask.\n\n    Returns\n",
            "no check covers: Never ask.",
        ),
        (
            "checks.py",
            "draws=10,",
            'draws=10, contains={"large number": lambda x: x > 9},',
            r"the exam of seed 0 holds no large number \(20 of 20 do not\)",
        ),
        (
            "checks.py",
            "draws=10,",
            'draws=10, covers=["of another docstring"],',
            "quotes what the docstring does not say: of another docstring",
        ),
        ("checks.py", '"Two times.", "Multiply by 2."', '"Two times.",', "fewer than 2 hints"),
        (
            "discussion.md",
            "A discussion long enough for the contract. " * 9,
            "",
            "discussion has fewer",
        ),
        ("checks.py", 'objective="Return twice a number."', 'objective=""', "objective is empty"),
        ("reference.py", "    Returns\n    -------\n", "", "does not say what is returned"),
        (
            "reference.py",
            RIGHT,
            "return 2.0 * undefined",
            "the reference raises NameError, which its docstring does not name",
        ),
        ("reference.py", RIGHT, "import time\n    time.sleep(0.2)\n    " + RIGHT, "takes .* s"),
    ],
)
def test_a_breach_is_named(breaches, file, old, new, said):
    found = "\n".join(breaches(file, old, new))
    assert re.search(said, found), found


def test_a_check_that_the_stub_keeps_is_a_breach(breaches):
    found = breaches(
        "reference.py",
        'raise ValueError("no positive entry")',
        'raise NotImplementedError("no positive entry")',
        exercise="positive_mean",
    )
    assert any("the stub earns 1" in breach for breach in found)
