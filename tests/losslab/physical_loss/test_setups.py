from __future__ import annotations

import pytest
import torch
from losslab.physical_loss.setups import STYLES, setup


@pytest.mark.parametrize("style", STYLES)
def test_every_style_makes_an_optimizer_of_the_nets_own_parameters(style):
    made = setup(style, steps=1)
    groups = made.make_optimizer(made.net.parameters()).param_groups
    held = {id(p) for group in groups for p in group["params"]}
    assert held <= {id(p) for p in made.net.parameters()}
    assert held


def test_frozen_asks_for_no_gradient_in_the_body_only():
    net = setup("frozen", steps=1).net
    assert not net.body.weight.requires_grad
    assert net.head.weight.requires_grad


def test_head_only_holds_the_head():
    made = setup("head_only", steps=1)
    (group,) = made.make_optimizer(made.net.parameters()).param_groups
    assert [tuple(p.shape) for p in group["params"]] == [(10, 32), (10,)]


def test_quiet_weights_are_smaller_than_loud_ones():
    sizes = [setup(style, steps=1).net.head.weight.norm() for style in ("quiet", "sgd", "loud")]
    assert sizes == sorted(sizes)


def test_the_last_batch_may_be_shorter():
    assert [len(y) for _, y in setup(steps=3, size=6, last=4).batches] == [6, 6, 4]


def _moves(style, steps=3):
    made = setup(style, steps=1, dtype="float64")
    optimizer = made.make_optimizer(made.net.parameters())
    moves = []
    for _ in range(steps):
        old = made.net.head.weight.detach().clone()
        made.net(made.batches[0][0]).sum().backward()
        optimizer.step()
        moves.append((made.net.head.weight.detach() - old).abs().max().item())
    return moves


def test_pausing_takes_every_other_step():
    assert [move > 0 for move in _moves("pausing")] == [True, False, True]


def test_creeping_moves_by_less_than_a_usual_tolerance():
    assert all(0 < move < 1e-5 for move in _moves("creeping"))


def test_dtype_reaches_weights_and_images():
    made = setup(steps=1, dtype="float64")
    assert made.net.head.weight.dtype == made.batches[0][0].dtype == torch.float64
    assert made.batches[0][1].dtype == torch.int64


def test_unknown_style_is_refused():
    with pytest.raises(ValueError, match="there are: sgd"):
        setup("sdg")
