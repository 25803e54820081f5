from __future__ import annotations

import math

import pytest
import torch
import torch.nn.functional as F
from losslab.physical_loss import models


def _gradients(net):
    x, y = torch.randn(6, 3, generator=torch.Generator().manual_seed(0)), torch.arange(6) % 3
    F.cross_entropy(net(x), y).backward()
    return {
        name: None if p.grad is None else float(p.grad.norm()) for name, p in net.named_parameters()
    }


def test_weights_depend_on_the_seed_alone():
    torch.manual_seed(1)
    first = models.small_net(7).head.weight
    torch.manual_seed(2)
    assert torch.equal(first, models.small_net(7).head.weight)
    assert not torch.equal(first, models.small_net(8).head.weight)


def test_a_small_net_maps_rows_to_logits():
    net = models.small_net(0, inputs=5, hidden=4, classes=3)
    assert net(torch.zeros(2, 5)).shape == (2, 3)


def test_buffered_gradients_are_zeroed_and_never_none():
    net = models.small_net(0, buffers=True)
    assert all(p.grad is not None for p in net.parameters())
    net(torch.ones(2, 64)).sum().backward()
    net.zero_grad()
    assert all(p.grad is not None and not p.grad.any() for p in net.parameters())


def test_each_branch_gets_the_gradient_that_its_wiring_says():
    net = models.branch_net(["negative", "plain", "cut", "skipped", "fixed"])
    grads = _gradients(net)
    assert grads["branches.0.weight"] == 0
    assert grads["branches.1.weight"] > 0
    assert grads["branches.2.weight"] is grads["branches.3.weight"] is None
    assert not net.branches[4].weight.requires_grad


def _loss(net):
    x, y = torch.randn(6, 3, generator=torch.Generator().manual_seed(1)), torch.arange(6) % 3
    with torch.no_grad():
        return float(F.cross_entropy(net(x), y))


def _changed(net, parameter, number):
    kept = parameter.detach().clone()
    with torch.no_grad():
        parameter[..., 1:] = number
    changed = _loss(net)
    with torch.no_grad():
        parameter.copy_(kept)
    return changed


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("make", [models.branch_net, models.raw_net, models.knot_net])
def test_what_has_no_gradient_is_read_if_and_only_if_it_matters(make, seed):
    net = make(seed=seed)
    untouched = _loss(net)
    grads = _gradients(net)
    for name, parameter in net.named_parameters():
        if grads[name] is None:
            read = math.isnan(_changed(net, parameter, math.nan))
            assert read == (_changed(net, parameter, 3.0) != untouched), name


def test_raw_net_has_every_kind_of_parameter():
    grads = _gradients(models.raw_net())
    assert grads["a"] > 0
    assert grads["e"] > 0
    assert grads["b"] == 0
    assert grads["c"] is grads["d"] is grads["f"] is None


def test_unknown_wiring_is_refused():
    with pytest.raises(ValueError, match="tangled"):
        models.branch_net(["tangled"])


def test_the_knots_of_a_net_can_be_in_any_order():
    for knots in (models.KNOTS, models.KNOTS[::-1]):
        grads = _gradients(models.knot_net(knots))
        told = {knot: grads[f"p{i}"] for i, knot in enumerate(knots)}
        assert min(told[knot] for knot in ("weights", "mixes", "raises", "lowers")) > 0
        assert 0 < told["faint"] < 1e-8
        assert told["shut"] == 0
        cut = ("gates", "shifts", "partly", "fixed", "spare")
        assert {told[knot] for knot in cut} == {None}
    with pytest.raises(ValueError, match="order"):
        models.knot_net(["weights"])
