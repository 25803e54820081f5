"""Small experiments on agents of three kinds, for `posterior`, `eig` and `choose_experiment`."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from solutions.caring_about_loss.grids import normalized

Experiment = dict[str, list[str]]
answers = ["left", "right", "stay", "wait"]


@st.composite
def experiments(draw: st.DrawFn, names: list[str], actions: int, ties: bool) -> Experiment:
    """Each kind's best actions among the first `actions`; with `ties`, one or two of them."""
    possible = answers[:actions]
    one = st.sampled_from(possible).map(lambda a: [a])
    some = st.lists(st.sampled_from(possible), min_size=1, max_size=2, unique=True)
    best = {name: draw(some if ties else one) for name in names}
    # The first two differ, so that something can be learned; with ties, the first shares.
    best[names[0]] = possible[:2] if ties else [possible[0]]
    best[names[1]] = [possible[1]]
    return {"actions": possible, **best}


THREE = ["event", "register", "task"]
slips = st.sampled_from([0.05, 0.1, 0.2])


def priors(names: list[str], weights: SearchStrategy[list[int]]) -> SearchStrategy[dict]:
    """A prior over `names`, proportional to drawn weights."""
    return weights.map(lambda w: dict(zip(names, normalized(w), strict=True)))


unequal = st.permutations([1, 3, 6]).map(list)
even = st.just([1, 1, 1])
with_zero = st.permutations([0, 1, 3]).map(list)
even_prior = {"event": 0.5, "register": 0.5}
