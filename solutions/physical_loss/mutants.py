"""Answers whose verdict is known: wrong ones that must fail, other right ones that must pass."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

import math
from itertools import pairwise

import numpy as np
import torch
import torch.nn.functional as F
from losslab.digits import Batch
from losslab.trace import Event, Trace
from torch import Tensor, nn
from torch.optim import Optimizer

from autograder.course.exercise import mutant, variant

# --- stable_ce --------------------------------------------------------------------------


@mutant(
    "stable_ce",
    says="This is the formula as it stands in the textbook. In float32 exp overflows above 88 and "
    "the probability of a class that loses by 104 rounds to zero, so the logarithm of it is "
    "infinite and the gradient NaN. Rewrite the formula so that nothing is exponentiated before "
    "something has been subtracted from it.",
)
def stable_ce_textbook(logits: Tensor, y: Tensor) -> Tensor:
    p = torch.exp(logits) / torch.exp(logits).sum(dim=1, keepdim=True)
    return -torch.log(p.gather(1, y[:, None])).mean()


@mutant(
    "stable_ce",
    says="The softmax itself is stable: it cannot overflow. But the probability of a class that "
    "loses by 104 underflows to zero there, and the logarithm that comes afterwards is infinite, "
    "with a gradient of NaN. Take the two together: the logarithm of a softmax needs no "
    "probability.",
)
def stable_ce_log_of_softmax(logits: Tensor, y: Tensor) -> Tensor:
    return -torch.log(F.softmax(logits, dim=1)).gather(1, y[:, None]).mean()


@mutant(
    "stable_ce",
    says="Clamping the probability keeps the value finite and kills the gradient: where the clamp "
    "is active its derivative is zero, so exactly the rows that are most wrong teach nothing. "
    "Never let the probability become zero in the first place: stay in logarithms.",
)
def stable_ce_clamped(logits: Tensor, y: Tensor) -> Tensor:
    p = F.softmax(logits, dim=1).gather(1, y[:, None])
    return -torch.log(p.clamp_min(1e-12)).mean()


@mutant(
    "stable_ce",
    says="A small number added inside the logarithm puts a ceiling on the loss, about 21 nats for "
    "1e-9, and the gradient fades to zero beyond it. It trades an infinity that you notice for a "
    "wrong number that you do not. Stay in logarithms instead.",
)
def stable_ce_epsilon(logits: Tensor, y: Tensor) -> Tensor:
    p = F.softmax(logits, dim=1).gather(1, y[:, None])
    return -torch.log(p + 1e-9).mean()


@mutant(
    "stable_ce",
    says="The largest logit was subtracted, but the largest of the whole batch. A row that lies "
    "hundreds below it underflows as a whole: zero divided by zero. Each row needs a shift of its "
    "own.",
)
def stable_ce_global_maximum(logits: Tensor, y: Tensor) -> Tensor:
    shifted = logits - logits.max()
    log_normalizer = torch.log(torch.exp(shifted).sum(dim=1))
    return (log_normalizer - shifted.gather(1, y[:, None])[:, 0]).mean()


@mutant(
    "stable_ce",
    says="This is the sum over the rows. The mean is due: otherwise the update grows with the "
    "size of the batch.",
)
def stable_ce_sum(logits: Tensor, y: Tensor) -> Tensor:
    return (torch.logsumexp(logits, dim=1) - logits.gather(1, y[:, None])[:, 0]).sum()


@mutant(
    "stable_ce",
    says="The value is right and the gradient is not: the normalizer was detached, so the only "
    "thing that the backward pass sees is the logit of the right class. What you detach to keep "
    "numbers small must cancel out of the result; the normalizer does not.",
)
def stable_ce_detached_normalizer(logits: Tensor, y: Tensor) -> Tensor:
    log_normalizer = torch.logsumexp(logits, dim=1).detach()
    return (log_normalizer - logits.gather(1, y[:, None])[:, 0]).mean()


@mutant(
    "stable_ce",
    says="nan_to_num repaints the value after the damage is done: an infinite loss becomes the "
    "greatest float32, and the gradient behind it is still lost. Prevent the infinity upstream.",
)
def stable_ce_repainted(logits: Tensor, y: Tensor) -> Tensor:
    p = F.softmax(logits, dim=1).gather(1, y[:, None])
    return torch.nan_to_num(-torch.log(p).mean())


@mutant(
    "stable_ce",
    says="This is right in bits. The loss is due in nats, the natural logarithm; value and "
    "gradient are off by the same factor, so only the learning rate would have noticed.",
)
def stable_ce_in_bits(logits: Tensor, y: Tensor) -> Tensor:
    nats = torch.logsumexp(logits, dim=1) - logits.gather(1, y[:, None])[:, 0]
    return nats.mean() / math.log(2)


@variant("stable_ce", how="torch's own cross-entropy")
def stable_ce_library(logits: Tensor, y: Tensor) -> Tensor:
    return F.cross_entropy(logits, y)


@variant("stable_ce", how="the maximum of each row subtracted by hand, and detached")
def stable_ce_shifted_rows(logits: Tensor, y: Tensor) -> Tensor:
    shifted = logits - logits.max(dim=1, keepdim=True).values.detach()
    log_normalizer = torch.log(torch.exp(shifted).sum(dim=1))
    return (log_normalizer - shifted.gather(1, y[:, None])[:, 0]).mean()


@variant("stable_ce", how="computed in float64 and rounded at the end")
def stable_ce_in_double(logits: Tensor, y: Tensor) -> Tensor:
    z = logits.double()
    return (torch.logsumexp(z, dim=1) - z.gather(1, y[:, None])[:, 0]).mean().float()


# --- register_effect --------------------------------------------------------------------


@mutant(
    "register_effect",
    says="You treat the loss as the source of the update: whatever stands in the register when "
    "backward begins scales the step. Backward begins with the number 1, not with the loss. An "
    "edit of the stored value matters only where some derivative on the way back reads that very "
    "value.",
)
def register_effect_value_scales(form: str, edit: str, factor: float) -> float | str:
    if edit in ("none", "after", "shift"):
        return 1.0
    if edit == "detach":
        return 0.0
    if edit == "reward" and form != "reinforce":
        return 1.0
    return float(factor)


@mutant(
    "register_effect",
    says="You take every edit that multiplies something to scale the step, even that of a reward "
    "which the form does not read. Ask of each edit which derivative on the way back reads the "
    "number that it changes.",
)
def register_effect_everything_scales(form: str, edit: str, factor: float) -> float | str:
    if edit in ("none", "after", "shift"):
        return 1.0
    return 0.0 if edit == "detach" else float(factor)


@mutant(
    "register_effect",
    says="For exp you are right: autograd has kept the register's number, and an edit of it is "
    "noticed or does harm. Cross-entropy and REINFORCE end in a mean with a minus sign, whose "
    "derivatives do not read the result. There an edit in place changes the display only.",
)
def register_effect_in_place_scales(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit == "no_grad":
        return "RuntimeError"
    if edit in ("graph", "seed", "no_grad", "data") or (edit == "reward" and form == "reinforce"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@mutant(
    "register_effect",
    says="The reward scales every form, you say. Only REINFORCE reads it. In the other two it is a "
    "number beside the loss, on no path to the weights, and multiplying it does nothing.",
)
def register_effect_reward_scales_all(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit in ("no_grad", "data"):
        return "RuntimeError" if edit == "no_grad" else float(factor)
    if edit in ("graph", "seed", "reward"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@mutant(
    "register_effect",
    says="This is right for cross-entropy and forgets that exp is different: its derivative is its "
    "own output, so autograd keeps that output, and here the output is the register. Ask for each "
    "form which saved numbers the backward pass reads.",
)
def register_effect_exp_like_ce(form: str, edit: str, factor: float) -> float | str:
    if edit in ("graph", "seed") or (edit == "reward" and form == "reinforce"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@mutant(
    "register_effect",
    says="You have found that exp's saved output is the register, and expect autograd to catch "
    "both edits of it. It catches those that go through the tensor, by counting its versions. "
    "`.data` is a second handle on the same memory, and what is done through it is not counted.",
)
def register_effect_data_is_caught(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit in ("no_grad", "data"):
        return "RuntimeError"
    if edit in ("graph", "seed") or (edit == "reward" and form == "reinforce"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@mutant(
    "register_effect",
    says="You give the size of the update and lose its direction: a ratio of norms cannot be "
    "negative, yet a negative factor reverses the step. Project the edited update on the plain "
    "one instead.",
)
def register_effect_ratio_of_norms(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit == "no_grad":
        return "RuntimeError"
    if (
        edit in ("graph", "seed")
        or (edit == "reward" and form == "reinforce")
        or (edit == "data" and form == "exp")
    ):
        return abs(float(factor))
    return 0.0 if edit == "detach" else 1.0


@mutant(
    "register_effect",
    says="The seed of backward is taken to change nothing. It is the derivative of the loss with "
    "respect to itself that the backward pass starts from, 1 if you say nothing, and every "
    "gradient is a multiple of it.",
)
def register_effect_seed_ignored(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit in ("no_grad", "data"):
        return "RuntimeError" if edit == "no_grad" else float(factor)
    if edit == "graph" or (edit == "reward" and form == "reinforce"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@mutant(
    "register_effect",
    says="You expect a detached loss to raise an error. It would, if nothing asked for a gradient; "
    "`requires_grad_()` makes the register a leaf, backward reaches it and stops there, and the "
    "step does nothing, in silence.",
)
def register_effect_detach_raises(form: str, edit: str, factor: float) -> float | str:
    if edit == "detach" or (form == "exp" and edit == "no_grad"):
        return "RuntimeError"
    if (
        edit in ("graph", "seed")
        or (edit == "reward" and form == "reinforce")
        or (edit == "data" and form == "exp")
    ):
        return float(factor)
    return 1.0


@mutant(
    "register_effect",
    says="The reward is taken for one more register that nothing reads. In REINFORCE it is an "
    "input of the graph: the log probabilities are multiplied by it, so backward multiplies their "
    "gradients by it.",
)
def register_effect_reward_unread(form: str, edit: str, factor: float) -> float | str:
    if form == "exp" and edit in ("no_grad", "data"):
        return "RuntimeError" if edit == "no_grad" else float(factor)
    if edit in ("graph", "seed"):
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


@variant("register_effect", how="written down as a table, nothing is run")
def register_effect_table(form: str, edit: str, factor: float) -> float | str:
    enters = {"graph", "seed"}
    if form == "reinforce":
        enters.add("reward")
    if form == "exp":
        enters.add("data")
        if edit == "no_grad":
            return "RuntimeError"
    if edit in enters:
        return float(factor)
    return 0.0 if edit == "detach" else 1.0


# --- masked_log_loss --------------------------------------------------------------------


@mutant(
    "masked_log_loss",
    says="The value is right and the gradient NaN. `where` picks the right number on the way "
    "forward; on the way back it sends a zero into the branch that it did not pick, and zero times "
    "the infinite derivative there is NaN. The dangerous numbers must not enter the function at "
    "all.",
)
def masked_log_loss_where_after(x: Tensor, mask: Tensor) -> Tensor:
    terms = torch.log(torch.sqrt(x))
    return torch.where(mask, terms, torch.zeros_like(terms)).sum()


@mutant(
    "masked_log_loss",
    says="Multiplying by the mask does not remove an infinity: zero times infinity is NaN, and the "
    "sum with it. Choose entries instead of scaling them, and choose before the logarithm.",
)
def masked_log_loss_multiplied(x: Tensor, mask: Tensor) -> Tensor:
    return (torch.log(torch.sqrt(x)) * mask).sum()


@mutant(
    "masked_log_loss",
    says="Clamping saves the masked entries and falsifies the small ones that count: below the "
    "bound their value is the bound's and their gradient is zero. Replace only what the mask rules "
    "out.",
)
def masked_log_loss_clamped(x: Tensor, mask: Tensor) -> Tensor:
    return (torch.log(torch.sqrt(x.clamp_min(1e-6))) * mask).sum()


@mutant(
    "masked_log_loss",
    says="Your bound is low, and entries that count are lower still. At 1e-12 the clamp takes the "
    "logarithm of its bound and leaves a gradient of zero. No positive bound is safe: whether an "
    "entry counts is what the mask says, not how large it is.",
)
def masked_log_loss_clamped_lower(x: Tensor, mask: Tensor) -> Tensor:
    return (torch.log(torch.sqrt(x.clamp_min(1e-8))) * mask).sum()


@mutant(
    "masked_log_loss",
    says="Where nothing counts you return a new zero. It has no graph, so backward raises an error "
    "on it, and a training loop stops at the first batch that is all padding. An empty sum of "
    "`x` is zero too, and comes with a graph.",
)
def masked_log_loss_constant_when_empty(x: Tensor, mask: Tensor) -> Tensor:
    if not mask.any():
        return torch.tensor(0.0)
    return torch.log(torch.sqrt(x[mask])).sum()


@mutant(
    "masked_log_loss",
    says="nan_to_num repaints the result after the damage is done: what was NaN becomes 0, so the "
    "terms that do count are gone from the value, and the way back still leads through the square "
    "root of the entries that do not. Mend the input of the logarithm, not its output.",
)
def masked_log_loss_repainted(x: Tensor, mask: Tensor) -> Tensor:
    return torch.nan_to_num((torch.log(torch.sqrt(x)) * mask).sum())


@mutant(
    "masked_log_loss",
    says="The filler is not neutral: the log of the square root of what you put in place of the "
    "masked entries is not zero, so each of them adds a constant. The gradient cannot see a "
    "constant, the value can. Fill in a number whose logarithm is zero, or mask once more at the "
    "end.",
)
def masked_log_loss_filled_with_two(x: Tensor, mask: Tensor) -> Tensor:
    return torch.log(torch.sqrt(torch.where(mask, x, torch.full_like(x, 2.0)))).sum()


@mutant(
    "masked_log_loss",
    says="The masked entries were overwritten through `.data`, behind autograd's back. The value "
    "comes out right, but the graph believes that the new numbers are yours and sends them a "
    "gradient. Put a `where` into the graph instead.",
)
def masked_log_loss_overwritten(x: Tensor, mask: Tensor) -> Tensor:
    x.data[~mask] = 1.0
    return torch.log(torch.sqrt(x)).sum()


@variant("masked_log_loss", how="picks the entries by boolean indexing")
def masked_log_loss_picked(x: Tensor, mask: Tensor) -> Tensor:
    return torch.log(torch.sqrt(x[mask])).sum()


@variant("masked_log_loss", how="half the logarithm, one where with the neutral filler 1")
def masked_log_loss_half_log(x: Tensor, mask: Tensor) -> Tensor:
    return 0.5 * torch.log(x.masked_fill(~mask, 1.0)).sum()


# --- accumulate -------------------------------------------------------------------------


@mutant(
    "accumulate",
    says="This averages the chunks' means. A mean of means is the mean only if all chunks hold "
    "equally many targets; here a target in a short chunk weighs more than one in a long chunk, "
    "and a chunk without targets has no mean at all. Divide by a count that is the same for all.",
)
def accumulate_mean_of_means(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    for x, y in chunks:
        (F.cross_entropy(net(x), y) / len(chunks)).backward()


@mutant(
    "accumulate",
    says="You divide by the number of rows, and ignored targets are counted with them. The mean "
    "runs over the targets that are not ignored.",
)
def accumulate_counts_ignored(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    rows = sum(len(y) for _, y in chunks)
    for x, y in chunks:
        (F.cross_entropy(net(x), y, reduction="sum") / rows).backward()


@mutant(
    "accumulate",
    says="Each chunk's mean is weighted by its rows. That would be right without ignored targets; "
    "with them the mean was already taken over fewer.",
)
def accumulate_means_weighted_by_rows(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    rows = sum(len(y) for _, y in chunks)
    for x, y in chunks:
        (F.cross_entropy(net(x), y) * len(y) / rows).backward()


@mutant(
    "accumulate",
    says="What stood in `.grad` before is part of your result. Backward adds to `.grad`, it does "
    "not overwrite: that is what makes accumulation work, and why it must start from nothing.",
)
def accumulate_on_top(net: nn.Module, chunks: list[Batch]) -> None:
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        (F.cross_entropy(net(x), y, reduction="sum") / count).backward()


@mutant(
    "accumulate",
    says="The gradients are cleared before every chunk, so only the last chunk's are left. Clear "
    "them once.",
)
def accumulate_last_chunk_only(net: nn.Module, chunks: list[Batch]) -> None:
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        net.zero_grad()
        (F.cross_entropy(net(x), y, reduction="sum") / count).backward()


@mutant(
    "accumulate",
    says="The gradient is that of the sum of the losses: nothing was divided, so the update grows "
    "with the number of targets. Count them first, over all chunks.",
)
def accumulate_sum(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    for x, y in chunks:
        F.cross_entropy(net(x), y, reduction="sum").backward()


@mutant(
    "accumulate",
    says="The gradient is right, and the network saw all rows in one pass. The chunks exist "
    "because that does not fit into memory. Take them one at a time.",
)
def accumulate_joined(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    x = torch.cat([x for x, _ in chunks])
    F.cross_entropy(net(x), torch.cat([y for _, y in chunks])).backward()


@variant("accumulate", how="backward of each chunk's sum, the division afterwards in .grad")
def accumulate_divided_afterwards(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    for x, y in chunks:
        F.cross_entropy(net(x), y, reduction="sum").backward()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for parameter in net.parameters():
        if parameter.grad is not None:
            parameter.grad /= count


@variant("accumulate", how="the division goes into the seed of backward; empty chunks are skipped")
def accumulate_seeded(net: nn.Module, chunks: list[Batch]) -> None:
    for parameter in net.parameters():
        parameter.grad = None
    counts = [int((y != -100).sum()) for _, y in chunks]
    for (x, y), count in zip(chunks, counts, strict=True):
        if count:
            loss = F.cross_entropy(net(x), y)
            loss.backward(torch.tensor(count / sum(counts)))


@variant("accumulate", how="one backward at the end, on the sum of the chunks' losses")
def accumulate_one_backward(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    totals = [F.cross_entropy(net(x), y, reduction="sum") for x, y in chunks]
    count = sum(int((y != -100).sum()) for _, y in chunks)
    (torch.stack(totals).sum() / count).backward()


# --- compensated_sum --------------------------------------------------------------------


@mutant(
    "compensated_sum",
    says="One number is added after the other, and what each addition rounds away is gone: 2**24 "
    "plus 1 is 2**24 in float32, however often you repeat it. Keep the part that was rounded away "
    "in a second variable.",
)
def compensated_sum_one_by_one(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in x.numpy():
        total = total + number
    return torch.tensor(total)


@mutant(
    "compensated_sum",
    says="x.sum() adds in blocks, which keeps the error small where the numbers are alike. It does "
    "not keep what is rounded away, so where large numbers cancel, the small ones are lost, and "
    "which ones depends on the order and on the machine.",
)
def compensated_sum_library(x: Tensor) -> Tensor:
    return x.sum()


@mutant(
    "compensated_sum",
    says="A wider accumulator is a good answer where there is one. For float64 there is none: the "
    "same digits are lost, only 29 binary places further on. Keep what is rounded away, and the "
    "dtype does not matter.",
)
def compensated_sum_wider(x: Tensor) -> Tensor:
    return x.double().sum().to(x.dtype)


@mutant(
    "compensated_sum",
    says="The total is kept in float32 whatever `x` is. Float64 numbers lose more than half of "
    "their digits on entry, before anything is added. Take the dtype from `x`.",
)
def compensated_sum_in_single(x: Tensor) -> Tensor:
    total, lost = np.float32(0.0), np.float32(0.0)
    for number in x.float().numpy():
        rounded = total + number
        if abs(total) >= abs(number):
            lost += (total - rounded) + number
        else:
            lost += (number - rounded) + total
        total = rounded
    return torch.tensor(total + lost)


@mutant(
    "compensated_sum",
    says="This is Kahan's sum. It recovers what an addition rounds off the number being added, and "
    "so trusts that the running total is the larger of the two. Where the next number is larger, "
    "it is the total that loses digits. Compare the two before you compute what was lost.",
)
def compensated_sum_kahan(x: Tensor) -> Tensor:
    total = lost = x.numpy().dtype.type(0)
    for number in x.numpy():
        wanted = number - lost
        rounded = total + wanted
        lost = (rounded - total) - wanted
        total = rounded
    return torch.tensor(total)


@mutant(
    "compensated_sum",
    says="Adding the small numbers first is a good habit when all have one sign. With both signs "
    "the small ones are in the total when the first large one arrives, and are rounded away then. "
    "Order alone does not help; keep what is rounded away.",
)
def compensated_sum_sorted(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in sorted(x.numpy(), key=abs):
        total = total + number
    return torch.tensor(total)


@mutant(
    "compensated_sum",
    says="The numbers are sorted by value, so all negative ones come first and the total is far "
    "below zero when the small ones arrive. They are rounded away there. No order is right for "
    "all numbers; keep what is rounded away.",
)
def compensated_sum_sorted_by_value(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in sorted(x.numpy()):
        total = total + number
    return torch.tensor(total)


@mutant(
    "compensated_sum",
    says="You sort, and leave the adding to x.sum(). It keeps several partial sums, so which small "
    "number meets which large one is up to the block, and some are still rounded away. Neither "
    "sorting nor blocks keep what is rounded away; a second variable does.",
)
def compensated_sum_sorted_in_blocks(x: Tensor) -> Tensor:
    return x.sort().values.sum()


@mutant(
    "compensated_sum",
    says="Adding the largest numbers first lets them cancel before the small ones come. Where they "
    "do not cancel, each small number meets a large total and is rounded away. No order is right "
    "for all numbers; keep what is rounded away.",
)
def compensated_sum_largest_first(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in sorted(x.numpy(), key=abs, reverse=True):
        total = total + number
    return torch.tensor(total)


@mutant(
    "compensated_sum",
    says="What was lost is computed rightly and then taken off, where it should be put back. That "
    "doubles the error. Try it on 2**24 and a single 1 by hand.",
)
def compensated_sum_wrong_sign(x: Tensor) -> Tensor:
    total = lost = x.numpy().dtype.type(0)
    for number in x.numpy():
        rounded = total + number
        if abs(total) >= abs(number):
            lost += (total - rounded) + number
        else:
            lost += (number - rounded) + total
        total = rounded
    return torch.tensor(total - lost)


@variant("compensated_sum", how="the exact sum of the standard library, rounded once")
def compensated_sum_exact(x: Tensor) -> Tensor:
    return torch.tensor(math.fsum(x.tolist()), dtype=x.dtype)


@variant("compensated_sum", how="branch-free: Knuth's error term needs no comparison")
def compensated_sum_branch_free(x: Tensor) -> Tensor:
    total = lost = x.numpy().dtype.type(0)
    for number in x.numpy():
        rounded = total + number
        back = rounded - total
        lost += (total - (rounded - back)) + (number - back)
        total = rounded
    return torch.tensor(total + lost)


@variant("compensated_sum", how="torch operations, no NumPy")
def compensated_sum_in_torch(x: Tensor) -> Tensor:
    total, lost = torch.zeros_like(x[0]), torch.zeros_like(x[0])
    for number in x:
        rounded = total + number
        larger, smaller = (total, number) if total.abs() >= number.abs() else (number, total)
        lost = lost + ((larger - rounded) + smaller)
        total = rounded
    return total + lost


# --- training_trace ---------------------------------------------------------------------


@mutant(
    "training_trace",
    says="Nothing is ever said to have moved. The weights were remembered without a copy, so the "
    "remembered tensor is the parameter itself and has moved along with it. Clone it.",
)
def training_trace_without_copies(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        named = list(net.named_parameters())
        weights = {name: p.detach() for name, p in named}
        grads = {n: None if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": 0.0,
            "grads": grads,
            "moved": [name for name, p in named if not torch.equal(p, weights[name])],
        }
        trace.append(event)
    return trace


@mutant(
    "training_trace",
    says="You report as moved whatever received a gradient. A gradient is what the loss asks for; "
    "whether the parameter moves is up to the optimizer, which may not hold it. Compare the "
    "numbers before and after the step.",
)
def training_trace_gradient_means_moved(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        named = list(net.named_parameters())
        grads = {n: None if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": 0.0,
            "grads": grads,
            "moved": [name for name in grads if grads[name]],
        }
        trace.append(event)
    return trace


@mutant(
    "training_trace",
    says="You report as moved whatever the optimizer holds and the loss has sent a gradient to. "
    "That it should move is still an inference: with a learning rate of zero, as at the start of "
    "a warm-up, it does not. Compare the numbers before and after the step.",
)
def training_trace_held_means_moved(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    held = {id(p) for group in optimizer.param_groups for p in group["params"]}
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        named = list(net.named_parameters())
        grads = {n: None if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": 0.0,
            "grads": grads,
            "moved": [name for name, p in named if grads[name] and id(p) in held],
        }
        trace.append(event)
    return trace


@mutant(
    "training_trace",
    says="The optimizer's zero_grad() clears the gradients of the parameters that the optimizer "
    "holds. Those of the others stand, and the next backward adds to them. Clear the network's.",
)
def training_trace_optimizer_clears(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        optimizer.zero_grad()
        named = list(net.named_parameters())
        before = math.hypot(*(p.grad.norm().item() for _, p in named if p.grad is not None), 0.0)
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        weights = {name: p.detach().clone() for name, p in named}
        grads = {n: None if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": before,
            "grads": grads,
            "moved": [name for name, p in named if not torch.equal(p, weights[name])],
        }
        trace.append(event)
    return trace


@mutant(
    "training_trace",
    says="The loss is computed again after the step, with the new weights. An event is what the "
    "register read when the update was made, before anything moved.",
)
def training_trace_after_the_step(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        F.cross_entropy(net(x), y).backward()
        named = list(net.named_parameters())
        weights = {name: p.detach().clone() for name, p in named}
        grads = {n: None if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": 0.0,
            "grads": grads,
            "moved": [name for name, p in named if not torch.equal(p, weights[name])],
        }
        trace.append(event)
    return trace


@mutant(
    "training_trace",
    says="A gradient that is None is reported as 0. They are different events: zero arrived, or "
    "nothing did. An optimizer with weight decay tells them apart, and so must the trace.",
)
def training_trace_none_is_zero(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        named = list(net.named_parameters())
        weights = {name: p.detach().clone() for name, p in named}
        grads = {n: 0.0 if p.grad is None else p.grad.norm().item() for n, p in named}
        optimizer.step()
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": (logits.argmax(dim=1) == y).double().mean().item(),
            "grad_before": 0.0,
            "grads": dict(grads),
            "moved": [name for name, p in named if not torch.equal(p, weights[name])],
        }
        trace.append(event)
    return trace


@variant("training_trace", how="weights as one snapshot of the state dict, norms by NumPy")
def training_trace_by_snapshots(
    net: nn.Module, batches: list[Batch], optimizer: Optimizer
) -> Trace:
    def norm(p: Tensor) -> float | None:
        return None if p.grad is None else float(np.sqrt((p.grad.double().numpy() ** 2).sum()))

    def snapshot() -> dict[str, np.ndarray]:
        return {n: p.detach().numpy().copy() for n, p in net.named_parameters()}

    trace: Trace = []
    for x, y in batches:
        net.zero_grad()
        before = sum((norm(p) or 0.0) ** 2 for p in net.parameters()) ** 0.5
        old = snapshot()
        logits = net(x)
        loss = (torch.logsumexp(logits, 1) - logits.gather(1, y[:, None])[:, 0]).mean()
        loss.backward()
        grads = {n: norm(p) for n, p in net.named_parameters()}
        optimizer.step()
        new = snapshot()
        z = logits.detach().numpy()
        event: Event = {
            "step": len(trace),
            "value": float(loss.detach()),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": float(z.min()),
            "highest": float(z.max()),
            "accuracy": float((z.argmax(1) == y.numpy()).mean()),
            "grad_before": float(before),
            "grads": grads,
            "moved": [n for n in old if (old[n] != new[n]).any()],
        }
        trace.append(event)
    return trace


# --- accumulates_stale_gradients --------------------------------------------------------


@mutant(
    "accumulates_stale_gradients",
    says="You answer True whenever gradients stand before a backward pass. A loop that adds up two "
    "batches on purpose has them too, between its updates. The fault is to keep them after an "
    "update has used them.",
)
def accumulates_stale_gradients_any(trace: Trace) -> bool:
    return any(event["grad_before"] > 0 for event in trace)


@mutant(
    "accumulates_stale_gradients",
    says="You look at the first event, where nothing has been left over yet. Staleness needs a "
    "past: compare an event with the one before it.",
)
def accumulates_stale_gradients_first_event(trace: Trace) -> bool:
    return trace[0]["grad_before"] > 0


@mutant(
    "accumulates_stale_gradients",
    says="You take a loss that rises from one event to the next as the sign. Batches differ, so "
    "the loss of a healthy run rises at times as well. The trace holds the direct evidence: what "
    "stood in `.grad` before backward.",
)
def accumulates_stale_gradients_value_rises(trace: Trace) -> bool:
    return any(later["value"] > earlier["value"] for earlier, later in pairwise(trace))


@mutant(
    "accumulates_stale_gradients",
    says="You ask whether there are gradients after backward. There should be: that is what "
    "backward is for. Ask what was there before it.",
)
def accumulates_stale_gradients_after(trace: Trace) -> bool:
    return any(any(event["grads"].values()) for event in trace)


@mutant(
    "accumulates_stale_gradients",
    says="You expect stale gradients before every backward. A loop that clears them once an epoch "
    "has some clean events, and uses old gradients in all the others. One used gradient that is "
    "left standing is enough.",
)
def accumulates_stale_gradients_always(trace: Trace) -> bool:
    return all(event["grad_before"] > 0 for event in trace[1:])


@variant("accumulates_stale_gradients", how="walks through the run and remembers the last event")
def accumulates_stale_gradients_by_memory(trace: Trace) -> bool:
    used = False
    for event in trace:
        if used and event["grad_before"] != 0:
            return True
        used = len(event["moved"]) > 0
    return False


# --- loss_is_detached -------------------------------------------------------------------


@mutant(
    "loss_is_detached",
    says="You take it that nothing moves when the loss is detached, and only then. Weight decay "
    "moves weights without any gradient, and an optimizer that holds the wrong parameters moves "
    "nothing with a perfect one. Look at what reached the parameters, not at what they did.",
)
def loss_is_detached_nothing_moves(trace: Trace) -> bool:
    return not any(event["moved"] for event in trace)


@mutant(
    "loss_is_detached",
    says="You expect None in every gradient. Where gradients live in tensors that are zeroed "
    "between the steps, a detached loss leaves zeros. Both mean that nothing arrived.",
)
def loss_is_detached_all_none(trace: Trace) -> bool:
    return all(norm is None for event in trace for norm in event["grads"].values())


@mutant(
    "loss_is_detached",
    says="One parameter without a gradient is enough for you. A frozen parameter has none in a "
    "healthy run. The loss is detached if nothing at all arrives.",
)
def loss_is_detached_some_missing(trace: Trace) -> bool:
    return any(not norm for event in trace for norm in event["grads"].values())


@mutant(
    "loss_is_detached",
    says="You conclude from accuracy at chance that the loss is detached. Nothing was learned, but "
    "there is more than one way not to learn: the gradients tell which.",
)
def loss_is_detached_no_learning(trace: Trace) -> bool:
    return sum(event["accuracy"] for event in trace[-8:]) / 8 < 0.22


@variant("loss_is_detached", how="the total norm of all gradients of the run is zero")
def loss_is_detached_total(trace: Trace) -> bool:
    total = sum(norm or 0.0 for event in trace for norm in event["grads"].values())
    return total == 0.0


# --- optimizer_misses_parameters --------------------------------------------------------


@mutant(
    "optimizer_misses_parameters",
    says="You look for a run in which nothing moves. An optimizer may hold most of the parameters "
    "and miss one layer, and where nothing moves the loss may have asked for nothing. Go parameter "
    "by parameter.",
)
def optimizer_misses_parameters_nothing_moves(trace: Trace) -> bool:
    return not any(event["moved"] for event in trace)


@mutant(
    "optimizer_misses_parameters",
    says="Every parameter that stays put is suspect to you. A frozen one stays put as its author "
    "meant it, and behind a detached loss all do. What gives the optimizer away is a parameter "
    "that receives a gradient and stays put.",
)
def optimizer_misses_parameters_never_moves(trace: Trace) -> bool:
    names = set(trace[0]["grads"])
    return bool(names - {name for event in trace for name in event["moved"]})


@mutant(
    "optimizer_misses_parameters",
    says="One event with a gradient and without a move is enough for you. A warm-up begins at "
    "learning rate zero, and a loop that adds up batches skips updates. Missed is who never moves.",
)
def optimizer_misses_parameters_some_event(trace: Trace) -> bool:
    return any(
        norm and name not in event["moved"]
        for event in trace
        for name, norm in event["grads"].items()
    )


@mutant(
    "optimizer_misses_parameters",
    says="You look at the last event only. A run may stop between two updates, with gradients that "
    "are still to be used. Missed is who never moves in the whole run.",
)
def optimizer_misses_parameters_last_event(trace: Trace) -> bool:
    last = trace[-1]
    return any(norm and name not in last["moved"] for name, norm in last["grads"].items())


@mutant(
    "optimizer_misses_parameters",
    says="You infer a missed parameter from low accuracy. The rest of the network may learn well "
    "around a missed layer, and there are other reasons for learning nothing. Compare the names "
    "in `grads` with those in `moved`.",
)
def optimizer_misses_parameters_no_learning(trace: Trace) -> bool:
    return sum(event["accuracy"] for event in trace[-8:]) / 8 < 0.22


@variant("optimizer_misses_parameters", how="goes through the names one by one")
def optimizer_misses_parameters_by_name(trace: Trace) -> bool:
    for name in trace[0]["grads"]:
        asked = any(event["grads"][name] for event in trace)
        if asked and all(name not in event["moved"] for event in trace):
            return True
    return False


# --- softmax_twice ----------------------------------------------------------------------


@mutant(
    "softmax_twice",
    says="You use that the loss of probabilities cannot fall below 1.46 for ten classes. True, but "
    "a run that learns nothing stays above it as well. The range of what was fed in is better "
    "evidence than the value that came out.",
)
def softmax_twice_floor(trace: Trace) -> bool:
    return min(event["value"] for event in trace) > math.log(1 + 9 / math.e)


@mutant(
    "softmax_twice",
    says="You only check that nothing above 1 was fed in. Log probabilities are never above 0, and "
    "they are fine logits. Check both ends of the range.",
)
def softmax_twice_upper_end(trace: Trace) -> bool:
    return all(event["highest"] <= 1 for event in trace)


@mutant(
    "softmax_twice",
    says="You only check that nothing negative was fed in. Logits may all be positive. Check both "
    "ends of the range.",
)
def softmax_twice_lower_end(trace: Trace) -> bool:
    return all(event["lowest"] >= 0 for event in trace)


@mutant(
    "softmax_twice",
    says="You look at the first event only. Logits of an untrained network may lie between 0 and 1 "
    "by chance or by small weights; training drives them out of there, and probabilities it "
    "cannot. Look at every event.",
)
def softmax_twice_first_event(trace: Trace) -> bool:
    return trace[0]["lowest"] >= 0 and trace[0]["highest"] <= 1


@mutant(
    "softmax_twice",
    says="You take slow learning as the sign. With an adaptive optimizer a doubled softmax reaches "
    "a good accuracy, and other faults learn nothing. Look at what was fed in.",
)
def softmax_twice_no_learning(trace: Trace) -> bool:
    return sum(event["accuracy"] for event in trace[-8:]) / 8 < 0.3


@variant("softmax_twice", how="the range over the whole run instead of event by event")
def softmax_twice_whole_range(trace: Trace) -> bool:
    lowest = min(event["lowest"] for event in trace)
    highest = max(event["highest"] for event in trace)
    return lowest >= 0 and highest <= 1


# --- labels_are_shuffled ----------------------------------------------------------------


@mutant(
    "labels_are_shuffled",
    says="You expect the loss not to fall. From large weights it falls a long way on random labels "
    "too: the network learns to be less sure, until it is as unsure as the labels deserve. A "
    "falling loss is not yet learning.",
)
def labels_are_shuffled_loss_stays(trace: Trace) -> bool:
    third = len(trace) // 3
    first = sum(event["value"] for event in trace[:third])
    return sum(event["value"] for event in trace[-third:]) > 0.9 * first


@mutant(
    "labels_are_shuffled",
    says="Accuracy at chance is necessary and not enough: a run whose updates never reach the "
    "weights stays at chance as well, with perfect labels. Make sure first that the machinery "
    "works.",
)
def labels_are_shuffled_chance_alone(trace: Trace) -> bool:
    third = len(trace) // 3
    return sum(event["accuracy"] for event in trace[-third:]) / third < 0.22


@mutant(
    "labels_are_shuffled",
    says="You make sure that something moved, which is not yet an update by the loss: weight decay "
    "moves weights that receive no gradient at all. Compare the names that moved with those that "
    "had a gradient.",
)
def labels_are_shuffled_something_moved(trace: Trace) -> bool:
    third = len(trace) // 3
    accuracy = sum(event["accuracy"] for event in trace[-third:]) / third
    return accuracy < 0.22 and any(event["moved"] for event in trace)


@mutant(
    "labels_are_shuffled",
    says="You decide by the accuracy of the last event. It is measured on 48 rows: at chance it is "
    "above a tenth about half the time. Average over several events.",
)
def labels_are_shuffled_last_event(trace: Trace) -> bool:
    return trace[-1]["accuracy"] < 0.1


@variant("labels_are_shuffled", how="the median of the late accuracies instead of their mean")
def labels_are_shuffled_median(trace: Trace) -> bool:
    names = [n for n in trace[0]["grads"] if any(event["grads"][n] for event in trace)]
    works = all(any(n in event["moved"] for event in trace) for n in names)
    late = sorted(event["accuracy"] for event in trace[-8:])
    return bool(names) and works and (late[3] + late[4]) / 2 < 0.22


# --- what_updated -----------------------------------------------------------------------


@mutant(
    "what_updated",
    says="Every parameter without a gradient is called unused. Some of them do shape the loss: the "
    "graph was cut behind them. Change such a parameter and see whether the loss changes.",
)
def what_updated_none_is_unused(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    for name, p in net.named_parameters():
        arrived = "unused" if p.grad is None else "live" if p.grad.any() else "dead"
        report[name] = {"cause": arrived if p.requires_grad else "frozen"}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    "what_updated",
    says="Every parameter without a gradient is called detached. Some of them the forward pass "
    "never touches: the loss would be the same whatever they were. Change one of those and see.",
)
def what_updated_none_is_detached(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    for name, p in net.named_parameters():
        arrived = "detached" if p.grad is None else "live" if p.grad.any() else "dead"
        report[name] = {"cause": arrived if p.requires_grad else "frozen"}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    "what_updated",
    says="You read the cause off the movement: what moved is live, what stayed is dead. Weight "
    "decay moves a dead parameter, and an optimizer that does not hold a live one leaves it where "
    "it is. The cause is in the gradient, the movement is the optimizer's.",
)
def what_updated_moved_is_live(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            p.fill_(math.nan)
            stained = bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))
            p.copy_(kept)
        return stained

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        moved = not torch.equal(p, before[name])
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if dependent(p) else "unused"
        else:
            cause = "live" if moved else "dead"
        report[name] = {"cause": cause, "moved": moved}
    return report


@mutant(
    "what_updated",
    says="The causes are right. As moved you report what is live, and the optimizer has its own "
    "ways: weight decay moves a parameter whose gradient is zero, and one that the optimizer does "
    "not hold stays. Compare the numbers before and after the step.",
)
def what_updated_live_is_moved(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            p.fill_(math.nan)
            stained = bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))
            p.copy_(kept)
        return stained

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if dependent(p) else "unused"
        else:
            cause = "live" if p.grad.any() else "dead"
        report[name] = {"cause": cause, "moved": cause == "live"}
    optimizer.step()
    return report


@mutant(
    "what_updated",
    says="The report is right and the network is ruined: what you wrote into a parameter to see "
    "whether the loss depends on it is still there. Put the old numbers back.",
)
def what_updated_leaves_the_dye(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def stained(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            p.fill_(math.nan)
            result = bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))
            p.copy_(kept if result else torch.zeros_like(kept))
        return result

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        moved = not torch.equal(p, before[name])
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if stained(p) else "unused"
        else:
            cause = "live" if p.grad.any() else "dead"
        report[name] = {"cause": cause, "moved": moved}
    return report


@mutant(
    "what_updated",
    says="What you wrote into a parameter to see whether the loss reads it was never taken out. "
    "The loss is NaN from then on, so every later parameter looks detached, and the network is "
    "ruined. Put the old numbers back before you try the next one.",
)
def what_updated_never_restores(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def stained(p: Tensor) -> bool:
        with torch.no_grad():
            p.fill_(math.nan)
            return bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if stained(p) else "unused"
        else:
            cause = "live" if p.grad.any() else "dead"
        report[name] = {"cause": cause}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    "what_updated",
    says="The optimizer's zero_grad() clears the gradients of the parameters that the optimizer "
    "holds. An older gradient stands in the others and passes for one that has just arrived. Clear "
    "the network's.",
)
def what_updated_optimizer_clears(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            p.fill_(math.nan)
            stained = bool(torch.isnan(F.cross_entropy(net(batch[0]), batch[1])))
            p.copy_(kept)
        return stained

    optimizer.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if dependent(p) else "unused"
        else:
            cause = "live" if p.grad.any() else "dead"
        report[name] = {"cause": cause}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    "what_updated",
    says="The gradients were not cleared first, so what an earlier step left counts as arrived: "
    "almost every parameter looks live, and the step is made of old gradients and new ones. Begin "
    "with net.zero_grad().",
)
def what_updated_not_cleared(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    for name, p in net.named_parameters():
        arrived = "unused" if p.grad is None else "live" if p.grad.any() else "dead"
        report[name] = {"cause": arrived if p.requires_grad else "frozen"}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@mutant(
    "what_updated",
    says="You add the same number to every entry and watch the loss. Cross-entropy does not see "
    "what is added to all logits alike, so a detached bias looks unused. Change the entries by "
    "different amounts.",
)
def what_updated_same_nudge(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            value = F.cross_entropy(net(batch[0]), batch[1])
            p.add_(1.0)
            changed = F.cross_entropy(net(batch[0]), batch[1])
            p.copy_(kept)
        return abs(float(changed - value)) > 1e-5

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if dependent(p) else "unused"
        else:
            cause = "live" if p.grad.any() else "dead"
        report[name] = {"cause": cause}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = not torch.equal(p, before[name])
    return report


@variant("what_updated", how="changes the parameter by noise and compares the loss")
def what_updated_by_noise(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    generator = torch.Generator().manual_seed(7)

    def dependent(p: Tensor) -> bool:
        kept = p.detach().clone()
        with torch.no_grad():
            value = F.cross_entropy(net(batch[0]), batch[1])
            p.add_(3 * torch.randn(p.shape, generator=generator))
            changed = F.cross_entropy(net(batch[0]), batch[1])
            p.copy_(kept)
        return not torch.equal(value, changed)

    net.zero_grad()
    F.cross_entropy(net(batch[0]), batch[1]).backward()
    report: dict[str, dict[str, str | bool]] = {}
    for name, p in net.named_parameters():
        if not p.requires_grad:
            cause = "frozen"
        elif p.grad is None:
            cause = "detached" if dependent(p) else "unused"
        else:
            cause = "live" if float(p.grad.abs().max()) > 0 else "dead"
        report[name] = {"cause": cause}
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    optimizer.step()
    for name, p in net.named_parameters():
        report[name]["moved"] = bool((p != before[name]).any())
    return report
