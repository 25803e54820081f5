import ast

import pytest

from autograder.authoring.mutation import mutants

SOURCE = '''
def answer(values, flag=True):
    """Never changed: 1 + 1."""
    if not values:
        raise ValueError("nothing in 3 values")
    total: list[int] = sorted(values)
    for i in range(1, len(total)):
        if total[i] < total[i - 1] or flag:
            continue
        total[i] = total[i] + 1e-6
    above = [v for v in total if v > 0]
    return sum(total) / len(total), above, dict(zip(total, total, strict=True))
'''


@pytest.fixture(scope="module")
def made():
    return {(m.was, m.became) for m in mutants(SOURCE)}


@pytest.mark.parametrize(
    ("was", "became"),
    [
        ("if not values:", "if values:"),
        ("if not values:", "if False:"),
        ("raise ValueError('nothing in 3 values')", "pass"),
        ("total: list[int] = sorted(values)", "total: list[int] = values"),
        ("for i in range(1, len(total)):", "for i in range(0, len(total)):"),
        ("for i in range(1, len(total)):", "for i in range(1, len(total) - 1):"),
        ("for i in range(1, len(total)):", "for i in list(reversed(range(1, len(total)))):"),
        ("if total[i] < total[i - 1] or flag:", "if total[i] <= total[i - 1] or flag:"),
        ("if total[i] < total[i - 1] or flag:", "if total[i] < total[i - 1] and flag:"),
        ("if total[i] < total[i - 1] or flag:", "if flag:"),
        ("continue", "break"),
        ("total[i] = total[i] + 1e-06", "total[i] = total[i] + 0.001"),
        ("total[i] = total[i] + 1e-06", "total[i] += 1e-06"),
    ],
)
def test_an_operator_changes_one_thing(made, was, became):
    assert (was, became) in made


@pytest.mark.parametrize(
    "part",
    [
        "max(total) / len(total)",
        "sum(total) * len(total)",
        "list(total)[0]",
        "sorted(list(total))[len(list(total)) // 2]",
        "(min(list(total)) + max(list(total))) / 2",
        "[v for v in total]",
        "if v >= 0",
        "zip(total, total, strict=True))",
    ],
)
def test_a_line_becomes(made, part):
    assert any(part in became for _, became in made)


def test_what_no_check_can_see_is_not_changed(made):
    text = " ".join(became for _, became in made)
    assert "strict=False" not in text
    assert "zip(total, total)" not in text
    assert "nothing in 4 values" not in text
    assert "1 + 2" not in text
    assert "list[str]" not in text


def test_every_mutant_is_a_program_of_its_own():
    sources = [m.source for m in mutants(SOURCE)]
    assert len(set(sources)) == len(sources) > 40
    for source in sources:
        ast.parse(source)
