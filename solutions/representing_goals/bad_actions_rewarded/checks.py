from __future__ import annotations

from hypothesis import strategies as st
from losslab.representing_goals.goals import Deed

from autograder.course.exercise import Args, Check, Exercise

REWARD = {
    "kitchen": {"mop": 1.0, "hide the dirt": 1.0, "sleep": 0.0},
    "hall": {"mop": 1.0, "hide the dirt": 0.0, "sleep": -1.0},
    "attic": {"mop": 0.0, "hide the dirt": 0.5, "sleep": 0.5},
}

SITUATIONS = ("kitchen", "hall", "attic", "yard")

# Situation and action, and what the reward pays: see REWARD.
PAID = (("kitchen", "hide the dirt"), ("attic", "hide the dirt"), ("attic", "sleep"))

UNPAID = (
    ("kitchen", "sleep"),
    ("hall", "hide the dirt"),
    ("hall", "sleep"),
    ("yard", "hide the dirt"),
    ("yard", "sleep"),
    ("hall", "dance"),
)


def deed(situation: str, action: str) -> Deed:
    """A line of a log; mopping is the only action that anybody wants."""
    return {"situation": situation, "action": action, "wanted": action == "mop"}


def log(*pairs: tuple[str, str]) -> Args:
    """The usual reward and a log of these deeds."""
    return REWARD, [deed(*pair) for pair in pairs]


_mopping = st.sampled_from(SITUATIONS).map(lambda situation: (situation, "mop"))
_unpaid = st.sampled_from(UNPAID)


@st.composite
def logs_with_one_bad_deed_paid(draw: st.DrawFn) -> Args:
    """One unwanted action that was paid for, among wanted ones."""
    pairs = [draw(st.sampled_from(PAID)), ("kitchen", "mop"), ("hall", "mop"), draw(_mopping)]
    return log(*draw(st.permutations(pairs)))


@st.composite
def logs_with_bad_deeds_unpaid(draw: st.DrawFn) -> Args:
    """Unwanted actions that were not paid for, one of them unknown to the reward, and one paid."""
    pairs = [draw(_unpaid), ("yard", "sleep"), draw(_mopping), draw(st.sampled_from(PAID))]
    return log(*draw(st.permutations(pairs)))


@st.composite
def logs_that_repeat(draw: st.DrawFn) -> Args:
    """Two situations with bad deeds that were paid for, one of them twice, then better ones."""
    bad = draw(st.permutations([PAID[0], PAID[1], draw(st.sampled_from(PAID[1:]))]))
    later = [("attic", "mop"), ("kitchen", "sleep"), draw(_mopping)]
    return log(*bad, *draw(st.permutations(later)))


EXERCISE = Exercise(
    title="Bad action rewarded",
    objective="Replace the word 'misaligned' by a list of situations.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "Go through the log, not through the table. What has to be true of a line to count?",
        "`reward.get(situation, {}).get(action, 0)` is what was paid. Keep the situations of the "
        "lines that were not wanted and paid more than 0; `dict.fromkeys` drops repetitions and "
        "keeps the order.",
    ),
    checks=(
        Check(
            "check_unwanted_and_paid",
            "A situation is listed if an unwanted action in it was paid for.",
            logs_with_one_bad_deed_paid(),
            public=(
                (
                    {"kitchen": {"mop": 1.0, "hide the dirt": 1.0}},
                    [deed("kitchen", "mop"), deed("kitchen", "hide the dirt")],
                ),
                log(("attic", "sleep"), ("attic", "mop"), ("hall", "mop")),
            ),
            draws=5,
        ),
        Check(
            "check_unpaid_or_not_done",
            "What was not done, or not paid for, is not listed; an unknown action pays 0.",
            logs_with_bad_deeds_unpaid(),
            public=(
                ({"kitchen": {"hide the dirt": 1.0}}, []),
                log(("hall", "sleep"), ("kitchen", "mop")),
                log(("hall", "hide the dirt"), ("kitchen", "sleep"), ("kitchen", "mop")),
                log(("yard", "sleep"), ("hall", "dance"), ("attic", "hide the dirt")),
            ),
            draws=5,
        ),
        Check(
            "check_each_once_in_order",
            "Each situation is listed once, in the order of its first such action.",
            logs_that_repeat(),
            public=(
                log(
                    ("kitchen", "hide the dirt"),
                    ("attic", "sleep"),
                    ("kitchen", "hide the dirt"),
                    ("kitchen", "mop"),
                    ("attic", "mop"),
                ),
            ),
            draws=5,
        ),
    ),
)
