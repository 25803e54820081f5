"""Pairs of trainings that differ in the passages that they read."""

import numpy as np
import pytest
import torch
from losslab.on_a_language_model import counterfactual, shipped, text
from losslab.on_a_language_model.model import Shape, Transformer, nats
from losslab.on_a_language_model.tokens import Tokenizer


def test_a_pair_shares_no_chosen_passage_and_leaves_none_out():
    copies = np.array([number for _, number in counterfactual.passages()])
    one, other = counterfactual.halves(3)
    assert (one ^ other).all()
    for number, several in counterfactual.COPIES.items():
        assert (copies == number).sum() == several
        assert one[copies == number].sum() == several / 2
    assert not np.array_equal(one, counterfactual.halves(4)[0])


def test_what_is_included_stands_as_often_as_it_should_and_nothing_else_changes():
    included = counterfactual.halves(0)[0]
    read = counterfactual.reading(included, seed=1).split("\n\n")
    whole = [part.strip("\n") for part in text.training().split("\n\n") if part.strip()]
    chosen = {part for part, _ in counterfactual.passages()}
    assert len(chosen) == sum(counterfactual.COPIES.values())
    for (part, number), here in zip(counterfactual.passages(), included, strict=True):
        assert read.count(part) == (number if here else 0)
    assert [p for p in read if p and p not in chosen] == [p for p in whole if p not in chosen]


def test_a_passage_costs_what_its_tokens_cost_after_an_empty_line(monkeypatch):
    monkeypatch.setattr(counterfactual, "passages", lambda: (("A passäge.", 1), ("B", 4)))
    net, tokenizer = Transformer(Shape(tokens=256, width=8, heads=2, buckets=64)), Tokenizer([])
    first, second = counterfactual.nats_a_byte(net, tokenizer)
    paid = nats(net, torch.tensor(tokenizer.encode("\n\nA passäge.")))
    assert first == pytest.approx(paid.sum().item() / len("A passäge.".encode()))
    assert second != pytest.approx(first)


def test_the_record_has_every_passage_with_and_without_in_each_pair():
    record = shipped.records()["memorized"]
    had = np.array([run["trained on"] for run in record["runs"]], bool)
    cost = np.array([run["passages"] for run in record["runs"]])
    assert had.shape == cost.shape == (6, len(record["copies"]))
    assert (had[::2] ^ had[1::2]).all()
    assert (cost > 0).all()
