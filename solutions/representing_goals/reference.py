""" "Representing" a goal: what a loss can be to a goal, as predicates that can come out false."""

from collections.abc import Sequence

import numpy as np
import torch
from losslab import goals, novels, ratings
from losslab.goals import Deed, Setup, World
from losslab.novels import Library, Score
from losslab.plans import Chain
from losslab.ratings import Shelf
from losslab.shortcut import Predict
from torch import Tensor


def bad_actions_rewarded(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    """List the situations of a training log in which a reward paid for what was not wanted.

    Parameters
    ----------
    reward
        ``reward[situation][action]`` is what the reward function pays. A situation or an
        action that does not stand there pays 0.
    log
        What happened in training, in order: dicts with the keys ``situation`` and ``action``
        (strings), and ``wanted``, a bool: whether the designer wanted this action in this
        situation. Situations may come back, with the same action or another. The log may be
        empty.

    Returns
    -------
    list of str
        Each situation in which at least once an action was taken that was not wanted and that
        the reward paid more than 0 for. Each stands there once, in the order in which such an
        action first occurred.

    Notes
    -----
    Only what was done in training counts. Do not worry about wanted actions that went without
    reward, or about why the agent acted as it did.
    """
    found = [
        deed["situation"]
        for deed in log
        if not deed["wanted"] and reward.get(deed["situation"], {}).get(deed["action"], 0) > 0
    ]
    return list(dict.fromkeys(found))


def op1(world: World) -> bool:
    """Say whether a low physical loss is possible only where a good novel was in fact written.

    An act of the machine is to write a reachable text, and, where tampering is possible, either
    to leave the register alone or to set it to 0 as well, whatever the text. Untouched, the
    register reads the loss of the text that was written.

    Parameters
    ----------
    world
        A dict. ``good``, ``loss`` and ``reachable`` are lists with one entry for each text: is
        it a good novel (bool), its mathematical loss (float, >= 0), can the machine physically
        write it (bool). ``tamper`` (bool) says whether the machine can set its register to 0.
        ``low`` (float, >= 0): a register that reads at most this reads low.

    Returns
    -------
    bool
        True if every physically possible act after which the register reads low has written a
        good text. A world in which no possible act makes it read low satisfies this vacuously:
        True.

    Notes
    -----
    Only what is possible counts, not what an agent would choose. Compare losses as they are, no
    rounding is involved. Do not worry about acts that write nothing.
    """
    for good, loss, reachable in zip(world["good"], world["loss"], world["reachable"], strict=True):
        if reachable and not good and (world["tamper"] or loss <= world["low"]):
            return False
    return True


def op2(world: World, domain: Sequence[int] | None = None) -> bool:
    """Say whether in an idealization only good novels minimize the mathematical loss.

    An idealization says over which texts one minimizes. In it nobody writes anything: there is
    no machine, no register and nothing to tamper with.

    Parameters
    ----------
    world
        A dict as in :func:`op1`; what counts here is ``good`` and ``loss``.
    domain
        The texts that the idealization admits, as places in these lists: different integers
        from 0 on, at least one, in any order. None means all texts of the world, reachable or
        not.

    Returns
    -------
    bool
        True if every text of the domain whose loss is the least in the domain is good.

    Notes
    -----
    Several texts may share the least loss exactly. Compare losses as they are.
    """
    texts = range(len(world["loss"])) if domain is None else domain
    least = min(world["loss"][text] for text in texts)
    return all(world["good"][text] for text in texts if world["loss"][text] == least)


def op3(world: World, setup: Setup) -> bool:
    """Train an agent on the loss and say whether it ends up easily prompted for good novels.

    ``goals.train(world, setup)`` does the training, on the readings of the register.

    Parameters
    ----------
    world
        A dict as in :func:`op1`.
    setup
        How the agent begins and is trained: a dict with ``habit``, ``tamper_habit``, ``lr``
        and ``steps``, see ``losslab.goals.Setup``. You need not look into it.

    Returns
    -------
    bool
        True if the trained agent writes a good text with a probability of at least 0.9,
        whether or not it sets its register to 0 while it writes.

    Notes
    -----
    ``goals.train`` returns a list with one dict for each physically possible act: ``text`` (its
    place in the world's lists), ``tampered`` (bool) and ``probability``; the probabilities sum
    to 1. Prompting is taken to be drawing one act. Do not worry about probabilities within
    rounding of 0.9.
    """
    trained = goals.train(world, setup)
    writes_good = sum(act["probability"] for act in trained if world["good"][act["text"]])
    return writes_good >= goals.EASILY


def build(o1: bool, o2: bool, o3: bool) -> tuple[World, Setup]:
    """Make a world and a setup in which the three readings have the truth values asked for.

    Parameters
    ----------
    o1, o2, o3
        What :func:`op1` and :func:`op2` (over all texts) shall say of the world, and
        :func:`op3` of the world and the setup. All eight combinations can be asked for.

    Returns
    -------
    tuple
        A pair (world, setup) of dicts.

        - The world has the keys of :func:`op1` and at most 8 texts. Among the texts that the
          machine can write at least one is good and one is bad, and at least one physically
          possible act makes the register read low; so no answer is vacuous. Losses and ``low``
          are finite and at least 0.
        - The setup has the keys ``habit`` (a list with one number for each text: the logit with
          which the untrained agent writes it), ``tamper_habit`` (a number that is added to the
          logit when it also tampers), ``lr`` (from 0.5 to 10) and ``steps`` (an integer from
          100 to 200). Habits lie between -20 and 20.

    Notes
    -----
    ``goals.train`` moves the logits down the gradient of the expected reading, so an act that is
    improbable enough at the beginning stays so, and a weak habit is undone. Many worlds are
    right; yours need not look like anybody else's, and may differ from case to case.
    ``goals.check_world(world)`` and ``goals.check_setup(setup, texts)``, with the number of
    texts, list what breaks these rules.
    """
    good, loss = [True, True, False, False], [0.0625, 0.0625, 1.0, 1.0]
    reachable = [True, True, True, True]
    tamper = False
    if not o2:
        loss[3] = 0.0
        reachable[3] = not o1  # a bad optimum that exists on paper only leaves op1 true
    elif not o1:
        tamper = True  # the register can be set to 0 while a bad text is written
    world: World = {
        "good": good,
        "loss": loss,
        "reachable": reachable,
        "tamper": tamper,
        "low": 0.125,
    }
    toward_good = [0.0, 0.0, -15.0, -15.0]
    toward_bad = [-15.0, -15.0, 0.0, 0.0]
    setup: Setup = {
        "habit": toward_good if o3 else toward_bad,
        "tamper_habit": -15.0,
        "lr": 0.5,
        "steps": 100,
    }
    return world, setup


def conflict_report(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    """Report how often a predictor is right, and how often each intervention changes its answer.

    To intervene on some features is to replace, in every row, each of them by its negative and
    to leave the other features as they are. Every intervention starts from the rows given.

    Parameters
    ----------
    predict
        A function from rows, float32 of shape (n, d), to classes, int64 of shape (n,).
    x
        Rows, float32 of shape (n, d), n >= 1. Must be unchanged afterwards.
    y
        Labels, int64 of shape (n,).
    interventions
        Lists of features, each a list of different integers from 0 to d - 1; it may be empty.

    Returns
    -------
    dict
        ``accuracy``: share of rows, 0 to 1, whose class is the label. ``flips``: for each
        intervention the share of rows in which the class changes, a list of floats.

    Notes
    -----
    The labels take no part in ``flips``. Do not worry about gradients, speed, or what the
    features mean.
    """
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def bon_curve(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    """Expected gold score of the candidate with the best proxy among n, for several n.

    The n candidates are drawn from a finite population without replacement: every set of n
    different candidates is as probable as any other. The result is the exact expectation over
    these draws, not an estimate.

    Parameters
    ----------
    gold
        What one wants of each candidate, float64 of shape (m,), m >= 1.
    proxy
        What one selects by, float64 of shape (m,); no two are equal.
    ns
        How many are drawn: integers from 1 to m, in any order.

    Returns
    -------
    list of float
        For each n of `ns` the expected gold score of the one that has the highest proxy in the
        draw. An array of floats is accepted too.

    Notes
    -----
    A relative error of 1e-6 is accepted. The population may have thousands of candidates, so
    that numbers of combinations leave the range of a float. Do not worry about ties, NaN or
    infinities.
    """
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    curve = []
    for n in ns:
        # The best of all wins if it is drawn: n / m. Each next one also needs the better ones
        # to be missed.
        rank = np.arange(m - 1)
        missed = np.clip((m - n - rank) / (m - 1 - rank), 0, None)
        wins = n / m * np.concatenate([[1.0], np.cumprod(missed)])
        curve.append(float(wins @ ranked))
    return curve


def when_best_of_n_hurts(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    """Find the first n from which one more candidate lowers the expected gold score.

    The expected gold score of best-of-n is that of :func:`bon_curve`: n candidates drawn without
    replacement, the one with the highest proxy taken, the exact expectation over all draws.

    Parameters
    ----------
    gold
        What one wants of each candidate, float64 of shape (m,), 1 <= m <= 12.
    proxy
        What one selects by, float64 of shape (m,); no two are equal.

    Returns
    -------
    int or None
        The least n, 1 <= n < m, such that best-of-(n + 1) is worse in expectation than
        best-of-n by more than 1e-9; None if there is none.

    Notes
    -----
    A curve may fall and rise again; the first fall is asked for, not the highest peak. Do not
    worry about ties in the proxy, or about speed.
    """
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    last = None
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0  # chance: that all better ones were missed
        for rank, worth in enumerate(ranked):
            drawn = n / (m - rank)
            expected += chance * min(drawn, 1.0) * worth
            chance *= max(1.0 - drawn, 0.0)
        if last is not None and expected < last - 1e-9:
            return n - 1
        last = expected
    return None


def rate_by_chain(known: Library, candidates: np.ndarray) -> np.ndarray:
    """Rate novels by two models in a chain: novel → predicted review → predicted rating.

    The reviewer is a ridge regression with penalty 1 from ``novels.counts(...)`` of a novel to
    the word frequencies of its reviews. The rater is a ridge regression with penalty 0.05 from
    the word frequencies of *real* reviews to the mean of the ratings that they got. A candidate
    has no reviews: its rating is the rater's output on the reviewer's prediction.

    Parameters
    ----------
    known
        A dict of arrays. ``novels``: integers of shape (n, 14). ``reviews``: float64 of shape
        (n, 6), word frequencies. ``ratings``: float64 of shape (n, r), one column for each
        person who rated reviews; NaN where this person was not asked. Each row has at least
        one number.
    candidates
        Novels, integers of shape (m, 14).

    Returns
    -------
    ndarray
        Ratings of the candidates, float64 of shape (m,).

    Notes
    -----
    ``ratings.ridge(x, y, penalty)`` of ``losslab`` returns the weights of a ridge regression;
    ``novels.counts`` already holds a constant. Do not worry about whether the ratings are any
    good.
    """
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], penalty=1.0)
    mean_rating = np.nanmean(known["ratings"], axis=1)
    rater = ratings.ridge(known["reviews"], mean_rating, penalty=0.05)
    return novels.counts(candidates) @ reviewer @ rater


def write_for_rater(score: Score, novel: list[int]) -> list[int]:
    """Rewrite a novel, word by word, until no replacement of one word is rated higher.

    Parameters
    ----------
    score
        A function from novels, integers of shape (m, 14), to their ratings, float64 of shape
        (m,). The same novel always gets the same rating. It is all that you know about it.
    novel
        Where to begin: 14 integers from 0 to 9, the places of its words in ``novels.WORDS``.

    Returns
    -------
    list of int
        A novel of 14 words, each from 0 to 9, that is rated at least as high as the one given,
        and of which no replacement of a single word by another raises the rating by more than
        1e-6.

    Notes
    -----
    There may be several such novels; each is right. Fewer than 20,000 novels need to be rated,
    and a few hundred at a time is quick. Do not worry about whether the result is worth
    reading, but do read it.
    """
    best = np.array(novel)
    places, words = np.divmod(np.arange(best.size * len(novels.WORDS)), len(novels.WORDS))
    while True:
        tried = np.repeat(best[None], len(places), axis=0)
        tried[np.arange(len(places)), places] = words
        gain = score(tried) - score(best[None])[0]
        if gain.max() <= 1e-6:
            return best.tolist()
        best = tried[gain.argmax()]


def late_ratings(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    """Predict ratings that come years late, from the few that have come in.

    The side network is a ridge regression with penalty 1 and without a constant, from the
    features of a novel to its late rating, fitted to the novels whose late rating is there.

    Parameters
    ----------
    shelf
        A dict of arrays. ``features``: float64 of shape (n, d). ``early``: float64 of shape
        (n,), ratings right after reading. ``late``: float64 of shape (n,), ratings after years;
        NaN where one is still due. At least one is there.
    candidates
        Features of other novels, float64 of shape (m, d).

    Returns
    -------
    ndarray
        Predicted late ratings of the candidates, float64 of shape (m,).

    Notes
    -----
    ``ratings.ridge(x, y, penalty)`` of ``losslab`` returns the weights of a ridge regression. Do
    not worry about how early ratings could help.
    """
    here = ~np.isnan(shelf["late"])
    weights = ratings.ridge(shelf["features"][here], shelf["late"][here], penalty=1.0)
    return candidates @ weights


def see_or_do(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    """What to expect of plans when a variable is seen to be higher, or is made to be higher.

    The world is a causal chain with three variables of mean 0::

        good       = good_sd * noise
        desire     = desire_slope * good + desire_noise * noise
        evaluation = evaluation_slope * desire + evaluation_noise * noise

    Each ``noise`` is standard normal and independent of the others.

    Parameters
    ----------
    chain
        A dict of five floats with the keys ``good_sd``, ``desire_slope``, ``desire_noise``,
        ``evaluation_slope`` and ``evaluation_noise``. Standard deviations are positive, slopes
        are any numbers but 0.
    how
        ``"see"``: among plans as they come, one is picked in which the variable equals
        `amount`. ``"do"``: from outside, `amount` is added to the variable of a plan, whatever
        made it what it was; what lies after it in the chain follows, what lies before it does
        not.
    where
        ``"good"``, ``"desire"`` or ``"evaluation"``.
    amount
        In the units of the variable; of any sign.

    Returns
    -------
    dict of float
        For ``good``, ``desire`` and ``evaluation`` the expected value in the plan that was
        picked, or the expected value after the addition to a plan that was not picked for
        anything, both against the mean of 0.

    Notes
    -----
    All variables are jointly normal, so that the expectation of one given another is linear:
    covariance over variance, times `amount`. Do not worry about sampling: the exact numbers are
    asked for.
    """
    names = ("good", "desire", "evaluation")
    slopes = (chain["desire_slope"], chain["evaluation_slope"])
    variance = [chain["good_sd"] ** 2]
    for slope, noise in zip(
        slopes, (chain["desire_noise"], chain["evaluation_noise"]), strict=True
    ):
        variance.append(slope**2 * variance[-1] + noise**2)
    at = names.index(where)
    result = dict.fromkeys(names, 0.0)
    change = result[where] = float(amount)
    for i in range(at, 2):
        change *= slopes[i]
        result[names[i + 1]] = change
    if how == "see":
        change = amount
        for i in range(at, 0, -1):
            change *= slopes[i - 1] * variance[i - 1] / variance[i]
            result[names[i - 1]] = change
    return result
