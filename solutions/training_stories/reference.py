"""Training stories: which cognition is wanted, why training would produce it, who could tell."""

import math
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from losslab.coins import Event
from losslab.stories import Claim, Prediction, Run, Story


def reinforced(log: list[Event]) -> set[str]:
    """Say which actions an update reinforced: those whose logit it raised.

    The policy has one logit an action. The update is REINFORCE with the batch's mean reward as
    baseline: each event adds ``reward - mean`` to the logit of the action that was taken, where
    ``mean`` is the mean reward over all events of the log. Positive numbers raise the logit,
    negative ones lower it.

    Parameters
    ----------
    log
        The events of one batch, at least one. Each is a dict; here only two keys matter:
        ``action``, a string, and ``reward``, a float of either sign.

    Returns
    -------
    set of str
        The actions whose logit is higher after the update than before. In the logs that are
        tried, a logit moves by more than 0.01 or ends where it was.

    Notes
    -----
    Do not worry about the learning rate, or about what happens to the probabilities of actions
    that were never taken.
    """
    mean = sum(event["reward"] for event in log) / len(log)
    change: dict[str, float] = {}
    for event in log:
        action = event["action"]
        change[action] = change.get(action, 0.0) + event["reward"] - mean
    return {action for action, moved in change.items() if moved > 1e-6}


def classify(log: list[Event], circuit: str) -> list[str]:
    """Sort the events of a log by what their reinforcement got wrong.

    The designer wanted each event's action to be ``good``, and wanted it because of one circuit
    of the network, named `circuit`. Three questions decide, in this order:

    1. Did the update reinforce the action taken (reward above the mean reward of the log),
       punish it (below), or neither (equal)?
    2. Was the action taken the good one?
    3. Did the wanted circuit drive it? It did if it pushed toward the action taken, and no other
       circuit pushed toward it harder.

    Parameters
    ----------
    log
        The events of one batch, at least one. Each is a dict with the keys

        - ``good``, ``action``: ``"left"`` or ``"right"``, the action wanted and the one taken
        - ``reward``: a float
        - ``pushes``: for each circuit's name a float, how hard it pushed: positive toward
          ``"right"``, negative toward ``"left"``

        and perhaps others, which do not matter here.
    circuit
        The name of the wanted circuit, a key of every ``pushes``.

    Returns
    -------
    list of str
        For each event, in order, one of

        - ``"no update"``: neither reinforced nor punished
        - ``"bad action rewarded"``: not the good action, reinforced, whatever drove it
        - ``"good action punished"``: the good action, punished, whatever drove it
        - ``"good action, unwanted cognition"``: the good action, reinforced, not driven by the
          wanted circuit
        - ``"bad action, wanted cognition"``: not the good action, punished, though the wanted
          circuit drove it
        - ``"as intended"``: all others

    Notes
    -----
    Actions are drawn by lot, so an action may be taken that no circuit pushed toward. Then the
    wanted circuit did not drive it either. Rewards differ from their mean by more than 0.01 or
    are equal to it, and no two circuits push equally hard: do not worry about rounding and ties.
    """
    mean = sum(event["reward"] for event in log) / len(log)

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        advantage = event["reward"] - mean
        toward = 1.0 if event["action"] == "right" else -1.0
        pushes = {name: toward * push for name, push in event["pushes"].items()}
        driven = pushes[circuit] > 0 and pushes[circuit] == max(pushes.values())
        if abs(advantage) < 1e-6:
            return "no update"
        if advantage > 0 and not good:
            return "bad action rewarded"
        if advantage < 0 and good:
            return "good action punished"
        if advantage > 0 and not driven:
            return "good action, unwanted cognition"
        if advantage < 0 and driven:
            return "bad action, wanted cognition"
        return "as intended"

    return [label(event) for event in log]


