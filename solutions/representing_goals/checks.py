"""What is checked in this chapter, what it is worth, and which hints there are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from losslab import authors, goals, plans, proxies, shortcut

from autograder.course.exercise import Check, Exercise, Tolerance
from solutions.representing_goals import inputs
from solutions.representing_goals.discussions import DISCUSSIONS
from solutions.representing_goals.inputs import deed, log, world

BAD_ACTIONS_REWARDED = Exercise(
    id="bad_actions_rewarded",
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
    discussion=DISCUSSIONS["bad_actions_rewarded"],
    checks=(
        Check(
            "check_unwanted_and_paid",
            "A situation is listed if an unwanted action in it was paid for.",
            inputs.logs_with_one_bad_deed_paid(),
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
            inputs.logs_with_bad_deeds_unpaid(),
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
            inputs.logs_that_repeat(),
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


def _worlds(
    name: str, promise: str, strategy: st.SearchStrategy, *public: goals.World, weight: float = 1.0
) -> Check:
    return Check(
        name,
        promise,
        inputs.alone(strategy),
        public=[(made,) for made in public],
        weight=weight,
        draws=4,
    )


OP1 = Exercise(
    id="op1",
    title="First reading: what must have happened",
    objective="Turn a sentence about a physical loss into a predicate over everything possible.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Which acts are possible? List them for a world of two texts, with and without tampering, "
        "and write behind each what the register reads afterwards.",
        "A counterexample is one act: possible, low, and the text is bad. The sentence is true if "
        "there is none.",
        "A bad text that the machine can write is a counterexample if its loss is at most `low`, "
        "or if tampering is possible.",
    ),
    discussion=DISCUSSIONS["op1"],
    checks=(
        _worlds(
            "check_low_loss_of_honest_acts",
            "Every bad text that can be written with a low loss is a counterexample.",
            st.one_of(
                inputs.worlds(inputs.good_low, inputs.good_high, inputs.bad_high),
                inputs.worlds(inputs.best_good, inputs.bad_low, inputs.good_high),
            ),
            world([True, True, False], [0.0, 0.5, 0.75]),
            world([True, False], [0.0, 0.0625]),
            weight=2,
        ),
        _worlds(
            "check_at_most_is_low",
            "A reading of exactly `low` is low.",
            inputs.worlds(inputs.best_good, inputs.bad_at_low, inputs.good_high),
            world([True, False], [0.0, inputs.LOW]),
            world([True, False], [inputs.LOW, 0.25]),
        ),
        _worlds(
            "check_only_the_possible_counts",
            "A text that cannot be written is no counterexample, and vouches for nothing.",
            st.one_of(
                inputs.worlds(inputs.good_low, inputs.bad_out_of_reach, inputs.good_high),
                inputs.worlds(inputs.good_out_of_reach, inputs.bad_low, inputs.good_high),
            ),
            world([True, False], [0.0, 0.0], [True, False]),
            world([True, True, False], [0.0, 0.5, 0.0625], [False, True, True]),
        ),
        _worlds(
            "check_register_can_be_set",
            "Where the machine can set its register, it can do so with any text it writes.",
            st.one_of(
                inputs.worlds(inputs.good_low, inputs.bad_high, tamper=True),
                inputs.worlds(
                    inputs.good_high, inputs.good_high, inputs.bad_out_of_reach, tamper=True
                ),
            ),
            world([True, False], [0.0, 0.5], tamper=True),
            world([True, False], [0.5, 0.5], [True, False], tamper=True),
            weight=2,
        ),
        _worlds(
            "check_vacuous_truth",
            "Where no possible act makes the register read low, the answer is True; one is enough.",
            st.one_of(
                inputs.worlds(inputs.good_high, inputs.bad_high, inputs.good_out_of_reach),
                inputs.worlds(inputs.good_high, inputs.bad_low, inputs.good_out_of_reach),
            ),
            world([True, False], [0.5, 0.75]),
            world([True, False], [0.5, 0.0625]),
        ),
    ),
)

OP2 = Exercise(
    id="op2",
    title="Second reading: what minimizes on paper",
    objective="Turn a sentence about a mathematical loss into a predicate, and name its domain.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Two of the five keys of the world matter. What does an idealization not know about?",
        "Least among which texts? First the domain, then the minimum, then everybody who shares "
        "it.",
        "`texts = range(len(loss)) if domain is None else domain`, then the least loss over "
        "`texts`, then `all` over those texts that have it.",
    ),
    discussion=DISCUSSIONS["op2"],
    checks=(
        _worlds(
            "check_least_loss",
            "The answer says whether the least loss belongs to a good text.",
            st.one_of(
                inputs.worlds(inputs.best_good, inputs.bad_low, inputs.good_high),
                inputs.worlds(inputs.best_bad, inputs.good_high, inputs.bad_high),
            ),
            world([True, True, False], [0.0, 0.5, 0.0625]),
            world([True, False], [0.5, 0.25]),
        ),
        _worlds(
            "check_shared_minimum",
            "Where several texts share the least loss, all of them must be good.",
            st.one_of(
                inputs.worlds(inputs.best_good, inputs.best_bad, inputs.bad_high),
                inputs.worlds(inputs.best_good, inputs.best_good, inputs.bad_high),
            ),
            world([True, False], [0.25, 0.25]),
            world([False, True], [0.25, 0.25]),
            world([True, True, False], [0.25, 0.25, 0.5]),
        ),
        _worlds(
            "check_nothing_physical_counts",
            "What can be written, and whether the register can be set, makes no difference.",
            st.one_of(
                inputs.worlds(
                    st.just((True, 0.0625, True)),
                    inputs.bad_out_of_reach,
                    inputs.good_high,
                    tamper=st.booleans(),
                ),
                inputs.worlds(inputs.best_good, inputs.bad_low, inputs.bad_high, tamper=True),
            ),
            world([True, False], [0.25, 0.0], [True, False]),
            world([True, False], [0.0, 0.5], tamper=True),
        ),
        Check(
            "check_domain_of_the_idealization",
            "Only the texts of the domain are compared.",
            st.booleans().flatmap(inputs.worlds_and_domains),
            public=(
                (world([True, False, False], [0.25, 0.5, 0.0]), [0, 1]),
                (world([True, False, True], [0.25, 0.5, 0.75]), [2, 1]),
            ),
            weight=1.5,
            draws=4,
        ),
    ),
)

OP3 = Exercise(
    id="op3",
    title="Third reading: what training leaves behind",
    objective="Turn a sentence about a trained model into a measurement.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Run `goals.train` on a small world and look at what it returns. Which of the numbers "
        "does the question ask for, and does it ask for the register at all?",
        "Add up the probabilities of all acts whose text is good, tampered with or not, and "
        "compare the sum with 0.9.",
    ),
    discussion=DISCUSSIONS["op3"],
    checks=(
        Check(
            "check_training_decides",
            "The same loss leads to a good author or to a bad one, depending on the setup.",
            st.one_of(inputs.learns, inputs.never_tries, inputs.unlearns),
            public=(
                inputs.trained_from([0.0, 0.0]),
                inputs.trained_from([-15.0, 0.0]),
                (
                    world([True, False], [1.0, 0.0]),
                    inputs.setup([3.0, 0.0], lr=2.0, steps=200),
                ),
            ),
            weight=2,
            draws=4,
        ),
        Check(
            "check_easily_means_nine_in_ten",
            "What counts is the probability of all good texts together: at least 0.9.",
            st.one_of(inputs.mostly_good, inputs.half_in_many, inputs.good_in_many),
            public=(
                (world([True, False], [0.0625, 0.5]), inputs.setup([1.0, 0.0])),
                (
                    world([True, True, True, False], [0.0, 0.0, 0.0, 0.25]),
                    inputs.setup([0.0, 0.0, 0.0, 0.875]),
                ),
                (
                    world([True, True, True, False], [0.0, 0.25, 0.5, 0.0]),
                    inputs.setup([2.0, 2.0, 2.0, 0.0]),
                ),
            ),
            weight=2,
            draws=4,
        ),
        Check(
            "check_tampering_is_not_the_question",
            "Good texts count with tampering too; bad ones never do.",
            st.one_of(inputs.good_and_tampers, inputs.bad_and_tampers),
            public=(
                (
                    world([True, False], [0.0, 0.5], tamper=True),
                    inputs.setup([3.0, 0.0], tamper_habit=0.0),
                ),
                (
                    world([True, False], [0.0, 0.5], tamper=True),
                    inputs.setup([-3.0, 0.0], tamper_habit=8.0),
                ),
            ),
            draws=4,
        ),
        Check(
            "check_the_loss_is_not_the_question",
            "A high register makes no bad author, and a low one no good author.",
            st.one_of(inputs.good_at_high_loss, inputs.bad_at_low_loss),
            public=(
                (world([True, False], [0.5, 1.0]), inputs.setup([4.0, 0.0])),
                (world([True, False], [0.5, 0.0]), inputs.setup([0.0, 4.0])),
            ),
            draws=3,
        ),
    ),
)


def _combinations(name: str, promise: str, *which: tuple[bool, bool, bool]) -> Check:
    return Check(
        name, promise, st.sampled_from(which), public=which, reads=goals.built, draws=len(which)
    )


BUILD = Exercise(
    id="build",
    title="All eight combinations",
    objective="Show by construction that no reading of 'aligned loss' implies another.",
    points=4,
    difficulty=4,
    minutes=40,
    hints=(
        "Begin with two good and two bad texts where everything is as one would wish. Which single "
        "change makes only the first reading false, and which only the second?",
        "The first reading knows what is physically possible; the second knows only the paper. A "
        "bad text that is best on paper and cannot be written falsifies the second alone. A "
        "register that can be set, or a bad text of low but not least loss, falsifies the first "
        "alone.",
        "The third is free of both: an act that begins with a logit 15 below the others gets next "
        "to no gradient, so it stays improbable. Choose which texts begin there.",
    ),
    discussion=DISCUSSIONS["build"],
    checks=(
        _combinations(
            "check_both_true",
            "It builds a world where the first two readings hold, for a good and for a bad author.",
            (True, True, True),
            (True, True, False),
        ),
        _combinations(
            "check_first_without_second",
            "It builds a world where the first reading holds and the second does not.",
            (True, False, True),
            (True, False, False),
        ),
        _combinations(
            "check_second_without_first",
            "It builds a world where the second reading holds and the first does not.",
            (False, True, True),
            (False, True, False),
        ),
        _combinations(
            "check_neither",
            "It builds a world where neither holds, for a good and for a bad author.",
            (False, False, True),
            (False, False, False),
        ),
    ),
)

_share = Tolerance(rtol=1e-5, atol=1e-6)


def _report_check(
    name: str,
    promise: str,
    choices: Sequence[inputs.Interventions],
    *rules: str,
    drawn: str = "",
    rows_too: bool = False,
    weight: float = 1.0,
) -> Check:
    return Check(
        name,
        promise,
        inputs.reports(choices, drawn),
        public=[inputs.report(rule, choice) for rule in rules for choice in choices],
        weight=weight,
        probe=shortcut.reported_with_rows if rows_too else shortcut.reported,
        tolerance=_share,
        draws=4,
    )


CONFLICT_REPORT = Exercise(
    id="conflict_report",
    title="Ask the network, not the loss",
    objective="Measure by intervention which feature a predictor uses.",
    points=3,
    difficulty=3,
    minutes=15,
    hints=(
        "What is compared with what? The labels are needed for one of the two entries only.",
        "Make a vector of ones, put -1 where the intervention acts, and multiply. That leaves the "
        "rows as they are for the next intervention.",
        "`(predict(x * sign) != predict(x)).double().mean().item()` is one entry of `flips`.",
    ),
    discussion=DISCUSSIONS["conflict_report"],
    checks=(
        _report_check(
            "check_single_features",
            "Accuracy and flips are right for an intervention on one feature.",
            ([[0]], [[1]]),
            "shortcut",
            "blend",
            weight=2,
        ),
        _report_check(
            "check_features_together",
            "An intervention on two features negates both at once.",
            ([[1, 2]], [[0, 1]]),
            "intended",
            drawn="intended",
        ),
        _report_check(
            "check_interventions_are_independent",
            "Every intervention starts from the rows given, and leaves them alone.",
            ([[0], [], [0], [0, 1, 2]],),
            "shortcut if loud",
            drawn="shortcut",
            rows_too=True,
        ),
    ),
)

_curve = Tolerance(rtol=1e-6, atol=1e-9)

BON_CURVE = Exercise(
    id="bon_curve",
    title="Best of n, exactly",
    objective="Compute what selection by a proxy does to the thing one wants, with no sampling.",
    points=3,
    difficulty=3,
    minutes=25,
    hints=(
        "Sort the population by proxy. With what probability does the best of all win? It is in "
        "the draw or it is not.",
        "The winner has rank r among m if it is drawn and the r better ones are not. Given that "
        "the r better ones were missed, all n were drawn from the m - r others.",
        "With rank 0 for the best: it wins with probability n / m. Having missed ranks 0 to r - 1, "
        "rank r is missed too with probability (m - r - n) / (m - r), or drawn with n / (m - r). "
        "Multiply along the ranks; no binomial is needed.",
    ),
    discussion=DISCUSSIONS["bon_curve"],
    checks=(
        Check(
            "check_several_candidates",
            "The expectation is exact for two, three and all but one.",
            inputs.draws_of_several(),
            public=(
                (np.array([0.0, 4.0, 1.0]), np.array([1.0, 2.0, 3.0]), [2]),
                (np.array([4.0, 0.0, 8.0, -2.0]), np.array([15.0, 45.0, 5.0, 25.0]), [3, 2]),
            ),
            weight=2,
            probe=proxies.curve,
            tolerance=_curve,
            draws=5,
        ),
        Check(
            "check_one_and_all",
            "Best of one is the mean; best of all is the gold of the best proxy.",
            inputs.draws_of_one_and_all(),
            public=(
                (np.array([4.0, 0.0]), np.array([1.0, 2.0]), [1]),
                (np.array([4.0, 0.0, 8.0]), np.array([15.0, 25.0, 5.0]), [1, 3]),
            ),
            probe=proxies.curve,
            tolerance=_curve,
            draws=4,
        ),
        Check(
            "check_thousands_of_candidates",
            "It is exact for populations of about two thousand as well.",
            inputs.large_populations,
            public=((3.0, 2000, 12345, [1200, 900, 300, 20, 2]),),
            probe=proxies.curve_of_large_population,
            tolerance=Tolerance(rtol=1e-6, atol=1e-7),
            draws=2,
        ),
    ),
)

_rise = ((0, 2), (3, 4), (5, 6), (7, 9))
_peak = ((0, 1), (2, 3), (8, 9), (7, 8), (-9, -8))
_dip = ((9, 10), (9, 10), (9, 10), (-22, -20), (11, 14))
_dip_and_late_peak = ((9, 10), (1, 2), (-10, -9), (-10, -9), (8, 9), (0, 1))

WHEN_BEST_OF_N_HURTS = Exercise(
    id="when_best_of_n_hurts",
    title="When more selection hurts",
    objective="Find where a curve of over-optimization turns, and see that it need not.",
    points=2,
    difficulty=3,
    minutes=15,
    hints=(
        "You have the curve already. Ask of each n whether the next point lies lower.",
        "Use `bon_curve(gold, proxy, range(1, len(gold) + 1))`, or work it out again, and go "
        "through neighbors. Return the n before the fall, None if the curve never falls.",
    ),
    discussion=DISCUSSIONS["when_best_of_n_hurts"],
    checks=(
        Check(
            "check_a_curve_that_turns",
            "The n before the first fall is found.",
            inputs.ranked(*_peak),
            public=(
                inputs.in_rank_order([0.0, 2.0, 8.0, 7.0, -9.0]),
                (np.array([4.0, 0.0, 8.0]), np.array([15.0, 25.0, 5.0])),
            ),
            draws=5,
        ),
        Check(
            "check_a_curve_that_falls_and_recovers",
            "The first fall counts, even if the curve rises higher later.",
            st.one_of(inputs.ranked(*_dip), inputs.ranked(*_dip_and_late_peak)),
            public=(
                inputs.in_rank_order([-2.0, 2.0, 6.0, 0.0, -4.0, 4.0]),
                inputs.in_rank_order([6.0, -10.0, 4.0, 4.0, -4.0, 1.0]),
                inputs.in_rank_order([10.0, 2.0, -9.0, -9.0, 7.0, 0.0]),
                inputs.in_rank_order([9.0, 10.0, 9.0, -20.0, 12.0]),
            ),
            draws=6,
        ),
        Check(
            "check_a_curve_that_never_falls",
            "The answer is None where no further candidate hurts, and only there.",
            inputs.ranked(*_rise),
            public=(
                inputs.in_rank_order([1.0, 3.0, 6.0, 8.0]),
                inputs.in_rank_order([1.0, 3.0, 6.0, 5.0]),
                inputs.in_rank_order([3.0, 0.0, 9.0]),
                inputs.in_rank_order([2.0]),
            ),
            draws=4,
        ),
    ),
)

_ratings = Tolerance(rtol=1e-5, atol=1e-6, dtype=False)
_library = st.integers(0, 9999).map(inputs.libraries)

RATE_BY_CHAIN = Exercise(
    id="rate_by_chain",
    title="Babble, review, rate",
    objective="Chain two fitted models into a loss that nobody wrote down.",
    points=2,
    difficulty=2,
    minutes=15,
    hints=(
        "Two regressions, each fitted on human data. What are the rows and the targets of each, "
        "and which of the two ever sees a candidate?",
        "`np.nanmean(known['ratings'], axis=1)` is the mean over those who were asked.",
        "`reviewer` has shape (19, 6) and `rater` (6,). The result is "
        "`novels.counts(candidates) @ reviewer @ rater`.",
    ),
    discussion=DISCUSSIONS["rate_by_chain"],
    checks=(
        Check(
            "check_small_library",
            "Candidates are rated by the two models in a chain.",
            _library,
            public=(inputs.libraries(0), inputs.libraries(7, candidates=1)),
            weight=2,
            tolerance=_ratings,
            draws=3,
        ),
        Check(
            "check_large_library",
            "The same for a library of forty novels, rated at once.",
            st.integers(0, 9999).map(lambda seed: inputs.libraries(seed, 40, 5)),
            public=(inputs.libraries(3, 40, 2),),
            tolerance=_ratings,
            draws=2,
        ),
    ),
)


def _rewriting(
    name: str,
    promise: str,
    kind: str,
    seeds: st.SearchStrategy,
    *public: int,
    weight: float = 1.0,
) -> Check:
    return Check(
        name,
        promise,
        st.tuples(st.just(kind), seeds),
        public=[(kind, seed) for seed in public],
        weight=weight,
        probe=authors.rewritten,
        reads=authors.written,
        draws=3,
    )


WRITE_FOR_RATER = Exercise(
    id="write_for_rater",
    title="Write for the rater",
    objective="Optimize against a fitted model of ratings and read what comes out.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "How many novels differ from a given one in a single word? Few enough to rate them all.",
        "Rate all 140 replacements, take the best one, and begin again from there. When do you "
        "stop?",
        "Stop when the best replacement gains no more than 1e-6. A sweep over the places that "
        "changes each once is not enough: what a word is worth depends on the others.",
    ),
    discussion=DISCUSSIONS["write_for_rater"],
    checks=(
        _rewriting(
            "check_the_chain",
            "Nothing can be improved any more under the chain of models.",
            "counts",
            st.integers(0, 3),
            0,
            1,
        ),
        _rewriting(
            "check_a_reviewer_who_sees_order",
            "The same under a chain whose reviewer notices order.",
            "order",
            st.integers(0, 3),
            0,
        ),
        _rewriting(
            "check_another_taste",
            "The same under a rater with a taste of its own.",
            "taste",
            inputs.seeds,
            0,
            2,
            weight=2,
        ),
    ),
)

LATE_RATINGS = Exercise(
    id="late_ratings",
    title="Ratings that come years late",
    objective="Fit a side network to the ratings one wants, however few.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Which rows have the target that you want to predict?",
        "`here = ~np.isnan(shelf['late'])` marks them. Fit on these rows alone: nothing has to be "
        "put in place of what is not known yet.",
    ),
    discussion=DISCUSSIONS["late_ratings"],
    checks=(
        Check(
            "check_some_ratings_are_due",
            "The prediction rests on the novels whose late rating is there.",
            inputs.shelves(2),
            public=(
                (
                    {
                        "features": np.array([[1.0, 0.0], [0.0, 1.0], [2.0, 1.0]]),
                        "early": np.array([4.0, 0.0, 2.0]),
                        "late": np.array([-1.0, 4.0, np.nan]),
                    },
                    np.array([[1.0, 0.0], [1.0, 1.0]]),
                ),
            ),
            weight=2,
            tolerance=_ratings,
            draws=4,
        ),
        Check(
            "check_no_rating_is_due",
            "Where every late rating has come in, all novels are used.",
            inputs.shelves(0),
            public=(
                (
                    {
                        "features": np.array([[1.0, 0.0], [0.0, 1.0]]),
                        "early": np.array([4.0, 0.0]),
                        "late": np.array([-1.0, 3.0]),
                    },
                    np.array([[1.0, 1.0]]),
                ),
            ),
            tolerance=_ratings,
            draws=3,
        ),
    ),
)


def _asked(
    name: str, promise: str, how: str, where: tuple[str, ...], *public: tuple, weight: float = 1.0
) -> Check:
    return Check(
        name,
        promise,
        inputs.questions(how, *where),
        public=[(made, how, variable, amount) for made, variable, amount in public],
        weight=weight,
        draws=5,
    )


_uneven = inputs.chain(2.0, (0.5, 1.0), (1.5, 2.0))
_wide = inputs.chain(3.0, (-0.5, 2.0), (2.0, 0.5))

SEE_OR_DO = Exercise(
    id="see_or_do",
    title="Good, desired, evaluated",
    objective="Tell what a high evaluation is evidence of from what raising it would bring about.",
    points=3,
    difficulty=4,
    minutes=30,
    hints=(
        "Doing is the easier half: follow the arrows from the variable on. Nothing travels against "
        "an arrow.",
        "Seeing informs about both sides. Downstream it is the same as doing. Upstream, the best "
        "guess of x given y is cov(x, y) / var(y) times what y is.",
        "Variances add up along the chain: var(desire) = desire_slope² · good_sd² + "
        "desire_noise². One step upstream multiplies by slope · var(cause) / var(effect), and two "
        "steps multiply.",
    ),
    discussion=DISCUSSIONS["see_or_do"],
    checks=(
        _asked(
            "check_doing_downstream",
            "What is done to a variable changes it and what follows from it.",
            "do",
            ("good", "desire"),
            (_uneven, "good", 2.0),
            (_uneven, "desire", 1.0),
        ),
        _asked(
            "check_doing_nothing_upstream",
            "What is done to the evaluation changes the evaluation alone.",
            "do",
            ("evaluation",),
            (plans.DESIRES, "evaluation", 3.0),
            (_wide, "evaluation", -1.0),
        ),
        _asked(
            "check_seeing_downstream",
            "What is seen of how good a plan is tells what to expect of the rest.",
            "see",
            ("good",),
            (_uneven, "good", 1.0),
            weight=0.5,
        ),
        _asked(
            "check_seeing_upstream",
            "What is seen of desire or evaluation tells what to expect of their causes.",
            "see",
            ("desire", "evaluation"),
            (plans.DREAMS, "evaluation", 3.0),
            (_uneven, "evaluation", 2.0),
            (_wide, "desire", 1.0),
            weight=2,
        ),
    ),
)

PRELOAD = (
    "losslab.authors",
    "losslab.goals",
    "losslab.novels",
    "losslab.plans",
    "losslab.proxies",
    "losslab.ratings",
    "losslab.shortcut",
)

EXERCISES = (
    BAD_ACTIONS_REWARDED,
    OP1,
    OP2,
    OP3,
    BUILD,
    CONFLICT_REPORT,
    BON_CURVE,
    WHEN_BEST_OF_N_HURTS,
    RATE_BY_CHAIN,
    WRITE_FOR_RATER,
    LATE_RATINGS,
    SEE_OR_DO,
)
