from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from losslab import loops, models, probes
from losslab.setups import setup


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


def test_effects_asks_for_every_edit_and_takes_integers():
    result = probes.effects(lambda form, edit, factor: 1, "ce", 2.0)
    assert list(result) == list(probes.EDITS)
    assert all(type(value) is float for value in result.values())


def _joined(net, chunks):
    net.zero_grad()
    x, y = (torch.cat(parts) for parts in zip(*chunks, strict=True))
    F.cross_entropy(net(x), y).backward()


def test_accumulated_gradients_start_from_stale_ones_if_asked():
    stale = probes.accumulated_gradients(lambda net, chunks: None, [[0]], 0, "ones in .grad")
    assert all(grad.eq(1).all() for grad in stale.values())
    fresh = probes.accumulated_gradients(lambda net, chunks: None, [[0]], 0)
    assert set(fresh.values()) == {None}
    with pytest.raises(ValueError, match=r"ones in \.grad"):
        probes.accumulated_gradients(lambda net, chunks: None, [[0]], 0, "twos")


def test_largest_batch_notices_joined_chunks():
    assert probes.largest_batch(_joined, [[0], [1, 2]], 0)["more_rows_than_a_chunk"]
    assert not probes.largest_batch(_joined, [[0, 1, 2]], 0)["more_rows_than_a_chunk"]


def test_trace_fields_picks_fields_and_plants_old_gradients():
    seen = []

    def answer(net, batches, optimizer):
        seen.append([p.grad is not None for p in net.parameters()])
        return loops.run("healthy", steps=len(batches))

    result = probes.trace_fields(answer, ["step"], setup("frozen", steps=2))
    assert result == [{"step": 0}, {"step": 1}]
    assert seen == [[False, False, True, True]]


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
    assert set(probes.causes(answer, branched, rows, optimizer).values()) == {"live"}
    assert set(probes.moves(answer, models.raw_net(), rows, optimizer)) == set("abcdef")
    assert len(probes.net_after(answer, branched, rows, optimizer)) == 4


def test_an_explained_step_begins_with_old_gradients():
    seen = {}

    def answer(net, batch, opt):
        seen.update({name: p.grad is not None for name, p in net.named_parameters()})
        return {}

    probes.causes(answer, models.branch_net(["cut", "fixed"]), probes.batch(0), "sgd")
    assert [seen["branches.0.weight"], seen["branches.1.weight"]] == [True, False]
