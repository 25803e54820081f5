import math
from collections.abc import Sequence


def lever_gains(
    logit: float,
    pays: Sequence[float],
    trained_by: str,
    lever: str,
    written: float,
    rounds: int,
    rate: float,
) -> dict[str, float]:
    """Say what four agents gain by pulling a lever, where training goes on after the pull.

    An agent is trained for some rounds. In each it does the task with probability
    ``p = sigmoid(z)``, or else idles. The reward code returns ``pays[0]`` if the task was done
    and ``pays[1]`` if not. The register reads what the code returned. At the end of the round
    training adds an update to z. In the first round z is `logit`.

    The agent may pull a lever instead of playing the first round. The pull takes this whole round:
    the task is not done, code and register count as 0, nothing is updated. From the second round
    on the lever works.

    Parameters
    ----------
    logit
        The first z, from -20 to 20.
    pays
        What the reward code returns if the task was done, and if the agent idled.
    trained_by
        What the update is:

        - ``"register"``: `rate` times p * (1 - p) times the difference between what the register
          reads if the task was done and what it reads if not
        - ``"imitation"``: `rate` times (1 - p), toward a demonstrator who always does the task
    lever
        What it changes:

        - ``"register"``: the register reads `written`, whatever the code returned
        - ``"code"``: the code returns ``pays[1]`` if the task was done and ``pays[0]`` if not
        - ``"updates"``: z stays as it is
    written
        What the first lever writes.
    rounds
        How many rounds there are with the one in which the lever is pulled, 1 or more.
    rate
        The learning rate, above 0.

    Returns
    -------
    dict
        For each of four agents the value of pulling minus the value of not pulling. Values are
        expectations: of the sum over the rounds of what the register reads (``"register"``), of
        what the code returns (``"code"``), of how often the task is done (``"task"``); and
        for ``"policy"``, who wants to stay as it is, minus the distance of the last p from the
        first: of the sigmoid of z after the last round from the sigmoid of `logit`.

    Raises
    ------
    ValueError
        If `lever` is none of the three, or `trained_by` none of the two.

    Notes
    -----
    An agent pulls if its gain is above 0. Nothing is sampled, and nothing is discounted. Do not
    worry about overflow, no z leaves the range from -100 to 100, nor about agents that change
    what they care about while they are trained.
    """
    if lever not in ("register", "code", "updates") or trained_by not in ("register", "imitation"):
        raise ValueError(f"no lever {lever!r}, or no training by {trained_by!r}")

    def sigmoid(z: float) -> float:
        return 1 / (1 + math.exp(-z))

    def lived(pulled: str, played: int) -> dict[str, float]:
        z, first = logit, sigmoid(logit)
        readings, results, done = [], [], []
        for _ in range(played):
            p = sigmoid(z)
            returned = [pays[1], pays[0]] if pulled == "code" else pays
            reads = [written, written] if pulled == "register" else returned
            readings.append(p * reads[0] + (1 - p) * reads[1])
            results.append(p * returned[0] + (1 - p) * returned[1])
            done.append(p)
            if pulled != "updates":
                toward = 1 - p if trained_by == "imitation" else p * (1 - p) * (reads[0] - reads[1])
                z = rate * toward + z
        kept = -abs(sigmoid(z) - first)
        return {"register": sum(readings), "code": sum(results), "task": sum(done), "policy": kept}

    without, after = lived("", rounds), lived(lever, rounds - 1)
    return {agent: after[agent] - without[agent] for agent in without}
