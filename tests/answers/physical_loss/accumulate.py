import torch
import torch.nn.functional as F
from losslab.digits import Batch
from torch import nn


def right_count_first(net: nn.Module, chunks: list[Batch]) -> None:
    """Counts the targets, then sends every chunk's sum, divided by their number, backward."""
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        (F.cross_entropy(net(x), y, reduction="sum") / count).backward()


def right_divide_in_the_end(net: nn.Module, chunks: list[Batch]) -> None:
    """Adds up the gradients of the sums and divides them when the count is known."""
    for parameter in net.parameters():
        parameter.grad = None
    count = 0
    for x, y in chunks:
        F.cross_entropy(net(x), y, reduction="sum").backward()
        count += (y != -100).sum().item()
    with torch.no_grad():
        for parameter in net.parameters():
            if parameter.grad is not None:
                parameter.grad /= count


def right_without_backward(net: nn.Module, chunks: list[Batch]) -> None:
    """Asks autograd for the gradients, adds them up in float64 and puts them down."""
    net.zero_grad()
    live = [p for p in net.parameters() if p.requires_grad]
    totals = [torch.zeros_like(p, dtype=torch.float64) for p in live]
    count = 0
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum", ignore_index=-100)
        for total, part in zip(totals, torch.autograd.grad(loss, live, allow_unused=True)):
            if part is not None:
                total += part
        count += torch.count_nonzero(y + 100).item()
    for parameter, total in zip(live, totals):
        parameter.grad = (total / count).to(parameter.dtype)


def right_one_backward(net: nn.Module, chunks: list[Batch]) -> None:
    """One backward on the mean of the losses of all chunks, which were computed one by one."""
    net.zero_grad(set_to_none=True)
    losses = [F.cross_entropy(net(x), y, reduction="none") for x, y in chunks]
    keep = torch.cat([y for _, y in chunks]) != -100
    torch.cat(losses)[keep].mean().backward()


def right_weighted_means(net: nn.Module, chunks: list[Batch]) -> None:
    """Chunks' means weighted by the share of the targets that stand in them."""
    net.zero_grad()
    counts = [(y.numel() - (y == -100).sum()).item() for _, y in chunks]
    for (x, y), count in zip(chunks, counts):
        if count:
            loss = F.cross_entropy(net(x), y)
            loss.backward(torch.tensor(count / sum(counts)))


def right_running_mean(net: nn.Module, chunks: list[Batch]) -> None:
    """Keeps the mean gradient of what was seen so far; needs no count beforehand."""
    net.zero_grad()
    seen = 0
    for x, y in chunks:
        keep = y >= 0
        count = int(keep.sum())
        if count == 0:
            continue
        for parameter in net.parameters():
            if parameter.grad is not None:
                parameter.grad.mul_(seen / (seen + count))
        loss = F.cross_entropy(net(x[keep]), y[keep])
        (loss * (count / (seen + count))).backward()
        seen += count


def right_row_by_row(net: nn.Module, chunks: list[Batch]) -> None:
    """Takes the chunks apart into rows and leaves out those that are ignored."""
    net.zero_grad()
    rows = [(r, label) for x, y in chunks for r, label in zip(x, y.tolist()) if label != -100]
    for row, label in rows:
        log_p = net(row.unsqueeze(0)).log_softmax(-1)
        (-log_p[0, label] / len(rows)).backward()


def right_derivative_by_hand(net: nn.Module, chunks: list[Batch]) -> None:
    """Sends p minus one-hot, the derivative with respect to the logits, backward."""
    net.zero_grad()
    count = torch.cat([y for _, y in chunks]).ne(-100).sum()
    for x, y in chunks:
        logits = net(x)
        with torch.no_grad():
            keep = (y != -100).unsqueeze(1)
            slope = logits.softmax(1) - F.one_hot(y.clamp(min=0), logits.shape[1])
            slope = slope * keep / count
        logits.backward(slope)


