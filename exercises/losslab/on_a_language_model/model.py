"""A transformer that predicts the next token, whole.

The architecture is that of Radford and others, "Language models are unsupervised multitask
learners", 2019, without dropout: each block adds attention to what it read, then a
hidden layer's answer, each read through a layer norm. One matrix embeds tokens and, transposed,
gives their logits. What is added: each pair of neighboring tokens has an embedding too, shared by
the pairs that fall into one of some thousand buckets, as n-grams do in Joulin and others, "Bag
of tricks for efficient text classification", 2016. So small a model learns much faster with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

__all__ = ["Block", "Shape", "Transformer", "forecasts", "nats"]

# The latest token that was read, and keys and values of each block.
Past = tuple[Tensor, list[tuple[Tensor, Tensor]]]


@dataclass(frozen=True)
class Shape:
    """How large a transformer is.

    Parameters
    ----------
    tokens
        How many tokens there are.
    context
        The most tokens that it can read at once.
    width
        How many numbers stand for a token inside; a multiple of ``heads``.
    heads, blocks
        Attention heads in each block, and blocks.
    buckets
        How many embeddings the pairs of tokens share.
    """

    tokens: int = 768
    context: int = 64
    width: int = 96
    heads: int = 4
    blocks: int = 2
    buckets: int = 4096


class Block(nn.Module):
    """Attention to the tokens before, then one hidden layer; both are added to the input."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.norm_1, self.norm_2 = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.ask = nn.Linear(shape.width, 3 * shape.width)
        self.mix = nn.Linear(shape.width, shape.width)
        self.hidden = nn.Linear(shape.width, 4 * shape.width)
        self.out = nn.Linear(4 * shape.width, shape.width)

    def forward(
        self, x: Tensor, past: tuple[Tensor, Tensor] | None
    ) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """Add to ``x``, of shape (batch, length, width), what the block makes of it.

        ``past`` holds keys and values of tokens that were read before, each of shape
        (batch, heads, length, width / heads). With a past, only one more token can be read.
        """
        batch, length, width = x.shape
        split = self.ask(self.norm_1(x)).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        if past is not None:
            key, value = torch.cat([past[0], key], 2), torch.cat([past[1], value], 2)
        read = F.scaled_dot_product_attention(query, key, value, is_causal=past is None)
        x = x + self.mix(read.transpose(1, 2).reshape(batch, length, width))
        return x + self.out(F.gelu(self.hidden(self.norm_2(x)))), (key, value)


