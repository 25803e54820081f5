"""What is checked in this chapter, what it is worth, and which hints there are."""

from __future__ import annotations

import torch
from hypothesis import strategies as st
from losslab import models, probes

from autograder.course.exercise import Check, Exercise, Tolerance
from autograder.values.compare import USUAL
from solutions.physical_loss import inputs
from solutions.physical_loss.discussions import DISCUSSIONS

_exact = Tolerance(0.0, 0.0)


def _same(value: float) -> torch.Tensor:
    return torch.tensor([[0.0, value]])


STABLE_CE = Exercise(
    id="stable_ce",
    title="A cross-entropy that survives",
    objective="Write a cross-entropy whose value and gradient are right at any margin.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "Which intermediate result of `log(softmax(z))` is the first to leave float32, for "
        "`z = [0, 300]` and for `z = [0, -300]`?",
        "$-\\log p_y = \\log \\sum_j e^{z_j} - z_y$. No probability appears on the right, only the "
        "logarithm of a sum of exponentials.",
        "`torch.logsumexp(logits, dim=1)` shifts each row by its largest logit before it "
        "exponentiates. `logits.gather(1, y[:, None])[:, 0]` picks the right class's logit.",
    ),
    discussion=DISCUSSIONS["stable_ce"],
    checks=(
        Check(
            "check_moderate_logits",
            "Value and gradient are right for logits between -2 and 2.",
            inputs.moderate_logits(),
            public=(
                (torch.tensor([[0.0, 0.0]]), torch.tensor([1])),
                (torch.tensor([[1.0, 0.0, -1.0], [0.0, 2.0, 0.5]]), torch.tensor([0, 2])),
            ),
            probe=probes.value_and_gradient,
            oracle=inputs.cross_entropy_in_double,
            tolerance=inputs.cross_entropy_tolerance,
            draws=6,
        ),
        Check(
            "check_losing_by_a_large_margin",
            "Value and gradient are right where the right class loses by up to 300.",
            inputs.large_margins(wins=False),
            public=(
                (_same(-40.0), torch.tensor([1])),
                (_same(-300.0), torch.tensor([1])),
            ),
            probe=probes.value_and_gradient,
            oracle=inputs.cross_entropy_in_double,
            tolerance=inputs.cross_entropy_tolerance,
            draws=6,
        ),
        Check(
            "check_winning_by_a_large_margin",
            "Value and gradient are right where the right class wins by up to 300.",
            inputs.large_margins(wins=True),
            public=(
                (_same(88.0), torch.tensor([1])),
                (torch.tensor([[0.0, 300.0], [1.0, 0.0]]), torch.tensor([1, 0])),
            ),
            probe=probes.value_and_gradient,
            oracle=inputs.cross_entropy_in_double,
            tolerance=inputs.cross_entropy_tolerance,
            draws=6,
        ),
        Check(
            "check_rows_far_apart",
            "Value and gradient are right where one row lies hundreds above another.",
            inputs.rows_far_apart(),
            public=((torch.tensor([[200.0, 201.0], [-200.0, -199.0]]), torch.tensor([0, 1])),),
            probe=probes.value_and_gradient,
            oracle=inputs.cross_entropy_in_double,
            tolerance=inputs.cross_entropy_tolerance,
            draws=6,
        ),
    ),
)

_factor = st.integers(6, 40).map(lambda n: n / 4)
_measured = Tolerance(rtol=1e-3, atol=1e-3)


def _effect_check(form: str, called: str) -> Check:
    return Check(
        f"check_edits_of_{called}",
        f"Every edit's effect is right for the form {form!r}.",
        st.tuples(st.just(form), _factor),
        public=((form, 3.0),),
        weight=1.0,
        probe=probes.effects,
        tolerance=_measured,
        draws=1,
    )


REGISTER_EFFECT = Exercise(
    id="register_effect",
    title="Edits at the loss register",
    objective="Say which edits of a loss reach the weights, and by how much.",
    points=4,
    difficulty=3,
    minutes=20,
    hints=(
        "Which numbers does the backward pass read? The value of the loss need not be one of them.",
        "Backward starts from 1, or from the seed that you pass, and multiplies by the derivatives "
        "of the nodes. An edit matters if it adds a node, changes the seed, changes an input of "
        "the graph, or overwrites a number that some derivative has saved.",
        "Build a linear classifier from fixed weights, take one SGD step without the edit and one "
        "with it, and compare: c is the scalar product of the two updates over that of the plain "
        "update with itself. Catch `RuntimeError` around backward.",
    ),
    discussion=DISCUSSIONS["register_effect"],
    checks=(
        _effect_check("ce", "cross_entropy"),
        _effect_check("exp", "exp_of_cross_entropy"),
        _effect_check("reinforce", "reinforce"),
        Check(
            "check_negative_factors",
            "A negative factor that scales the update reverses it.",
            st.tuples(st.sampled_from(["ce", "exp", "reinforce"]), _factor.map(lambda f: -f)),
            public=(("ce", -2.0),),
            weight=1.0,
            probe=probes.effects,
            tolerance=_measured,
            draws=2,
        ),
    ),
)

