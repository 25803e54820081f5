from __future__ import annotations

import pytest
from losslab.representing_goals import goals


def world(**changes):
    plain = {
        "good": [True, False, False],
        "loss": [0.25, 1.0, 0.0],
        "reachable": [True, True, False],
        "tamper": False,
        "low": 0.5,
    }
    return {**plain, **changes}


def setup(**changes):
    plain = {"habit": [0.0, 0.0, 0.0], "tamper_habit": 0.0, "lr": 1.0, "steps": 100}
    return {**plain, **changes}


def chance(trained, **wanted):
    return sum(
        act["probability"]
        for act in trained
        if all(act[key] == value for key, value in wanted.items())
    )


def test_only_reachable_texts_can_be_written():
    assert goals.acts(world()) == [(0, False), (1, False)]


def test_where_tampering_is_possible_each_text_can_be_written_in_two_ways():
    made = world(tamper=True)
    assert goals.acts(made) == [(0, False), (0, True), (1, False), (1, True)]


def test_the_register_reads_the_loss_unless_it_is_set():
    assert goals.register(world(), 1, False) == 1.0
    assert goals.register(world(), 1, True) == 0.0


def test_an_idealization_admits_texts_that_nobody_can_write():
    assert goals.paper_losses(world()) == {0: 0.25, 1: 1.0, 2: 0.0}
    assert goals.paper_losses(world(), [1, 0]) == {1: 1.0, 0: 0.25}


def test_training_finds_the_act_with_the_lowest_reading():
    assert chance(goals.train(world(), setup()), text=0) > 0.95


def test_training_finds_the_register_where_it_can_be_set():
    trained = goals.train(world(tamper=True), setup())
    assert chance(trained, tampered=True) > 0.9


def test_the_history_begins_with_the_habits_and_ends_with_what_training_leaves():
    made = world(tamper=True)
    seen = goals.history(made, setup(steps=3))
    assert seen.shape == (4, len(goals.acts(made)))
    assert seen[0].tolist() == [0.25] * 4
    for steps in (0, 2, 3):
        trained = goals.train(made, setup(steps=steps))
        assert [act["probability"] for act in trained] == seen[steps].tolist()


def test_what_is_never_tried_is_never_reinforced():
    trained = goals.train(world(), setup(habit=[-15.0, 0.0, 0.0]))
    assert chance(trained, text=0) < 0.01


def test_training_lowers_the_expected_reading():
    def expected(steps):
        trained = goals.train(world(), setup(steps=steps))
        return sum(a["probability"] * goals.register(world(), a["text"], False) for a in trained)

    readings = [expected(steps) for steps in (0, 1, 10, 100)]
    assert readings == sorted(readings, reverse=True)
    assert readings[0] > readings[-1]


def test_probabilities_sum_to_one():
    trained = goals.train(world(tamper=True), setup(habit=[20.0, -20.0, 3.0]))
    assert chance(trained) == pytest.approx(1.0)


def test_a_proper_world_and_setup_have_nothing_wrong():
    assert goals.check_world(world()) == []
    assert goals.check_setup(setup(), 3) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"good": [True, False]},
        {"good": [True] * 3},
        {"good": [1, 0, 0]},
        {"loss": [0.25, -1.0, 0.0]},
        {"loss": [0.25, float("nan"), 0.0]},
        {"loss": [0.75, 1.0, 0.0]},
        {"reachable": [True, False, False]},
        {"tamper": "no"},
        {"low": True},
        {"size": 3},
    ],
)
def test_what_makes_a_world_improper_is_said(changes):
    assert len(goals.check_world(world(**changes))) == 1


def test_a_world_of_nine_texts_is_too_large():
    large = world(good=[True, False, True] * 3, loss=[0.0] * 9, reachable=[True] * 9)
    assert goals.check_world(large) == ["a world has one to 8 texts"]


@pytest.mark.parametrize(
    "changes",
    [
        {"habit": [0.0]},
        {"habit": [0.0, 0.0, -30.0]},
        {"tamper_habit": None},
        {"lr": 0.49},
        {"lr": 10.1},
        {"lr": float("nan")},
        {"steps": 99},
        {"steps": 201},
        {"steps": 150.5},
        {"size": 3},
    ],
)
def test_what_makes_a_setup_improper_is_said(changes):
    assert len(goals.check_setup(setup(**changes), 3)) == 1


@pytest.mark.parametrize("changes", [{"lr": 0.5}, {"lr": 10}, {"steps": 100}, {"steps": 200}])
def test_the_bounds_of_training_are_allowed(changes):
    assert goals.check_setup(setup(**changes), 3) == []


def test_a_setup_that_hardly_trains_is_told_the_bounds():
    assert goals.check_setup(setup(lr=1e-9, steps=1), 3) == [
        "lr lies between 0.5 and 10",
        "steps is an integer from 100 to 200",
    ]


def test_the_least_training_that_is_allowed_undoes_a_weak_habit():
    least = setup(habit=[-3.0, 0.0, 0.0], lr=0.5, steps=100)
    assert chance(goals.train(world(), {**least, "steps": 0}), text=0) < 0.1
    assert chance(goals.train(world(), least), text=0) > goals.EASILY


@pytest.mark.parametrize("value", [None, 3, [], {"good": [True]}])
def test_something_else_than_a_world_is_said_to_be_none(value):
    assert goals.check_world(value)
    assert goals.check_setup(value, 3)


def test_built_reads_a_world_off_what_is_returned():
    told = goals.built((world(), setup()), True, False, True)
    assert told == {"op1": True, "op2": False, "op3": True, "wrong": ""}


def test_built_sees_that_a_register_that_can_be_set_breaks_the_first_reading():
    made = world(tamper=True)
    told = goals.built((made, setup(tamper_habit=-15.0)), False, False, True)
    assert (told["op1"], told["op2"], told["op3"]) == (False, False, True)


@pytest.mark.parametrize(
    "made", [None, (1,), (world(), setup(steps=0)), (world(low=-1.0), setup())]
)
def test_built_says_nothing_of_what_is_broken(made):
    told = goals.built(made, True, True, True)
    assert told["wrong"]
    assert told["op1"] is told["op2"] is told["op3"] is None