class Transformer(nn.Module):
    """A decoder-only transformer.

    Parameters
    ----------
    shape
        How large.
    seed
        Of the initial weights.
    """

    def __init__(self, shape: Shape, seed: int = 0) -> None:
        super().__init__()
        self.shape = shape
        self.token = nn.Embedding(shape.tokens, shape.width)
        self.pair = nn.Embedding(shape.buckets, shape.width)
        self.place = nn.Embedding(shape.context, shape.width)
        self.blocks = nn.ModuleList(Block(shape) for _ in range(shape.blocks))
        self.norm = nn.LayerNorm(shape.width)
        self.bias = nn.Parameter(torch.zeros(shape.tokens))
        generator = torch.Generator().manual_seed(seed)
        for name, weight in self.named_parameters():
            if "norm" in name or name.endswith("bias"):
                nn.init.constant_(weight, float("norm" in name and name.endswith("weight")))
            else:
                small = (2 * shape.blocks) ** -0.5 if ".mix" in name or ".out" in name else 1.0
                nn.init.normal_(weight, 0.0, 0.02 * small, generator=generator)

    def read(self, tokens: Tensor, past: Past | None = None) -> tuple[Tensor, Past]:
        """What stands inside after the last block, and the past for the next call.

        Parameters
        ----------
        tokens
            Integers of shape (batch, length).
        past
            What an earlier call gave; then ``length`` is 1.

        Returns
        -------
        Tensor
            Shape (batch, length, width), through the last layer norm.
        tuple
            The latest token, and keys and values of each block.

        Raises
        ------
        ValueError
            If the tokens and the past together are longer than the context, or more than one
            token comes after a past.
        """
        before = past[1][0][0].shape[2] if past else 0
        length = tokens.shape[1]
        if before + length > self.shape.context:
            raise ValueError(
                f"{before + length} tokens do not fit into a context of {self.shape.context}; "
                "give the latest ones alone"
            )
        if past and length > 1:
            raise ValueError("after a past, read one token at a time")
        former = past[0] if past else F.pad(tokens[:, :-1], (1, 0))
        bucket = (tokens * 1_000_003 + former * 7_919) % self.shape.buckets
        x = self.token(tokens) + self.pair(bucket) + self.place.weight[before : before + length]
        now = []
        for at, block in enumerate(self.blocks):
            x, kept = block(x, past[1][at] if past else None)
            now.append(kept)
        return self.norm(x), (tokens[:, -1:], now)

    def logits(self, inside: Tensor) -> Tensor:
        """Logits of the next token from what stands inside: (..., width) to (..., tokens)."""
        return F.linear(inside, self.token.weight, self.bias)

    def forward(self, tokens: Tensor) -> Tensor:
        """Logits of the token after each token: (batch, length, tokens)."""
        return self.logits(self.read(tokens)[0])

    @torch.no_grad()
    def sample(
        self, prompt: Tensor, length: int, generator: torch.Generator, temperature: float = 1.0
    ) -> Tensor:
        """Continue prompts by drawing tokens.

        Parameters
        ----------
        prompt
            Integers of shape (batch, length of the prompts), at least one token each.
        length
            How many tokens are drawn; with the prompt at most the context.
        generator
            Draws them.
        temperature
            Divides the logits. At 0 the most probable token is taken.

        Returns
        -------
        Tensor
            The drawn tokens alone, of shape (batch, length).
        """
        drawn = self._draw(prompt, length, generator, temperature)
        return torch.cat([token for token, _ in drawn], 1)

    @torch.no_grad()
    def own_nats(self, prompt: Tensor, length: int, generator: torch.Generator) -> Tensor:
        """What the model pays for each token that :meth:`sample` would draw: (batch, length)."""
        drawn = self._draw(prompt, length, generator, 1.0)
        paid = [F.cross_entropy(out, token[:, 0], reduction="none") for token, out in drawn]
        return torch.stack(paid, 1)

    def _draw(
        self, prompt: Tensor, length: int, generator: torch.Generator, temperature: float
    ) -> Iterator[tuple[Tensor, Tensor]]:
        """Tokens one after the other, (batch, 1), and the logits that they were drawn from."""
        if prompt.stride(0) == 0:  # one prompt, expanded: it is read once
            batch = len(prompt)
            inside, (last, kept) = self.read(prompt[:1])
            inside, last = inside.expand(batch, -1, -1), last.expand(batch, -1)
            past = (
                last,
                [(k.expand(batch, -1, -1, -1), v.expand(batch, -1, -1, -1)) for k, v in kept],
            )
        else:
            inside, past = self.read(prompt)
        for left in reversed(range(length)):
            logits = self.logits(inside[:, -1])
            if temperature == 0:
                token = logits.argmax(-1, keepdim=True)
            else:
                p = torch.softmax(logits / temperature, -1)
                token = torch.multinomial(p, 1, generator=generator)
            yield token, logits
            if left:
                inside, past = self.read(token, past)


@torch.no_grad()
def nats(net: Transformer, tokens: Tensor, stride: int | None = None) -> Tensor:
    """The loss on each token of a text but the first, each read with the tokens before it.

    Parameters
    ----------
    net
        The model.
    tokens
        A text, integers of shape (length,).
    stride
        The text is read in windows of the context, each this many tokens further; by default
        half a context, so that each token but those of the first window has at least that many
        before it.

    Returns
    -------
    Tensor
        Nats, of shape (length - 1,).
    """
    parts = zip(_read_whole(net, tokens, stride), tokens[1:].split(AT_ONCE), strict=True)
    paid = [F.cross_entropy(net.logits(part), after, reduction="none") for part, after in parts]
    return torch.cat(paid)


@torch.no_grad()
def forecasts(net: Transformer, tokens: Tensor, stride: int | None = None) -> Tensor:
    """The probabilities whose logarithms :func:`nats` charges: (length - 1, all tokens)."""
    parts = _read_whole(net, tokens, stride)
    return torch.cat([torch.softmax(net.logits(part), -1) for part in parts])


AT_ONCE = 1024


def _read_whole(net: Transformer, tokens: Tensor, stride: int | None) -> tuple[Tensor, ...]:
    """What stands inside at each token of a text but the last, in parts of ``AT_ONCE`` tokens."""
    context = net.shape.context
    stride = stride or context // 2
    before, read = context - stride, tokens[:-1]
    inside: list[Tensor] = []
    windows = read.unfold(0, context, stride) if len(read) >= context else read[:0]
    for rows in windows.split(16) if len(windows) else ():
        found = net.read(rows)[0]
        if not inside:
            inside.append(found[0, :before])
        inside.append(found[:, before:].flatten(0, 1))
    done = sum(map(len, inside))
    if done < len(read):
        start = max(done - before, 0)
        inside.append(net.read(read[None, start:])[0][0, done - start :])
    return torch.cat(inside).split(AT_ONCE)
