import torch
import torch.nn.functional as F
from torch import Tensor


def right_library(logits: Tensor, y: Tensor) -> Tensor:
    """Torch's own cross-entropy."""
    return F.cross_entropy(logits, y)


def right_nll_of_log_softmax(logits: Tensor, y: Tensor) -> Tensor:
    """Log-softmax, then the negative log-likelihood."""
    return F.nll_loss(torch.log_softmax(logits, dim=1), y)


def right_shift_by_row_maximum(logits: Tensor, y: Tensor) -> Tensor:
    """Subtract each row's maximum, then log-sum-exp by hand."""
    shifted = logits - logits.detach().amax(dim=1, keepdim=True)
    lse = shifted.exp().sum(dim=1).log()
    return (lse - shifted.gather(1, y.unsqueeze(1)).squeeze(1)).mean()


def right_shift_by_right_logit(logits: Tensor, y: Tensor) -> Tensor:
    """Log-sum-exp of the differences to the right logit; torch's function shifts once more."""
    own = logits[torch.arange(len(y)), y]
    return torch.logsumexp(logits - own[:, None], dim=-1).mean()


def right_softplus_of_the_others(logits: Tensor, y: Tensor) -> Tensor:
    """Softplus of the log-sum-exp of all other classes' margins over the right one."""
    mine = F.one_hot(y, logits.shape[1]).bool()
    margins = logits - logits.gather(1, y[:, None])
    others = torch.logsumexp(margins.masked_fill(mine, float("-inf")), dim=1)
    return F.softplus(others).mean()


def right_pairwise_logaddexp(logits: Tensor, y: Tensor) -> Tensor:
    """Fold each row with logaddexp, row by row, in a Python loop."""
    from functools import reduce

    losses = []
    for row, label in zip(logits, y.tolist()):
        losses.append(reduce(torch.logaddexp, (row - row[label]).unbind()))
    return torch.stack(losses).sum() / len(losses)


def right_own_derivative(logits: Tensor, y: Tensor) -> Tensor:
    """A node of its own: value and derivative written out in float64."""

    class CrossEntropy(torch.autograd.Function):
        @staticmethod
        def forward(ctx, z, labels):
            wide = z.double()
            wide = wide - wide.amax(1, keepdim=True)
            log_p = wide - wide.exp().sum(1, keepdim=True).log()
            rows = torch.arange(len(labels))
            slope = log_p.exp()
            slope[rows, labels] -= 1
            ctx.save_for_backward((slope / len(labels)).float())
            return -log_p[rows, labels].mean().float()

        @staticmethod
        def backward(ctx, seed):
            (slope,) = ctx.saved_tensors
            return seed * slope, None

    return CrossEntropy.apply(logits, y)


def wrong_as_on_paper(logits: Tensor, y: Tensor) -> Tensor:
    """The definition as it stands; [0, 90] with y=0 overflows."""
    p = torch.exp(logits) / torch.exp(logits).sum(-1, keepdim=True)
    return -p.log().gather(-1, y[:, None]).mean()


def wrong_log_of_softmax(logits: Tensor, y: Tensor) -> Tensor:
    """A stable softmax and then its log; at [0, 200], y=0 it reads infinity."""
    return F.nll_loss(F.softmax(logits, dim=-1).log(), y)


def wrong_clamped_probability(logits: Tensor, y: Tensor) -> Tensor:
    """Probabilities kept above 1e-12; a margin of 40 reads 27.6 and has no gradient."""
    p = F.softmax(logits, -1).gather(-1, y[:, None])
    return -p.clamp_min(1e-12).log().mean()


def wrong_epsilon_in_the_log(logits: Tensor, y: Tensor) -> Tensor:
    """Adds 1e-8 inside the log; a margin of 30 reads 18.4."""
    p = F.softmax(logits, -1)[torch.arange(len(y)), y]
    return -torch.log(p + 1e-8).mean()


def wrong_naive_in_float64(logits: Tensor, y: Tensor) -> Tensor:
    """The definition in float64; exp overflows at a margin of 800."""
    z = logits.double()
    own = z.gather(1, y[:, None]).squeeze(1)
    return (z.exp().sum(1).log() - own).mean().float()


def wrong_shift_by_the_batch_maximum(logits: Tensor, y: Tensor) -> Tensor:
    """One maximum for all rows; a row a thousand below another one underflows to log(0)."""
    z = logits - logits.max()
    return (z.exp().sum(1).log() - z.gather(1, y[:, None]).squeeze(1)).mean()