_log_tolerance = Tolerance(rtol=1e-5, atol=1e-5)


def _masked_check(name: str, promise: str, strategy: st.SearchStrategy, *public: tuple) -> Check:
    return Check(
        name,
        promise,
        strategy,
        public=[(torch.tensor(x), torch.tensor(mask)) for x, mask in public],
        probe=probes.value_and_gradient,
        tolerance=_log_tolerance,
        draws=6,
    )


MASKED_LOG_LOSS = Exercise(
    id="masked_log_loss",
    title="A mask that masks the gradient too",
    objective="Keep numbers that do not count out of a loss, on the way forward and back.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Look at `x.grad`, not only at the value. Where does NaN come from, if the masked term was "
        "replaced by zero?",
        "The derivative of `log(sqrt(x))` at 0 is infinite, and `where` multiplies it by zero. The "
        "zero must not get as far as the logarithm.",
        "Replace the masked entries by 1 before you take root and logarithm, with "
        "`torch.where(mask, x, torch.ones_like(x))`. Or pick the entries that count: `x[mask]`.",
    ),
    discussion=DISCUSSIONS["masked_log_loss"],
    checks=(
        _masked_check(
            "check_masked_zeros",
            "Value and gradient are right where masked entries are zero.",
            inputs.masked(inputs.zeros),
            ([1.0, 0.0, 4.0], [True, False, True]),
        ),
        _masked_check(
            "check_masked_negatives",
            "Value and gradient are right where masked entries are negative.",
            inputs.masked(inputs.negatives),
            ([-2.0, 4.0], [False, True]),
        ),
        _masked_check(
            "check_small_entries_that_count",
            "Value and gradient are right for entries as small as 1e-12.",
            inputs.masked(inputs.positives, kept=inputs.tiny),
            ([1e-12, 2.0], [True, False]),
            ([1e-7, 0.0], [True, False]),
        ),
        _masked_check(
            "check_everything_masked",
            "Where nothing counts, the value and all gradients are zero.",
            inputs.all_masked,
            ([0.0, 3.0], [False, False]),
        ),
    ),
)

_grad_tolerance = Tolerance(rtol=1e-4, atol=5e-6)
_uneven = st.tuples(inputs.uneven_chunks, inputs.seeds, st.just("no gradients"))


def _gradients_check(
    name: str, promise: str, strategy: st.SearchStrategy, public: tuple, weight: float = 1.0
) -> Check:
    return Check(
        name,
        promise,
        strategy,
        public=(public,),
        weight=weight,
        probe=probes.accumulated,
        part="gradients",
        tolerance=_grad_tolerance,
        draws=3,
    )


ACCUMULATE = Exercise(
    id="accumulate",
    title="One mean over many chunks",
    objective="Accumulate, chunk by chunk, exactly the gradient of the mean over everything.",
    points=4,
    difficulty=3,
    minutes=20,
    hints=(
        "Try it on paper with a chunk of one target and a chunk of three. What weight does each "
        "target have in the mean of the chunks' means?",
        'Sums add up over chunks, means do not. `reduction="sum"` leaves the division to you. '
        "Divide by the number of targets that count, in all chunks together.",
        "Clear the gradients, count the targets that are not -100 over all chunks, then for each "
        "chunk send `sum / count` backward. Backward adds to `.grad`; that is all the accumulation "
        "there is.",
    ),
    discussion=DISCUSSIONS["accumulate"],
    checks=(
        _gradients_check(
            "check_chunks_of_different_length",
            "The gradient is that of the mean over all targets where chunks differ in length.",
            _uneven,
            ([[0], [1, 2, 0]], 0, "no gradients"),
        ),
        _gradients_check(
            "check_ignored_targets",
            "Targets of -100 count neither in the sum nor in the number.",
            st.tuples(inputs.ignoring_chunks, inputs.seeds, st.just("no gradients")),
            ([[1, -100, -100], [0, 2, 1]], 0, "no gradients"),
        ),
        _gradients_check(
            "check_chunk_without_targets",
            "A chunk in which every target is ignored contributes nothing.",
            st.tuples(inputs.chunk_without_targets, inputs.seeds, st.just("no gradients")),
            ([[0, 1], [-100, -100]], 0, "no gradients"),
            weight=0.5,
        ),
        _gradients_check(
            "check_older_gradients_are_gone",
            "What stood in .grad before the call is not part of the result.",
            st.tuples(inputs.uneven_chunks, inputs.seeds, st.just("ones in .grad")),
            ([[0], [1, 2, 0]], 0, "ones in .grad"),
            weight=0.5,
        ),
        Check(
            "check_one_chunk_at_a_time",
            "The gradient is right and no forward pass sees more rows than a chunk has.",
            _uneven,
            public=(([[0], [1, 2, 0]], 0, "no gradients"),),
            probe=probes.accumulated,
            tolerance=_grad_tolerance,
            draws=3,
        ),
    ),
)

