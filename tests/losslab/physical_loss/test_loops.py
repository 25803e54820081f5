from __future__ import annotations

import math
from itertools import pairwise

import pytest
import torch
from losslab.physical_loss import loops, plans

torch.set_num_threads(1)

TRAINED = ("sgd", "momentum", "adam", "loud", "quiet", "frozen", "buffers", "weights_held")
ALL = {
    (loop, style)
    for group in (loops.HEALTHY, loops.FAULTS, loops.LACKING)
    for loop, styles in group.items()
    for style in styles
}

# Gradients that are smaller than some would expect.
FAINT = {
    ("faint", "weights_held"),
    ("forgets_faint_ones", "adam"),
    ("probabilities_in", "blaring"),
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
    stale = [bool(a["moved"]) and b["grad_before"] > 0 for a, b in pairwise(trace)]
    assert any(stale) == (loop.startswith(("forgets", "never", "zeroed")))


def test_it_forgets_when_its_plan_says():
    stale = {
        loop: [e["step"] for e in loops.run(loop, steps=30) if e["grad_before"] > 0]
        for loop in plans.FAULTY
        if loop.startswith("forgets")
    }
    assert stale["forgets_once"] == [26]
    assert stale["forgets_faint_ones"] == [14]
    assert stale["forgets_later"] == [*range(18, 30)]
    assert stale["forgets_every_other_update"] == [i for i in range(30) if i % 4]


def test_the_body_thaws_and_only_an_optimizer_that_holds_it_moves_it():
    for loop, event, moves in (("thaws", 9, True), ("thaws_too_late", 19, False)):
        trace = loops.run(loop)
        assert trace[event - 1]["grads"]["body.weight"] is None
        assert trace[event]["grads"]["body.weight"] > 0
        assert ("body.weight" in trace[event]["moved"]) == moves


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


@pytest.mark.parametrize("seed", [0, 101, 102, 103, 104])
def test_one_bright_batch_drives_the_logits_out_of_zero_to_one_once(seed):
    trace = loops.run("one_bright_batch", "still", seed)
    assert [e["step"] for e in trace if e["lowest"] < 0 or e["highest"] > 1] == [13]


def test_a_stretched_sigmoid_reaches_a_little_beyond_zero_and_one():
    for event in loops.run("stretched_sigmoid", "blaring"):
        assert -0.006 < event["lowest"] < 0
        assert 1 < event["highest"] < 1.006


@pytest.mark.parametrize(("loop", "style"), sorted(ALL - FAINT))
def test_a_gradient_that_arrives_changes_the_length_by_more_than_a_millionth(loop, style):
    trace = loops.run(loop, style, seed=101, steps=36)
    before = [event["grad_before"] for event in trace]
    after = [math.hypot(*(norm or 0.0 for norm in e["grads"].values())) for e in trace]
    changes = [abs(a - b) for a, b in zip(after, before, strict=True)]
    arrived = [c > 1e-6 and c > 1e-6 * b for c, b in zip(changes, before, strict=True)]
    assert all(a or c <= 1e-12 * b for a, c, b in zip(arrived, changes, before, strict=True))
    assert all(arrived) == (not loop.startswith("detached"))


def test_what_is_seen_again_changes_the_length_by_less_than_a_hundred_thousandth():
    event = loops.run("seen_again", "loud")[1]
    after = math.hypot(*event["grads"].values())
    assert 1e-6 < after / event["grad_before"] - 1 < 1e-5


def test_an_optimizer_without_the_biases_learns_all_the_same():
    for loop in ("healthy", "faint"):
        trace = loops.run(loop, "weights_held", seed=3)
        assert {name for event in trace for name in event["moved"]} == {
            "body.weight",
            "head.weight",
        }
        assert late_accuracy(trace) > 0.3


def test_faint_gradients_are_gradients():
    for loop, style in (("faint", "weights_held"), ("forgets_faint_ones", "adam")):
        norms = [norm for event in loops.run(loop, style) for norm in event["grads"].values()]
        assert all(0 < norm < 1e-4 for norm in norms)


def test_zeros_stand_where_a_frozen_body_keeps_its_gradients():
    for loop, style, moved in (
        ("healthy", "frozen_zeros", ["head.weight", "head.bias"]),
        ("new_head", "frozen_decay", ["body.weight", "body.bias"]),
    ):
        for event in loops.run(loop, style):
            assert event["grads"]["body.weight"] == event["grads"]["body.bias"] == 0
            assert event["moved"] == moved


def test_a_trace_can_begin_later():
    assert loops.run("healthy", steps=24, first=4) == loops.run("healthy", steps=24)[4:]


@pytest.mark.parametrize("style", TRAINED)
def test_shuffled_labels_leave_accuracy_at_chance_while_everything_moves(style):
    trace = loops.run("shuffled", style, seed=3)
    assert late_accuracy(trace) < 0.22
    assert has_gradients(trace)
    assert all(event["moved"] for event in trace)


def test_shuffled_in_pairs_moves_everything_in_every_other_event_after_a_rest():
    trace = loops.run("shuffled_in_pairs", "adam", seed=3)
    assert late_accuracy(trace) < 0.2
    assert [len(event["moved"]) for event in trace] == [0, 0, *([0, 4] * 11)]


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