def wrong_mean_of_means(net: nn.Module, chunks: list[Batch]) -> None:
    """The mean of the chunks' means; wrong for chunks of one and three targets."""
    net.zero_grad()
    count = len(chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y)
        (loss / count).backward()


def wrong_mean_of_means_that_count(net: nn.Module, chunks: list[Batch]) -> None:
    """The mean of the means of chunks with targets; wrong for one and three targets."""
    net.zero_grad()
    chunks = [(x, y) for x, y in chunks if (y != -100).any()]
    count = len(chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y)
        (loss / count).backward()


def wrong_rows_counted(net: nn.Module, chunks: list[Batch]) -> None:
    """Divides by the number of rows, ignored ones too; wrong with a target of -100."""
    net.zero_grad()
    count = sum(len(y) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()


def wrong_positive_targets_counted(net: nn.Module, chunks: list[Batch]) -> None:
    """Counts the targets above 0, which leaves out class 0."""
    net.zero_grad()
    count = sum(int((y > 0).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()


def wrong_minus_one_counted(net: nn.Module, chunks: list[Batch]) -> None:
    """Counts what is not -1 as a target; the ignored ones are -100."""
    net.zero_grad()
    count = sum(int((y != -1).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()


def wrong_class_zero_ignored(net: nn.Module, chunks: list[Batch]) -> None:
    """Takes class 0 for the padding and sets targets of -100 to it."""
    net.zero_grad()
    count = max(1, sum(int((y > 0).sum()) for _, y in chunks))
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y.clamp(min=0), reduction="sum", ignore_index=0)
        (loss / count).backward()


def wrong_ignored_as_class_zero(net: nn.Module, chunks: list[Batch]) -> None:
    """Reads an ignored target as class 0, in the loss and in the count."""
    net.zero_grad()
    count = sum(len(y) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y.clamp(min=0), reduction="sum")
        (loss / count).backward()


def wrong_earlier_gradient_kept(net: nn.Module, chunks: list[Batch]) -> None:
    """Does not clear the gradients; what an earlier step left is added."""
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()


def wrong_cleared_for_each_chunk(net: nn.Module, chunks: list[Batch]) -> None:
    """Clears in the loop, so that the last chunk's gradient alone stays."""
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        net.zero_grad()
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()


def wrong_sum(net: nn.Module, chunks: list[Batch]) -> None:
    """The gradient of the sum: never divided."""
    net.zero_grad()
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        loss.backward()


def wrong_weights_by_rows(net: nn.Module, chunks: list[Batch]) -> None:
    """Weights the chunks' means by their rows; wrong where chunks hold ignored targets."""
    net.zero_grad()
    count = sum(len(y) for _, y in chunks)
    for x, y in chunks:
        if (y == -100).all():
            continue
        loss = F.cross_entropy(net(x), y) * len(y)
        (loss / count).backward()


def wrong_own_count(net: nn.Module, chunks: list[Batch]) -> None:
    """Divides each chunk by its own count, so the means are added up."""
    net.zero_grad()
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / max(1, int((y != -100).sum()))).backward()


def wrong_count_so_far(net: nn.Module, chunks: list[Batch]) -> None:
    """Divides each chunk by the targets seen so far, not by all of them."""
    net.zero_grad()
    count = 0
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        count += int((y != -100).sum())
        (loss / max(count, 1)).backward()


def wrong_longest_chunk(net: nn.Module, chunks: list[Batch]) -> None:
    """Divides by the rows of the longest chunk."""
    net.zero_grad()
    count = max(len(y) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()


def wrong_first_chunk_for_all(net: nn.Module, chunks: list[Batch]) -> None:
    """Takes the first chunk's length for that of all chunks."""
    net.zero_grad()
    count = len(chunks) * len(chunks[0][1])
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()


def wrong_all_at_once(net: nn.Module, chunks: list[Batch]) -> None:
    """Shows the network all chunks in one forward pass, which is forbidden."""
    net.zero_grad()
    x = torch.cat([x for x, _ in chunks])
    y = torch.cat([y for _, y in chunks])
    F.cross_entropy(net(x), y).backward()


def wrong_step_taken(net: nn.Module, chunks: list[Batch]) -> None:
    """Takes a step with the gradient as well: the parameters are changed."""
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()
    with torch.no_grad():
        for parameter in net.parameters():
            parameter -= 0.1 * parameter.grad


def wrong_chunk_with_padding_dropped(net: nn.Module, chunks: list[Batch]) -> None:
    """Leaves out a chunk as soon as one of its targets is ignored."""
    net.zero_grad()
    chunks = [(x, y) for x, y in chunks if (y != -100).all()]
    count = max(1, sum(len(y) for _, y in chunks))
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()


def wrong_last_short_chunk_dropped(net: nn.Module, chunks: list[Batch]) -> None:
    """Drops the last chunk if it is shorter than the first, as data loaders do."""
    net.zero_grad()
    if len(chunks[-1][1]) < len(chunks[0][1]):
        chunks = chunks[:-1]
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / max(count, 1)).backward()


def wrong_last_chunk_missed(net: nn.Module, chunks: list[Batch]) -> None:
    """Sends a chunk backward when the next one comes; the last never is."""
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks[:-1]:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()


def wrong_divided_again_and_again(net: nn.Module, chunks: list[Batch]) -> None:
    """Divides what stands in .grad after every chunk, the earlier ones' share once more."""
    net.zero_grad()
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        loss.backward()
        count = max(1, int((y != -100).sum()))
        for parameter in net.parameters():
            if parameter.grad is not None:
                parameter.grad /= count


def wrong_weights_divided_only(net: nn.Module, chunks: list[Batch]) -> None:
    """Divides in the end, and only what is a matrix: biases keep the sum."""
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        loss.backward()
    for parameter in net.parameters():
        if parameter.ndim > 1:
            parameter.grad /= count


def wrong_matrices_cleared_only(net: nn.Module, chunks: list[Batch]) -> None:
    """Clears the matrices' gradients and forgets those of the biases."""
    for parameter in net.parameters():
        if parameter.ndim > 1:
            parameter.grad = None
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()


def wrong_earlier_gradient_divided(net: nn.Module, chunks: list[Batch]) -> None:
    """Divides everything in the end, with what stood in .grad before."""
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        loss.backward()
    for parameter in net.parameters():
        parameter.grad /= count


def wrong_square_root_of_the_count(net: nn.Module, chunks: list[Batch]) -> None:
    """Divides by the root of the count, as one does with noise."""
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count**0.5).backward()


def wrong_probabilities(net: nn.Module, chunks: list[Batch]) -> None:
    """Applies a softmax before cross-entropy, which takes one itself."""
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x).softmax(-1), y, reduction="sum")
        (loss / count).backward()


def wrong_two_chunks(net: nn.Module, chunks: list[Batch]) -> None:
    """Works for two chunks, which it names, and reads no third."""
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks[:2]:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()


def wrong_norm_clipped(net: nn.Module, chunks: list[Batch]) -> None:
    """Clips the gradient to length 1 in the end, out of habit."""
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)


def wrong_gradients_returned(net: nn.Module, chunks: list[Batch]) -> None:
    """Returns the gradients and puts what stood in .grad back: the result is not there."""
    before = [parameter.grad for parameter in net.parameters()]
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks:
        loss = F.cross_entropy(net(x), y, reduction="sum")
        (loss / count).backward()
    for parameter, old in zip(net.parameters(), before):
        parameter.grad = old


def wrong_three_chunks(net: nn.Module, chunks: list[Batch]) -> None:
    """Reads three chunks and no more."""
    net.zero_grad()
    count = sum(int((y != -100).sum()) for _, y in chunks)
    for x, y in chunks[:3]:
        (F.cross_entropy(net(x), y, reduction="sum") / count).backward()
