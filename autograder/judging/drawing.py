"""Draw inputs with hypothesis: the same ones for a seed, wherever and after whatever."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from random import Random
from unittest import mock

from hypothesis.control import BuildContext
from hypothesis.errors import StopTest
from hypothesis.internal.conjecture import providers
from hypothesis.internal.conjecture.choice import ChoiceTemplate
from hypothesis.internal.conjecture.data import ConjectureData
from hypothesis.strategies import SearchStrategy
from losslab.values.packed import pack

from autograder.course.exercise import Args
from autograder.judging.seeds import derive

# So many draws are tried: an input where a strategy repeats others, and in all where it refuses.
MOST_REPEATS, MOST_REFUSED = 20, 5_000
# Which of hypothesis's own constants a kind of choice permits, for draws that know no others.
_CONSTANTS = type(providers.CONSTANTS_CACHE)(1024)


@contextlib.contextmanager
def reproducible() -> Iterator[None]:
    """Keep hypothesis to its own constants.

    It also draws numbers and strings that it finds in the source of the modules that happen to
    be loaded: another worker, with other modules, would draw other inputs for the same seed.
    """
    with (
        mock.patch.object(providers, "_get_local_constants", providers.Constants),
        mock.patch.object(providers, "CONSTANTS_CACHE", _CONSTANTS),
    ):
        yield


def simplest(strategy: SearchStrategy[Args]) -> Args | None:
    """What `strategy` gives where every choice is the simplest; None where that is no input."""
    prefix = (ChoiceTemplate("simplest", count=None),)
    with reproducible():
        return _one(strategy, ConjectureData(random=Random(0), prefix=prefix))


def draw(strategy: SearchStrategy[Args], count: int, seed: int) -> list[Args]:
    """Up to `count` different values of `strategy`, always the same ones for a seed.

    They are independent of each other. Hypothesis's own runner draws variations of what it has
    drawn before, and takes four times as long.

    Raises
    ------
    ValueError
        If the strategy refuses nearly everything that it draws.
    """
    random = Random(seed)
    drawn: dict[bytes, Args] = {}
    with reproducible():
        refused = repeated = 0
        while len(drawn) < count and refused < MOST_REFUSED and repeated < MOST_REPEATS * count:
            args = _one(strategy, ConjectureData(random=random))
            if args is None:
                refused += 1
                continue
            before = len(drawn)
            drawn.setdefault(pack(list(args)), args)
            repeated += len(drawn) == before
    if not drawn:
        raise ValueError(f"{strategy!r:.200} gave no input in {MOST_REFUSED:,} tries")
    return list(drawn.values())


def draw_each(kinds: Mapping[str, SearchStrategy[Args]], count: int, seed: int) -> list[Args]:
    """`count` inputs, one of each kind in turn."""
    rounds = -(-count // len(kinds))
    each = [draw(strategy, rounds, derive(seed, name)) for name, strategy in kinds.items()]
    return [kind[i] for i in range(rounds) for kind in each if i < len(kind)][:count]


def _one(strategy: SearchStrategy[Args], data: ConjectureData) -> Args | None:
    """One value, or None where the strategy refuses what it drew."""
    try:
        with BuildContext(data, is_final=False, wrapped_test=_one):
            return data.draw(strategy)
    except StopTest:
        return None
