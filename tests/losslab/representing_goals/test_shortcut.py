from __future__ import annotations

import pytest
import torch
from losslab.representing_goals import shortcut

torch.set_num_threads(1)

SEEDS = 20


def accuracy(setup, conflict):
    x, y = shortcut.rows(1000, seed=2, conflict=conflict)
    trained = shortcut.train(setup, SEEDS)
    return torch.tensor(
        [(trained.predictor(s)(x) == y).double().mean().item() for s in range(SEEDS)]
    )


def test_both_features_show_the_label_in_training():
    x, y = shortcut.rows(2000)
    assert ((x[:, 0] > 0).long() == y).double().mean() > 0.995
    assert ((x[:, 1] * x[:, 2] > 0).long() == y).double().mean() > 0.995


def test_in_conflict_rows_the_shortcut_shows_the_wrong_label():
    x, y = shortcut.rows(2000, conflict=True)
    assert ((x[:, 0] > 0).long() != y).double().mean() > 0.995
    assert ((x[:, 1] * x[:, 2] > 0).long() == y).double().mean() > 0.995


@pytest.mark.parametrize("setup", shortcut.SETUPS)
def test_every_setup_reaches_a_low_loss_and_holds_on_rows_of_its_kind(setup):
    assert max(shortcut.train(setup, SEEDS).loss) < 0.03
    assert accuracy(setup, conflict=False).min() > 0.99


def test_a_linear_model_follows_the_shortcut_in_every_seed():
    assert accuracy("linear", conflict=True).max() < 0.05


@pytest.mark.parametrize("setup", ["augmented", "product"])
def test_augmentation_and_products_follow_the_intended_feature_in_every_seed(setup):
    assert accuracy(setup, conflict=True).min() > 0.95


def test_a_network_does_something_in_between():
    assert 0.1 < accuracy("mlp", conflict=True).mean() < 0.5


def test_small_initial_weights_lean_toward_the_shortcut():
    small, large = (accuracy(f"{size} init", conflict=True).mean() for size in ("small", "large"))
    assert large - small > 0.1


def test_the_first_epoch_decides_for_every_initialization():
    easy, random, hard = (
        accuracy(name, conflict=True) for name in ("easy first", "random order", "hard first")
    )
    assert (easy < random).all()
    assert (random < hard).all()


def test_training_does_not_depend_on_who_trains_beside_it():
    x, _ = shortcut.rows(200, seed=5, conflict=True)
    alone, beside = shortcut.train("mlp", 1), shortcut.train("mlp", SEEDS)
    agree = alone.predictor(0)(x) == beside.predictor(0)(x)
    assert agree.double().mean() > 0.95


def test_rules_do_what_their_names_say():
    x = torch.tensor([[1.0, -1.0, 1.0], [-0.5, 1.0, 1.0]])
    assert shortcut.rule("shortcut")(x).tolist() == [1, 0]
    assert shortcut.rule("intended")(x).tolist() == [0, 1]
    assert shortcut.rule("shortcut if loud")(2 * x).tolist() == [1, 1]


def test_an_unknown_rule_or_setup_is_named():
    with pytest.raises(ValueError, match="no rule 'magic'"):
        shortcut.rule("magic")
    with pytest.raises(ValueError, match="no setup 'magic'"):
        shortcut.train("magic")


def test_an_untrained_net_depends_on_its_seed_alone():
    x = torch.randn(50, 3, generator=torch.Generator().manual_seed(0))
    assert torch.equal(shortcut.net(1, inputs=3)(x), shortcut.net(1, inputs=3)(x))
    assert not torch.equal(shortcut.net(1, inputs=3)(x), shortcut.net(2, inputs=3)(x))


def test_a_report_tells_whether_the_rows_were_changed():
    def spoils(predict, x, y, interventions):
        x[:, 0] = 0
        return {"accuracy": 1, "flips": []}

    x, y = shortcut.rows(4)
    told = shortcut.reported_with_rows(spoils, shortcut.rule("shortcut"), x, y, [])
    assert told == {"accuracy": 1.0, "flips": [], "x unchanged": False}


def test_rows_that_are_left_alone_are_said_to_be_unchanged():
    def looks(predict, x, y, interventions):
        return {"accuracy": 0.5, "flips": [0] * len(interventions)}

    x, y = shortcut.rows(4)
    told = shortcut.reported_with_rows(looks, shortcut.rule("shortcut"), x, y, [[0]])
    assert told == {"accuracy": 0.5, "flips": [0.0], "x unchanged": True}


def test_shares_may_be_tensors():
    def looks(predict, x, y, interventions):
        return {"accuracy": torch.tensor(1.0), "flips": torch.tensor([0.25])}

    x, y = shortcut.rows(4)
    told = shortcut.reported_with_rows(looks, shortcut.rule("shortcut"), x, y, [[0]])
    assert told == {"accuracy": 1.0, "flips": [0.25], "x unchanged": True}


def test_a_network_has_as_many_classes_as_asked_for():
    x, _ = shortcut.rows(400)
    assert set(shortcut.net(seed=3)(x).tolist()) == {0, 1}
    assert set(shortcut.net(seed=3, classes=4)(x).tolist()) <= set(range(4))
    assert len(set(shortcut.net(seed=3, classes=4)(x).tolist())) > 2
