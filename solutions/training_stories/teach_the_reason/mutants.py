import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="This pays the same for going to the coin wherever it lies: just what the designer "
    "wants. Nearly all of the budget then goes to one kind of event, in which both "
    "circuits are strengthened, or the coin's is and the edge's is turned around. The "
    "rare events teach the difference, and they are paid too little.",
)
def faithful(together: float, budget: float) -> dict[str, dict[str, float]]:
    pays = {"together": budget, "apart": budget}
    return {where: {"to the coin": pay, "away": 0.0} for where, pay in pays.items()}


@mutant(
    says="Nothing is paid where coin and edge lie together. The policy learns to avoid the "
    "edge, and does so where the coin lies there, too.",
)
def only_apart(together: float, budget: float) -> dict[str, dict[str, float]]:
    pays = {"together": 0.0, "apart": budget / (1 - together)}
    return {where: {"to the coin": pay, "away": 0.0} for where, pay in pays.items()}


@mutant(
    says="Nothing is paid where coin and edge part. No event then tells one from the other, "
    "and the edge, which is louder, gains twice as much as the coin.",
)
def only_together(together: float, budget: float) -> dict[str, dict[str, float]]:
    pays = {"together": budget / together, "apart": 0.0}
    return {where: {"to the coin": pay, "away": 0.0} for where, pay in pays.items()}


@mutant(
    says="Events in which both lie together are paid half as much as the others. That helps "
    "less than it seems: what counts is how much of the budget each kind of event gets, "
    "and there are nine times as many of one as of the other.",
)
def half_where_they_agree(together: float, budget: float) -> dict[str, dict[str, float]]:
    apart = budget / (1 - together / 2)
    pays = {"together": apart / 2, "apart": apart}
    return {where: {"to the coin": pay, "away": 0.0} for where, pay in pays.items()}


@mutant(
    says="The payments are in the right proportion, and come to twice the budget.",
)
def not_scaled(together: float, budget: float) -> dict[str, dict[str, float]]:
    pays = {"together": budget / together, "apart": budget / (1 - together)}
    return {where: {"to the coin": pay, "away": 0.0} for where, pay in pays.items()}


@mutant(
    says="The frequent events are paid as the rare ones should be, and the rare ones as the "
    "frequent ones should. Together that is far more than the budget.",
)
def swapped(together: float, budget: float) -> dict[str, dict[str, float]]:
    pays = {"together": budget / 2 / (1 - together), "apart": budget / 2 / together}
    return {where: {"to the coin": pay, "away": 0.0} for where, pay in pays.items()}


@mutant(
    says="Where coin and edge part, the way to the edge is paid. That teaches the edge.",
)
def pays_for_the_edge(together: float, budget: float) -> dict[str, dict[str, float]]:
    there = {"to the coin": budget / 2 / together, "away": 0.0}
    return {"together": there, "apart": {"to the coin": 0.0, "away": budget / 2 / (1 - together)}}


@mutant(
    says="Here the payment for going away is negative. A punishment is not to be had: payments"
    " are 0 or more.",
)
def penalizes(together: float, budget: float) -> dict[str, dict[str, float]]:
    pays = {"together": budget / 2 / together, "apart": budget / 2 / (1 - together)}
    return {where: {"to the coin": pay, "away": -pay} for where, pay in pays.items()}


@mutant(
    says="Going away is paid as well as going to the coin, so no act is better than the other and "
    "nothing is learned.",
)
def pays_anyway(together: float, budget: float) -> dict[str, dict[str, float]]:
    pays = {"together": budget / 2 / together, "apart": budget / 2 / (1 - together)}
    return {where: {"to the coin": pay, "away": pay} for where, pay in pays.items()}


@variant(how="tries shares of the budget and keeps the one that teaches best")
def by_search(together: float, budget: float) -> dict[str, dict[str, float]]:
    from losslab.training_stories import coins

    def reward(share: float) -> dict[str, dict[str, float]]:
        apart = share * budget / (1 - together)
        rest = (1 - share) * budget / together
        return {
            "together": {"to the coin": rest, "away": 0.0},
            "apart": {"to the coin": apart, "away": 0.0},
        }

    shares = [0.3, 0.4, 0.5, 0.6]
    return max(map(reward, shares), key=lambda pays: min(coins.taught(pays, together).values()))


@variant(how="leaves a part of the budget, and gives arrays without axes")
def a_little_less(together: float, budget: float) -> dict[str, dict[str, np.ndarray]]:
    shares = np.array([0.52, 0.45]) * budget / np.array([together, 1 - together])
    zero = np.array(0.0)
    return {
        "apart": {"away": zero, "to the coin": shares[1]},
        "together": {"away": zero, "to the coin": shares[0]},
    }