def credit(log: list[Event]) -> dict[str, float]:
    """Work out how much one update strengthens each circuit of the policy.

    The policy has one weight ``w[c]`` for each circuit c. It goes right with the probability
    ``p = 1 / (1 + exp(-z))``, where z is the sum of all circuits' pushes, and a circuit's push
    is ``w[c] * sees[c]``. The update is the gradient, with respect to the weights, of the mean
    over the events of ``(reward - mean) * log(probability of the action taken)``, where ``mean``
    is the mean reward of the log, a constant.

    Parameters
    ----------
    log
        The events of one batch, at least one. Each is a dict with the keys ``action``
        (``"left"`` or ``"right"``), ``reward`` (a float), ``sees`` and ``pushes`` (for each
        circuit's name a float, positive toward ``"right"``), and perhaps others. All events name
        the same circuits.

    Returns
    -------
    dict
        For each circuit's name the derivative with respect to its weight, a float: how much the
        update adds to the weight at a learning rate of 1.

    Notes
    -----
    ``pushes`` holds what the weights did to what was seen, so the weights need not be known. Do
    not worry about large pushes: none is above 20.
    """
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = (event["action"] == "right") - p
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) * surprise * seen / len(log)
    return total


def regret_in_nats(forecast: np.ndarray, model: np.ndarray) -> float:
    """Score forecasts of a model's next token by what they lose against the perfect forecast.

    Where the model's distribution is p and the forecast q, a token drawn from the model costs
    the forecaster ``-log q(token)``. The least possible expected cost is that of ``q = p``. The
    regret of a context is the expected cost minus this least one.

    Parameters
    ----------
    forecast
        What was forecast in each context: float64 of shape (n, k), rows sum to 1; entries may
        be 0.
    model
        The model's distribution in each context: float64 of shape (n, k), rows sum to 1; entries
        may be 0.

    Returns
    -------
    float
        The mean regret over the n contexts, in nats. It is ``math.inf`` if some token is
        forecast with probability 0 and the model gives it more than 0.

    Notes
    -----
    A token that the model never emits costs nothing, whatever was forecast. NumPy's own floats
    are fine as a result. Do not worry about rows that do not sum to 1.
    """
    possible = model > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(possible, np.log(model) - np.log(forecast), 0.0)
    return float(np.where(possible, model * cost, 0.0).sum(axis=1).mean())


