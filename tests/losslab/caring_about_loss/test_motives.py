from __future__ import annotations

import math

import pytest
from losslab.caring_about_loss.motives import MOTIVES, groups, worth

FACTS = {
    "report": 0.8,
    "event": 1,
    "label": 0,
    "code": 0.5,
    "register": -2.0,
    "copies": 4.0,
    "harvest": 1,
}


@pytest.mark.parametrize(
    ("motive", "value"),
    [
        ("register", 2.0),
        ("code", -0.5),
        ("label", math.log(0.2)),
        ("event", math.log(0.8)),
        ("brier", -0.04),
        ("selected", 4.0),
        ("task", 1.0),
        ("habit", 1.0),
    ],
)
def test_each_motive_reads_its_own_fact(motive, value):
    assert worth(motive)(FACTS) == pytest.approx(value)


def test_every_motive_has_a_worth_and_a_description():
    assert all(callable(worth(motive)) and about for motive, about in MOTIVES.items())


def test_an_unknown_motive_is_refused():
    with pytest.raises(ValueError, match="there are: register"):
        worth("loss")


def test_groups_are_shown_in_alphabetical_order():
    assert groups(lambda values: [{"task"}, ("event", "code")], {}) == [["code", "event"], ["task"]]