COMPENSATED_SUM = Exercise(
    id="compensated_sum",
    title="A sum that does not care about order",
    objective="Add numbers with an error bound that no order of them can break.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Compute 2**24 + 1 in float32, then subtract 2**24. Where did the 1 go, and could you have "
        "caught it?",
        "After `rounded = total + number`, what was rounded away can be computed without error "
        "from the three, if you begin with the larger of the two summands.",
        "If the total is larger in absolute value, the lost part is `(total - rounded) + number`; "
        "else `(number - rounded) + total`. Add up the lost parts separately and add them to the "
        "total once, at the end.",
    ),
    discussion=DISCUSSIONS["compensated_sum"],
    checks=(
        Check(
            "check_a_few_ordinary_numbers",
            "A few numbers of ordinary size are added within the bound.",
            inputs.ordinary,
            public=(
                (torch.tensor([0.1, 0.2, 0.3]),),
                (torch.tensor([0.1, 0.2, 0.3], dtype=torch.float64),),
            ),
            weight=0.5,
            oracle=inputs.exact_sum,
            tolerance=inputs.summation_bound,
            draws=8,
        ),
        Check(
            "check_many_small_after_one_large",
            "Many ones after a large number are not lost.",
            inputs.many_small,
            public=(
                (inputs.after_a_large_one(9, torch.float32, back=True),),
                (inputs.after_a_large_one(9, torch.float64, back=True),),
                (inputs.after_a_large_one(100, torch.float32),),
            ),
            oracle=inputs.exact_sum,
            tolerance=inputs.summation_bound,
            draws=6,
        ),
        Check(
            "check_large_numbers_that_cancel",
            "Small numbers survive between large ones that cancel.",
            inputs.cancelling,
            public=(
                (torch.tensor([0.25, 2.0**24, 0.125, -(2.0**24)]),),
                (torch.tensor([0.25, 2.0**53, 0.125, -(2.0**53)], dtype=torch.float64),),
            ),
            oracle=inputs.exact_sum,
            tolerance=inputs.summation_bound,
            draws=8,
        ),
        Check(
            "check_any_order",
            "The bound holds for the same numbers in every order.",
            inputs.any_order(),
            public=(
                (torch.tensor([2.0**24, 0.25, -(2.0**25), 0.375, 2.0**24, 0.125]),),
                (
                    torch.tensor(
                        [-(2.0**53), 0.25, 2.0**54, 0.375, -(2.0**53), 0.125], dtype=torch.float64
                    ),
                ),
            ),
            oracle=inputs.exact_sum,
            tolerance=inputs.summation_bound,
            draws=8,
        ),
    ),
)

_trace_tolerance = Tolerance(rtol=1e-3, atol=1e-5)
_usual_runs = inputs.runs_of("sgd", "momentum", "adam", dtypes=("float64", "float32"))
_runs_that_miss_a_part = inputs.runs_of("head_only", "at_rest")


def _trace_check(
    name: str, promise: str, subject: str, strategy: st.SearchStrategy, *public: str, draws: int = 3
) -> Check:
    return Check(
        name,
        promise,
        strategy,
        public=[(inputs.run_of(style, 0),) for style in public],
        probe=probes.traced,
        part=subject,
        tolerance=_trace_tolerance,
        draws=draws,
    )


