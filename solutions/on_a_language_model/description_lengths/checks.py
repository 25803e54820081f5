from __future__ import annotations

import math

import numpy as np

from autograder.course.exercise import Args, Check, Exercise
from solutions.on_a_language_model.drawn import seeded

_BYTE = 8 * math.log(2)


def training(
    rng: np.random.Generator, shortest: str, rereads: int = 1, unread: int = 0, files: int = 2
) -> Args:
    """Readings of a training of some chunks, and sizes by which one description is the shortest."""
    chunks = 4
    tokens = [int(n) for n in rng.permutation([12, 30, 55, 80]) + rng.integers(0, 9, chunks)]
    vocabulary = int(rng.choice([50, 120, 256]))
    fresh = [float(x) for x in np.round(rng.uniform(2.0, 3.5, chunks), 2)]
    order = [int(c) for c in rng.permutation(chunks)]
    skipped = set(order[:unread])
    readings = [(c, fresh[c]) for c in order if c not in skipped]
    for turn in range(rereads):
        for c in rng.permutation(chunks):
            if int(c) not in skipped:
                # The second time one chunk reads more than at first, and most read less.
                worse = turn == 0 and int(c) == order[-1]
                reads = fresh[c] + 0.4 if worse else fresh[c] - 0.5 - 0.2 * turn
                readings.append((int(c), round(reads, 2)))
    final = [round(max(fresh[c] - 1.2, 0.3) + 0.1 * c, 2) for c in range(chunks)]
    online = sum(
        n * (math.log(vocabulary) if c in skipped else fresh[c]) for c, n in enumerate(tokens)
    )
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    gap = (online - trained) / _BYTE
    best = min(online, trained) / _BYTE
    # A trained file that is much too large, or so small that it pays; one with no size at all.
    weights = int(gap + rng.integers(30, 90)) if shortest != "two_part" else int(gap * 0.6)
    sizes = [int(best + x) for x in (45, 70, 110)]
    if shortest == "a file":
        sizes[int(rng.integers(files))] = int(best * 0.7)
    names = [str(name) for name in rng.permutation(["gzip", "bz2", "xz"])]
    made = dict(zip(names[:files], sizes, strict=False))
    if shortest == "two_part":
        made = {name: size + weights for name, size in made.items()}
    return readings, tokens, vocabulary, final, weights, made


def foreseen(rng: np.random.Generator) -> Args:
    """A chunk was forecast with certainty when it came first, and less surely later."""
    readings, *rest = training(rng, "online", rereads=1)
    sure = int(rng.integers(4))
    return [(c, 0.0 if i == sure else mean) for i, (c, mean) in enumerate(readings)], *rest


def untrained(rng: np.random.Generator) -> Args:
    """Nothing was ever read, and all is sent by the uniform distribution."""
    _, tokens, vocabulary, final, weights, _ = training(rng, "online")
    return [], tokens, vocabulary, final, weights + 200, {}


_TWICE = [(1, 3.0), (0, 2.0), (0, 2.5), (1, 1.0)]

EXERCISE = Exercise(
    title="What a low loss saves",
    objective="Turn a record of losses into the length of a file, and see which losses count.",
    points=4,
    difficulty=3,
    minutes=25,
    hints=(
        "A text of 16 tokens has a mean loss of log 2 nats. How many bits does it take, and how "
        "many bytes?",
        "When training comes to a chunk for the second time, the receiver has the chunk already. "
        "Which of its readings is paid for, and does it matter that a later one is lower?",
        "Walk through the readings once and keep what you meet for the first time. Then go through "
        "all the chunks, not through the readings: what does one cost that you never met? What is "
        "sent in two parts, besides the text?",
    ),
    checks=(
        Check(
            "check_one_pass",
            "The lengths are right where training came to each chunk once.",
            {
                "online is shortest": seeded(training, "online", rereads=0),
                "two parts are shortest": seeded(training, "two_part", rereads=0),
                "a file is shortest": seeded(training, "a file", rereads=0),
                "no files": seeded(training, "two_part", rereads=0, files=0),
            },
            public=(
                ([(0, 2.0), (1, 3.0)], [80, 40], 50, [0.5, 0.5], 300, {"gzip": 70, "xz": 64}),
                ([(1, 3.0), (0, 2.0)], [80, 40], 50, [0.5, 0.5], 12, {}),
                ([(0, 2.0), (1, 3.0)], [80, 40], 50, [0.5, 0.5], 300, {"gzip": 31, "xz": 34}),
            ),
            draws=4,
            covers=(
                "Each chunk is sent as the model forecasts it when training comes to it first;",
            ),
        ),
        Check(
            "check_several_passes",
            "What was sent once costs nothing when it is read again.",
            {
                "two passes": seeded(training, "online", rereads=1),
                "three passes, a file is shortest": seeded(training, "a file", rereads=2),
                "three passes": seeded(training, "two_part", rereads=2, files=3),
                "a chunk that costs nothing": seeded(foreseen),
            },
            public=(
                (_TWICE, [80, 40], 50, [0.5, 0.5], 300, {"gzip": 70}),
                (_TWICE, [80, 40], 50, [0.5, 0.5], 12, {"gzip": 70}),
            ),
            weight=2,
            draws=4,
            covers=("A chunk may be read several times, or never.",),
        ),
        Check(
            "check_chunks_that_are_never_read",
            "A chunk to which training never came is sent at last, by the uniform distribution.",
            {
                "one, twice": seeded(training, "online", rereads=1, unread=1),
                "two": seeded(training, "a file", rereads=0, unread=2),
                "all": seeded(untrained),
            },
            public=(
                ([(1, 3.0), (1, 1.0)], [80, 40], 50, [0.5, 0.5], 300, {"gzip": 170}),
                ([], [80, 40], 50, [0.5, 0.5], 300, {}),
            ),
            weight=2,
            draws=3,
            covers=("A chunk to which training never came is sent at last",),
        ),
    ),
)
