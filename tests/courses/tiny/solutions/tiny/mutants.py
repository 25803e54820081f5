"""Known wrong and right answers of the tiny chapter."""

import torch

from autograder.course.exercise import mutant, variant


@mutant("double", says="You squared the number.")
def double_squared(x):
    return x * x


@mutant("double", says="You returned the number itself.")
def double_identity(x):
    return x


@mutant("double", says="You doubled small numbers only.")
def double_small(x):
    return 2.0 * x if x < 100 else x


@mutant("double", says="You lost the sign.")
def double_absolute(x):
    return abs(2.0 * x)


@variant("double", how="Adds instead of multiplying.")
def double_by_adding(x):
    return x + x


@mutant("positive_mean", says="You averaged over all entries.")
def positive_mean_all(values):
    if not (values > 0).any():
        raise ValueError
    return values.mean()


@mutant("positive_mean", says="You divided by the number of all entries.")
def positive_mean_wrong_count(values):
    if not (values > 0).any():
        raise ValueError
    return values.clamp(min=0).sum() / len(values)


@mutant("positive_mean", says="You returned NaN where nothing is positive.")
def positive_mean_nan(values):
    return values[values > 0].mean()


@mutant("positive_mean", says="You returned a Python number, not a tensor.")
def positive_mean_item(values):
    if not (values > 0).any():
        raise ValueError
    return values[values > 0].mean().item()


@variant("positive_mean", how="Sums and counts.")
def positive_mean_by_hand(values):
    mask = values > 0
    if not mask.any():
        raise ValueError("nothing")
    return torch.where(mask, values, torch.zeros_like(values)).sum() / mask.sum()
