import math

import numpy as np


def right_half_for_each_place(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Spend half of the budget on each place, however rare it is."""
    return {
        "together": {"to the coin": budget / 2 / together, "away": 0.0},
        "apart": {"to the coin": budget / 2 / (1 - together), "away": 0.0},
    }


def right_even_odds(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Scale the faithful reward by the odds against a place, up to a common factor."""
    often = {"together": together, "apart": 1 - together}
    pays = {}
    for place, share in often.items():
        other = 1 - share
        pays[place] = {"away": 0.0, "to the coin": budget * other / (2 * together * (1 - together))}
    return pays


def right_search(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Simulate the training for several splits of the budget, and keep the best worst case."""
    from collections import defaultdict

    often = np.array([together, 1 - together])
    sees = np.array([[1.0, 2.0], [1.0, -2.0]])  # a row a place: coin, edge

    def worst(split: float) -> float:
        paid = budget * np.array([split, 1 - split]) / often
        w = np.array([0.3, 0.3])
        for _ in range(100):
            p = 1 / (1 + np.exp(-(sees @ w)))
            w = w + 0.3 * (often * p * (1 - p) * paid) @ sees
        return float((1 / (1 + np.exp(-(sees @ w)))).min())

    best = max(np.linspace(0.3, 0.7, 9), key=worst)
    pays: defaultdict[str, dict[str, float]] = defaultdict(dict)
    pays["together"] = {"to the coin": best * budget / often[0], "away": np.float64(0)}
    pays["apart"] = {"to the coin": (1 - best) * budget / often[1], "away": np.float64(0)}
    return pays


def right_two_to_three(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Split the budget 2 to 3, for the edge is a head start where both lie together."""
    from fractions import Fraction

    shares = (("together", together, Fraction(2, 5)), ("apart", 1 - together, Fraction(3, 5)))
    return {
        place: dict(zip(("to the coin", "away"), (float(part) * budget / often, 0.0), strict=True))
        for place, often, part in shares
    }


def right_small_thanks_for_going_away(
    together: float, budget: float
) -> dict[str, dict[str, float]]:
    """Pay a little for going away as well: only the difference teaches, and it is enough."""
    pays = {}
    for place, often in (("together", together), ("apart", 1 - together)):
        most = 0.5 * budget / often
        pays[place] = {"to the coin": most, "away": most / 20}
    return pays


def right_thrifty(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Spend 0.44 an event on each place whatever the budget is: 0.88 is below all budgets."""
    spent = min(0.44, budget / 2)
    rare, usual = min(together, 1 - together), max(together, 1 - together)
    rich, poor = ({"to the coin": spent / often, "away": 0.0} for often in (rare, usual))
    return {"together": poor if together > 0.5 else rich, "apart": rich if together > 0.5 else poor}


def wrong_faithful(together: float, budget: float) -> dict[str, dict[str, float]]:
    """The faithful reward: the same for going to the coin wherever it lies."""
    return {
        "together": {"to the coin": budget, "away": 0.0},
        "apart": {"to the coin": budget, "away": 0.0},
    }


def wrong_only_where_they_part(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Pays only where coin and edge part; where they agree the policy then fails."""
    return {
        "together": {"to the coin": 0.0, "away": 0.0},
        "apart": {"to the coin": budget / (1 - together), "away": 0.0},
    }


def wrong_only_where_they_agree(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Pays only where both lie together, so the edge is learned."""
    return {
        "together": {"to the coin": budget / together, "away": 0.0},
        "apart": {"to the coin": 0.0, "away": 0.0},
    }


def wrong_rare_place_alone(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Pays only in the rarer place, whichever it is."""
    return {
        "together": {"to the coin": budget / together if together < 0.5 else 0.0, "away": 0.0},
        "apart": {"to the coin": budget / (1 - together) if together > 0.5 else 0.0, "away": 0.0},
    }


def wrong_budget_for_each_place(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Spends the whole budget on each place, twice as much as there is."""
    return {
        "together": {"to the coin": budget / together, "away": 0.0},
        "apart": {"to the coin": budget / (1 - together), "away": 0.0},
    }


def wrong_shares_swapped(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Divides by the share of the other place: the usual one is paid far too well."""
    return {
        "together": {"to the coin": budget / 2 / (1 - together), "away": 0.0},
        "apart": {"to the coin": budget / 2 / together, "away": 0.0},
    }


def wrong_half_in_each_event(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Pays half of the budget in either place, which is faithful again and too little."""
    return {
        "together": {"to the coin": budget / 2, "away": 0.0},
        "apart": {"to the coin": budget / 2, "away": 0.0},
    }


def wrong_generous(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Ten times the budget, split evenly: it teaches, and nobody can pay it."""
    return {
        "together": {"to the coin": 5 * budget / together, "away": 0.0},
        "apart": {"to the coin": 5 * budget / (1 - together), "away": 0.0},
    }


def wrong_punishes(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Takes as much for going away as it pays, but payments are never negative."""
    return {
        "together": {"to the coin": budget / 2 / together, "away": -budget / 2 / together},
        "apart": {"to the coin": budget / 2 / (1 - together), "away": -budget / 2 / (1 - together)},
    }


def wrong_numbers_for_nine_in_ten(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Fixed numbers that work for together=0.9 and a budget of 1, not for 0.1 or 0.98."""
    return {
        "together": {"to the coin": 0.5 / 0.9, "away": 0.0},
        "apart": {"to the coin": 5.0, "away": 0.0},
    }


def wrong_agreement_is_common(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Pays well where they part, as that is rare: with together=0.05 it is not."""
    return {
        "together": {"to the coin": budget / 2 / max(together, 1 - together), "away": 0.0},
        "apart": {"to the coin": budget / 2 / min(together, 1 - together), "away": 0.0},
    }


def wrong_away_is_paid(together: float, budget: float) -> dict[str, dict[str, float]]:
    """The two payments of each place are mixed up, so it teaches to leave."""
    return {
        "together": {"to the coin": 0.0, "away": budget / 2 / together},
        "apart": {"to the coin": 0.0, "away": budget / 2 / (1 - together)},
    }


def wrong_follows_the_edge_apart(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Pays for going to the edge where they part, which teaches the edge."""
    return {
        "together": {"to the coin": budget / 2 / together, "away": 0.0},
        "apart": {"to the coin": 0.0, "away": budget / 2 / (1 - together)},
    }


def wrong_same_for_both_ways(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Pays the same for going away, so no update has a direction."""
    return {
        "together": {"to the coin": budget / 2 / together, "away": budget / 2 / together},
        "apart": {"to the coin": budget / 2 / (1 - together), "away": budget / 2 / (1 - together)},
    }


def wrong_away_paid_on_top(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Pays half as much for going away, and the difference is too small to teach in time."""
    return {
        "together": {"to the coin": budget / 2 / together, "away": budget / 4 / together},
        "apart": {"to the coin": budget / 2 / (1 - together), "away": budget / 4 / (1 - together)},
    }


def wrong_too_stingy(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Splits it well but spends a third, and 100 updates are too few for that."""
    return {
        "together": {"to the coin": budget / 6 / together, "away": 0.0},
        "apart": {"to the coin": budget / 6 / (1 - together), "away": 0.0},
    }


def wrong_four_to_one(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Spends four fifths where they lie together: where they part it is not learned."""
    return {
        "together": {"to the coin": 0.8 * budget / together, "away": 0.0},
        "apart": {"to the coin": 0.2 * budget / (1 - together), "away": 0.0},
    }


def wrong_one_to_four(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Spends four fifths where they part: where they lie together it is not learned."""
    return {
        "together": {"to the coin": 0.2 * budget / together, "away": 0.0},
        "apart": {"to the coin": 0.8 * budget / (1 - together), "away": 0.0},
    }


def wrong_by_loudness(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Makes the edge's weight stay by its loudness, 1 to 2 for 2 to 1, and spends too much."""
    return {
        "together": {"to the coin": budget / together, "away": 0.0},
        "apart": {"to the coin": budget / 2 / (1 - together), "away": 0.0},
    }


def wrong_twice_where_they_part(together: float, budget: float) -> dict[str, dict[str, float]]:
    """The notebook's half-hearted reward: twice as much where they part, within budget."""
    return {
        "together": {"to the coin": budget / (2 - together), "away": 0.0},
        "apart": {"to the coin": 2 * budget / (2 - together), "away": 0.0},
    }


def wrong_square_roots(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Divides by the root of how often a place comes, and scales that to the budget."""
    scale = budget / (together**0.5 + (1 - together) ** 0.5)
    return {
        "together": {"to the coin": scale / together**0.5, "away": 0.0},
        "apart": {"to the coin": scale / (1 - together) ** 0.5, "away": 0.0},
    }


def wrong_rounded_up(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Rounds payments up to whole numbers, which takes more than the budget."""
    return {
        "together": {"to the coin": math.ceil(budget / 2 / together), "away": 0.0},
        "apart": {"to the coin": math.ceil(budget / 2 / (1 - together)), "away": 0.0},
    }


def wrong_name_of_a_place(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Calls the second place 'parted' and not 'apart'."""
    return {
        "together": {"to the coin": budget / 2 / together, "away": 0.0},
        "parted": {"to the coin": budget / 2 / (1 - together), "away": 0.0},
    }


def wrong_flat(together: float, budget: float) -> dict[str, dict[str, float]]:
    """A payment a place instead of two: what going away earns is not said."""
    return {
        "together": budget / 2 / together,
        "apart": budget / 2 / (1 - together),
    }
