"""What is checked in this chapter, what it is worth, and which hints there are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from losslab import hypotheses, intervals, scoring

from autograder.course.exercise import Args, Check, Exercise, Tolerance, recipe
from solutions.mathematical_loss import inputs
from solutions.mathematical_loss.discussions import DISCUSSIONS

_number = Tolerance(rtol=1e-5, atol=1e-8)


def _array(*numbers: float) -> np.ndarray:
    return np.array(numbers)


_skies = np.array([[0.5, 0.25], [0.0, 0.25]])
_forecast = np.array([[0.75, 0.25], [0.5, 0.5]])

RISKS = Exercise(
    id="risks",
    title="Two risks of one prediction",
    objective="Compute the risk on the whole population and the risk on a sample.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "The two risks are means of the same loss. What differs is what each case weighs.",
        "`-np.log(predictions)` holds the loss of every case at once. Multiply it by the "
        "probability of each case and add up; for the other risk look up the sample's cases one by "
        "one, and divide by their number.",
    ),
    discussion=DISCUSSIONS["risks"],
    checks=(
        Check(
            "check_both_risks",
            "Population risk and empirical risk are right.",
            inputs.finite_problems(),
            public=(
                (_skies, [(0, 0), (1, 1)], _forecast),
                (_skies, [(0, 1), (0, 1), (0, 0)], _forecast),
            ),
            tolerance=_number,
            draws=6,
        ),
    ),
)

CE_DECOMPOSE = Exercise(
    id="ce_decompose",
    title="What a cross-entropy is made of",
    objective="Split a cross-entropy into what no model can avoid and what this model adds.",
    points=2,
    difficulty=1,
    minutes=10,
    hints=(
        "All three are expectations under p. A label that never occurs is not in the expectation, "
        "whatever the model says about it.",
        "Keep only the labels with p > 0, of p and of q, before you take a logarithm. If a zero "
        "of q is left after that, two of the three numbers are infinite.",
    ),
    discussion=DISCUSSIONS["ce_decompose"],
    checks=(
        Check(
            "check_positive_probabilities",
            "All three numbers are right where no probability is zero.",
            inputs.positive_pairs(),
            public=((_array(0.5, 0.5), _array(0.25, 0.75)), (_array(0.5, 0.5), _array(0.5, 0.5))),
            tolerance=_number,
            draws=6,
        ),
        Check(
            "check_labels_that_never_occur",
            "A label that never occurs contributes nothing.",
            inputs.labels_that_never_occur(),
            public=(
                (_array(1.0, 0.0), _array(0.5, 0.5)),
                (_array(0.25, 0.75, 0.0), _array(0.5, 0.5, 0.0)),
            ),
            tolerance=_number,
            draws=6,
        ),
        Check(
            "check_labels_ruled_out",
            "Cross-entropy and divergence are infinite where the model rules out what occurs.",
            inputs.labels_ruled_out(),
            public=((_array(0.5, 0.5), _array(1.0, 0.0)),),
            tolerance=_number,
            draws=4,
        ),
    ),
)

_log, _brier = recipe(scoring.logarithmic), recipe(scoring.brier)
_spherical, _skewed = recipe(scoring.spherical), recipe(scoring.skewed)
_focal, _smoothed = recipe(scoring.focal, gamma=2.0), recipe(scoring.smoothed, epsilon=0.1)
_clipped, _weighted = recipe(scoring.clipped, epsilon=0.1), recipe(scoring.weighted, weight=2.0)
_half_power = recipe(scoring.power, exponent=0.5)
_absolute, _reward = recipe(scoring.absolute), recipe(scoring.brier_as_reward)
_zero_one = recipe(scoring.zero_one)

BEST_REPORT = Exercise(
    id="best_report",
    title="The report that pays",
    objective="Find what a forecaster should say under a given rule, whatever the rule.",
    points=3,
    difficulty=2,
    minutes=15,
    hints=(
        "Not every rule makes it best to report p. Compute the expected penalty of many reports "
        "and look.",
        "Some of the expected penalties have no point with derivative zero, some have two valleys, "
        "some are lowest at 0 or at 1. A search that walks downhill is fooled by them; one "
        "that tries every report is not.",
        "`np.linspace(0, 1, 10_001)` holds every report in steps of 0.0001, and a rule takes an "
        "array. `argmin` of the expected penalty does the rest.",
    ),
    discussion=DISCUSSIONS["best_report"],
    checks=(
        Check(
            "check_rules_that_ask_for_honesty",
            "The report is right under the logarithmic rule, Brier's and their like.",
            inputs.beliefs_about(inputs.honest_rules),
            public=((_log, 0.3), (_brier, 0.05), (_skewed, 0.8)),
            weight=0.5,
            tolerance=inputs.REPORT_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_rules_that_ask_for_something_else",
            "The report is right under focal loss, label smoothing and class weights.",
            inputs.beliefs_about(
                st.one_of(inputs.focal_rules, inputs.smoothed_rules, inputs.weighted_rules)
            ),
            public=((_focal, 0.05), (_smoothed, 0.05), (_weighted, 0.3)),
            tolerance=inputs.REPORT_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_reports_at_the_ends",
            "The report is right where certainty costs least.",
            inputs.beliefs_about(
                st.one_of(st.sampled_from([_absolute, _reward]), inputs.power_rules)
            ),
            public=((_absolute, 0.3), (_half_power, 0.6), (_reward, 0.2)),
            tolerance=inputs.REPORT_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_two_valleys",
            "The report is right where the expected penalty has two valleys.",
            inputs.two_valleys,
            public=((_clipped, 0.2), (_clipped, 0.85)),
            tolerance=inputs.REPORT_TOLERANCE,
            draws=4,
        ),
    ),
)

IS_PROPER = Exercise(
    id="is_proper",
    title="Rules under which honesty pays",
    objective="Find out by search whether a loss makes the true probability the best answer.",
    points=4,
    difficulty=3,
    minutes=20,
    hints=(
        "One p at which another report is as good settles it. Which values of p have you tried?",
        "A derivative of zero at q = p is not enough: it holds at a maximum too, and everywhere on "
        "a flat rule. Compare the honest report with all the others.",
        "For every p in 0.01, …, 0.99 compute the expected penalty of all reports 0, 0.01, …, 1. "
        "The rule is strictly proper if each time the honest one is lower than the lowest of the "
        "others, by more than 1e-12 or so.",
    ),
    discussion=DISCUSSIONS["is_proper"],
    checks=(
        Check(
            "check_symmetric_rules",
            "The answer is right for rules that treat both outcomes alike.",
            st.tuples(st.one_of(inputs.honest_rules, inputs.focal_rules, inputs.smoothed_rules)),
            public=((_log,), (_spherical,), (_focal,), (_smoothed,)),
            draws=5,
        ),
        Check(
            "check_rules_that_treat_outcomes_differently",
            "The answer is right for rules that treat the two outcomes differently.",
            st.tuples(st.one_of(st.just(_skewed), inputs.weighted_rules)),
            public=((_skewed,), (_weighted,)),
            draws=4,
        ),
        Check(
            "check_rare_events",
            "The answer is right for rules that go wrong for rare events only.",
            st.tuples(st.one_of(inputs.honest_rules, inputs.clipped_rules)),
            public=((_brier,), (_clipped,), (recipe(scoring.clipped, epsilon=0.03),)),
            draws=4,
        ),
        Check(
            "check_flat_and_inverted_rules",
            "The answer is right for rules with ties, rules that reward certainty, and rewards.",
            st.tuples(
                st.one_of(
                    st.sampled_from([_zero_one, _absolute, _reward]),
                    inputs.power_rules,
                    inputs.honest_rules,
                )
            ),
            public=((_zero_one,), (_absolute,), (_reward,), (_brier,)),
            draws=5,
        ),
    ),
)

CURVATURE = Exercise(
    id="curvature",
    title="What the same minimum costs to miss",
    objective="Measure how much a proper loss cares about an error, at each probability.",
    points=2,
    difficulty=2,
    minutes=15,
    hints=(
        "Hold p fixed and vary the report. (f(q + h) - 2 f(q) + f(q - h)) / h² is the second "
        "derivative of f, nearly.",
        "How large may h be if p is 0.02? And how small, if numbers near 1 are rounded at 1e-16 "
        "and you divide by h²?",
        "h = 1e-4 does. f is the expected penalty, in which both outcomes stand, and p in it does "
        "not move along with q.",
    ),
    discussion=DISCUSSIONS["curvature"],
    checks=(
        Check(
            "check_even_odds",
            "The curvature is right at p = 0.5 and around it.",
            st.tuples(inputs.curved_rules, inputs.middling),
            public=((_log, 0.5), (_brier, 0.5), (_spherical, 0.3)),
            oracle=inputs.curvature_on_paper,
            tolerance=inputs.CURVATURE_TOLERANCE,
            draws=5,
        ),
        Check(
            "check_rare_events",
            "The curvature is right where the event, or its absence, is rare.",
            st.tuples(inputs.curved_rules, inputs.extreme),
            public=((_log, 0.02), (_brier, 0.02), (_skewed, 0.02)),
            oracle=inputs.curvature_on_paper,
            tolerance=inputs.CURVATURE_TOLERANCE,
            draws=5,
        ),
    ),
)

_float = Tolerance(rtol=1e-5, atol=0.0)

RISK_BOUND = Exercise(
    id="risk_bound",
    title="A bound for the winner",
    objective="Bound the true risk of a hypothesis that was chosen for its record.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "If each of K events has probability at most a, the probability that any of them happens "
        "is at most K·a.",
        "Solve hypotheses · exp(-2 n t²) = delta for t.",
        "A quotient of a huge integer and a float overflows; the logarithm of the integer does "
        "not. log(K / delta) = log K - log delta.",
    ),
    discussion=DISCUSSIONS["risk_bound"],
    checks=(
        Check(
            "check_one_hypothesis",
            "The bound is right for a single hypothesis.",
            inputs.one_hypothesis,
            public=((0.1, 100, 1, 0.05),),
            weight=0.5,
            tolerance=_float,
            draws=4,
        ),
        Check(
            "check_many_hypotheses",
            "The bound is right for a choice from many.",
            inputs.many_hypotheses,
            public=((0.1, 100, 1000, 0.05),),
            tolerance=_float,
            draws=5,
        ),
        Check(
            "check_all_networks_of_a_size",
            "The bound is right for a choice from all the networks that a machine can hold.",
            inputs.all_networks,
            public=((0.1, 20_000, recipe(hypotheses.networks, parameters=100, bits=32), 0.05),),
            weight=0.5,
            tolerance=_float,
            draws=4,
        ),
    ),
)

VIOLATION_RATES = Exercise(
    id="violation_rates",
    title="The theorem and the hypothesis that it is about",
    objective="Check a bound by simulation, and see of which hypothesis it holds.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "First find out for every experiment and every hypothesis whether the bound fails: a table "
        "of booleans. The three rates are three ways to read it.",
        "`mistakes.argmin(axis=1)` is the chosen hypothesis of each experiment, the first one "
        "where several tie. Whether *its* bound fails depends on *its* true risk.",
        "`fails = risks > mistakes / n + margin`; then column 0, the chosen column of each row, "
        "and `fails.any(axis=1)`. Each time the mean over experiments.",
    ),
    discussion=DISCUSSIONS["violation_rates"],
    checks=(
        Check(
            "check_hypotheses_of_different_risk",
            "All three rates are right where the hypotheses differ in risk.",
            inputs.experiments(),
            public=(
                (
                    np.array([[1, 3, 2], [4, 0, 9], [2, 3, 0], [7, 1, 4]]),
                    _array(0.2, 0.4, 0.8),
                    10,
                    0.15,
                ),
                (np.array([[4, 7, 9], [0, 5, 2]]), _array(0.3, 0.4, 0.6), 10, 0.25),
            ),
            draws=6,
        ),
        Check(
            "check_tied_records",
            "Of several hypotheses with the best record the first is selected.",
            inputs.tied_records(),
            public=((np.array([[1, 1, 6], [6, 1, 1]]), _array(0.2, 0.5, 0.9), 10, 0.25),),
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_coin_flippers",
            "All three rates are right for coin flippers, of whom none is better than another.",
            inputs.coin_flippers,
            public=(inputs.coins(50, 0.105, seed=0),),
            draws=3,
        ),
    ),
)

_two_rows = [[0.0, 1.0, -1.0], [4.0, 0.0, 1.0]]
_soft = [[0.5, 0.25, 0.25], [0.125, 0.75, 0.125]]
_other_soft = [[0.125, 0.75, 0.125], [0.5, 0.25, 0.25]]
_hard = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
_other_hard = [[0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]


def _losses(
    first: str, labels: Sequence[Sequence[float]], second: str, others: Sequence[Sequence[float]]
) -> Args:
    return (
        inputs.targets(_two_rows),
        (first, inputs.targets(labels)),
        (second, inputs.targets(others)),
    )


GRADIENT_COSINE = Exercise(
    id="gradient_cosine",
    title="Another formula, other labels",
    objective="Tell what changes an update more: the formula of the loss or its labels.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Make the logits a leaf that asks for a gradient, compute one loss, call `backward()`, "
        "keep `.grad`; then the same for the other loss from a fresh leaf.",
        "`F.log_softmax(logits, dim=1)` gives log q, its exponential q. In the divergence the "
        "part t log t does not depend on the logits: which gradient does it contribute?",
        "Flatten both gradients into one vector each, over all rows, before you take the scalar "
        "product. A row with a longer gradient counts for more.",
    ),
    discussion=DISCUSSIONS["gradient_cosine"],
    checks=(
        Check(
            "check_formulas_on_the_same_labels",
            "The cosine of two formulas is right on the same labels.",
            st.one_of(
                inputs.two_losses("ce", "l2", relabeled=False, hard=False),
                inputs.two_losses("kl", "l2", relabeled=False, hard=False),
                inputs.two_losses("ce", "kl", relabeled=False, hard=False),
            ),
            public=(
                _losses("ce", _soft, "kl", _soft),
                _losses("ce", _soft, "l2", _soft),
            ),
            tolerance=inputs.COSINE_TOLERANCE,
            draws=5,
        ),
        Check(
            "check_one_formula_on_other_labels",
            "The cosine of one formula is right on two sets of labels.",
            st.one_of(
                inputs.two_losses("ce", "ce", relabeled=True, hard=False),
                inputs.two_losses("l2", "l2", relabeled=True, hard=False),
            ),
            public=(_losses("ce", _soft, "ce", _other_soft),),
            tolerance=inputs.COSINE_TOLERANCE,
            draws=5,
        ),
        Check(
            "check_labels_without_doubt",
            "The cosine is right where targets hold zeros.",
            st.one_of(
                inputs.two_losses("kl", "l2", relabeled=False, hard=True),
                inputs.two_losses("kl", "ce", relabeled=True, hard=True),
            ),
            public=(
                _losses("kl", _hard, "l2", _hard),
                _losses("kl", _hard, "ce", _other_hard),
            ),
            tolerance=inputs.COSINE_TOLERANCE,
            draws=5,
        ),
    ),
)

_minimum, _start = _array(1.0, 2.0), _array(0.0, 0.0)
_tilted = inputs.valley(1.0, 0.01, (0.6, 0.8))
_flat = np.array([[0.5, 0.5], [0.5, 0.5]])
_gentle, _faint = np.diag([1.0, 1e-5]), np.diag([1.0, 1e-9])

WHERE_AFTER = Exercise(
    id="where_after",
    title="The minimum is not where you are",
    objective="Say where gradient descent stands, also after steps that nobody will take.",
    points=4,
    difficulty=4,
    minutes=25,
    hints=(
        "Write one step for the distance w - minimum instead of w. What is it multiplied by?",
        "The distance is multiplied by the same matrix, I - rate · hessian, at every step. So what "
        "is needed is a power of a matrix.",
        "In the directions of the Hessian's eigenvectors each step is a multiplication by the "
        "number 1 - rate · eigenvalue: `np.linalg.eigh`. Or let `np.linalg.matrix_power` square "
        "its way up.",
    ),
    discussion=DISCUSSIONS["where_after"],
    checks=(
        Check(
            "check_a_few_steps",
            "The place is right after a few steps.",
            inputs.descents(gentle=(0.05, 0.1, 0.2), steps=(0, 1, 2, 7), rate=(0.3, 0.5)),
            public=(
                (_tilted, _minimum, _start, 0.5, 1),
                (_tilted, _minimum, _array(3.0, -1.0), 0.5, 0),
                (inputs.bowl(0.049, 0.49, 0.98), _array(1.0, 2.0, 3.0), np.zeros(3), 1.0, 7),
            ),
            weight=0.5,
            tolerance=inputs.WHERE_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_steps_that_overshoot",
            "The place is right where each step jumps across the valley.",
            inputs.descents(gentle=(0.05, 0.1), steps=(1, 4, 9), rate=(1.5, 1.8)),
            public=((_tilted, _minimum, _start, 1.8, 3),),
            weight=0.5,
            tolerance=inputs.WHERE_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_a_million_steps_and_more",
            "The place is right after up to a billion steps in a valley that is almost level.",
            inputs.descents(
                gentle=(3e-10, 1e-9, 2e-9), steps=(10**8, 5 * 10**8, 10**9), rate=(0.5, 1.0)
            ),
            public=(
                (_faint, _minimum, _start, 1.0, 10**9),
                (_gentle, _minimum, _start, 1.0, 10**5),
            ),
            tolerance=inputs.WHERE_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_flat_directions",
            "The place is right where the loss is flat in one direction.",
            inputs.descents(gentle=(0.0,), steps=(5, 1000, 10**9), rate=(0.5, 1.0, 1.5)),
            public=((_flat, _minimum, _start, 0.5, 10**9),),
            tolerance=inputs.WHERE_TOLERANCE,
            draws=4,
        ),
    ),
)


def _enclosed(
    name: str, promise: str, gap: st.SearchStrategy[float], *public: tuple[list[float], int]
) -> Check:
    return Check(
        name,
        promise,
        inputs.labelled_logits(gap),
        public=[(inputs.logits_of(numbers), label) for numbers, label in public],
        reads=intervals.enclosure_verdict,
        draws=4,
    )


ENCLOSURE = Exercise(
    id="enclosure",
    title="Between two floats",
    objective="Enclose the ideal loss, with proof, also where float32 reads zero.",
    points=5,
    difficulty=4,
    minutes=30,
    hints=(
        "A float64 nearest to the loss is not an interval, and it is wrong by up to half a unit in "
        "its last place. But its two neighbors are on the two sides of the loss.",
        "Where the right class is far ahead, log(Σ exp(z[j])) - z[label] subtracts two numbers "
        "that agree in all digits that you have. Subtract the logits first: the loss is "
        "log(Σ exp(z[j] - z[label])), a logarithm of 1 plus something tiny.",
        "`decimal` computes `exp` and `ln` correctly rounded, to as many digits as "
        "`localcontext().prec` says. After 1 + 1e-130 you want twenty digits more. "
        "`Decimal(number)` of a float is exact.",
        "With 200 digits, `nearest = float(total.ln())` is the nearest float64; return "
        "`math.nextafter(nearest, 0.0)` and `math.nextafter(nearest, math.inf)`.",
    ),
    discussion=DISCUSSIONS["enclosure"],
    checks=(
        _enclosed(
            "check_close_calls",
            "The interval contains the loss and is tight where the logits are close together.",
            inputs.gaps(-2, 2),
            ([0.0, 0.0], 0),
            ([0.1, 0.3, -0.2], 1),
            ([0.1, 0.3, -0.2], 0),
        ),
        _enclosed(
            "check_losing",
            "The interval contains the loss and is tight where the right class is far behind.",
            inputs.gaps(-290, -5),
            ([90.1, 0.0], 1),
            ([0.7, -20.3], 1),
        ),
        _enclosed(
            "check_winning",
            "The interval contains the loss and is tight where the right class is ahead.",
            inputs.gaps(8, 24),
            ([16.0, 0.0], 0),
            ([0.3, 20.7], 1),
        ),
        _enclosed(
            "check_winning_by_far",
            "The interval contains the loss and is tight where the loss is 1e-20 to 1e-126.",
            inputs.gaps(47, 290),
            ([100.0, 0.0], 0),
            ([0.0, -250.3], 0),
        ),
    ),
)

PRELOAD = (
    "losslab.enumerable",
    "losslab.hypotheses",
    "losslab.intervals",
    "losslab.scoring",
)

EXERCISES = (
    RISKS,
    CE_DECOMPOSE,
    BEST_REPORT,
    IS_PROPER,
    CURVATURE,
    RISK_BOUND,
    VIOLATION_RATES,
    GRADIENT_COSINE,
    WHERE_AFTER,
    ENCLOSURE,
)
