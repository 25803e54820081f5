from __future__ import annotations

import copy
import json

import pytest
from losslab.training_stories import stories, tagged


def test_a_story_survives_json():
    story = tagged.story()
    assert stories.from_json(stories.to_json(story)) == story


def test_a_goal_without_a_check_survives_json():
    story = tagged.story()
    story["goal"]["check"] = None
    assert stories.from_json(stories.to_json(story)) == story


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda s: s.pop("unknowns"), "the story lacks 'unknowns'"),
        (lambda s: s["goal"].pop("desirability"), r"the story\['goal'\] lacks 'desirability'"),
        (lambda s: s.update(hope=1), "has 'hope', which no story has"),
        (lambda s: s.update(rationale={}), r"\['rationale'\] is not a list"),
        (lambda s: s["rationale"].append("luck"), r"\['rationale'\]\[6\] is not a dict"),
        (lambda s: s["rationale"][0].update(id=1), r"\[0\]\['id'\] is not a string"),
        (lambda s: s["goal"]["check"].update(value="high"), r"\['value'\] is not a number"),
        (lambda s: s["goal"]["check"].update(value=True), r"\['value'\] is not a number"),
        (lambda s: s["goal"]["check"].update(control=3), r"\['control'\] is not a string"),
        (lambda s: s["unknowns"].append(None), r"\['unknowns'\]\[1\] is not a string"),
    ],
)
def test_what_is_no_story_is_refused_with_the_place(spoil, message):
    story = copy.deepcopy(dict(tagged.story()))
    spoil(story)
    with pytest.raises(ValueError, match=message):
        stories.from_json(json.dumps(story))


def test_a_table_has_mean_and_range_of_each_setup_and_metric():
    runs = [stories.Run(setup="new", seed=s, measured={"acc": v}) for s, v in enumerate((0.0, 1.0))]
    (row,) = stories.table(runs).splitlines()[1:]
    assert row.split() == ["new", "acc", "2", "0.500", "0.000", "1.000"]


def test_a_line_is_read_as_a_claim():
    line = "flip: nudge new train_loss <= 0.9 control plain margin 0.1; new acc >= 1"
    assert stories.written([line]) == [
        stories.claim(
            "flip",
            "nudge",
            "",
            stories.prediction("new", "train loss", "<=", 0.9, control="plain", margin=0.1),
            stories.prediction("new", "acc", ">=", 1.0),
        )
    ]


def test_a_line_may_promise_nothing():
    assert stories.written(["c: constraint"]) == [stories.claim("c", "constraint", "")]


def test_a_line_with_an_unknown_word_is_refused():
    with pytest.raises(ValueError, match="there is no 'versus'"):
        stories.written(["c: nudge new acc >= 0.5 versus plain"])


def test_a_sketch_is_a_story():
    story = stories.sketch(["c: constraint new acc >= 0.5"], check=None, unknowns=[])
    assert stories.from_json(stories.to_json(story)) == story


def test_lists_of_values_are_read_as_runs():
    assert stories.measured({"new": {"acc": [0.5, None], "err": [1.0, 2.0]}}) == [
        stories.Run(setup="new", seed=0, measured={"acc": 0.5, "err": 1.0}),
        stories.Run(setup="new", seed=1, measured={"err": 2.0}),
    ]
