from __future__ import annotations

import pytest
from losslab.physical_loss import loops
from losslab.physical_loss.setups import STYLES

TRAINED = [style for style in STYLES if style not in ("head_only", "at_rest")]


def late_accuracy(trace):
    last = trace[-(len(trace) // 3) :]
    return sum(event["accuracy"] for event in last) / len(last)


def has_gradients(trace):
    return any(norm for event in trace for norm in event["grads"].values())


@pytest.mark.parametrize("loop", loops.HEALTHY)
@pytest.mark.parametrize("style", TRAINED)
def test_a_healthy_loop_learns(loop, style):
    assert late_accuracy(loops.run(loop, style, seed=3)) > 0.3


@pytest.mark.parametrize("style", TRAINED)
def test_shuffled_labels_leave_accuracy_at_chance_while_everything_moves(style):
    trace = loops.run("shuffled", style, seed=3)
    assert late_accuracy(trace) < 0.22
    assert has_gradients(trace)
    assert all(event["moved"] for event in trace)


def test_shuffled_labels_let_a_large_loss_fall():
    trace = loops.run("shuffled", "loud", seed=3)
    assert trace[-1]["value"] < 0.75 * trace[0]["value"]


@pytest.mark.parametrize("style", TRAINED)
def test_never_zeroed_leaves_gradients_after_an_update(style):
    trace = loops.run("never_zeroed", style)
    assert trace[0]["moved"]
    assert trace[1]["grad_before"] > 0


def test_zeroed_each_epoch_is_clean_at_the_start_of_each_epoch_only():
    trace = loops.run("zeroed_each_epoch")
    assert [event["grad_before"] > 0 for event in trace] == ([False] + [True] * 7) * 3
    assert all(event["moved"] for event in trace)


def test_quiet_positive_logits_begin_between_zero_and_one_and_leave():
    trace = loops.run("positive_logits", "quiet")
    assert 0 <= trace[0]["lowest"] <= trace[0]["highest"] <= 1
    assert trace[-1]["highest"] > 1


def test_nothing_moves_at_rest_in_spite_of_gradients():
    trace = loops.run("healthy", "at_rest")
    assert has_gradients(trace)
    assert not any(event["moved"] for event in trace)


def test_two_batches_a_step_leaves_gradients_only_between_updates():
    trace = loops.run("two_batches_a_step")
    assert [bool(event["moved"]) for event in trace] == [False, True] * 12
    assert [event["grad_before"] > 0 for event in trace] == [False, True] * 12


@pytest.mark.parametrize("style", TRAINED)
def test_a_detached_loss_sends_no_gradient(style):
    assert not has_gradients(loops.run("detached", style))


def test_weight_decay_moves_weights_behind_a_detached_loss():
    assert all(event["moved"] for event in loops.run("detached", "buffers"))


def test_another_nets_optimizer_moves_nothing_in_spite_of_gradients():
    trace = loops.run("other_net")
    assert has_gradients(trace)
    assert not any(event["moved"] for event in trace)


def test_a_new_head_has_gradients_and_stays_while_the_rest_learns():
    trace = loops.run("new_head")
    assert all(event["grads"]["head.weight"] > 0 for event in trace)
    assert all(event["moved"] == ["body.weight", "body.bias"] for event in trace)
    assert late_accuracy(trace) > 0.3


def test_probabilities_keep_the_loss_above_its_floor():
    trace = loops.run("probabilities_in", "adam")
    assert min(event["value"] for event in trace) > 1.46
    assert all(event["lowest"] >= 0 and event["highest"] <= 1 for event in trace)


def test_log_softmax_changes_nothing_but_what_is_fed_in():
    plain, doubled = loops.run("healthy"), loops.run("log_softmax_first")
    values = [event["value"] for event in doubled]
    assert values == pytest.approx([event["value"] for event in plain], rel=1e-3)
    assert all(event["highest"] <= 0 for event in doubled)


def test_a_caller_cannot_spoil_the_next_callers_trace():
    spoiled = loops.run("healthy")
    spoiled[0]["moved"].clear()
    assert loops.run("healthy")[0]["moved"]


def test_an_unknown_loop_is_refused():
    with pytest.raises(ValueError, match="there are: healthy"):
        loops.run("helthy")
