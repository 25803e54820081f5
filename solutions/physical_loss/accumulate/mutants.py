import torch
import torch.nn.functional as F
from losslab.digits import Batch
from torch import nn

from autograder.course.exercise import mutant, variant


@mutant(
    says="The gradient is the average of the chunks' mean gradients. A mean of means is the mean "
    "only if all chunks hold equally many targets; here a target in a short chunk weighs more than "
    "one in a long chunk, and a chunk without targets has no mean at all. Divide by a count that "
    "is the same for all.",
)
def mean_of_means(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    for x, y in chunks:
        (F.cross_entropy(net(x), y) / len(chunks)).backward()


@mutant(
    says="The sum is divided by the number of rows, and ignored targets are counted with them. The "
    "mean runs over the targets that are not ignored.",
)
def counts_ignored(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    rows = sum(len(y) for _, y in chunks)
    for x, y in chunks:
        (F.cross_entropy(net(x), y, reduction="sum") / rows).backward()


@mutant(
    says="Each chunk's mean is weighted by its rows. That would be right without ignored targets; "
    "with them the mean was already taken over fewer.",
)
def means_weighted_by_rows(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    rows = sum(len(y) for _, y in chunks)
    for x, y in chunks:
        (F.cross_entropy(net(x), y) * len(y) / rows).backward()


@mutant(
    says="What stood in `.grad` before is part of your result. Backward adds to `.grad`, it does "
    "not overwrite: that is what makes accumulation work, and why it must start from nothing.",
)
def on_top(net: nn.Module, chunks: list[Batch]) -> None:
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        (F.cross_entropy(net(x), y, reduction="sum") / count).backward()


@mutant(
    says="Only the last chunk's part of the gradient is left. What the others added was cleared.",
)
def last_chunk_only(net: nn.Module, chunks: list[Batch]) -> None:
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        net.zero_grad()
        (F.cross_entropy(net(x), y, reduction="sum") / count).backward()


@mutant(
    says="The gradient is that of the sum of the losses: nothing was divided, so the update grows "
    "with the number of targets. Count them first, over all chunks.",
)
def accumulate_sum(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    for x, y in chunks:
        F.cross_entropy(net(x), y, reduction="sum").backward()


@mutant(
    says="The gradient is right, and the network saw all rows in one pass. The chunks exist "
    "because that does not fit into memory. Take them one at a time.",
)
def joined(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    x = torch.cat([x for x, _ in chunks])
    F.cross_entropy(net(x), torch.cat([y for _, y in chunks])).backward()


@mutant(
    says="The gradient is right, and the weights have moved. No optimizer step is taken here: who "
    "called decides what becomes of the gradient.",
)
def takes_a_step(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        (F.cross_entropy(net(x), y, reduction="sum") / count).backward()
    with torch.no_grad():
        for parameter in net.parameters():
            assert parameter.grad is not None
            parameter.sub_(0.1 * parameter.grad)


@mutant(
    says="The sum is divided by the number of chunks. That is the mean only if every chunk holds "
    "one target.",
)
def per_chunk(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    for x, y in chunks:
        (F.cross_entropy(net(x), y, reduction="sum") / len(chunks)).backward()


@variant(how="backward of each chunk's sum, the division afterwards in .grad; it empties the list")
def divided_afterwards(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    count = 0
    while chunks:
        x, y = chunks.pop()
        F.cross_entropy(net(x), y, reduction="sum").backward()
        count += int((y != -100).sum())
    for parameter in net.parameters():
        assert parameter.grad is not None
        parameter.grad /= count


@variant(how="the division goes into the seed of backward")
def seeded(net: nn.Module, chunks: list[Batch]) -> None:
    for parameter in net.parameters():
        parameter.grad = None
    counts = [int((y != -100).sum()) for _, y in chunks]
    for (x, y), count in zip(chunks, counts, strict=True):
        loss = F.cross_entropy(net(x), y)
        loss.backward(torch.tensor(count / sum(counts)))


@variant(how="one backward at the end, on the sum of the chunks' losses")
def one_backward(net: nn.Module, chunks: list[Batch]) -> None:
    net.zero_grad()
    totals = [F.cross_entropy(net(x), y, reduction="sum") for x, y in chunks]
    count = sum(int((y != -100).sum()) for _, y in chunks)
    (torch.stack(totals).sum() / count).backward()
