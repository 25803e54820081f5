from losslab.values.diagnosis import constant, explain
from losslab.values.plain import Raised


def explained(wrong, mistakes, made):
    """`made` names the mistakes that the answer makes wherever the known answer is wrong."""
    return explain(wrong, mistakes, lambda known, case: known in made)


def test_a_mistake_that_is_all_that_is_wrong_explains_it():
    assert explained([1, 3], [[0], [1, 3], [1]], {1, 2}) == (1,)


def test_a_part_of_what_is_wrong_could_be_a_coincidence():
    assert explained([1, 2, 3], [[1, 2]], {0}) == ()
    assert explained([1, 2], [[1, 2, 3]], {0}) == ()


def test_what_comes_out_wrong_in_another_way_is_another_mistake():
    assert explained([1, 2], [[1, 2]], set()) == ()


def test_two_mistakes_explain_together_what_neither_does_alone():
    assert explained([1, 2, 3], [[1, 2], [2, 3], [3]], {0, 1, 2}) == (0, 1)
    assert explained([1, 2, 3, 4], [[1], [2], [3, 4]], {0, 1, 2}) == ()


def test_a_known_answer_that_is_never_wrong_explains_nothing():
    assert explained([], [[]], {0}) == ()
    assert explained([1], [[], [1]], {0, 1}) == (1,)


def test_the_same_for_every_call_is_told():
    assert constant([1.0, 1.0, 1.0], [1.0, 2.0, 3.0]) == "1.0"
    assert constant([1.0, 1.0, 1.5], [1.0, 2.0, 3.0]) == ""


def test_the_same_where_the_same_is_right_or_little_was_asked_is_not():
    assert constant([2.0] * 3, [1.0] * 3) == ""
    assert constant([1.0, 1.0], [1.0, 2.0]) == ""
    assert constant([], []) == ""
    assert constant([Raised(("KeyError",))] * 3, [1.0, 2.0, 3.0]) == ""
