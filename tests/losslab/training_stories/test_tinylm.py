from __future__ import annotations

import numpy as np
import pytest
import torch
from losslab.training_stories import tinylm

torch.set_num_threads(1)

SEEDS = tuple(range(20))


def regret(forecast: np.ndarray, model: np.ndarray) -> float:
    return float((model * np.log(model / forecast)).sum(axis=1).mean())


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_the_text_never_holds_a_pair_that_was_left_out(seed):
    world = tinylm.world(seed)
    text = np.array(world.text)
    assert world.allowed[text[:-1], text[1:]].all()


@pytest.mark.parametrize("seed", SEEDS)
def test_two_neighbors_are_left_out_after_each_token_and_before_each(seed):
    allowed = tinylm.world(seed).allowed
    assert (allowed.sum(axis=0) == 6).all()
    assert (allowed.sum(axis=1) == 6).all()


def test_the_text_follows_the_process_where_it_may():
    world = tinylm.world(0, length=20_000)
    counts = world.next_counts()
    kept = world.process * world.allowed[None]
    kept /= kept.sum(axis=-1, keepdims=True)
    seen = counts.sum(axis=-1, keepdims=True)
    share = counts / np.maximum(seen, 1)
    often = seen[..., 0] > 300
    assert often.sum() > 20
    assert np.abs(share - kept)[often].max() < 0.1


def test_counts_are_those_of_the_text():
    world = tinylm.world(2)
    text = world.text
    assert world.next_counts().sum() == len(text) - 2
    a, b = text[10:12]
    after = [text[i + 2] for i in range(len(text) - 2) if text[i : i + 2] == [a, b]]
    assert world.next_counts()[a, b].tolist() == [after.count(c) for c in range(tinylm.TOKENS)]


def test_models_answer_with_probabilities_everywhere():
    answers = tinylm.models(SEEDS)
    assert answers.shape == (len(SEEDS), 8, 8, 8)
    np.testing.assert_allclose(answers.sum(axis=-1), 1, atol=1e-5)
    assert (answers > 0).all()


def test_one_model_does_not_depend_on_the_others():
    np.testing.assert_allclose(tinylm.models((0, 1))[1], tinylm.model(1), atol=1e-3)


def test_relatives_that_train_side_by_side_are_those_that_train_apart():
    together = tinylm.relatives((0, 1), (0, 2))
    for row, sibling in zip(together, (0, 2), strict=True):
        np.testing.assert_allclose(row, tinylm.models((0, 1), sibling=sibling), atol=1e-3)


def test_siblings_agree_where_the_text_is_and_part_elsewhere():
    one, other = tinylm.models(SEEDS), tinylm.models(SEEDS, sibling=1)
    for seed, apart in zip(SEEDS, np.abs(one - other).sum(axis=-1) / 2, strict=True):
        met = tinylm.world(seed).allowed
        assert apart[met].mean() < 0.05
        assert apart[~met].mean() > 0.3


def test_models_know_the_text_and_not_the_process():
    entries = {
        "process": lambda world: world.process,
        "anything": lambda world: np.full((8, 8, 8), 1 / 8),
    }
    scores = tinylm.contest(entries, regret, SEEDS)
    assert (scores["process"]["seen"] < scores["anything"]["seen"]).all()
    assert (scores["process"]["unseen"] > scores["anything"]["unseen"] + 0.5).all()


def test_the_models_own_answers_win_the_contest():
    own = {
        tinylm.world(seed): model for seed, model in zip(SEEDS, tinylm.models(SEEDS), strict=True)
    }
    scores = tinylm.contest({"own": lambda world: own[world]}, regret, SEEDS)
    np.testing.assert_allclose(scores["own"]["seen"], 0, atol=1e-12)
    np.testing.assert_allclose(scores["own"]["unseen"], 0, atol=1e-12)


def test_what_is_shared_cannot_be_overwritten():
    with pytest.raises(ValueError, match="read-only"):
        tinylm.world(0).process[0, 0, 0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        tinylm.model(0)[0, 0, 0] = 1.0
