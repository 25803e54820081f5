from __future__ import annotations

from itertools import pairwise

import pytest
from losslab.physical_loss import loops, plans
from losslab.physical_loss.setups import STYLES

UNUSUAL = ("head_only", "at_rest", "bias_only", "bias_held", "blaring", "below", "above", "fading")
TRAINED = [style for style in STYLES if style not in (*UNUSUAL, "slow")]
ALL = {
    (loop, style)
    for group in (loops.HEALTHY, loops.FAULTS, loops.LACKING)
    for loop, styles in group.items()
    for style in styles
}


def late_accuracy(trace):
    last = trace[-(len(trace) // 3) :]
    return sum(event["accuracy"] for event in last) / len(last)


def has_gradients(trace):
    return any(norm for event in trace for norm in event["grads"].values())


READ = ("healthy", "warms_up", "two_batches_a_step", "log_softmax_first", "positive_logits")


@pytest.mark.parametrize("loop", READ)
@pytest.mark.parametrize("style", TRAINED)
def test_a_healthy_loop_learns(loop, style):
    assert late_accuracy(loops.run(loop, style, seed=3)) > 0.3


def test_a_run_that_rests_first_learns_late_and_is_poor_on_average():
    trace = loops.run("rests_first", "slow", seed=3, steps=36)
    assert not any(event["moved"] for event in trace[:22])
    assert all(event["moved"] for event in trace[22:])
    assert sum(event["accuracy"] for event in trace) / 36 < 0.22


@pytest.mark.parametrize(("loop", "style"), sorted(ALL))
def test_only_loops_that_forget_to_clear_use_gradients_twice(loop, style):
    trace = loops.run(loop, style, steps=36)
    stale = [a["moved"] and b["grad_before"] > 0 for a, b in pairwise(trace)]
    assert any(stale) == (loop.startswith(("forgets", "never", "zeroed")))


def test_it_forgets_when_its_plan_says():
    stale = {
        loop: [e["step"] for e in loops.run(loop, steps=24) if e["grad_before"] > 0]
        for loop in plans.FAULTY
        if loop.startswith("forgets")
    }
    assert stale["forgets_once"] == [14]
    assert stale["forgets_later"] == [*range(18, 24)]
    assert stale["forgets_every_other_update"] == [i for i in range(24) if i % 4]


def test_the_body_thaws_and_only_an_optimizer_that_holds_it_moves_it():
    for loop, moves in (("thaws", True), ("thaws_too_late", False)):
        trace = loops.run(loop)
        assert trace[8]["grads"]["body.weight"] is None
        assert trace[9]["grads"]["body.weight"] > 0
        assert ("body.weight" in trace[9]["moved"]) == moves


def test_logits_cross_the_range_of_probabilities_on_their_way():
    below, above = (loops.run("healthy", style, seed=101) for style in ("below", "above"))
    assert all(event["highest"] <= 1 for event in below)
    assert all(event["lowest"] >= 0 for event in above)
    for trace in (below, above):
        inside = [e["lowest"] >= 0 and e["highest"] <= 1 for e in trace]
        assert inside[0]
        assert not inside[-1]
    fading = loops.run("positive_logits", "fading")
    assert fading[0]["highest"] > 1
    assert fading[-1]["highest"] < 1


def test_a_trace_can_begin_later():
    assert loops.run("healthy", steps=24, first=4) == loops.run("healthy", steps=24)[4:]


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