def forecast_by_backoff(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Forecast the next token from counts, backing off to shorter contexts.

    Let F(0) be the uniform distribution. For k = 0, 1, …, len(context) look at the last k tokens
    of the context; for k = 0 these are none, and every token of the text follows them. With
    ``n(v)`` the number of places where token v follows these k tokens in the text, and ``n`` the
    sum of all ``n(v)``, the next forecast is ::

        F(k + 1)(v) = (n(v) + strength * F(k)(v)) / (n + strength)

    The result is the last of them: the one that has seen the whole context.

    Parameters
    ----------
    text
        Tokens, integers from 0 to ``tokens - 1``. It may be short, or empty.
    context
        What the forecast continues, 0 to 3 tokens, the latest last. It is not a part of the text
        and may never occur there.
    tokens
        How many tokens there are.
    strength
        Greater than 0: how many observations the shorter context's forecast is worth.

    Returns
    -------
    numpy.ndarray
        float64 of shape (tokens,): probabilities that sum to 1.

    Notes
    -----
    Places may overlap: in the text 1, 1, 1 the token 1 follows 1 twice. A loop over the text is
    fast enough. Do not worry about unknown tokens.
    """
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        recent = context[len(context) - k :]
        counts = np.zeros(tokens)
        for i in range(k, len(text)):
            if text[i - k : i] == recent:
                counts[text[i]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast


def best_guess_on_distribution(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Forecast by the best guess about the training distribution, with error bars.

    A process makes text: after the tokens a, b it emits c with probability ``process[a, b, c]``.
    The training text was made by this process, except that a pair of neighbors b, c is left out
    where ``allowed[b, c]`` is False: c is then never drawn after b, and the others are drawn in
    the proportions that they had.

    In a context that occurs in such text, the best guess g is the distribution of the next
    token in it. In a context that does not, g is the plain average, over its look-alikes, of the
    distribution of the next token there. Look-alikes are all contexts that occur in such text
    and share the first token or the second one, in its place. The forecast is
    ``(1 - doubt) * g + doubt / k``: with k tokens, a share of `doubt` goes to the uniform
    distribution.

    Parameters
    ----------
    process
        float64 of shape (k, k, k); ``process[a, b]`` sums to 1, all entries greater than 0.
    allowed
        Booleans of shape (k, k). A context a, b occurs if ``allowed[a, b]``. At least one token
        may follow each, and each context has at least one look-alike that occurs.
    context
        The two latest tokens [a, b], integers.
    doubt
        From 0 to 1.

    Returns
    -------
    numpy.ndarray
        float64 of shape (k,): probabilities that sum to 1.

    Notes
    -----
    Do not worry about how often a context occurs, as long as it does.
    """

    def after(a: int, b: int) -> np.ndarray:
        kept = np.where(allowed[b], process[a, b], 0.0)
        return kept / kept.sum()

    first, second = context
    k = len(allowed)
    alike = [(a, second) for a in range(k)] + [(first, b) for b in range(k)]
    basis = [(first, second)] if allowed[first, second] else [c for c in alike if allowed[c]]
    guess = np.mean([after(a, b) for a, b in basis], axis=0)
    return (1 - doubt) * guess + doubt / k


def well_formed(story: Story, losses: Collection[str]) -> set[str]:
    """List the faults of form that a training story has, before anything is run.

    Parameters
    ----------
    story
        A dict with these keys:

        - ``goal``: a dict of ``specification`` and ``desirability``, strings, and ``check``, a
          prediction or None
        - ``rationale``: a list of claims. A claim is a dict of ``id``, a string; ``kind``;
          ``says``, a string; and ``predictions``, a list
        - ``unknowns``: a list of strings

        A prediction is a dict of ``setup``, ``metric`` and ``op``, strings, ``value``, a float,
        ``control``, the name of a setup or None, and ``margin``, a float.
    losses
        The names of all metrics that are losses.

    Returns
    -------
    set of str
        Faults of the story:

        - ``"no specification"``, ``"no desirability"``: the string is empty or all white space
        - ``"no check"``: the goal's check is None
        - ``"goal is a loss"``: the metric of the goal's check is a loss
        - ``"no rationale"``: there are no claims
        - ``"rationale misses the goal"``: there is a check, and there are claims, but no
          prediction of any claim is about both the setup and the metric of the check
        - ``"no unknowns"``: the list is empty

        and of each claim, with ``ID`` standing for its id:

        - ``"ID: unknown kind"``: the kind is neither ``"constraint"`` nor ``"nudge"``
        - ``"ID: predicts nothing"``: there are no predictions
        - ``"ID: predicts losses only"``: there are predictions, and each one's metric is a loss
        - ``"ID: no control"``: the kind is ``"nudge"``, and a prediction has no control or has
          its own setup as control
        - ``"ID: name taken"``: an earlier claim has the same id

    Notes
    -----
    Every key is there, so a fault is an empty value and never a missing key. Whether a
    specification makes sense is not asked: that takes a reader. Do not worry about numbers that
    are odd.
    """
    faults = set()
    goal, claims = story["goal"], story["rationale"]
    check = goal["check"]
    for part in ("specification", "desirability"):
        if not goal[part].strip():
            faults.add(f"no {part}")
    if check is None:
        faults.add("no check")
    elif check["metric"] in losses:
        faults.add("goal is a loss")
    if not claims:
        faults.add("no rationale")
    elif check is not None:
        target = (check["setup"], check["metric"])
        if target not in [(p["setup"], p["metric"]) for c in claims for p in c["predictions"]]:
            faults.add("rationale misses the goal")
    if not story["unknowns"]:
        faults.add("no unknowns")

    names: set[str] = set()
    for claim in claims:
        name, predictions = claim["id"], claim["predictions"]
        if claim["kind"] not in ("constraint", "nudge"):
            faults.add(f"{name}: unknown kind")
        if not predictions:
            faults.add(f"{name}: predicts nothing")
        elif all(p["metric"] in losses for p in predictions):
            faults.add(f"{name}: predicts losses only")
        uncontrolled = any(p["control"] in (None, p["setup"]) for p in predictions)
        if claim["kind"] == "nudge" and uncontrolled:
            faults.add(f"{name}: no control")
        if name in names:
            faults.add(f"{name}: name taken")
        names.add(name)
    return faults


def falsify(claims: list[Claim], runs: list[Run]) -> set[str]:
    """Name the claims that the runs refute, where one counterexample refutes.

    Every claim here says of *every* run with a setup that a metric is at least, or at most, some
    value.

    Parameters
    ----------
    claims
        Each is a dict; ``id`` is its name and ``predictions`` a list of dicts with ``setup`` and
        ``metric``, strings, ``op``, which is ``">="`` or ``"<="``, and ``value``, a float. Other
        keys do not matter here.
    runs
        Each is a dict of ``setup``, a string, ``seed``, an integer, and ``measured``, a dict from
        metrics to floats. A run need not have measured every metric.

    Returns
    -------
    set of str
        The ids of the claims of which at least one prediction is false in at least one run.

    Notes
    -----
    A run that diverged measures NaN, and NaN is neither at least nor at most anything: it breaks
    every promise about that metric. What was not measured refutes nothing. Do not worry about
    predictions without runs, or about rounding: a value that is exactly reached keeps the promise.
    """

    def broken(prediction: Prediction, run: Run) -> bool:
        metric, bound = prediction["metric"], prediction["value"]
        if run["setup"] != prediction["setup"] or metric not in run["measured"]:
            return False
        value = run["measured"][metric]
        return not (value >= bound if prediction["op"] == ">=" else value <= bound)

    return {
        claim["id"]
        for claim in claims
        if any(broken(prediction, run) for prediction in claim["predictions"] for run in runs)
    }


def evaluate(story: Story, runs: list[Run]) -> dict[str, Any]:
    """Let a story's claims meet the runs: constraints by every seed, nudges against a control.

    Each prediction of a claim gets a verdict.

    - In a **constraint** it is untested if no run of its setup measured its metric. It is
      supported if ``value`` is kept (at least or at most, as ``op`` says) in every run that did,
      and otherwise refuted.
    - In a **nudge** it is untested if no run of its setup, or none of its ``control``, measured
      its metric. It is supported if both hold: the mean over the setup's runs keeps ``value``,
      and it is better than the mean over the control's runs by at least ``margin``: higher where
      ``op`` is ``">="``, lower where it is ``"<="``. Otherwise it is refuted.

    A claim is refuted if one of its predictions is; else untested, if one of them is or if it
    has none; else supported.

    Parameters
    ----------
    story
        A dict of ``goal``, ``rationale`` and ``unknowns``, with the keys that
        :func:`well_formed` lists. ``goal["check"]`` is a prediction. Kinds are ``"constraint"``
        or ``"nudge"``; a nudge's predictions have a control.
    runs
        Each is a dict of ``setup``, a string, ``seed``, an integer, and ``measured``, a dict from
        metrics to floats. A run need not have measured every metric.

    Returns
    -------
    dict
        ``goal``: the verdict ``"supported"``, ``"refuted"`` or ``"untested"`` on the goal's check,
        read like a prediction of a constraint; ``claims``: for each claim's id its verdict;
        ``open``: a list of what nobody knows after the runs, the story's unknowns in their order,
        then the ids of the untested claims in theirs.

    Notes
    -----
    A single run may reach a value exactly, and keeps it then. Means and gains over a control lie
    at least 0.001 away from their bounds, and nothing is NaN: do not worry about rounding, or
    about which seeds were run.
    """

    def measured(setup: str | None, metric: str) -> list[float]:
        found = [run["measured"] for run in runs if run["setup"] == setup]
        return [values[metric] for values in found if metric in values]

    def keeps(value: float, op: str, bound: float) -> bool:
        return value >= bound if op == ">=" else value <= bound

    def of_constraint(p: Prediction | None) -> str:
        values = measured(p["setup"], p["metric"]) if p else []
        if not p or not values:
            return "untested"
        kept = all(keeps(value, p["op"], p["value"]) for value in values)
        return "supported" if kept else "refuted"

    def of_nudge(p: Prediction) -> str:
        values = measured(p["setup"], p["metric"])
        controls = measured(p["control"], p["metric"])
        if not values or not controls:
            return "untested"
        mean = sum(values) / len(values)
        gain = mean - sum(controls) / len(controls)
        gain = gain if p["op"] == ">=" else -gain
        kept = keeps(mean, p["op"], p["value"]) and gain >= p["margin"]
        return "supported" if kept else "refuted"

    def of_claim(claim: Claim) -> str:
        judged = of_nudge if claim["kind"] == "nudge" else of_constraint
        verdicts = [judged(prediction) for prediction in claim["predictions"]]
        if "refuted" in verdicts:
            return "refuted"
        return "untested" if "untested" in verdicts or not verdicts else "supported"

    claims = {claim["id"]: of_claim(claim) for claim in story["rationale"]}
    untested = [name for name, verdict in claims.items() if verdict == "untested"]
    return {
        "goal": of_constraint(story["goal"]["check"]),
        "claims": claims,
        "open": [*story["unknowns"], *untested],
    }


def what_would_refute(
    story: Story, ranges: Mapping[str, tuple[float, float]]
) -> dict[str, list[dict[str, Any]]]:
    """Write down, before any run, which observations would refute each claim of a story.

    Each is the exact opposite of something that a prediction says. In a constraint it says that
    every run of its setup keeps ``value``: at least or at most, as ``op`` tells. In a nudge it
    says that the mean over the setup's runs keeps ``value``, and that this mean is better than
    the mean over the runs of ``control`` by at least ``margin``: higher where ``op`` is
    ``">="``, lower where it is ``"<="``.

    Parameters
    ----------
    story
        A dict of ``goal``, ``rationale`` and ``unknowns``, with the keys that
        :func:`well_formed` lists; here only ``rationale`` matters, its claims in order. Kinds are
        ``"constraint"`` or ``"nudge"``; a nudge's predictions have a control.
    ranges
        For each metric the least and the greatest value that it can have, floats, perhaps
        infinite. The least is smaller than the greatest, and both can be reached.

    Returns
    -------
    dict
        For each claim's id a list of observations, in the order of its predictions, any one of
        which would refute the claim. An observation is a dict of ``setup``, ``metric``, ``over``,
        ``op`` and ``value``. A prediction of a constraint gives one, a prediction of a nudge two,
        in this order:

        - ``over`` is ``"some run"`` in a constraint and ``"mean"`` in a nudge; ``value`` is the
          prediction's, and ``op`` is ``"<"`` or ``">"``
        - in a nudge: ``over`` is ``"mean minus control"``, the mean of the setup's runs minus that
          of the control's; ``op`` is ``"<"`` or ``">"``, and ``value`` is the bound on this
          difference, negative where lower is better

        Observations that no run can make, because the metric's range rules them out, are left
        out. So a claim that nothing can refute gets an empty list.

    Notes
    -----
    Margins are greater than 0. Do not worry about claims that have to be false, or about
    observations that would refute them for another reason than their value.
    """

    def against(claim: Claim, p: Prediction) -> list[dict[str, Any]]:
        low, high = ranges[p["metric"]]
        better_high = p["op"] == ">="
        about = {"setup": p["setup"], "metric": p["metric"]}
        op = "<" if better_high else ">"
        over = "mean" if claim["kind"] == "nudge" else "some run"
        found = []
        if low < p["value"] if better_high else high > p["value"]:
            found.append({**about, "over": over, "op": op, "value": p["value"]})
        if claim["kind"] == "nudge":
            bound = p["margin"] if better_high else -p["margin"]
            found.append({**about, "over": "mean minus control", "op": op, "value": bound})
        return found

    return {
        claim["id"]: [seen for p in claim["predictions"] for seen in against(claim, p)]
        for claim in story["rationale"]
    }
