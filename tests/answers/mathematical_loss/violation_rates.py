import numpy as np
import torch


def right_table(mistakes, risks, n, margin):
    """A table of booleans, read along a column, at the winners, along rows."""
    fails = risks > mistakes / n + margin
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def right_loops(mistakes, risks, n, margin):
    """Plain loops over experiments, min with a key for the winner."""
    truth, counts = risks.tolist(), {"fixed": 0, "selected": 0, "any": 0}
    rows = mistakes.tolist()
    for row in rows:
        fails = [risk > wrong / n + margin for risk, wrong in zip(truth, row, strict=True)]
        winner = min(range(len(row)), key=row.__getitem__)
        counts["fixed"] += fails[0]
        counts["selected"] += fails[winner]
        counts["any"] += any(fails)
    return {name: count / len(rows) for name, count in counts.items()}


def right_counter(mistakes, risks, n, margin):
    """A Counter of failures, experiment by experiment; the worst excess decides about any."""
    from collections import Counter

    failures = Counter(fixed=0, selected=0, any=0)
    for row in mistakes:
        excess = risks - row / n - margin
        failures["fixed"] += int(excess[0] > 0)
        failures["selected"] += int(excess[row == row.min()][0] > 0)
        failures["any"] += int(excess.max() > 0)
    trials = mistakes.shape[0]
    return Counter({name: failures[name] / trials for name in ("fixed", "selected", "any")})


def right_torch(mistakes, risks, n, margin):
    """torch: a stable sort finds the winners, gather reads their failures."""
    table = torch.tensor(mistakes.tolist())
    truth = torch.tensor(risks.tolist(), dtype=torch.float64)
    fails = table.double() / n + margin < truth
    winner = torch.sort(table, dim=1, stable=True).indices[:, :1]
    return {
        "fixed": fails[:, 0].double().mean().item(),
        "selected": fails.gather(1, winner).double().mean().item(),
        "any": fails.any(dim=1).double().mean().item(),
    }


def right_thresholds(mistakes, risks, n, margin):
    """Says how few mistakes are too few for each hypothesis; results are NumPy scalars."""
    fails = mistakes < n * (risks - margin)
    winner = np.argsort(mistakes, axis=1, kind="stable")[:, :1]
    trials = np.float64(len(mistakes))
    return {
        "any": np.count_nonzero(fails.sum(axis=1)) / trials,
        "fixed": np.count_nonzero(fails[:, 0]) / trials,
        "selected": np.count_nonzero(np.take_along_axis(fails, winner, axis=1)) / trials,
    }


def right_scan_of_hypotheses(mistakes, risks, n, margin):
    """Goes through the hypotheses and keeps each experiment's best so far."""
    trials, hypotheses = mistakes.shape
    best = np.full(trials, n + 1)
    best_fails, some = np.zeros(trials, dtype=bool), np.zeros(trials, dtype=bool)
    for h in range(hypotheses):
        fails = mistakes[:, h] / n + margin < risks[h]
        some |= fails
        better = mistakes[:, h] < best
        best = np.where(better, mistakes[:, h], best)
        best_fails = np.where(better, fails, best_fails)
    first = mistakes[:, 0] / n + margin < risks[0]
    shares = [float(np.mean(senses)) for senses in (first, best_fails, some)]
    return dict(zip(("fixed", "selected", "any"), shares, strict=True))


def wrong_last_of_ties(mistakes, risks, n, margin):
    """The last of several winners is taken: mistakes [[1, 1]], risks (0.9, 0.1), n = 10."""
    fails = risks > mistakes / n + margin
    winners = mistakes.shape[1] - 1 - mistakes[:, ::-1].argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_most_mistakes(mistakes, risks, n, margin):
    """Selects the hypothesis with the most mistakes: [[1, 9]], risks (0.5, 0.5), n = 10."""
    fails = risks > mistakes / n + margin
    chosen = mistakes.argmax(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_share_of_all_cells(mistakes, risks, n, margin):
    """any is the share of all bounds that fail: [[1, 9]], risks (0.5, 0.5), n = 10."""
    fails = risks > mistakes / n + margin
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.mean()),
    }


def wrong_axis_of_any(mistakes, risks, n, margin):
    """any is the share of hypotheses that fail somewhere: [[1, 9], [1, 9]], risks (0.5, 0.5)."""
    fails = risks > mistakes / n + margin
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.any(axis=0).mean()),
    }


