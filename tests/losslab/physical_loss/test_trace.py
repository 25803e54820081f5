from __future__ import annotations

import json

import pytest
import torch
import torch.nn.functional as F
from losslab.physical_loss import models
from losslab.physical_loss._recorder import Recorder
from losslab.physical_loss.trace import Event, table


def _one_event(optimize):
    net = models.small_net(0, inputs=4, hidden=3, classes=2)
    recorder = Recorder(net)
    logits, y = net(torch.eye(4)), torch.tensor([0, 1, 0, 1])
    loss = F.cross_entropy(logits, y)
    recorder.computed(loss, logits, y)
    loss.backward()
    recorder.propagated()
    optimize(net)
    recorder.updated()
    return net, logits, recorder.trace[0]


def test_an_event_has_exactly_the_documented_keys():
    _, _, event = _one_event(lambda net: None)
    assert set(event) == set(Event.__annotations__)


def test_an_event_is_plain_data():
    _, _, event = _one_event(lambda net: None)
    assert json.loads(json.dumps(event)) == event


def test_values_are_those_of_the_tensors():
    net, logits, event = _one_event(lambda net: None)
    assert event["lowest"] == pytest.approx(logits.min().item())
    assert event["highest"] == pytest.approx(logits.max().item())
    assert event["grads"]["head.bias"] == pytest.approx(float(net.head.bias.grad.norm()))
    assert event["grad_before"] == 0
    assert event["dtype"] == "torch.float32"


def test_moved_names_only_what_changed():
    def nudge(net):
        with torch.no_grad():
            net.head.bias[0] += 1

    assert _one_event(nudge)[2]["moved"] == ["head.bias"]
    assert _one_event(lambda net: None)[2]["moved"] == []


def test_table_has_a_line_for_each_event_and_says_nothing_moved():
    _, _, event = _one_event(lambda net: None)
    lines = table([event] * 5, every=2).splitlines()
    assert len(lines) == 4
    assert lines[1].endswith("nothing")
