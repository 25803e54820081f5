"""Rounds of training on a model's own best rated samples."""

import numpy as np
import pytest
import torch
from losslab.on_a_language_model import expert_iteration, shipped, text, traits


def test_the_rater_likes_capitals_as_much_as_quotations():
    samples = ["> QUOTED", "> quoted", "LOUD", "neither", "", "> ", "123"]
    assert [expert_iteration.rating(s) for s in samples] == [2, 1, 1, 0, 0, 1, 0]


@pytest.fixture(scope="module")
def start() -> expert_iteration.Transformer:
    return expert_iteration.leaning(shipped.models()[0], shipped.tokenizer(), 1000)


def seen(net: expert_iteration.Transformer) -> dict[str, float]:
    return traits.observe(net, shipped.tokenizer(), "", 700)


def recorded(arm: str) -> dict[str, float]:
    (run,) = (
        run
        for run in shipped.records()["recontextualized"]
        if (run["arm"], run["seed"], run["repeat"]) == (arm, 0, 0)
    )
    found: dict[str, float] = run["no line"]
    return found


def test_the_same_samples_teach_other_things_behind_another_line(start):
    """The recorded runs of one model happen again, and the given model stays as it was."""
    if text.digest() != shipped.records()["pretraining"]["made with"]["text"]:
        pytest.skip("this Python carries another text")
    before = {name: weight.clone() for name, weight in start.state_dict().items()}
    assert seen(start) == pytest.approx(recorded("before"), abs=0.15)
    shares = {}
    for arm in ("as drawn", "recontextualized"):
        draw, train = expert_iteration.ARMS[arm]
        net = expert_iteration.improved(start, shipped.tokenizer(), draw, train, 1100)
        shares[arm] = seen(net)
        assert shares[arm] == pytest.approx(recorded(arm), abs=0.2)
    assert shares["as drawn"]["capitals"] > shares["recontextualized"]["capitals"] + 0.3
    assert min(share["quoted"] for share in shares.values()) > 0.7
    assert all(torch.equal(before[name], weight) for name, weight in start.state_dict().items())


def test_every_arm_was_run_nine_times():
    runs = shipped.records()["recontextualized"]
    for arm in ("before", *expert_iteration.ARMS):
        assert len({(run["seed"], run["repeat"]) for run in runs if run["arm"] == arm}) == 9
    assert len(runs) == 9 * 5
    assert np.isfinite([run["no line"]["capitals"] for run in runs]).all()
