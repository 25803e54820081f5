import torch
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="The value is right and the gradient NaN. `where` picks the right number on the way "
    "forward; on the way back it sends a zero into the branch that it did not pick, and zero times "
    "the infinite derivative there is NaN. The dangerous numbers must not enter the function at "
    "all.",
)
def where_after(x: Tensor, mask: Tensor) -> Tensor:
    terms = torch.log(torch.sqrt(x))
    return torch.where(mask, terms, torch.zeros_like(terms)).sum()


@mutant(
    says=(
        "Where a masked entry is 0, the value is NaN: multiplying by the mask does not remove "
        "an infinity, for zero times infinity is NaN. Choose entries instead of scaling them, "
        "and choose before the logarithm."
    ),
)
def multiplied(x: Tensor, mask: Tensor) -> Tensor:
    return (torch.log(torch.sqrt(x)) * mask).sum()


@mutant(
    says=(
        "Small entries that count are raised to 1e-6: below that their value is the bound's and "
        "their gradient is zero. Replace only what the mask rules out."
    ),
)
def clamped(x: Tensor, mask: Tensor) -> Tensor:
    return (torch.log(torch.sqrt(x.clamp_min(1e-6))) * mask).sum()


@mutant(
    says=(
        "Entries that count are raised to 1e-8. At 1e-12 the logarithm is that of the bound, "
        "and the gradient is zero. Whether an entry counts is what the mask says, not how large "
        "it is."
    ),
)
def clamped_lower(x: Tensor, mask: Tensor) -> Tensor:
    return (torch.log(torch.sqrt(x.clamp_min(1e-8))) * mask).sum()


@mutant(
    says=(
        "Where nothing counts, a zero without a graph comes back, so backward raises an error "
        "on it, and a training loop stops at the first batch that is all padding. An empty sum "
        "of `x` is zero too, and comes with a graph."
    ),
)
def constant_when_empty(x: Tensor, mask: Tensor) -> Tensor:
    if not mask.any():
        return torch.tensor(0.0)
    return torch.log(torch.sqrt(x[mask])).sum()


@mutant(
    says=(
        "Where the value would be NaN it is 0, so the terms that do count are gone from it, and "
        "the gradient is still led through the square root of the entries that do not. Mend the "
        "input of the logarithm, not its output."
    ),
)
def repainted(x: Tensor, mask: Tensor) -> Tensor:
    return torch.nan_to_num((torch.log(torch.sqrt(x)) * mask).sum())


@mutant(
    says="The filler is not neutral: the log of the square root of what you put in place of the "
    "masked entries is not zero, so each of them adds a constant. The gradient cannot see a "
    "constant, the value can. Fill in a number whose logarithm is zero, or mask once more at the "
    "end.",
)
def filled_with_two(x: Tensor, mask: Tensor) -> Tensor:
    return torch.log(torch.sqrt(torch.where(mask, x, torch.full_like(x, 2.0)))).sum()


@mutant(
    says=(
        "`x` has been changed: what stood in the masked entries is gone. The value comes out "
        "right, but those entries get a gradient. Let something stand in for them inside the "
        "graph instead."
    ),
)
def overwritten(x: Tensor, mask: Tensor) -> Tensor:
    x.data[~mask] = 1.0
    return torch.log(torch.sqrt(x)).sum()


@mutant(
    says="Entries that count are raised to 1e-20. There are smaller ones. Whether an entry counts "
    "is what the mask says, not how large it is.",
)
def clamped_far_down(x: Tensor, mask: Tensor) -> Tensor:
    return (torch.log(torch.sqrt(x.clamp_min(1e-20))) * mask).sum()


@mutant(
    says="What comes back is the mean over the entries that count. The sum is due.",
)
def averaged(x: Tensor, mask: Tensor) -> Tensor:
    return torch.log(torch.sqrt(x[mask])).sum() / mask.sum().clamp_min(1)


@mutant(
    says="It is log(x) that is summed. Its root is due, which halves value and gradient.",
)
def without_the_root(x: Tensor, mask: Tensor) -> Tensor:
    return torch.log(x[mask]).sum()


@mutant(
    says="Positive entries count, whatever the mask says of them.",
)
def positive_ones(x: Tensor, mask: Tensor) -> Tensor:
    return torch.log(torch.sqrt(x[x > 0])).sum()


@variant(how="picks the entries by boolean indexing")
def picked(x: Tensor, mask: Tensor) -> Tensor:
    return torch.log(torch.sqrt(x[mask])).sum()


@variant(how="half the logarithm, one where with the neutral filler 1")
def half_log(x: Tensor, mask: Tensor) -> Tensor:
    return 0.5 * torch.log(x.masked_fill(~mask, 1.0)).sum()
