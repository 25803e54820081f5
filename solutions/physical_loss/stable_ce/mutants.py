import math

import torch
import torch.nn.functional as F
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says=(
        "It comes out as the formula of the textbook does. In float32 exp overflows above 88 "
        "and the probability of a class that loses by 104 rounds to zero, so the logarithm of "
        "it is infinite and the gradient NaN. Rewrite the formula so that nothing is "
        "exponentiated before something has been subtracted from it."
    ),
)
def textbook(logits: Tensor, y: Tensor) -> Tensor:
    p = torch.exp(logits) / torch.exp(logits).sum(dim=1, keepdim=True)
    return -torch.log(p.gather(1, y[:, None])).mean()


@mutant(
    says=(
        "It comes out as the logarithm of a softmax does. The softmax cannot overflow. But the "
        "probability of a class that loses by 104 underflows to zero there, and its logarithm "
        "is infinite, with a gradient of NaN. Take the two together: the logarithm of a softmax "
        "needs no probability."
    ),
)
def log_of_softmax(logits: Tensor, y: Tensor) -> Tensor:
    return -torch.log(F.softmax(logits, dim=1)).gather(1, y[:, None]).mean()


@mutant(
    says=(
        "The value stops at about 27.6 nats, and there the gradient is zero, so exactly the "
        "rows that are most wrong teach nothing. That is what clamping the probability does. "
        "Never let it become zero in the first place: stay in logarithms."
    ),
)
def clamped(logits: Tensor, y: Tensor) -> Tensor:
    p = F.softmax(logits, dim=1).gather(1, y[:, None])
    return -torch.log(p.clamp_min(1e-12)).mean()


@mutant(
    says=(
        "There is a ceiling on the loss, about 21 nats, and the gradient fades to zero before "
        "it, as with a small number added inside the logarithm. It trades an infinity that you "
        "notice for a wrong number that you do not. Stay in logarithms instead."
    ),
)
def epsilon(logits: Tensor, y: Tensor) -> Tensor:
    p = F.softmax(logits, dim=1).gather(1, y[:, None])
    return -torch.log(p + 1e-9).mean()


@mutant(
    says=(
        "It comes out as if the largest logit of the whole batch were subtracted. A row that "
        "lies hundreds below it underflows as a whole: zero divided by zero. Each row needs a "
        "shift of its own."
    ),
)
def global_maximum(logits: Tensor, y: Tensor) -> Tensor:
    shifted = logits - logits.max()
    log_normalizer = torch.log(torch.exp(shifted).sum(dim=1))
    return (log_normalizer - shifted.gather(1, y[:, None]).squeeze(1)).mean()


@mutant(
    says="This is the sum over the rows. The mean is due: otherwise the update grows with the size "
    "of the batch.",
)
def stable_ce_sum(logits: Tensor, y: Tensor) -> Tensor:
    return (torch.logsumexp(logits, dim=1) - logits.gather(1, y[:, None]).squeeze(1)).sum()


@mutant(
    says=(
        "The value is right and the gradient is not: it is that of the right class's logit "
        "alone. What you detach to keep numbers small must cancel out of the result; the "
        "normalizer does not."
    ),
)
def detached_normalizer(logits: Tensor, y: Tensor) -> Tensor:
    log_normalizer = torch.logsumexp(logits, dim=1).detach()
    return (log_normalizer - logits.gather(1, y[:, None]).squeeze(1)).mean()


@mutant(
    says=(
        "Where the loss should be finite and large, the value is the greatest float32, and the "
        "gradient behind it is lost. Repainting an infinity comes after the damage. Prevent it "
        "upstream."
    ),
)
def repainted(logits: Tensor, y: Tensor) -> Tensor:
    p = F.softmax(logits, dim=1).gather(1, y[:, None])
    return torch.nan_to_num(-torch.log(p).mean())


@mutant(
    says="This is right in bits. The loss is due in nats, the natural logarithm; value and "
    "gradient are off by the same factor, so only the learning rate would have noticed.",
)
def in_bits(logits: Tensor, y: Tensor) -> Tensor:
    nats = torch.logsumexp(logits, dim=1) - logits.gather(1, y[:, None]).squeeze(1)
    return nats.mean() / math.log(2)


@mutant(
    says="Float64 puts the edge off and does not remove it: exp overflows above 709, and a class "
    "that loses by 746 has probability zero.",
)
def textbook_in_double(logits: Tensor, y: Tensor) -> Tensor:
    e = logits.double().exp()
    return -torch.log(e.gather(1, y[:, None]).squeeze(1) / e.sum(dim=1)).mean().float()


@mutant(
    says="Every row is shifted by its first logit. That helps only where no other logit of the row "
    "lies far above it. Which of them has to come out as zero?",
)
def shifted_by_the_first(logits: Tensor, y: Tensor) -> Tensor:
    shifted = logits - logits[:, :1]
    log_normalizer = torch.log(torch.exp(shifted).sum(dim=1))
    return (log_normalizer - shifted.gather(1, y[:, None]).squeeze(1)).mean()


@mutant(
    says="The logits are clamped before they are exponentiated. Beyond the clamp the value stops "
    "and the gradient is zero.",
)
def clamped_logits(logits: Tensor, y: Tensor) -> Tensor:
    z = logits.clamp(-80.0, 80.0)
    return (torch.logsumexp(z, dim=1) - z.gather(1, y[:, None]).squeeze(1)).mean()


@mutant(
    says="The median over the rows comes back where the mean is due.",
)
def median_row(logits: Tensor, y: Tensor) -> Tensor:
    return (torch.logsumexp(logits, dim=1) - logits.gather(1, y[:, None]).squeeze(1)).median()


@variant(how="torch's own cross-entropy")
def library(logits: Tensor, y: Tensor) -> Tensor:
    return F.cross_entropy(logits, y)


@variant(how="the maximum of each row subtracted by hand, row by row")
def row_by_row(logits: Tensor, y: Tensor) -> Tensor:
    losses = []
    for row, right in zip(logits, y, strict=True):
        shifted = row - row.max()
        losses.append(torch.log(torch.exp(shifted).sum()) - shifted[right])
    return torch.stack(losses).mean()


@variant(how="how far every logit lies above the right one, and the log of a sum of exponentials")
def by_margins(logits: Tensor, y: Tensor) -> Tensor:
    margins = logits - torch.take_along_dim(logits, y[:, None], 1)
    return torch.logsumexp(margins, 1).mean()