def wrong_fixed_is_average(mistakes, risks, n, margin):
    """fixed averages over all hypotheses, not number 0: [[1, 9]], risks (0.5, 0.5), n = 10."""
    fails = risks > mistakes / n + margin
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails.mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_counts(mistakes, risks, n, margin):
    """Numbers of experiments, not shares: two experiments that fail."""
    fails = risks > mistakes / n + margin
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].sum()),
        "selected": float(fails[np.arange(len(fails)), winners].sum()),
        "any": float(fails.any(axis=1).sum()),
    }


def wrong_two_sided(mistakes, risks, n, margin):
    """A record far above the risk fails as well: mistakes [[9]], risks (0.5,), margin 0.1."""
    fails = np.abs(risks - mistakes / n) > margin
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_margin_ignored(mistakes, risks, n, margin):
    """Fails as soon as the risk is above the record: [[4]], risks (0.5,), n = 10, margin 0.3."""
    fails = risks > mistakes / n
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_one_winner_for_all(mistakes, risks, n, margin):
    """The fewest mistakes over all experiments: [[1, 9], [9, 2]], risks (0.5, 0.5), n = 10."""
    fails = risks > mistakes / n + margin
    winner = mistakes.sum(axis=0).argmin()
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[:, winner].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_risk_of_hypothesis_zero(mistakes, risks, n, margin):
    """Holds the winner's record against risk 0: [[5, 1]], risks (0.5, 0.1), n = 10."""
    fails = risks > mistakes / n + margin
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float((risks[0] > mistakes.min(axis=1) / n + margin).mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_lowest_risk_selected(mistakes, risks, n, margin):
    """Selects by true risk, which nobody sees: [[1, 3]], risks (0.9, 0.2), n = 10."""
    fails = risks > mistakes / n + margin
    winner = risks.argmin()
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[:, winner].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_any_by_extremes(mistakes, risks, n, margin):
    """any: highest risk against fewest mistakes: [[8, 1]], risks (0.8, 0.1), n = 10."""
    fails = risks > mistakes / n + margin
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float((risks.max() > mistakes.min(axis=1) / n + margin).mean()),
    }


def wrong_any_tied_winner(mistakes, risks, n, margin):
    """selected fails if any tied winner does: [[1, 1]], risks (0.1, 0.9), n = 10."""
    fails = risks > mistakes / n + margin
    tied = mistakes == mistakes.min(axis=1, keepdims=True)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float((fails & tied).any(axis=1).mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_any_from_winner(mistakes, risks, n, margin):
    """Takes for granted that the winner fails if any does: [[1, 5]], risks (0.1, 0.9), n = 10."""
    fails = risks > mistakes / n + margin
    winners = mistakes.argmin(axis=1)
    selected = float(fails[np.arange(len(fails)), winners].mean())
    return {"fixed": float(fails[:, 0].mean()), "selected": selected, "any": selected}


def wrong_margin_in_mistakes(mistakes, risks, n, margin):
    """Rounds the margin down to whole mistakes: [[4]], risks (0.48,), n = 10, margin 0.09."""
    fails = risks * n > mistakes + int(margin * n)
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_fixed_if_it_wins(mistakes, risks, n, margin):
    """fixed counts only where hypothesis 0 is selected: [[2, 1]], risks (0.9, 0.1), n = 10."""
    fails = risks > mistakes / n + margin
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float((fails[:, 0] & (winners == 0)).mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_whole_division(mistakes, risks, n, margin):
    """mistakes // n is 0 or 1: mistakes [[5]], risks (0.5,), n = 10, margin 0.1."""
    fails = risks > mistakes // n + margin
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_holds(mistakes, risks, n, margin):
    """Shares in which the bound holds, not fails: [[1]], risks (0.9,), n = 10, margin 0.1."""
    fails = risks > mistakes / n + margin
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(1 - fails[:, 0].mean()),
        "selected": float(1 - fails[np.arange(len(fails)), winners].mean()),
        "any": float(1 - fails.any(axis=1).mean()),
    }


def wrong_margin_to_whole_cases(mistakes, risks, n, margin):
    """Rounds the margin to the nearest number of cases: n = 10, margin 0.065."""
    fails = risks * n > mistakes + round(margin * n)
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


def wrong_risks_to_a_digit(mistakes, risks, n, margin):
    """Rounds risks to tenths: [[3]], risks (0.46,), n = 10, margin 0.173."""
    fails = np.round(risks, 1) > mistakes / n + margin
    winners = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), winners].mean()),
        "any": float(fails.any(axis=1).mean()),
    }
