"""Draw inputs with hypothesis: the same ones for a seed, wherever and after whatever."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Iterator
from unittest import mock

import hypothesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.internal.conjecture import providers
from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args


class Drawn:
    """Arguments that hypothesis drew, in a wrapper that it prints quickly however large."""

    def __init__(self, args: Args):
        self.args = args

    def __repr__(self) -> str:
        return "Drawn(…)"


def new_seed() -> int:
    """A seed that no learner can foresee."""
    return secrets.randbits(48)


def derive(seed: int, *names: str) -> int:
    """A seed for one use, from the run's seed and the names of the use."""
    text = ":".join([str(seed), *names])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


def options(count: int, *phases: Phase) -> settings:
    """Hypothesis's settings for up to `count` inputs, with nothing kept between runs."""
    return settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )


@contextlib.contextmanager
def reproducible() -> Iterator[None]:
    """Keep hypothesis to its own constants.

    It also draws numbers and strings that it finds in the source of the modules that happen to
    be loaded: another worker, with other modules, would draw other inputs for the same seed.
    """
    nothing = providers.Constants()
    providers.CONSTANTS_CACHE.cache.clear()
    with mock.patch.object(providers, "_get_local_constants", return_value=nothing):
        yield
    providers.CONSTANTS_CACHE.cache.clear()


def draw(strategy: SearchStrategy[Args], count: int, seed: int) -> list[Args]:
    """Up to `count` different values of `strategy`, always the same ones for a seed."""
    drawn: list[Args] = []

    @hypothesis.seed(seed)
    @options(count, Phase.generate)
    @given(strategy.map(Drawn))
    def collect(inputs: Drawn) -> None:
        drawn.append(inputs.args)

    with reproducible():
        collect()
    return drawn
