import numpy as np
import torch


def right_ones_vector(predict, x, y, interventions):
    """A vector of ones with -1 where the intervention acts."""
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        for j in features:
            sign[j] = -1.0
        flips.append((predict(x * sign) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def right_clone(predict, x, y, interventions):
    """A fresh clone for each intervention, negated column by column."""
    classes = predict(x.clone()).clone()

    def share(features):
        rows = x.clone()
        for j in features:
            rows[:, j] = -rows[:, j]
        return float((predict(rows) != classes).sum()) / len(x)

    return {
        "accuracy": float((classes == y).sum()) / len(x),
        "flips": [share(features) for features in interventions],
    }


def right_where(predict, x, y, interventions):
    """A mask of features, and torch.where between rows and negatives."""
    places = torch.arange(x.shape[1])
    before = predict(x)
    after = [
        predict(torch.where(torch.isin(places, torch.tensor(list(f), dtype=torch.long)), -x, x))
        for f in interventions
    ]
    return dict(
        accuracy=torch.eq(before, y).float().mean().item(),
        flips=[torch.ne(before, a).float().mean().item() for a in after],
    )


def right_pure_python(predict, x, y, interventions):
    """Rows as lists of numbers, and counting by hand."""
    n, table = len(x), x.tolist()
    before = predict(x).tolist()
    flips = []
    for features in interventions:
        turned = [[-v if j in features else v for j, v in enumerate(row)] for row in table]
        after = predict(torch.tensor(turned, dtype=x.dtype)).tolist()
        flips.append(sum(a != b for a, b in zip(before, after, strict=True)) / n)
    right = sum(a == b for a, b in zip(before, y.tolist(), strict=True))
    return {"accuracy": right / n, "flips": flips}


def right_numpy(predict, x, y, interventions):
    """Copies in NumPy; the shares are NumPy scalars."""
    rows = x.detach().cpu().numpy().copy()
    before = np.asarray(predict(x)).copy()
    flips = []
    for features in interventions:
        turned = rows.copy()
        turned[:, list(features)] *= -1
        flips.append(np.mean(np.asarray(predict(torch.from_numpy(turned))) != before))
    return {"accuracy": np.mean(before == y.numpy()), "flips": flips}


def right_columns(predict, x, y, interventions):
    """Take the rows apart into columns and stack them again."""
    before = predict(x)

    def differ(a, b):
        return torch.count_nonzero(a - b).item() / a.numel()

    def turned(features):
        return torch.stack([-c if j in features else c for j, c in enumerate(x.unbind(1))], 1)

    flips = [differ(before, predict(turned(set(features)))) for features in interventions]
    return {"accuracy": 1 - differ(before, y), "flips": flips}


def wrong_in_place(predict, x, y, interventions):
    """Negates x itself: changes the rows, and interventions pile up; shows for [[0], [1]]."""
    before = predict(x)
    accuracy = (before == y).double().mean().item()
    flips = []
    for features in interventions:
        x[:, list(features)] *= -1
        flips.append((predict(x) != before).double().mean().item())
    return {"accuracy": accuracy, "flips": flips}


def wrong_changes_rows(predict, x, y, interventions):
    """Undoes each intervention by / -3 and * -3: x comes back changed by rounding (0.1)."""
    before = predict(x)
    accuracy = (before == y).double().mean().item()
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) != before).double().mean().item())
        x[:, list(features)] /= -3
        x[:, list(features)] *= -3
    return {"accuracy": accuracy, "flips": flips}


def wrong_pile_up(predict, x, y, interventions):
    """One clone for all: each intervention starts from the one before; shows for [[0], [1]]."""
    rows = x.clone()
    before = predict(x)
    flips = []
    for features in interventions:
        rows[:, list(features)] *= -1
        flips.append((predict(rows) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_against_labels(predict, x, y, interventions):
    """Compares the new answers with the labels: shows where the predictor is not always right."""
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) != y).double().mean().item())
    return {"accuracy": (predict(x) == y).double().mean().item(), "flips": flips}


def wrong_loss_of_accuracy(predict, x, y, interventions):
    """Reports how accuracy falls: shows where as many answers become right as wrong."""
    accuracy = (predict(x) == y).double().mean().item()
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append(abs(accuracy - (predict(x * sign) == y).double().mean().item()))
    return {"accuracy": accuracy, "flips": flips}