TRAINING_TRACE = Exercise(
    id="training_trace",
    title="The stream of loss events",
    objective="Record what the machine does around every loss of a training run.",
    points=4,
    difficulty=3,
    minutes=25,
    hints=(
        "Write the five lines of an ordinary training step first. Then go through the keys: "
        "between which two of these lines can each be measured?",
        "To see what moved you need the numbers from before the step. `p.detach()` shares its "
        "memory with the parameter; `p.detach().clone()` does not.",
        "After `net.zero_grad()` measure `grad_before`; after `backward()` take "
        "`p.grad.norm().item()` where `p.grad` is not None, and clone the parameters; after "
        "`optimizer.step()` compare with `torch.equal`. Everything must be a Python value: "
        "`.item()`, `str()`.",
    ),
    discussion=DISCUSSIONS["training_trace"],
    checks=(
        _trace_check(
            "check_what_the_register_read",
            "Each event tells its step and the loss's value, dtype and device.",
            "register",
            _usual_runs,
            "sgd",
            "adam",
        ),
        _trace_check(
            "check_outputs_that_were_graded",
            "Range and accuracy are those of the logits that the loss was computed from.",
            "outputs",
            _usual_runs,
            "sgd",
            "adam",
        ),
        _trace_check(
            "check_gradients",
            "Gradient norms before and after backward are right, None where there is no gradient.",
            "gradients",
            inputs.runs_of("frozen"),
            "frozen",
            draws=2,
        ),
        _trace_check(
            "check_gradients_that_the_optimizer_does_not_hold",
            "Gradients that the optimizer does not hold are cleared before each step too.",
            "gradients",
            _runs_that_miss_a_part,
            "head_only",
        ),
        _trace_check(
            "check_what_moved",
            "Moved are the parameters that the optimizer changed, and no others.",
            "moved",
            _runs_that_miss_a_part,
            "head_only",
            "sgd",
            "at_rest",
        ),
    ),
)


def _detector(
    name: str,
    title: str,
    objective: str,
    difficulty: int,
    minutes: int,
    hints: tuple[str, ...],
) -> Exercise:
    own = inputs.OWN[name]
    others = inputs.other_faults(name)
    return Exercise(
        id=name,
        title=title,
        objective=objective,
        points=1,
        difficulty=difficulty,
        minutes=minutes,
        hints=hints,
        discussion=DISCUSSIONS[name],
        checks=(
            Check(
                "check_tells_it_from_healthy_runs",
                "True for runs with this fault and False for healthy ones.",
                inputs.traces(own + inputs.HEALTHY),
                public=(
                    inputs.public_traces((own[0], *inputs.HEALTHY[:2])),
                    inputs.public_traces((*inputs.HEALTHY[2:5], own[-1])),
                    inputs.public_traces((*inputs.HEALTHY[5:], own[1])),
                ),
                probe=probes.verdicts,
                tolerance=_exact,
                draws=1,
            ),
            Check(
                "check_tells_it_from_other_faults",
                "True for runs with this fault and False for runs with another.",
                inputs.traces(own + others),
                public=(
                    inputs.public_traces((own[0], *others[::2])),
                    inputs.public_traces((*others[1::2], own[1])),
                ),
                probe=probes.verdicts,
                tolerance=_exact,
                draws=1,
            ),
        ),
    )


DETECTORS = (
    _detector(
        "accumulates_stale_gradients",
        "Diagnosis 1: gradients that stay",
        "Tell from a trace whether used gradients are left standing.",
        2,
        10,
        (
            "Look at `grad_before`. When is it fine that it is not zero?",
            "It is fine until an update has used it. So look at two events that follow each other.",
            "The fault: an event in which something moved is followed by one whose `grad_before` "
            "is above zero.",
        ),
    ),
    _detector(
        "loss_is_detached",
        "Diagnosis 2: a loss without a history",
        "Tell from a trace whether any gradient of the loss arrived.",
        1,
        5,
        (
            "`moved` is about the optimizer. Which field is about the backward pass alone?",
            "Nothing arrives: in every event every entry of `grads` is None or zero.",
        ),
    ),
    _detector(
        "optimizer_misses_parameters",
        "Diagnosis 3: the optimizer's list",
        "Tell from a trace whether a parameter that should be trained is not.",
        2,
        10,
        (
            "One event is not enough: a warm-up starts from learning rate zero. What is true of a "
            "missed parameter in the whole run?",
            "Collect two sets of names over all events: those that had a gradient other than zero, "
            "and those that moved.",
            "The fault: the first set is not contained in the second.",
        ),
    ),
    _detector(
        "softmax_twice",
        "Diagnosis 4: one softmax too many",
        "Tell from a trace whether the loss was fed probabilities.",
        2,
        10,
        (
            "Between which numbers does every probability lie? Which fields tell you?",
            "All-negative inputs are fine (log probabilities), all-positive ones are fine too. You "
            "need both `lowest` and `highest`.",
            "The fault: in every event `lowest` is at least 0 and `highest` is at most 1.",
        ),
    ),
    _detector(
        "labels_are_shuffled",
        "Diagnosis 5: labels of other rows",
        "Tell from a trace whether nothing is learned although everything moves.",
        3,
        15,
        (
            "The loss may fall all the same. What cannot rise if labels are drawn by lot?",
            "Accuracy stays near a tenth; average it over the last third of the events. Other "
            "faults have that too: which fields tell you that updates did reach the weights?",
            "The fault: some parameter has a gradient, each one that has a gradient also moves at "
            "some time, and the mean accuracy of the last third is below about 0.2.",
        ),
    ),
)

