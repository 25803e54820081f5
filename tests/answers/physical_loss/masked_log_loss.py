import torch
from torch import Tensor


def right_stand_in_before_the_root(x: Tensor, mask: Tensor) -> Tensor:
    """Puts a 1 where the mask is False before the root is taken."""
    return torch.where(mask, x, torch.ones_like(x)).sqrt().log().sum()


def right_select_first(x: Tensor, mask: Tensor) -> Tensor:
    """Leaves the other entries out by indexing."""
    return x[mask].sqrt().log().sum()


def right_half_log(x: Tensor, mask: Tensor) -> Tensor:
    """Half the logarithm of the selected entries: the same function on paper."""
    return 0.5 * torch.masked_select(x, mask).log().sum()


def right_fill_and_dot(x: Tensor, mask: Tensor) -> Tensor:
    """Fills with 1 and takes a dot product with the mask as numbers."""
    return torch.dot(x.masked_fill(~mask, 1.0).log(), mask.to(x.dtype)) / 2


def right_one_by_one(x: Tensor, mask: Tensor) -> Tensor:
    """A Python loop; it starts from an empty sum of x, so that there is a graph in any case."""
    total = x[:0].sum()
    for number, counts in zip(x, mask.tolist()):
        if counts:
            total = total + number.sqrt().log()
    return total


def right_by_positions(x: Tensor, mask: Tensor) -> Tensor:
    """The positions of the entries that count, as an index."""
    where = torch.nonzero(mask).flatten()
    return x.index_select(0, where).pow(0.5).log().sum()


def right_own_derivative(x: Tensor, mask: Tensor) -> Tensor:
    """A node whose value and derivative are written out."""

    class MaskedLog(torch.autograd.Function):
        @staticmethod
        def forward(ctx, numbers, counts):
            safe = numbers.masked_fill(~counts, 1.0)
            ctx.save_for_backward(safe, counts)
            return safe.sqrt().log().sum()

        @staticmethod
        def backward(ctx, seed):
            safe, counts = ctx.saved_tensors
            return seed * counts / (2 * safe), None

    return MaskedLog.apply(x, mask)


def wrong_where_after(x: Tensor, mask: Tensor) -> Tensor:
    """Masks what was computed: the gradient is NaN at a masked 0."""
    return torch.where(mask, x.sqrt().log(), torch.zeros_like(x)).sum()


def wrong_times_mask(x: Tensor, mask: Tensor) -> Tensor:
    """Multiplies by the mask; at a masked 0 the value is NaN already."""
    return (x.sqrt().log() * mask).sum()


def wrong_nan_to_num(x: Tensor, mask: Tensor) -> Tensor:
    """Mends the terms after the fact; a masked 0 leaves NaN in the gradient."""
    terms = torch.nan_to_num(x.sqrt().log(), nan=0.0, neginf=0.0)
    return (terms * mask).sum()


def wrong_clamped_input(x: Tensor, mask: Tensor) -> Tensor:
    """Keeps x above 1e-12; x = 1e-30 has another value and no gradient."""
    return torch.where(mask, x.clamp_min(1e-12).sqrt().log(), torch.zeros_like(x)).sum()


def wrong_epsilon(x: Tensor, mask: Tensor) -> Tensor:
    """Adds 1e-12 to what counts; x = 1e-30 is far off."""
    return (x[mask] + 1e-12).sqrt().log().sum()


def wrong_epsilon_as_stand_in(x: Tensor, mask: Tensor) -> Tensor:
    """Fills with 1e-6, which adds -6.9 for every entry that does not count."""
    return torch.where(mask, x, torch.full_like(x, 1e-6)).sqrt().log().sum()


def wrong_only_zeros_replaced(x: Tensor, mask: Tensor) -> Tensor:
    """Guards against zeros alone: a masked -1 gives a gradient of NaN."""
    safe = torch.where(x == 0, torch.ones_like(x), x)
    return torch.where(mask, safe.sqrt().log(), torch.zeros_like(x)).sum()


def wrong_absolute_value(x: Tensor, mask: Tensor) -> Tensor:
    """Takes abs against negative numbers and masks at the end: NaN at a masked 0."""
    return torch.where(mask, x.abs().sqrt().log(), torch.zeros_like(x)).sum()


def wrong_sign_for_mask(x: Tensor, mask: Tensor) -> Tensor:
    """Counts whatever is positive: wrong for x = [2, 3], mask = [True, False]."""
    return x[x > 0].sqrt().log().sum() + 0 * len(mask)


def wrong_inverted(x: Tensor, mask: Tensor) -> Tensor:
    """Reads True as masked out; x = [2, 3], mask = [True, False] gives log(3) / 2."""
    return x.masked_fill(mask, 1.0).sqrt().log().sum()


def wrong_mean(x: Tensor, mask: Tensor) -> Tensor:
    """The mean over the entries that count; wrong as soon as two do."""
    return x.masked_fill(~mask, 1.0).sqrt().log().sum() / mask.sum().clamp_min(1)


def wrong_root_forgotten(x: Tensor, mask: Tensor) -> Tensor:
    """The sum of log(x): twice as much in value and gradient."""
    return x.masked_fill(~mask, 1.0).log().sum()


def wrong_log_of_the_product(x: Tensor, mask: Tensor) -> Tensor:
    """One logarithm of a product, which two entries of 1e-30 underflow."""
    return x[mask].prod().sqrt().log()


def wrong_log_of_the_sum(x: Tensor, mask: Tensor) -> Tensor:
    """The logarithm of the sum, not the sum of logarithms; wrong for two ones."""
    return x[mask].sqrt().sum().log()


def wrong_no_graph_when_empty(x: Tensor, mask: Tensor) -> Tensor:
    """Returns a constant where nothing counts: backward cannot be called on it."""
    if not mask.any():
        return torch.tensor(0.0)
    return x[mask].sqrt().log().sum()


def wrong_stack_of_terms(x: Tensor, mask: Tensor) -> Tensor:
    """Stacks the terms that count; where none does, torch.stack raises."""
    return torch.stack([x[i].sqrt().log() for i in range(len(x)) if mask[i]]).sum()


def wrong_argument_overwritten(x: Tensor, mask: Tensor) -> Tensor:
    """Writes the stand-in into x itself; value and gradient are right, x is not what it was."""
    with torch.no_grad():
        x[~mask] = 1.0
    return torch.where(mask, x.sqrt().log(), torch.zeros_like(x)).sum()


def wrong_detached(x: Tensor, mask: Tensor) -> Tensor:
    """A new leaf: the value is right, no gradient reaches x."""
    return x.detach().masked_fill(~mask, 1.0).sqrt().log().sum().requires_grad_()


def wrong_float64(x: Tensor, mask: Tensor) -> Tensor:
    """Works in float64 and returns it; float32 is due."""
    return x.double().masked_fill(~mask, 1.0).sqrt().log().sum()


def wrong_shape(x: Tensor, mask: Tensor) -> Tensor:
    """Shape (1,) instead of 0-d."""
    return x.masked_fill(~mask, 1.0).sqrt().log().sum(dim=0, keepdim=True)


def wrong_positive_after_all(x: Tensor, mask: Tensor) -> Tensor:
    """Leaves positive masked entries in: only zero and negative ones get the stand-in."""
    return torch.where(mask | (x > 0), x, torch.ones_like(x)).sqrt().log().sum()


def wrong_base_ten(x: Tensor, mask: Tensor) -> Tensor:
    """Logarithm to base 10; wrong for any x that counts, except 1."""
    return x.masked_fill(~mask, 1.0).sqrt().log10().sum()
