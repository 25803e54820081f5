from __future__ import annotations

import numpy as np
import pytest
import torch
from losslab.training_stories import tagged

torch.set_num_threads(1)

SEEDS = tuple(range(20))


def values(setup: str, metric: str) -> np.ndarray:
    return np.array([run["measured"][metric] for run in tagged.runs([setup], SEEDS)])


def test_every_setup_gives_a_run_for_each_seed_with_every_metric():
    runs = tagged.runs(["plain", "stopped early"], seeds=[0, 3])
    assert [(run["setup"], run["seed"]) for run in runs] == [
        ("plain", 0),
        ("plain", 3),
        ("stopped early", 0),
        ("stopped early", 3),
    ]
    for run in runs:
        assert set(run["measured"]) == set(tagged.RANGES)
        for metric, value in run["measured"].items():
            low, high = tagged.RANGES[metric]
            assert low <= value <= high


def test_a_run_does_not_depend_on_the_others():
    (alone,) = tagged.runs(["stopped early"], seeds=[3])
    beside = tagged.runs(["stopped early"], seeds=[1, 3])[1]
    assert alone["measured"] == pytest.approx(beside["measured"], abs=0.02)


def test_what_a_caller_does_to_a_run_stays_with_the_caller():
    tagged.runs(["stopped early"], seeds=[0])[0]["measured"]["accuracy"] = -1.0
    assert tagged.runs(["stopped early"], seeds=[0])[0]["measured"]["accuracy"] > 0


def test_an_unknown_setup_is_refused():
    with pytest.raises(ValueError, match="there are: plain"):
        tagged.runs(["magic"])


def test_a_network_blind_to_tags_reads_the_same_whatever_they_show():
    np.testing.assert_array_equal(
        values("blind to tags", "accuracy"), values("blind to tags", "wrong tag")
    )


def test_a_low_loss_does_not_mean_that_digits_are_read():
    assert values("plain", "train loss").max() < 0.05
    assert values("plain", "wrong tag").max() < 0.8
    assert values("blind to tags", "wrong tag").min() > 0.85


def test_the_lowest_loss_goes_with_more_misreadings_in_every_run():
    assert (values("trained longer", "train loss") < values("plain", "train loss")).all()
    assert (values("trained longer", "wrong tag") < values("plain", "wrong tag")).all()


def test_redrawn_tags_teach_reading_and_small_weights_do_not():
    plain = values("plain", "wrong tag")
    assert values("tags redrawn", "wrong tag").min() > plain.max() + 0.1
    assert abs(values("small init", "wrong tag").mean() - plain.mean()) < 0.04


def test_the_story_speaks_of_metrics_that_exist():
    story = tagged.story()
    predictions = [p for claim in story["rationale"] for p in claim["predictions"]]
    assert {p["metric"] for p in predictions} <= set(tagged.RANGES)
    assert set(tagged.LOSSES) <= set(tagged.RANGES)
