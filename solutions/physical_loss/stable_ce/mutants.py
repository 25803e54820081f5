import math

import torch
import torch.nn.functional as F
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="This is the formula as it stands in the textbook. In float32 exp overflows above 88 and "
    "the probability of a class that loses by 104 rounds to zero, so the logarithm of it is "
    "infinite and the gradient NaN. Rewrite the formula so that nothing is exponentiated before "
    "something has been subtracted from it.",
)
def textbook(logits: Tensor, y: Tensor) -> Tensor:
    p = torch.exp(logits) / torch.exp(logits).sum(dim=1, keepdim=True)
    return -torch.log(p.gather(1, y[:, None])).mean()


@mutant(
    says="The softmax itself is stable: it cannot overflow. But the probability of a class that "
    "loses by 104 underflows to zero there, and the logarithm that comes afterwards is infinite, "
    "with a gradient of NaN. Take the two together: the logarithm of a softmax needs no "
    "probability.",
)
def log_of_softmax(logits: Tensor, y: Tensor) -> Tensor:
    return -torch.log(F.softmax(logits, dim=1)).gather(1, y[:, None]).mean()


@mutant(
    says="Clamping the probability keeps the value finite and kills the gradient: where the clamp "
    "is active its derivative is zero, so exactly the rows that are most wrong teach nothing. "
    "Never let the probability become zero in the first place: stay in logarithms.",
)
def clamped(logits: Tensor, y: Tensor) -> Tensor:
    p = F.softmax(logits, dim=1).gather(1, y[:, None])
    return -torch.log(p.clamp_min(1e-12)).mean()


@mutant(
    says="A small number added inside the logarithm puts a ceiling on the loss, about 21 nats for "
    "1e-9, and the gradient fades to zero beyond it. It trades an infinity that you notice for a "
    "wrong number that you do not. Stay in logarithms instead.",
)
def epsilon(logits: Tensor, y: Tensor) -> Tensor:
    p = F.softmax(logits, dim=1).gather(1, y[:, None])
    return -torch.log(p + 1e-9).mean()


@mutant(
    says="The largest logit was subtracted, but the largest of the whole batch. A row that lies "
    "hundreds below it underflows as a whole: zero divided by zero. Each row needs a shift of its "
    "own.",
)
def global_maximum(logits: Tensor, y: Tensor) -> Tensor:
    shifted = logits - logits.max()
    log_normalizer = torch.log(torch.exp(shifted).sum(dim=1))
    return (log_normalizer - shifted.gather(1, y[:, None])[:, 0]).mean()


@mutant(
    says="This is the sum over the rows. The mean is due: otherwise the update grows with the "
    "size of the batch.",
)
def stable_ce_sum(logits: Tensor, y: Tensor) -> Tensor:
    return (torch.logsumexp(logits, dim=1) - logits.gather(1, y[:, None])[:, 0]).sum()


@mutant(
    says="The value is right and the gradient is not: the normalizer was detached, so the only "
    "thing that the backward pass sees is the logit of the right class. What you detach to keep "
    "numbers small must cancel out of the result; the normalizer does not.",
)
def detached_normalizer(logits: Tensor, y: Tensor) -> Tensor:
    log_normalizer = torch.logsumexp(logits, dim=1).detach()
    return (log_normalizer - logits.gather(1, y[:, None])[:, 0]).mean()


@mutant(
    says="nan_to_num repaints the value after the damage is done: an infinite loss becomes the "
    "greatest float32, and the gradient behind it is still lost. Prevent the infinity upstream.",
)
def repainted(logits: Tensor, y: Tensor) -> Tensor:
    p = F.softmax(logits, dim=1).gather(1, y[:, None])
    return torch.nan_to_num(-torch.log(p).mean())


@mutant(
    says="This is right in bits. The loss is due in nats, the natural logarithm; value and "
    "gradient are off by the same factor, so only the learning rate would have noticed.",
)
def in_bits(logits: Tensor, y: Tensor) -> Tensor:
    nats = torch.logsumexp(logits, dim=1) - logits.gather(1, y[:, None])[:, 0]
    return nats.mean() / math.log(2)


@variant(how="torch's own cross-entropy")
def library(logits: Tensor, y: Tensor) -> Tensor:
    return F.cross_entropy(logits, y)


@variant(how="the maximum of each row subtracted by hand, and detached")
def shifted_rows(logits: Tensor, y: Tensor) -> Tensor:
    shifted = logits - logits.max(dim=1, keepdim=True).values.detach()
    log_normalizer = torch.log(torch.exp(shifted).sum(dim=1))
    return (log_normalizer - shifted.gather(1, y[:, None])[:, 0]).mean()


@variant(how="computed in float64 and rounded at the end")
def in_double(logits: Tensor, y: Tensor) -> Tensor:
    z = logits.double()
    return (torch.logsumexp(z, dim=1) - z.gather(1, y[:, None])[:, 0]).mean().float()