def wrong_shift_by_the_row_mean(logits: Tensor, y: Tensor) -> Tensor:
    """Centers each row at its mean; [0, 300] still holds 150, which exp cannot."""
    z = logits - logits.mean(dim=1, keepdim=True)
    return (z.exp().sum(1).log() - z.gather(1, y[:, None]).squeeze(1)).mean()


def wrong_shift_by_the_right_logit_only(logits: Tensor, y: Tensor) -> Tensor:
    """Subtracts the right logit, no maximum; fine if the row is right, infinite at [0, 90], y=0."""
    margins = logits - logits.gather(1, y[:, None])
    return margins.exp().sum(1).log().mean()


def wrong_logits_clamped(logits: Tensor, y: Tensor) -> Tensor:
    """Cuts logits to 80 on either side; [0, 300] with y=0 reads 80 and has no gradient there."""
    return F.cross_entropy(logits.clamp(-80.0, 80.0), y)


def wrong_overflow_papered_over(logits: Tensor, y: Tensor) -> Tensor:
    """Replaces what overflowed by a finite number; [0, 120], y=0 is neither 120 nor learnable."""
    p = torch.exp(logits) / torch.exp(logits).sum(-1, keepdim=True)
    losses = -p.gather(-1, y[:, None]).log()
    return torch.nan_to_num(losses, nan=0.0, posinf=100.0).mean()


def wrong_sum_over_rows(logits: Tensor, y: Tensor) -> Tensor:
    """The sum instead of the mean; wrong for any two rows."""
    return F.cross_entropy(logits, y, reduction="sum")


def wrong_mean_over_entries(logits: Tensor, y: Tensor) -> Tensor:
    """Averages the one-hot products over all n·k entries: smaller by a factor of k."""
    log_p = F.log_softmax(logits, -1)
    return -(F.one_hot(y, logits.shape[-1]) * log_p).mean()


def wrong_bits(logits: Tensor, y: Tensor) -> Tensor:
    """In bits instead of nats; [0, 0] reads 1."""
    return F.cross_entropy(logits, y) / torch.log(torch.tensor(2.0))


def wrong_axis(logits: Tensor, y: Tensor) -> Tensor:
    """Softmax over the rows of a column; a single row always reads 0."""
    return F.nll_loss(F.log_softmax(logits, dim=0), y)


def wrong_hard_maximum(logits: Tensor, y: Tensor) -> Tensor:
    """Takes the maximum for the log-sum-exp, true for wide margins only; [0, 0] reads 0."""
    return (logits.amax(1) - logits.gather(1, y[:, None]).squeeze(1)).mean()


def wrong_softmax_twice(logits: Tensor, y: Tensor) -> Tensor:
    """Feeds probabilities to torch's cross-entropy; [0, 300], y=0 reads 1.31."""
    return F.cross_entropy(F.softmax(logits, -1), y)


def wrong_gradient_of_the_first_term_lost(logits: Tensor, y: Tensor) -> Tensor:
    """Detaches the log-sum-exp: the value is right, the gradient only pushes the right logit."""
    shifted = logits - logits.detach().amax(1, keepdim=True)
    lse = torch.logsumexp(shifted, 1).detach()
    return (lse - shifted.gather(1, y[:, None]).squeeze(1)).mean()


def wrong_no_graph(logits: Tensor, y: Tensor) -> Tensor:
    """The right number without a history: backward cannot start from it."""
    with torch.no_grad():
        return F.cross_entropy(logits, y)


def wrong_returns_float64(logits: Tensor, y: Tensor) -> Tensor:
    """Works in float64 and stays there; float32 is due for every input."""
    return F.cross_entropy(logits.double(), y)


def wrong_shape(logits: Tensor, y: Tensor) -> Tensor:
    """Keeps a dimension: shape (1,) instead of 0-d."""
    return F.cross_entropy(logits, y, reduction="none").mean(dim=0, keepdim=True)


def wrong_first_row_only(logits: Tensor, y: Tensor) -> Tensor:
    """Reads the first row only; wrong where the second has another loss."""
    return F.cross_entropy(logits[:1], y[:1])


def wrong_two_classes_only(logits: Tensor, y: Tensor) -> Tensor:
    """Softplus of the margin over the best other class; wrong for three equal logits."""
    mine = F.one_hot(y, logits.shape[1]).bool()
    best = logits.masked_fill(mine, float("-inf")).amax(1)
    return F.softplus(best - logits.gather(1, y[:, None]).squeeze(1)).mean()
