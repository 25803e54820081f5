from __future__ import annotations

import pytest
from losslab.grader_as_loss import designs


@pytest.mark.parametrize("name", designs.DESIGNS)
def test_every_design_has_a_learner_and_three_rights_for_each_process(name):
    grader = designs.design(name)
    assert "learner" in grader
    assert all(list(rights) == ["writes", "reads", "runs"] for rights in grader.values())


@pytest.mark.parametrize("name", designs.ATTACKS)
def test_every_attack_needs_places_that_exist_in_every_design(name):
    needs = designs.attack(name)
    for grader in map(designs.design, designs.DESIGNS):
        for right in ("writes", "reads"):
            places = {place for rights in grader.values() for place in rights[right]}
            assert set(needs[right]) <= places


def test_no_pickle_is_the_only_difference_between_the_two_message_formats():
    pickled = designs.design("two processes, pickled messages")
    plain = designs.design("two processes, plain data")
    pickled["judge"]["runs"].remove("message")
    assert pickled == plain


def test_a_copy_is_given_out():
    designs.design("one process")["learner"]["writes"].clear()
    designs.attack("hand in a copy")["writes"].clear()
    assert designs.design("one process")["learner"]["writes"]
    assert designs.attack("hand in a copy")["writes"]


def test_processes_of_two_designs_share_nothing_that_can_be_changed():
    one, other = designs.design("one process"), designs.design("two processes, plain data")
    one["clerk"]["runs"].append("anything")
    assert "anything" not in other["clerk"]["runs"]


def test_what_does_not_exist_is_named():
    with pytest.raises(ValueError, match="no design 'none'; there are: one process"):
        designs.design("none")
    with pytest.raises(ValueError, match="no attack 'none'; there are: make"):
        designs.attack("none")
