"""What is checked in this chapter, what it is worth, and which hints there are."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Check, Exercise, Tolerance
from solutions.training_stories import inputs
from solutions.training_stories.discussions import DISCUSSIONS
from solutions.training_stories.essays import ESSAYS as ESSAYS
from solutions.training_stories.inputs import claims_on, event, promises, rows, seen, story_on

_exact = Tolerance(0.0, 0.0)

REINFORCED = Exercise(
    id="reinforced",
    title="Which actions became likelier",
    objective="Read from a log which actions an update reinforced.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "Is a reward of 1 good news for an action if every other event got 2?",
        "Add up, for each action, `reward - mean` over the events in which it was taken.",
        "Work out the mean over all events, sum `reward - mean` in a dict by action, and return "
        "the set of the actions whose sum is above zero (above `1e-6`, to be safe from rounding).",
    ),
    discussion=DISCUSSIONS["reinforced"],
    checks=(
        Check(
            "check_rewards_of_zero_and_more",
            "Reinforced are the actions that gain against the mean reward.",
            inputs.rewarded(),
            public=(
                inputs.taken(("a", 1.0), ("b", 0.0)),
                inputs.taken(("a", 1.0), ("a", 0.0), ("a", 0.0), ("b", 1.0)),
                inputs.taken(("a", 1.0), ("b", 0.75), ("c", 0.0), ("c", 0.0)),
                inputs.taken(("a", 2.0), ("b", 4.0), ("c", 0.0), ("c", 0.0)),
            ),
            tolerance=_exact,
            draws=8,
        ),
        Check(
            "check_rewards_that_are_all_high",
            "Of rewards that are all high, those below their mean reinforce nothing.",
            inputs.rewarded(least=3.0),
            public=(
                inputs.taken(("a", 3.0), ("a", 3.0), ("a", 3.0), ("b", 4.0)),
                inputs.taken(("a", 8.0), ("b", 4.0), ("c", 3.0), ("c", 3.0)),
                inputs.taken(("a", 3.0), ("a", 3.0), ("a", 1.0), ("b", 2.0)),
            ),
            tolerance=_exact,
            draws=8,
        ),
        Check(
            "check_rewards_that_are_all_negative",
            "Of rewards that are all negative, the less bad ones reinforce.",
            inputs.rewarded(least=-3.0),
            public=(inputs.taken(("a", -1.0), ("b", -3.0)),),
            tolerance=_exact,
            draws=8,
        ),
        Check(
            "check_logits_that_stay",
            "An action whose logit stays where it was is not reinforced.",
            st.integers(1, 8).map(lambda n: inputs.taken(*[("a", n / 4), ("b", n / 4)] * 2)),
            public=(
                inputs.taken(("a", 1.0), ("b", 1.0)),
                inputs.taken(("a", 0.0), ("a", 1.0), ("b", 0.5), ("c", 0.5)),
            ),
            weight=0.5,
            tolerance=_exact,
            draws=2,
        ),
    ),
)

_WRONG_REASON = event("right", "right", 1.0, coin=0.5, edge=1.0)
_RIGHT_REASON = event("left", "left", 1.0, coin=-1.0, edge=-0.5)
_CORRECTED = event("right", "left", 0.0, coin=0.5, edge=-1.0)
_MIRROR = event("left", "right", 0.0, coin=1.0, edge=-0.5)


CLASSIFY = Exercise(
    id="classify",
    title="Two ways to fail, and their mirror images",
    objective="Sort the events of a log by whether action or cognition was reinforced wrongly.",
    points=3,
    difficulty=2,
    minutes=15,
    hints=(
        "Write the three answers down as booleans first: `advantage`, `good`, `driven`. Then order "
        "the labels.",
        "Multiply every push by 1 where the action was right and by -1 where it was left: then "
        "positive means toward the action taken.",
        "The wanted circuit drove the action if its push toward it is above zero and equals the "
        "largest of all pushes toward it. Only where action and reward agree (good and reinforced, "
        "or bad and punished) does it matter who drove.",
    ),
    discussion=DISCUSSIONS["classify"],
    checks=(
        Check(
            "check_sorts_two_circuits",
            "Every event of a log with two circuits gets its label.",
            inputs.sorted_logs(),
            public=(
                ([_WRONG_REASON, _CORRECTED], "coin"),
                ([_RIGHT_REASON, _MIRROR], "coin"),
                (
                    [
                        event("right", "left", 0.5, coin=-0.5, edge=1.0),
                        event("left", "left", 0.25, coin=-0.5, edge=-1.0),
                    ],
                    "coin",
                ),
            ),
            tolerance=_exact,
            draws=8,
        ),
        Check(
            "check_sorts_three_circuits",
            "Every event of a log with three circuits gets its label.",
            inputs.sorted_logs(circuits=3),
            public=(
                (
                    [
                        event("right", "right", 1.0, coin=0.5, edge=-2.0, lamp=1.0),
                        event("left", "left", 0.0, coin=-0.25, edge=-0.5, lamp=-1.0),
                    ],
                    "coin",
                ),
                (
                    [
                        event("left", "left", 1.0, coin=-1.0, edge=2.0, lamp=-0.5),
                        event("right", "left", 0.0, coin=-1.0, edge=2.0, lamp=-0.5),
                    ],
                    "coin",
                ),
            ),
            tolerance=_exact,
            draws=8,
        ),
        Check(
            "check_actions_by_chance",
            "An action that no circuit pushed toward was not driven by the wanted one.",
            inputs.sorted_logs(),
            public=(
                (
                    [
                        event("right", "right", 1.0, coin=-0.5, edge=-1.0),
                        event("left", "right", 0.0, coin=-0.5, edge=-1.0),
                    ],
                    "coin",
                ),
            ),
            tolerance=_exact,
            draws=4,
        ),
        Check(
            "check_rewards_around_any_mean",
            "It is the mean reward that separates rewarded from punished.",
            st.one_of(inputs.sorted_logs(least=2.0), inputs.sorted_logs(equal=True)),
            public=(
                (
                    [
                        event("right", "right", 1.0, coin=0.5, edge=1.0),
                        event("left", "left", 1.0, coin=-1.0, edge=-0.5),
                    ],
                    "coin",
                ),
                (
                    [
                        event("right", "right", 2.0, coin=1.0, edge=0.5),
                        event("right", "left", 3.0, coin=1.0, edge=-0.5),
                    ],
                    "coin",
                ),
            ),
            tolerance=_exact,
            draws=8,
        ),
    ),
)

CREDIT = Exercise(
    id="credit",
    title="What one update strengthens",
    objective="Compute by hand how much each circuit of a policy is strengthened.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Take one event and one circuit. How does the logarithm of `p` change with z, and how does "
        "z change with the weight?",
        "The derivative of `log p` with respect to z is `1 - p`, that of `log(1 - p)` is `-p`. "
        "The derivative of z with respect to `w[c]` is `sees[c]`.",
        "For each event compute `p` from the sum of its pushes, `surprise` as 1 - p for right and "
        "-p for left, and add `(reward - mean) * surprise * sees[c] / len(log)` to the total of "
        "each circuit c.",
    ),
    discussion=DISCUSSIONS["credit"],
    checks=(
        Check(
            "check_circuits_that_agree",
            "The update is right where both circuits always see the same side.",
            inputs.credited(together=True),
            public=(
                (
                    [
                        seen("right", 1.0, coin=(1.0, 0.5), edge=(2.0, 1.0)),
                        seen("left", 0.0, coin=(1.0, 0.5), edge=(2.0, 1.0)),
                    ],
                ),
            ),
            draws=5,
        ),
        Check(
            "check_circuits_that_disagree",
            "The update is right where the circuits see different sides.",
            inputs.credited(),
            public=(
                (
                    [
                        seen("left", 1.0, coin=(-1.0, -0.5), edge=(2.0, 1.0)),
                        seen("left", 0.5, coin=(1.0, 0.5), edge=(-2.0, -1.0)),
                    ],
                ),
                (
                    [
                        seen("right", 0.0, coin=(1.0, 0.5), edge=(2.0, 1.0)),
                        seen("right", 0.75, coin=(1.0, 0.5), edge=(-2.0, -1.0)),
                    ],
                ),
            ),
            draws=5,
        ),
        Check(
            "check_three_circuits",
            "The update is right for three circuits.",
            inputs.credited(circuits=3),
            public=(
                (
                    [
                        seen("left", 1.0, coin=(1.0, 0.25), edge=(-2.0, -1.0), lamp=(3.0, 3.0)),
                        seen("right", 0.0, coin=(1.0, 0.25), edge=(2.0, 1.0), lamp=(-3.0, -3.0)),
                    ],
                ),
            ),
            weight=0.5,
            draws=4,
        ),
    ),
)

REGRET_IN_NATS = Exercise(
    id="regret_in_nats",
    title="The price of a forecast",
    objective="Score a forecaster of a model's behavior by a proper rule.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "What does the forecaster pay, in expectation, who forecasts the model's own distribution?",
        "The regret of a context is the sum over tokens of `p * (log p - log q)`. Which of its "
        "terms are not defined, and what should they be?",
        "Use `np.where(model > 0, …, 0.0)`, under `np.errstate(divide='ignore', "
        "invalid='ignore')`. Leave `-log(0)` infinite where the model's probability is above zero. "
        "Sum over tokens, then take the mean over contexts.",
    ),
    discussion=DISCUSSIONS["regret_in_nats"],
    checks=(
        Check(
            "check_positive_forecasts",
            "The regret is right where nothing has probability 0.",
            inputs.forecasts(),
            public=(
                (rows([1, 1]), rows([3, 1])),
                (rows([1, 1], [3, 1]), rows([3, 1], [3, 1])),
            ),
            draws=5,
        ),
        Check(
            "check_tokens_that_never_come",
            "A token that the model never emits costs nothing.",
            inputs.forecasts(model_zeros=True),
            public=((rows([1, 1, 2]), rows([1, 1, 0])),),
            draws=4,
        ),
        Check(
            "check_tokens_rightly_ruled_out",
            "To forecast 0 where the model says 0 costs nothing either.",
            inputs.forecasts(both_zero=True),
            public=((rows([1, 3, 0]), rows([3, 1, 0])),),
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_tokens_wrongly_ruled_out",
            "To forecast 0 where the model says more costs infinitely much.",
            inputs.ruled_out(),
            public=((rows([1, 0], [1, 1]), rows([3, 1], [1, 1])),),
            draws=3,
        ),
    ),
)

FORECAST_BY_BACKOFF = Exercise(
    id="forecast_by_backoff",
    title="A forecaster that only counts",
    objective="Forecast text from counts, falling back on shorter contexts.",
    points=3,
    difficulty=3,
    minutes=25,
    hints=(
        "Do k = 0 on paper first, with a text of three tokens. Then write the loop over k around "
        "it.",
        "The last k tokens are `context[len(context) - k:]`. Beware of `context[-k:]`, which is "
        "the whole context for k = 0.",
        "For each k walk i from k to the end of the text; where `text[i - k : i]` equals the last "
        "k tokens, count `text[i]`. Then "
        "`forecast = (counts + strength * forecast) / (counts.sum() + strength)`.",
    ),
    discussion=DISCUSSIONS["forecast_by_backoff"],
    checks=(
        Check(
            "check_contexts_that_occur",
            "The forecast is right where the text continues the context.",
            inputs.continued(),
            public=(
                ([0, 1, 0, 2], [0], 3, 1.0),
                ([0, 1, 2, 0, 1], [0, 1], 3, 2.0),
                ([2, 1, 1, 0, 1, 2], [0, 1], 3, 0.5),
            ),
            weight=2,
            draws=9,
        ),
        Check(
            "check_contexts_that_never_occur",
            "In a context that never occurs the forecast comes from shorter ones.",
            inputs.unseen_context(),
            public=(
                ([0, 1, 0, 1, 2], [3, 0], 4, 1.0),
                ([0, 1, 0], [3, 3], 4, 1.0),
            ),
            draws=5,
        ),
        Check(
            "check_places_that_overlap",
            "Places that overlap all count.",
            inputs.repeated(),
            public=(([1, 1, 1, 1, 0], [1, 1], 2, 1.0),),
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_short_texts_and_no_context",
            "It works with hardly any text, and without a context.",
            inputs.short_of_words(),
            public=(([], [], 2, 1.0), ([2], [1, 2], 3, 1.0), ([0, 0, 1], [], 2, 1.0)),
            weight=0.5,
            draws=5,
        ),
    ),
)

_PROCESS = inputs.process_of(6, 2, 1, 1, 4, 3, 2, 2, 5, 3, 1, 1, 2, 6, 2)


def _without(*pairs: tuple[int, int]) -> np.ndarray:
    allowed = np.ones((3, 3), dtype=bool)
    for pair in pairs:
        allowed[pair] = False
    return allowed


BEST_GUESS = Exercise(
    id="best_guess_on_distribution",
    title="The best guess about the training distribution",
    objective="Turn a sentence of advice about a model into a forecast with error bars.",
    points=3,
    difficulty=3,
    minutes=25,
    hints=(
        "Write a helper `after(a, b)` first: the distribution of the next token in the text after "
        "a, b.",
        "`after(a, b)` keeps `process[a, b]` where `allowed[b]`, and divides by the sum of what it "
        "kept. Which contexts do you average it over where `allowed[first, second]` is False?",
        "Collect all `(a, second)` and all `(first, b)`, keep those with `allowed[a, b]`, average "
        "`after` over them. In a context that occurs, use it alone. Mix with the uniform "
        "distribution at the end, in both cases.",
    ),
    discussion=DISCUSSIONS["best_guess_on_distribution"],
    checks=(
        Check(
            "check_contexts_of_the_text",
            "In a context of the text, the guess is the next token's distribution there.",
            inputs.guessed(occurs=True, doubt=st.just(0.0)),
            public=(
                (_PROCESS, _without((1, 2)), [0, 1], 0.0),
                (_PROCESS, _without((1, 2), (0, 1)), [1, 1], 0.0),
            ),
            draws=5,
        ),
        Check(
            "check_other_contexts",
            "In another context, the guess is the plain average over its look-alikes.",
            inputs.guessed(occurs=False, doubt=st.just(0.0)),
            public=(
                (_PROCESS, _without((0, 1), (2, 1)), [0, 1], 0.0),
                (_PROCESS, _without((0, 1), (0, 2), (1, 0)), [0, 1], 0.0),
            ),
            weight=1.5,
            draws=6,
        ),
        Check(
            "check_doubt",
            "Every forecast gives its share to doubt.",
            st.one_of(
                inputs.guessed(occurs=True, doubt=st.sampled_from([0.1, 0.25])),
                inputs.guessed(occurs=False, doubt=st.sampled_from([0.1, 0.25])),
            ),
            public=(
                (_PROCESS, _without((1, 2)), [0, 1], 0.25),
                (_PROCESS, _without((0, 1)), [0, 1], 0.1),
            ),
            draws=5,
        ),
    ),
)

WELL_FORMED = Exercise(
    id="well_formed",
    title="Faults of form",
    objective="Find out, before anything is run, what a training story fails to say.",
    points=3,
    difficulty=2,
    minutes=20,
    hints=(
        "Go through the list of faults from top to bottom; each is one `if`. Which of them make "
        "sense only if something else is there?",
        '`all([])` is True and `"  "` is not empty. Ask for predictions before you ask whether '
        "all of them are about losses, and `strip()` strings.",
        'Collect `(p["setup"], p["metric"])` of all predictions of all claims in a set, and see '
        "if the check's pair is in it. A nudge lacks a control if for one of its predictions "
        '`p["control"] in (None, p["setup"])`.',
    ),
    discussion=DISCUSSIONS["well_formed"],
    checks=(
        Check(
            "check_faults_of_the_goal",
            "Faults of the goal and of the unknowns are found, and only those.",
            inputs.goals_changed,
            public=(
                inputs.changed(),
                inputs.changed("white specification"),
                inputs.changed("white desirability"),
                inputs.changed("speaks of loss"),
                inputs.changed("check is another loss"),
                inputs.changed("check elsewhere"),
            ),
            tolerance=_exact,
            draws=10,
        ),
        Check(
            "check_faults_of_claims",
            "Faults of the rationale and its claims are found, and only those.",
            inputs.claims_changed,
            public=(
                inputs.changed(claims="no claims"),
                inputs.changed(claims="predicts nothing"),
                inputs.changed(claims="predicts a loss too"),
                inputs.changed(claims="its own control"),
                inputs.changed(claims="second without control"),
            ),
            tolerance=_exact,
            draws=10,
        ),
        Check(
            "check_several_faults",
            "All faults of a story are found.",
            inputs.both_changed,
            public=(inputs.changed("no unknowns", claims="no control"),),
            weight=0.5,
            tolerance=_exact,
            draws=4,
        ),
    ),
)

_HALF = "c: constraint new acc >= 0.5"

FALSIFY = Exercise(
    id="falsify",
    title="One counterexample",
    objective="Tell which claims a handful of runs refute.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "A claim about every run is refuted by one. In Python, is that `any` or `all`?",
        "Write `broken(prediction, run)` first. It is False for a run of another setup, and for "
        "one that did not measure the metric.",
        "`not (value >= bound)` and `value < bound` differ for exactly one kind of value: NaN.",
    ),
    discussion=DISCUSSIONS["falsify"],
    checks=(
        Check(
            "check_one_counterexample",
            "One broken prediction in one run refutes a claim, and nothing else does.",
            inputs.claims_and_runs(),
            public=(
                claims_on({"new": {"acc": [1.0, 0.75, 0.25]}}, _HALF),
                claims_on({"new": {"acc": [0.5]}, "old": {"acc": [0.0]}}, _HALF),
                claims_on({"new": {"acc": [1.0], "err": [0.75]}}, f"{_HALF}; new err <= 0.25"),
            ),
            weight=2,
            tolerance=_exact,
            draws=8,
        ),
        Check(
            "check_runs_that_diverged",
            "A run that measured NaN breaks every promise about that metric.",
            inputs.claims_and_runs("nan"),
            public=(
                claims_on({"new": {"acc": [1.0, math.nan]}}, _HALF),
                claims_on({"new": {"err": [math.nan]}}, "c: constraint new err <= 0.5"),
            ),
            tolerance=_exact,
            draws=6,
        ),
        Check(
            "check_what_was_not_measured",
            "A metric that a run did not measure refutes nothing.",
            inputs.claims_and_runs("none"),
            public=(claims_on({"new": {"acc": [None], "err": [0.25]}}, _HALF),),
            tolerance=_exact,
            draws=6,
        ),
    ),
)

_HIGHER = "n: nudge new acc >= 0.55 control plain margin 0.15"
_LOWER = "n: nudge new err <= 0.3 control plain margin 0.15"

WHAT_WOULD_REFUTE = Exercise(
    id="what_would_refute",
    title="What would change your mind",
    objective="Negate each claim of a story into observations that somebody could make.",
    points=4,
    difficulty=4,
    minutes=30,
    hints=(
        'Negate a sentence in words first: "in every run the accuracy is at least 0.9". Both '
        '"every" and "at least" change.',
        "A nudge says two things, joined by *and*. The opposite of *a and b* is *not a or not b*: "
        "two observations, of which one suffices.",
        'Where `op` is ">=", the observation on the value is possible only if the metric can lie '
        "below `value`: `low < value`. Where lower is better, the difference to the control must "
        "be at most `-margin`, so it is refuted by anything `> -margin`.",
    ),
    discussion=DISCUSSIONS["what_would_refute"],
    checks=(
        Check(
            "check_constraints",
            "A constraint is refuted by some run beyond its bound.",
            inputs.promised("constraint"),
            public=(
                promises("c: constraint new acc >= 0.75"),
                promises("c: constraint new acc >= 0.75; new err <= 0.5"),
            ),
            draws=5,
        ),
        Check(
            "check_nudges",
            "A nudge is refuted by its mean, or by a control that does as well.",
            inputs.promised("nudge"),
            public=(promises(_HIGHER), promises(_LOWER)),
            draws=5,
        ),
        Check(
            "check_claims_that_nothing_refutes",
            "What no run can show is left out, and the claim is not.",
            inputs.at_the_edge(),
            public=(
                promises("sure: constraint new acc >= 0.0"),
                promises("sure: constraint new acc <= 2.0"),
                promises("n: nudge new err >= 0.0 control plain margin 0.15"),
            ),
            draws=4,
        ),
    ),
)

_BOTH = "c: constraint new acc >= 0.5; gone acc >= 0.5"

EVALUATE = Exercise(
    id="evaluate",
    title="The story meets its runs",
    objective="Judge a training story by experiment: constraints, nudges with controls, unknowns.",
    points=5,
    difficulty=4,
    minutes=40,
    hints=(
        "Begin with a helper that returns all values of a metric in the runs of a setup, perhaps "
        "none. Everything else is made of such lists.",
        "Write one function for the verdict on a prediction of a constraint and one for that of a "
        "nudge, each of which asks first whether there is anything to judge. The goal's check uses "
        "the first one.",
        "In a nudge, let the gain be the setup's mean minus the control's, and change its sign "
        'where `op` is "<=". Both `mean` against `value` and `gain >= margin` have to hold.',
        'Of a claim\'s verdicts, "refuted" wins over "untested", and "untested" over "supported". '
        "A claim without predictions has no verdicts: untested.",
    ),
    discussion=DISCUSSIONS["evaluate"],
    checks=(
        Check(
            "check_constraints_and_the_goal",
            "Constraints and the goal's check are judged by every run.",
            inputs.constrained(),
            public=(
                story_on({"new": {"acc": [1.0, 1.0, 0.25]}, "old": {"acc": [0.5, 1.0]}}, _HALF),
                story_on({"new": {"acc": [0.5]}, "old": {"acc": [1.0, 0.25]}}, _HALF),
            ),
            weight=1.5,
            tolerance=_exact,
            draws=8,
        ),
        Check(
            "check_nudges_and_their_controls",
            "Nudges are judged by their mean, and against their control.",
            inputs.nudged(),
            public=(
                story_on({"new": {"acc": [1.0, 0.25]}, "plain": {"acc": [0.25, 0.5]}}, _HIGHER),
                story_on({"new": {"acc": [1.0, 0.75]}, "plain": {"acc": [1.0, 0.5]}}, _HIGHER),
                story_on({"new": {"acc": [0.75, 0.75]}, "plain": {"acc": [1.0, 1.0]}}, _HIGHER),
                story_on({"new": {"acc": [0.25, 0.5]}, "plain": {"acc": [0.0, 0.0]}}, _HIGHER),
                story_on({"new": {"err": [0.0, 0.25]}, "plain": {"err": [0.75, 0.5]}}, _LOWER),
            ),
            weight=2,
            tolerance=_exact,
            draws=8,
        ),
        Check(
            "check_what_was_not_tested",
            "What was not tested is untested, unless something else refutes it.",
            inputs.in_part_tested(),
            public=(
                story_on({"new": {"acc": [1.0]}}, _HIGHER),
                story_on({"new": {"acc": [0.25]}}, _BOTH),
                story_on({"new": {"acc": [0.75]}}, _BOTH),
                story_on({"new": {"acc": [0.75]}}, "c: constraint"),
            ),
            weight=1.5,
            tolerance=_exact,
            draws=8,
        ),
        Check(
            "check_what_is_open",
            "The unknowns are reported, and the claims that nobody tested.",
            inputs.in_part_tested(),
            public=(story_on({"new": {"acc": [1.0]}}, "c: constraint gone acc >= 0.5"),),
            weight=0.5,
            tolerance=_exact,
            draws=4,
        ),
    ),
)

PRELOAD = (
    "losslab.coins",
    "losslab.stories",
    "losslab.tagged",
    "losslab.tinylm",
)

EXERCISES = (
    REINFORCED,
    CLASSIFY,
    CREDIT,
    REGRET_IN_NATS,
    FORECAST_BY_BACKOFF,
    BEST_GUESS,
    WELL_FORMED,
    FALSIFY,
    WHAT_WOULD_REFUTE,
    EVALUATE,
)
