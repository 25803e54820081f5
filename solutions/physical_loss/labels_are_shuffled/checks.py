from statistics import fmean

from losslab.physical_loss.trace import Trace

from autograder.course.exercise import Exercise
from solutions.physical_loss.runs_with_faults import Kind, detector_checks

# Seeds of runs in which chance is kind: accuracy averages above 0.11 in the end.
LUCKY_LOUD = (108, 110, 118)
LUCKY_PAIRS = (101, 103, 110)
# And of runs in which learning began late: it averages below 0.33.
BARELY_LEARNED = (101, 105, 110, 111)


def _late(trace: Trace) -> float:
    """The accuracy of the last third."""
    return fmean(event["accuracy"] for event in trace[-(len(trace) // 3) :])


EXERCISE = Exercise(
    title="Diagnosis 5: labels of other rows",
    objective="Tell from a trace whether nothing is learned although everything moves.",
    points=1,
    difficulty=3,
    minutes=15,
    hints=(
        "The loss may fall all the same. What cannot rise if labels are drawn by lot?",
        "Accuracy stays near a tenth; average it over the last third of the events. Other "
        "faults have that too: which fields tell you that updates did reach the weights?",
        "An update reaches a parameter if it has a gradient at some time and moves at some "
        "time. Ask it of each parameter that has one: the optimizer may hold the least "
        "important of them.",
    ),
    checks=detector_checks(
        own=(
            ("shuffled", "sgd"),
            ("shuffled", "frozen"),
            Kind("shuffled", "loud", LUCKY_LOUD),
            Kind("shuffled_in_pairs", "adam", LUCKY_PAIRS),
            ("shuffled", "bias_only"),
        ),
        healthy=(
            ("healthy", "sgd"),
            ("healthy", "frozen"),
            ("healthy", "loud"),
            ("healthy", "buffers"),
            ("two_batches_a_step", "adam"),
            Kind("rests_first", "slow", BARELY_LEARNED),
            ("thaws", "sgd"),
        ),
        other_faults=(
            ("never_zeroed", "sgd"),
            ("detached", "sgd"),
            ("detached", "buffers"),
            ("other_net", "sgd"),
            ("healthy", "at_rest"),
            ("healthy", "bias_held"),
            ("new_head", "momentum"),
            ("probabilities_in", "adam"),
        ),
        contains={
            "chance is kind": lambda trace: 0.11 < _late(trace) < 0.2,
            "updates are skipped": lambda trace: (
                _late(trace) < 0.2 and not trace[-2]["moved"] and bool(trace[-1]["moved"])
            ),
        },
        covers=(
            "True if at least one parameter receives a gradient,",
            "each that receives one is moved in some event; and still nothing is learned that "
            "holds for the next batch.",
        ),
    ),
)
