from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from losslab.physical_loss import loops, models, probes
from losslab.physical_loss.setups import setup


def test_value_and_gradient_of_a_square():
    result = probes.value_and_gradient(lambda x: (x**2).sum(), torch.tensor([1.0, 3.0]))
    assert result["value"] == 10
    assert result["gradient"].tolist() == [2, 6]


def test_value_and_gradient_leaves_the_argument_alone():
    x = torch.tensor([1.0])
    probes.value_and_gradient(lambda x: x.sum(), x)
    assert x.grad is None
    assert not x.requires_grad


@pytest.mark.parametrize(
    ("answer", "said"),
    [(lambda x: 1.0, "returned a float"), (lambda x: x.detach().sum(), "no graph")],
)
def test_an_answer_without_a_graph_is_named(answer, said):
    with pytest.raises((TypeError, RuntimeError), match=said):
        probes.value_and_gradient(answer, torch.ones(1))


def test_effects_asks_for_every_list_of_edits_and_lends_it_a_copy():
    edits = [["graph"], [], ["graph", "seed"]]
    assert probes.effects(lambda form, edits, factor: len(edits) * factor, "ce", 2.0, edits) == [
        2.0,
        0.0,
        4.0,
    ]
    probes.effects(lambda form, edits, factor: edits.clear(), "ce", 2.0, edits)
    assert edits == [["graph"], [], ["graph", "seed"]]


def _joined(net, chunks):
    net.zero_grad()
    x, y = (torch.cat(parts) for parts in zip(*chunks, strict=True))
    F.cross_entropy(net(x), y).backward()


def test_accumulated_gradients_start_from_stale_ones_if_asked():
    def nothing(net, chunks):
        pass

    stale = probes.accumulated(nothing, [[0]], 0, "ones in .grad")["gradients"]
    assert all(grad.eq(1).all() for grad in stale.values())
    fresh = probes.accumulated(nothing, [[0]], 0)["gradients"]
    assert not any(grad.any() for grad in fresh.values())
    with pytest.raises(ValueError, match=r"ones in \.grad"):
        probes.accumulated(nothing, [[0]], 0, "twos")


def test_accumulated_notices_joined_chunks():
    assert probes.accumulated(_joined, [[0], [1, 2]], 0)["more_rows_than_a_chunk"]
    assert not probes.accumulated(_joined, [[0, 1, 2]], 0)["more_rows_than_a_chunk"]


def test_accumulated_sees_what_hooks_that_were_cleared_do_not():
    def cleared(net, chunks):
        net._forward_pre_hooks.clear()
        _joined(net, chunks)

    def layer_by_layer(net, chunks):
        x, y = (torch.cat(parts) for parts in zip(*chunks, strict=True))
        h = torch.relu(x @ net.body.weight.T + net.body.bias)
        F.cross_entropy(net.head(h), y).backward()

    for answer in (cleared, layer_by_layer):
        assert probes.accumulated(answer, [[0], [1, 2]], 0)["more_rows_than_a_chunk"]


def test_accumulated_reads_nothing_that_the_answer_may_empty():
    told = probes.accumulated(lambda net, chunks: chunks.clear(), [[0], [1, 2]], 0)
    assert not told["more_rows_than_a_chunk"]
    assert told["weights_stayed"]


def test_accumulated_notices_a_step():
    def step(net, chunks):
        with torch.no_grad():
            net.head.bias += 1.0

    assert not probes.accumulated(step, [[0]], 0)["weights_stayed"]


def test_traced_sorts_fields_and_plants_old_gradients():
    seen = []

    def answer(net, batches, optimizer):
        seen.append([p.grad is not None for p in net.parameters()])
        return loops.run("healthy", steps=len(batches))

    result = probes.traced(answer, setup("frozen", steps=2))
    assert [list(event) for event in result["outputs"]] == [["lowest", "highest", "accuracy"]] * 2
    assert [event["step"] for event in result["register"]] == [0, 1]
    assert seen == [[True, True, True, True]]


def test_a_missing_field_is_missed_where_it_belongs_alone():
    def answer(net, batches, optimizer):
        return [{k: v for k, v in e.items() if k != "moved"} for e in loops.run("healthy", steps=1)]

    result = probes.traced(answer, setup(steps=1))
    assert result["moved"].types[0] == "KeyError"
    assert result["gradients"][0]["grad_before"] == 0


def test_verdicts_keep_the_order():
    traces = [loops.run("healthy", steps=n) for n in (3, 2)]
    assert probes.verdicts(len, traces) == [3, 2]


@pytest.mark.parametrize("optimizer", probes.OPTIMIZERS)
def test_a_step_can_be_explained_with_every_optimizer(optimizer):
    def answer(net, batch, opt):
        F.cross_entropy(net(batch[0]), batch[1]).backward()
        opt.step()
        return {name: {"cause": "live", "moved": True} for name, _ in net.named_parameters()}

    rows = probes.batch(0)
    branched = models.branch_net(["plain", "cut"])
    told = probes.explained(answer, branched, rows, optimizer)
    assert set(told["cause"].values()) == {"live"}
    assert len(told["after"]) == 4
    told = probes.explained(answer, models.raw_net(), rows, optimizer)
    assert set(told["moved"]) == set("abcdef")


def test_an_explained_step_begins_with_old_gradients():
    seen = {}

    def answer(net, batch, opt):
        seen.update({name: p.grad is not None for name, p in net.named_parameters()})
        return {}

    net = models.branch_net(["cut", "fixed"])
    probes.explained(answer, net, probes.batch(0), "sgd")
    assert net.wiring == ()
    assert [seen["branches.0.weight"], seen["branches.1.weight"]] == [True, True]