def wrong_only_right_rows(predict, x, y, interventions):
    """Takes the share among rows that were right: shows for an accuracy below 1."""
    before = predict(x)
    right = before == y
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        changed = (predict(x * sign) != before) & right
        flips.append(changed.sum().item() / max(1, right.sum().item()))
    return {"accuracy": right.double().mean().item(), "flips": flips}


def wrong_set_to_zero(predict, x, y, interventions):
    """Erases the features in place of negating them: shows for a predictor by their sign."""
    before = predict(x)
    flips = []
    for features in interventions:
        rows = x.clone()
        rows[:, list(features)] = 0
        flips.append((predict(rows) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_negative_size(predict, x, y, interventions):
    """Makes the features negative, -|x|: shows for rows that are negative already."""
    before = predict(x)
    flips = []
    for features in interventions:
        rows = x.clone()
        rows[:, list(features)] = -rows[:, list(features)].abs()
        flips.append((predict(rows) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_first_feature(predict, x, y, interventions):
    """Negates only the first feature of an intervention: shows for [[1, 2]]."""
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)[:1]] = -1
        flips.append((predict(x * sign) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_one_at_a_time(predict, x, y, interventions):
    """Negates the features of an intervention one by one and averages: shows for [[1, 2]]."""
    before = predict(x)
    flips = []
    for features in interventions:
        each = []
        for j in features:
            sign = torch.ones(x.shape[1])
            sign[j] = -1
            each.append((predict(x * sign) != before).double().mean().item())
        flips.append(sum(each) / max(1, len(each)))
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_other_features(predict, x, y, interventions):
    """Negates the features that are not listed: shows for [[0]]."""
    before = predict(x)
    flips = []
    for features in interventions:
        sign = -torch.ones(x.shape[1])
        sign[list(features)] = 1
        flips.append((predict(x * sign) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_empty_left_out(predict, x, y, interventions):
    """Skips an empty intervention, so that the list is too short: shows for [[], [0]]."""
    before = predict(x)
    flips = []
    for features in interventions:
        if not list(features):
            continue
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_share_kept(predict, x, y, interventions):
    """Reports the share of answers that stay."""
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) == before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_distance_of_classes(predict, x, y, interventions):
    """Averages the distance of the class numbers: shows for a class that goes from 0 to 2."""
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) - before).abs().double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_net_change(predict, x, y, interventions):
    """Compares mean classes, so that 0 to 1 and 1 to 0 cancel: shows for a predictor by sign."""
    before = predict(x).double().mean()
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign).double().mean() - before).abs().item())
    return {"accuracy": (predict(x) == y).double().mean().item(), "flips": flips}


def wrong_rows_negated(predict, x, y, interventions):
    """Negates rows in place of columns: shows for x of 8 rows or more and [[0]]."""
    before = predict(x)
    flips = []
    for features in interventions:
        rows = x.clone()
        for j in features:
            rows[j % len(x)] *= -1
        flips.append((predict(rows) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_counts(predict, x, y, interventions):
    """Counts rows and does not divide: shows for two rows or more."""
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append(float((predict(x * sign) != before).sum()))
    return {"accuracy": float((before == y).sum()), "flips": flips}


def wrong_two_digits(predict, x, y, interventions):
    """Rounds the shares to two digits: shows for one row in three."""
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append(round((predict(x * sign) != before).double().mean().item(), 2))
    return {"accuracy": round((before == y).double().mean().item(), 2), "flips": flips}


def wrong_eight_features(predict, x, y, interventions):
    """Takes eight features for granted: raises for rows of another width."""
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(8)
        sign[list(features)] = -1
        flips.append((predict(x * sign) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_accuracy_after(predict, x, y, interventions):
    """Takes the accuracy from the last intervention: shows where it changes answers."""
    before = now = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        now = predict(x * sign)
        flips.append((now != before).double().mean().item())
    return {"accuracy": (now == y).double().mean().item(), "flips": flips}


def wrong_two_classes_only(predict, x, y, interventions):
    """Asks whether the class is 0 before and after: a change from 1 to 2 is not seen."""
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append(((predict(x * sign) > 0) != (before > 0)).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


def wrong_back_by_halves(predict, x, y, interventions):
    """Undoes an intervention by * -0.7 and / -0.7: the rows come back changed by rounding."""
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) != before).double().mean().item())
        x[:, list(features)] *= -0.7
        x[:, list(features)] /= -0.7
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}
