from autograder.course.exercise import Exercise
from solutions.physical_loss.runs_with_faults import detector_checks

EXERCISE = Exercise(
    title="Diagnosis 3: the optimizer's list",
    objective="Tell from a trace whether a parameter that should be trained is not.",
    points=1,
    difficulty=2,
    minutes=10,
    hints=(
        "One event is not enough: a warm-up starts from learning rate zero. What is true of "
        "a missed parameter in the whole run?",
        "A parameter may begin to receive gradients late, and may move late. When do you know "
        "enough to judge it?",
        "Take one name, say `head.bias`, and forget the others. Which two questions about it "
        "would you put to the whole trace, and in which field does each have its answer? Which "
        "pair of answers accuses the optimizer, and what does a frozen parameter answer?",
    ),
    checks=detector_checks(
        own=(
            ("other_net", "sgd"),
            ("new_head", "sgd"),
            ("new_head", "momentum"),
            ("new_head", "frozen_decay"),
            ("healthy", "head_only"),
            ("healthy", "weights_held"),
            ("faint", "weights_held"),
            ("healthy", "at_rest"),
            ("healthy", "bias_held"),
            ("three_batches_a_step", "head_only"),
            ("thaws_too_late", "sgd"),
        ),
        healthy=(
            ("healthy", "sgd"),
            ("healthy", "frozen"),
            ("healthy", "frozen_zeros"),
            ("healthy", "bias_only"),
            ("warms_up", "sgd"),
            ("two_batches_a_step", "adam"),
            ("four_batches_a_step", "sgd"),
            ("rests_long", "slow"),
            ("thaws", "sgd"),
        ),
        other_faults=(
            ("never_zeroed", "sgd"),
            ("forgets_once", "bias_only"),
            ("detached", "sgd"),
            ("detached", "buffers"),
            ("detached_at_times", "sgd"),
            ("probabilities_in", "blaring"),
            ("shuffled", "frozen"),
            ("shuffled", "loud"),
        ),
        contains={
            "no bias is held": lambda trace: (
                {name for event in trace for name in event["moved"]}
                == {"body.weight", "head.weight"}
            ),
            "what moves has no gradient": lambda trace: (
                bool(trace[0]["moved"])
                and not any(trace[0]["grads"][name] for name in trace[0]["moved"])
            ),
            "faint": lambda trace: 0 < (trace[0]["grads"]["head.bias"] or 0) < 1e-4,
        },
        covers=(
            "True if some parameter, perhaps every one, receives a gradient in some event, a norm "
            "in ``grads`` that is neither None nor 0, and is moved in none.",
        ),
    ),
)
