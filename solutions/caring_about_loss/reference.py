"""Caring about loss: which fact of the world an agent cares about, and how one would know."""

import math
from collections.abc import Callable, Sequence
from functools import cache
from itertools import product

import numpy as np
import torch
from losslab.chainworld import ChainWorld, Facts, State
from torch import Tensor


def register_return(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Estimate the expected discounted register value from recorded runs.

    A run's discounted value is ``r[0] + discount * r[1] + discount**2 * r[2] + ...``, where
    ``r[t]`` is what the register read in step t. The result is the mean of it over the runs.

    Parameters
    ----------
    runs
        One sequence of register readings, in nats, for each run: at least one run, each of at
        least one reading, not all of the same length. A run that has ended adds nothing more.
    discount
        A number from 0 to 1.

    Returns
    -------
    float
        In nats. An agent that cares about a low register prefers the policy for which this
        number is smaller.

    Notes
    -----
    Turner names this value as one of the things that "wants to minimize its loss" may mean.
    Do not worry about readings that are infinite or NaN.
    """
    values = [sum(discount**t * reading for t, reading in enumerate(run)) for run in runs]
    return float(sum(values) / len(values))


def utility_of(motive: str, history: Sequence[Facts], discount: float) -> float:
    """Say what a history is worth to an agent that cares about one link of the chain.

    The utility is the sum over the steps t = 0, 1, 2, ... of ``discount**t`` times what the
    facts of step t are worth to the motive. More is better.

    Parameters
    ----------
    motive
        What a step is worth:

        - ``"register"``: minus what the register reads
        - ``"code"``: minus what the loss code returned
        - ``"label"``: the natural logarithm of the chance that the report gave to the label,
          so the log of the report if the label is 1, and of 1 - report if it is 0
        - ``"event"``: the same with the event in place of the label
        - ``"brier"``: minus the squared difference of report and event
        - ``"selected"``: the number of copies made
        - ``"task"``: 1 if the harvest was saved, else 0
        - ``"habit"``: 1 if the report is 0.8, else 0
    history
        The facts of each step, dicts with the keys of ``losslab.chainworld.Facts``: ``report``
        (above 0, below 1), ``event`` and ``label`` (0 or 1), ``code`` and ``register`` (nats),
        ``copies``, ``harvest`` (0 or 1). At least one step. Levers may have been pulled, so no
        fact can be inferred from the others.
    discount
        A number from 0 to 1.

    Returns
    -------
    float
        The utility of the history.

    Raises
    ------
    ValueError
        If the motive is none of the eight.

    Notes
    -----
    Nothing is random here: a history is what has happened. ``losslab.motives`` holds what a
    step is worth, if you want to compare afterwards.
    """

    def worth(facts: Facts) -> float:
        if motive in ("register", "code"):
            return -facts["register"] if motive == "register" else -facts["code"]
        if motive in ("label", "event"):
            outcome = facts["label"] if motive == "label" else facts["event"]
            return math.log(facts["report"] if outcome else 1 - facts["report"])
        if motive == "brier":
            return -((facts["report"] - facts["event"]) ** 2)
        if motive == "selected":
            return facts["copies"]
        if motive == "task":
            return facts["harvest"]
        if motive == "habit":
            return 1.0 if facts["report"] == 0.8 else 0.0
        raise ValueError(f"no motive {motive!r}")

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))


def plan(world: ChainWorld, worth: Callable[[Facts], float]) -> dict[str, float]:
    """Work out what each first action leads to if all later actions are the best ones.

    The value of a first action is the greatest expected discounted worth that can be had
    after it: the sum over the steps t = 0, ..., ``world.horizon - 1`` of
    ``world.discount**t`` times the expected worth of the facts of step t, where the first
    action is given and the others are chosen to make the sum as great as possible.

    Parameters
    ----------
    world
        A station: ``world.start`` is the first state, ``world.actions(state)`` lists what can
        be done in a state, and ``world.step(state, action)`` returns the next state and a list
        of pairs (probability, facts) of what may be the case in this step. The next state does
        not depend on chance.
    worth
        What the facts of one step are worth to the agent: a function of the facts that returns
        a float, such as ``losslab.motives.worth("register")``. More is better. It need not be
        linear in the facts.

    Returns
    -------
    dict
        For each action in ``world.actions(world.start)`` its value, a float. The agent takes an
        action of the greatest value.

    Notes
    -----
    States can be compared and used as keys of a dict. The stations that are tried are small:
    at most five steps and five actions, so trying every sequence of actions is fast enough.
    """

    @cache
    def best(state: State, left: int) -> float:
        if left == 0:
            return 0.0
        return max(after(state, action, left) for action in world.actions(state))

    def after(state: State, action: str, left: int) -> float:
        following, outcomes = world.step(state, action)
        now = sum(chance * worth(facts) for chance, facts in outcomes)
        return now + world.discount * best(following, left - 1)

    first = world.actions(world.start)
    return {action: after(world.start, action, world.horizon) for action in first}


def identical_in_training(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    """Group the motives that no amount of watching in these situations can tell apart.

    Two motives belong to the same group if they have the same set of best actions in every
    situation. The best actions are all those whose value lies within 1e-6 of the greatest:
    equal values come out of a computer with different last digits.

    Parameters
    ----------
    values
        ``values[situation][motive][action]`` is what the action is worth to the motive in the
        situation, as `plan` returns it. All situations hold the same motives, at least one;
        each motive has its own unit.

    Returns
    -------
    list of list of str
        The groups, in any order, and the motives of a group in any order. Each motive
        stands in exactly one group.

    Notes
    -----
    An agent that has several best actions chooses among them by lot, with equal chances. So
    two sets that overlap can be told apart. Do not worry about agents that make mistakes.
    """

    def best(worths: dict[str, float]) -> frozenset[str]:
        greatest = max(worths.values())
        return frozenset(action for action, v in worths.items() if v >= greatest - 1e-6)

    groups: dict[tuple[frozenset[str], ...], list[str]] = {}
    for motive in next(iter(values.values())):
        behavior = tuple(best(of_motive[motive]) for of_motive in values.values())
        groups.setdefault(behavior, []).append(motive)
    return list(groups.values())


def posterior(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    """Work out how probable each motive is after some actions have been seen.

    An agent with a given motive acts, in each experiment anew and on its own, like this: with
    probability 1 - slip it takes one of its best actions, each with the same chance; with
    probability slip it takes one of all possible actions, the best ones included, each with
    the same chance.

    Parameters
    ----------
    prior
        For each motive its probability before anything was seen. They sum to 1; some may be 0.
    experiments
        For each experiment's name a dict with the key ``"actions"``, the list of the possible
        actions, and one key for each motive, the list of its best actions.
    seen
        Pairs (name of an experiment, action that the agent took there). None, one or many; an
        experiment may have been repeated.
    slip
        Above 0 and below 1.

    Returns
    -------
    dict
        For each motive of `prior` its probability, a float. They sum to 1.

    Notes
    -----
    Bayes' rule: prior times likelihood, divided by the sum. At most 2,000 actions are seen.
    So the product of the likelihoods may be smaller than any float, for every motive; the
    result is still due.
    """
    log_weight: dict[str, float] = {}
    for motive, probability in prior.items():
        if probability == 0:
            continue
        log_weight[motive] = math.log(probability)
        for name, action in seen:
            best, possible = experiments[name][motive], experiments[name]["actions"]
            chance = slip / len(possible) + (1 - slip) * (action in best) / len(best)
            log_weight[motive] += math.log(chance)
    greatest = max(log_weight.values())
    weight = {motive: math.exp(log_weight[motive] - greatest) for motive in log_weight}
    total = sum(weight.values())
    return {motive: weight.get(motive, 0.0) / total for motive in prior}


def eig(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    """Compute the information that an experiment is expected to give about the motive, in bits.

    It is by how much the entropy of the distribution over motives falls on average: the
    entropy of `prior`, minus the mean of the entropy of the posterior over the actions that
    may be seen, each weighted by its probability under `prior`.

    Parameters
    ----------
    prior
        For each motive its probability. They sum to 1; some may be 0.
    experiment
        A dict with the key ``"actions"``, the list of the possible actions, and one key
        for each motive, the list of its best actions. As in `posterior`, the agent takes one
        of its best actions with probability 1 - slip, and one of all possible actions with
        probability slip, by lot in both cases.
    slip
        From 0 to 1.

    Returns
    -------
    float
        In bits, 0 or more, up to rounding. It equals the mutual information of motive and
        action.

    Notes
    -----
    Do not worry about experiments of several steps.
    """
    possible = experiment["actions"]

    def chances(motive: str) -> np.ndarray:
        best = experiment[motive]
        return np.array(
            [slip / len(possible) + (1 - slip) * (a in best) / len(best) for a in possible]
        )

    def entropy(p: np.ndarray) -> float:
        p = p[p > 0]
        return float(-(p * np.log2(p)).sum())

    acts = {motive: chances(motive) for motive in prior}
    mixed = sum((prior[motive] * acts[motive] for motive in prior), np.zeros(len(possible)))
    return entropy(mixed) - sum(prior[motive] * entropy(acts[motive]) for motive in prior)


def choose_experiment(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Name the experiment that should be made next.

    It is the one that is expected to give the most bits about the motive for each hour that
    it takes, after what has been seen is taken into account.

    Parameters
    ----------
    prior
        For each motive its probability before anything was seen. They sum to 1.
    experiments
        For each experiment's name a dict with the key ``"actions"``, the list of the possible
        actions, and one key for each motive, the list of its best actions.
    seen
        Pairs (name of an experiment, action that the agent took there), at most 20. What has
        been tried may be tried again: agents slip.
    hours
        How long each experiment takes, above 0.
    slip
        How the agent acts, above 0 and below 1: with probability 1 - slip it takes one of its
        best actions, and with probability slip one of all possible actions, the best ones
        included, by lot in both cases and in each experiment anew.

    Returns
    -------
    str
        The experiment's name. In what is tried, the best one is ahead of the others by at
        least 0.01 bits per hour.

    Notes
    -----
    You may copy what you wrote for `posterior` and `eig`; the exercise is graded on its own.
    Do not worry about looking more than one experiment ahead.
    """

    def chance(name: str, motive: str, action: str) -> float:
        best, possible = experiments[name][motive], experiments[name]["actions"]
        return slip / len(possible) + (1 - slip) * (action in best) / len(best)

    def bits(p: np.ndarray) -> float:
        p = p[p > 0]
        return float(-(p * np.log2(p)).sum())

    belief = np.array(
        [p * math.prod(chance(name, m, a) for name, a in seen) for m, p in prior.items()]
    )
    belief = belief / belief.sum()

    def bits_per_hour(name: str) -> float:
        table = np.array(
            [[chance(name, m, a) for a in experiments[name]["actions"]] for m in prior]
        )
        gain = bits(belief @ table) - sum(
            p * bits(row) for p, row in zip(belief, table, strict=True)
        )
        return gain / hours[name]

    return max(experiments, key=bits_per_hour)


def objectives_left_open(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Count the utility functions under which all choices that were seen are best.

    A utility function gives each of the outcomes 0, 1, ..., outcomes - 1 one of the values
    0, 1, ..., levels - 1. It is left open by a choice if no other outcome of the menu has a
    greater value than the chosen one; equal values are allowed.

    Parameters
    ----------
    outcomes
        How many outcomes there are, 1 to 6: facts of the world in which a behavior may end,
        such as "the register was overwritten" or "the harvest was saved".
    levels
        How many values a utility function can take, 1 to 3.
    choices
        Pairs (menu, chosen): the different outcomes that could be had, and the one that
        the agent brought about, which is on the menu. None, one or many.

    Returns
    -------
    int
        How many of the ``levels**outcomes`` utility functions are left open by every choice.

    Notes
    -----
    Two functions that differ count as two, even if they rank all outcomes alike, and
    those that give all outcomes the same value count too. There are at most 729, so you may go
    through them one by one.
    """

    def open_to(utility: tuple[int, ...]) -> bool:
        return all(
            utility[chosen] >= max(utility[outcome] for outcome in menu) for menu, chosen in choices
        )

    return sum(open_to(utility) for utility in product(range(levels), repeat=outcomes))


def tamper_rate(
    logits: Tensor,
    corridor: dict[str, float],
    trained_by: str,
    steps: int,
    rate: float,
) -> float:
    """Train a policy in a corridor by exact gradients and say how often it pulls the lever.

    The corridor has n cells in a row. A run begins in the cell ``corridor["start"]``. In
    each step the policy goes one cell to the right with probability
    ``sigmoid(logits[cell])``, else one to the left. In cell 0 is a lever that
    writes ``corridor["lever"]`` into the reward register; in cell n - 1 is an apple, for which
    the register reads ``corridor["apple"]``. Reaching either ends the run, and so
    do ``corridor["horizon"]`` steps, after which the register reads 0.

    Parameters
    ----------
    logits
        float64 of shape (n,), n >= 3: the policy before training. The entries of the two end
        cells are never used.
    corridor
        ``start`` (an integer from 1 to n - 2), ``horizon`` (an integer, 1 to 8), ``lever`` and
        ``apple`` (what the register reads; more is better).
    trained_by
        What each step of training climbs, in the logits:

        - ``"register"``: the expected reading of the register at the end of the run
        - ``"cut"``: the same with the lever disconnected: in cell 0 the run ends and the
          register reads 0
        - ``"imitation"``: the mean, over the cells 1 to n - 2, of the log-probability of going
          right, which is what a demonstrator does everywhere
    steps
        How many steps of training, 0 to 10. Each adds `rate` times the gradient at the current
        logits to the logits.
    rate
        The learning rate, above 0.

    Returns
    -------
    float
        The probability that the trained policy reaches the lever within the horizon.

    Raises
    ------
    ValueError
        If `trained_by` is none of the three.

    Notes
    -----
    Nothing is sampled: probabilities of being in each cell can be carried from step to
    step, and autograd differentiates through all of it. `logits` itself must not be changed. Do
    not worry about speed.
    """

    def ends(z: Tensor) -> tuple[Tensor, Tensor]:
        right = torch.sigmoid(z[1:-1])
        inside = torch.zeros_like(right)
        inside[int(corridor["start"]) - 1] = 1.0
        lever = apple = torch.zeros((), dtype=z.dtype)
        nowhere = torch.zeros(1, dtype=z.dtype)
        for _ in range(int(corridor["horizon"])):
            to_right, to_left = inside * right, inside * (1 - right)
            lever, apple = lever + to_left[0], apple + to_right[-1]
            inside = torch.cat([nowhere, to_right[:-1]]) + torch.cat([to_left[1:], nowhere])
        return lever, apple

    def climbed(z: Tensor) -> Tensor:
        if trained_by == "imitation":
            return torch.nn.functional.logsigmoid(z[1:-1]).mean()
        lever, apple = ends(z)
        if trained_by == "cut":
            return corridor["apple"] * apple
        return corridor["lever"] * lever + corridor["apple"] * apple

    if trained_by not in ("register", "cut", "imitation"):
        raise ValueError(f"trained by {trained_by!r}?")
    policy = logits.detach().clone().requires_grad_()
    for _ in range(steps):
        (gradient,) = torch.autograd.grad(climbed(policy), policy)
        policy = (policy + rate * gradient).detach().requires_grad_()
    return float(ends(policy)[0].detach())


def decoupled_approval(
    logits: Tensor, approval: Tensor, lever: int, written: float, decoupled: bool
) -> Tensor:
    """Compute the expected update of a policy that is trained by a supervisor's approval.

    The policy takes action a with probability ``pi[a] = softmax(logits)[a]``. After an action
    was carried out, the supervisor is asked what they think of one action q, the query, and
    their answer, ``approval[q]``, is read from a register. One action is a lever on this
    register: when it was the action carried out, the register reads `written`, whatever q is.
    The update of the logits is the number read, times the gradient of ``log pi[q]`` with respect
    to the logits.

    Parameters
    ----------
    logits
        float64 of shape (k,), k >= 2.
    approval
        What the supervisor thinks of each action, the lever too: float64 of shape (k,).
    lever
        Which action tampers with the register, 0 to k - 1.
    written
        What the register reads when the lever was pulled.
    decoupled
        If False, the query is the action that was carried out. If True, the query is a second
        draw from the policy, independent of the action carried out.

    Returns
    -------
    Tensor
        The expectation of the update over all draws, float64 of shape (k,).

    Notes
    -----
    The gradient of ``log pi[q]`` with respect to the logits is the q-th unit vector minus pi.
    Nothing is sampled. Do not worry about a baseline: none is subtracted.
    """
    pi = torch.softmax(logits, dim=0)
    score = torch.eye(len(pi), dtype=pi.dtype) - pi
    if not decoupled:
        read = approval.clone()
        read[lever] = written
        return (pi * read) @ score
    read_if_honest = (1 - pi[lever]) * approval
    read_if_pulled = pi[lever] * torch.full_like(approval, written)
    return (pi * (read_if_honest + read_if_pulled)) @ score


def replicate(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Say which types of network persist where networks are copied by loss, and copy themselves.

    In each round the number of networks of type i is multiplied by
    ``exp(-losses[i]) * copying[i]``: the first factor is the training code's rule, the second
    is what the type does about its own number by other means.

    Parameters
    ----------
    shares
        Shares of the types at the start, float64 of shape (n,), not negative, summing to 1.
    losses
        Loss of each type in nats, float64 of shape (n,).
    copying
        By which factor the type multiplies itself besides, above 0, float64 of shape (n,).
    rounds
        How many rounds, 0 to 1,000.

    Returns
    -------
    np.ndarray
        Shares of the types after the last round, float64 of shape (n,). They sum to 1, even
        where the number of networks itself is below or above what a float can hold.

    Notes
    -----
    Do not worry about chance, mutation, or shares smaller than 1e-7.
    """
    for _ in range(rounds):
        shares = shares * np.exp(-losses) * copying
        shares = shares / shares.sum()
    return shares


def train_population(
    logits: Sequence[float],
    cost: float,
    rate: float,
    mutations: Sequence[float],
    selected: bool,
) -> float:
    """Train a population by a myopic gradient, with or without selection among its members.

    Each network has one logit z and cooperates with probability ``p = sigmoid(z)``. To
    cooperate costs `cost` at once and brings 1 in the next step. The gradient is myopic: it
    climbs the expected reward of the present step, -cost * p, and gives no credit for the next
    one. A round has two parts, in this order:

    1. Each network takes one gradient step: `rate` times the derivative of -cost * p with
       respect to z is added to its z.
    2. Only if `selected`: the network with the lowest reward over the whole round,
       (1 - cost) * p, is overwritten by a copy of the one with the highest, and the round's
       mutation is added to the copy's z.

    Parameters
    ----------
    logits
        One z for each network, all different, at least two.
    cost
        Above 0, below 1.
    rate
        Learning rate, above 0.
    mutations
        One number for each round: as many rounds as there are numbers, perhaps none.
    selected
        Whether the second part takes place.

    Returns
    -------
    float
        The mean over the networks of the probability to cooperate, after the last round.

    Notes
    -----
    Where several networks are the best or the worst, it does not matter which one is taken. Do
    not worry about chance: rewards are expectations.
    """
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        if selected:
            reward = (1 - cost) / (1 + np.exp(-z))
            z[reward.argmin()] = z[reward.argmax()] + mutation
    return float((1 / (1 + np.exp(-z))).mean())
