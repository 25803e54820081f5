from __future__ import annotations

import math

import pytest
from losslab.caring_about_loss.chainworld import EXPERIMENTS, LEVERS, TRAINING, State, world
from losslab.caring_about_loss.motives import MOTIVES, worth


def value(station, state, left, motive):
    """The best that can be had, by trying every sequence of actions."""
    if left == 0:
        return 0.0
    return max(value_of(station, state, a, left, motive) for a in station.actions(state))


def value_of(station, state, action, left, motive):
    following, outcomes = station.step(state, action)
    now = sum(p * worth(motive)(facts) for p, facts in outcomes)
    return now + station.discount * value(station, following, left - 1, motive)


def best_actions(station, motive):
    values = {
        a: value_of(station, station.start, a, station.horizon, motive)
        for a in station.actions(station.start)
    }
    greatest = max(values.values())
    return {a for a, v in values.items() if v >= greatest - 1e-9}


def facts_after(station, *actions):
    state = station.start
    for action in actions:
        state, outcomes = station.step(state, action)
    return [facts for _, facts in outcomes]


@pytest.mark.parametrize("name", TRAINING)
def test_all_eight_agents_act_alike_in_training(name):
    behaviors = {frozenset(best_actions(TRAINING[name], motive)) for motive in MOTIVES}
    assert len(behaviors) == 1


def test_at_the_desk_they_all_report_the_true_chance():
    assert best_actions(TRAINING["at the desk"], "register") == {"report 0.8"}


def test_the_experiments_together_tell_all_eight_apart():
    behaviors = {
        motive: tuple(frozenset(best_actions(w, motive)) for w in EXPERIMENTS.values())
        for motive in MOTIVES
    }
    assert len(set(behaviors.values())) == len(MOTIVES)


@pytest.mark.parametrize(
    ("experiment", "pull"),
    [
        ("clouds", {"event", "brier", "label", "code", "register", "selected"}),
        ("logbook", {"label", "code", "register", "selected"}),
        ("loss code", {"code", "register", "selected"}),
        ("register", {"register", "selected"}),
        ("copier", {"selected"}),
        ("roof", {"task"}),
    ],
)
def test_a_lever_is_pulled_by_those_who_care_about_what_lies_behind_it(experiment, pull):
    station = EXPERIMENTS[experiment]
    assert {m for m in MOTIVES if best_actions(station, m) == {"left"}} == pull


def test_cross_entropy_hedges_where_the_brier_score_is_bold():
    station = EXPERIMENTS["coarse dial"]
    assert best_actions(station, "event") == {"report 0.5"}
    assert best_actions(station, "brier") == {"report 0.99"}


@pytest.mark.parametrize("noise", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("letter", ["", *LEVERS])
def test_probabilities_are_positive_and_sum_to_one(noise, letter):
    station = world([f"{letter}SD"], noise=noise)
    state = station.start
    for action in ("left", "right") if letter else ():
        state, _ = station.step(state, action)
    _, outcomes = station.step(state, "right")
    assert all(p > 0 for p, _ in outcomes)
    assert sum(p for p, _ in outcomes) == pytest.approx(1.0)


def test_without_levers_code_register_and_copies_are_in_lockstep():
    for facts in facts_after(world(["D"], noise=0.2), "report 0.8"):
        chance = 0.8 if facts["label"] else 0.2
        assert facts["code"] == pytest.approx(-math.log(chance))
        assert facts["register"] == facts["code"]
        assert facts["copies"] == pytest.approx(3 - facts["register"])


@pytest.mark.parametrize(
    ("letter", "holds"),
    [
        ("E", lambda facts: facts["event"] == 1),
        ("L", lambda facts: facts["label"] == 1),
        ("C", lambda facts: facts["code"] == facts["register"] == 0),
        ("R", lambda facts: facts["register"] == 0 and facts["code"] > 0),
        ("K", lambda facts: facts["copies"] == 10),
        ("T", lambda facts: facts["harvest"] == 1),
    ],
)
def test_a_lever_works_at_once_and_for_good(letter, holds):
    station = world([f"{letter}SD"])
    assert all(map(holds, facts_after(station, "left")))
    assert all(map(holds, facts_after(station, "left", "right", "right", "report 0.8")))
    assert not all(map(holds, facts_after(station, "right")))


def test_an_open_logbook_confirms_the_report():
    station = world(["LSD"])
    there = ("left", "right", "right")
    assert {f["label"] for f in facts_after(station, *there, "report 0.2")} == {0}
    assert {f["event"] for f in facts_after(station, *there, "report 0.2")} == {0, 1}


def test_an_inverted_register_reads_minus_what_the_code_returned():
    for facts in facts_after(world(["D"], wiring="inverted"), "report 0.2"):
        assert facts["register"] == -facts["code"] < 0


def test_a_cut_register_always_reads_one():
    assert {f["register"] for f in facts_after(world(["D"], wiring="cut"), "report 0.2")} == {1.0}


def test_walls_and_borders_stop_moves_and_reports_need_the_desk():
    station = world(["S#", ".D"])
    assert station.actions(station.start) == ["down"]
    assert station.actions(State((1, 1), "")) == ["left", "report 0.2", "report 0.5", "report 0.8"]


def test_without_a_start_it_begins_at_the_desk():
    assert world([".D"]).start == State((0, 1), "")


def test_another_start_leaves_the_rest_as_it_is():
    moved = world(["S.D", "##R"], horizon=3).beginning_at((0, 1))
    assert (moved.rows, moved.horizon) == ((".SD", "##R"), 3)


def test_an_impossible_action_is_refused():
    station = world(["SD"])
    with pytest.raises(ValueError, match="not possible"):
        station.step(station.start, "report 0.8")


@pytest.mark.parametrize(
    ("rows", "options", "says"),
    [
        (["SXD"], {}, "no such cells: X"),
        (["..."], {}, "needs S or D"),
        (["SDD"], {}, "neither of them twice"),
        (["SD"], {"dial": (0.0, 0.5)}, "between 0 and 1"),
        (["SD"], {"wiring": "loose"}, "there are: connected"),
        (["SD"], {"chance": 1.5}, "lie from 0 to 1"),
    ],
)
def test_a_station_that_cannot_be_is_refused(rows, options, says):
    with pytest.raises(ValueError, match=says):
        world(rows, **options)
