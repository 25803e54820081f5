from __future__ import annotations

import pytest
from losslab.grader_as_loss.gradechain import RULES, STATIONS, wired


def test_an_honest_chain_passes_on_what_was_solved():
    assert set(wired(cases=4, solved=3)({}).values()) == {3}


def test_the_stations_come_in_order():
    assert tuple(wired(cases=2, solved=1)({})) == STATIONS


@pytest.mark.parametrize("station", STATIONS)
def test_what_comes_before_a_set_station_does_not_change(station):
    run = wired(cases=4, solved=3)
    readings = list(run({station: 1}).values())
    place = STATIONS.index(station)
    assert readings == [3] * place + [1] * (5 - place)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.startswith("always")])
def test_a_rule_that_writes_its_own_number_follows_nobody(rule):
    run = wired(cases=3, solved=2, rules={"judge": rule})
    assert len({run({"answer": n})["judge"] for n in range(4)}) == 1


@pytest.mark.parametrize(
    "rule", [r for r in RULES if not r.startswith("always") and r != "reads the event"]
)
def test_every_other_rule_follows_the_station_before(rule):
    run = wired(cases=4, solved=2, rules={"judge": rule})
    assert len({run({"answer": n})["judge"] for n in range(5)}) > 1


def test_a_station_that_reads_the_event_follows_the_event_only():
    run = wired(cases=3, solved=1, rules={"register": "reads the event"})
    assert {run({"judge": n})["register"] for n in range(4)} == {1}
    assert [run({"event": n})["register"] for n in range(4)] == [0, 1, 2, 3]


def test_a_set_station_overrules_its_rule():
    run = wired(cases=3, solved=1, rules={"register": "always full"})
    assert run({"register": 0})["gradebook"] == 0


def test_every_reading_is_a_possible_one():
    for rule in RULES:
        for cases in range(2, 7):
            run = wired(cases, 0, {"judge": rule})
            readings = {run({"event": n})["judge"] for n in range(cases + 1)}
            assert readings <= set(range(cases + 1))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: wired(2, 1, {"event": "copies"}), "'event' is not a station with a rule"),
        (lambda: wired(2, 1, {"judge": "guesses"}), "'guesses' is not a rule"),
        (lambda: wired(2, 1)({"score": 1}), "'score' is not a station"),
        (lambda: wired(2, 1)({"judge": 3}), "3 is not a reading"),
    ],
)
def test_what_does_not_exist_is_named(make, said):
    with pytest.raises(ValueError, match=said):
        make()