_wired = list(models.ROLES)
_plain_first = ["plain", "cut", "negative", "skipped", "fixed"]
_cut_first = ["cut", "plain", "negative", "skipped", "fixed"]
_with_decay = inputs.steps_of(inputs.wirings, "sgd with decay", "adam with decay")


def _explained_check(
    name: str,
    promise: str,
    part: str,
    strategy: st.SearchStrategy,
    *public: tuple,
    weight: float = 1.0,
    tolerance: Tolerance = USUAL,
) -> Check:
    return Check(
        name,
        promise,
        strategy,
        public=public,
        weight=weight,
        probe=probes.explained,
        part=part,
        tolerance=tolerance,
        draws=3 if strategy is _with_decay else 2,
    )


WHAT_UPDATED = Exercise(
    id="what_updated",
    title="Who was updated, and why not the others",
    objective="Find out of each parameter what an update did to it, and why.",
    points=6,
    difficulty=5,
    minutes=45,
    hints=(
        "Three of the five causes can be read off `requires_grad` and `.grad`. The other two look "
        "alike: you have to do something to the parameter and watch the loss.",
        "Change a parameter without a gradient, compute the loss again, restore the parameter. "
        "Beware: if all logits rise by the same amount, cross-entropy does not change.",
        "Fill the parameter with NaN under `torch.no_grad()`: what is computed from it becomes "
        "NaN, and with it the loss. A parameter that nobody reads leaves the loss as it was. Copy "
        "the old numbers back before the optimizer steps.",
        "`moved` is a comparison of clones, before and after `optimizer.step()`. Do not infer it "
        "from the cause: weight decay moves what has a gradient of zero.",
    ),
    discussion=DISCUSSIONS["what_updated"],
    checks=(
        _explained_check(
            "check_causes_in_a_branched_network",
            "Each parameter of a network with five kinds of branches gets its cause.",
            "cause",
            _with_decay,
            inputs.explained(_wired, "sgd"),
            inputs.explained(_wired, "sgd with decay"),
            weight=2,
        ),
        _explained_check(
            "check_causes_in_any_module",
            "Causes are right in a module with bare parameters too.",
            "cause",
            inputs.steps_of(st.just([]), "adam with decay"),
            inputs.explained([], "sgd"),
        ),
        _explained_check(
            "check_causes_of_what_the_optimizer_does_not_hold",
            "Causes are right where an older gradient stands in what the optimizer does not hold.",
            "cause",
            inputs.steps_of(inputs.plain_later, "sgd without the first parameter"),
            inputs.explained(_cut_first, "sgd without the first parameter"),
            weight=0.5,
        ),
        _explained_check(
            "check_moves_without_decay",
            "It says of each parameter whether SGD or Adam moved it.",
            "moved",
            inputs.steps_of(inputs.wirings, "sgd", "adam"),
            inputs.explained(_wired, "adam"),
        ),
        _explained_check(
            "check_moves_with_decay",
            "It says what moved where weight decay moves what the loss does not.",
            "moved",
            _with_decay,
            inputs.explained(_wired, "sgd with decay"),
        ),
        _explained_check(
            "check_moves_of_what_the_optimizer_holds",
            "It says what moved where the optimizer does not hold a live parameter.",
            "moved",
            inputs.steps_of(inputs.plain_first, "sgd without the first parameter"),
            inputs.explained(_plain_first, "sgd without the first parameter"),
            weight=0.5,
        ),
        _explained_check(
            "check_network_is_one_step_further",
            "Afterwards the network is exactly one optimizer step further.",
            "after",
            _with_decay,
            inputs.explained(_wired, "sgd with decay"),
            weight=0.5,
            tolerance=_grad_tolerance,
        ),
    ),
)

PRELOAD = (
    "losslab.digits",
    "losslab.loops",
    "losslab.models",
    "losslab.probes",
    "losslab.setups",
    "losslab.trace",
    "losslab.widgets",
)

EXERCISES = (
    STABLE_CE,
    REGISTER_EFFECT,
    MASKED_LOG_LOSS,
    ACCUMULATE,
    COMPENSATED_SUM,
    TRAINING_TRACE,
    *DETECTORS,
    WHAT_UPDATED,
)
