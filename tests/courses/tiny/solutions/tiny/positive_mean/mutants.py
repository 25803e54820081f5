import torch

from autograder.course.exercise import mutant, variant


@mutant(says="You averaged over all entries.")
def all(values):
    if not (values > 0).any():
        raise ValueError
    return values.mean()


@mutant(says="You divided by the number of all entries.")
def wrong_count(values):
    if not (values > 0).any():
        raise ValueError
    return values.clamp(min=0).sum() / len(values)


@mutant(says="You returned NaN where nothing is positive.")
def nan(values):
    return values[values > 0].mean()


@mutant(says="You returned a Python number, not a tensor.")
def item(values):
    if not (values > 0).any():
        raise ValueError
    return values[values > 0].mean().item()


@variant(how="Sums and counts.")
def by_hand(values):
    mask = values > 0
    if not mask.any():
        raise ValueError("nothing")
    return torch.where(mask, values, torch.zeros_like(values)).sum() / mask.sum()
