from __future__ import annotations

from collections.abc import Mapping

import torch
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import probes

from autograder.course.exercise import Args, Check, Exercise, Tolerance

_kept = st.integers(1, 16).filter(lambda n: n != 4).map(lambda n: n / 4)


@st.composite
def masked(
    draw: st.DrawFn, *outs: SearchStrategy[float], kept: SearchStrategy[float] = _kept
) -> Args:
    """Two entries or more that count, and two or more, of each of `outs`, that do not."""
    out = st.one_of(outs)
    entries = [(draw(kept), True), (draw(_kept), True)]
    entries += [(draw(each), False) for each in (outs if len(outs) > 1 else outs * 2)]
    entries += draw(
        st.lists(
            st.one_of(st.tuples(kept, st.just(True)), st.tuples(out, st.just(False))), max_size=3
        )
    )
    entries = draw(st.permutations(entries))
    return torch.tensor([x for x, _ in entries]), torch.tensor([keep for _, keep in entries])


zeros = st.just(0.0)
negatives = st.integers(-8, -1).map(float)
anything = (zeros, negatives, _kept)
tiny = st.integers(7, 12).map(lambda n: 10.0**-n)
tiniest = st.integers(20, 30).map(lambda n: 10.0**-n)

_zeros = {
    "zeros": masked(zeros),
    "zeros and others, small ones count": masked(zeros, _kept, kept=tiniest),
}
_negatives = {
    "negative": masked(negatives),
    "zero, negative and positive": masked(*anything),
    "nothing masked": st.lists(_kept, min_size=1, max_size=3).map(
        lambda xs: (torch.tensor(xs), torch.ones(len(xs), dtype=torch.bool))
    ),
}
_small = {
    "small": masked(*anything, kept=tiny),
    "smaller than any usual bound": masked(*anything, kept=tiniest),
}
_nothing_counts = {
    "several": st.lists(st.integers(-3, 3).map(float), max_size=3).map(
        lambda xs: (torch.tensor([0.0, *xs, 3.0]), torch.zeros(len(xs) + 2, dtype=torch.bool))
    ),
    "one": st.sampled_from((0.0, -1.0, 2.0)).map(
        lambda x: (torch.tensor([x]), torch.tensor([False]))
    ),
}

_log_tolerance = Tolerance(rtol=1e-5, atol=1e-5)


def _masked_check(
    name: str,
    promise: str,
    inputs: Mapping[str, SearchStrategy[Args]],
    *public: tuple,
    covers: tuple[str, ...] = (),
) -> Check:
    return Check(
        name,
        promise,
        inputs,
        covers=covers,
        public=[(torch.tensor(x), torch.tensor(mask)) for x, mask in public],
        probe=probes.value_and_gradient,
        tolerance=_log_tolerance,
        draws=max(4, len(inputs)),
    )


EXERCISE = Exercise(
    title="A mask that masks the gradient too",
    objective="Keep numbers that do not count out of a loss, on the way forward and back.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Look at `x.grad`, not only at the value. Where does NaN come from, if the masked term was "
        "replaced by zero?",
        "The derivative of `log(sqrt(x))` at 0 is infinite, and `where` multiplies it by zero. The "
        "zero must not get as far as the logarithm.",
        "Run the cell above once more with 9 in place of the 0 that does not count. Value and "
        "gradient are right now. What does that tell you about such an entry, and at which point "
        "of the formula is it too late to do something about it?",
    ),
    checks=(
        _masked_check(
            "check_masked_zeros",
            "Value and gradient are right where masked entries are zero.",
            _zeros,
            ([1.0, 0.0, 4.0], [True, False, True]),
            covers=("is 1 / (2 x) where the mask is True and 0 elsewhere; never NaN.",),
        ),
        _masked_check(
            "check_masked_negatives",
            "Value and gradient are right where masked entries are negative.",
            _negatives,
            ([-2.0, 4.0], [False, True]),
            covers=("`x` itself must not be changed.",),
        ),
        _masked_check(
            "check_small_entries_that_count",
            "Value and gradient are right for entries as small as 1e-30.",
            _small,
            ([1e-12, 2.0], [True, False]),
            ([1e-7, 0.0], [True, False]),
            ([0.0, 1e-30, 1e-29], [False, True, True]),
        ),
        _masked_check(
            "check_everything_masked",
            "Where nothing counts, the value and all gradients are zero.",
            _nothing_counts,
            ([0.0, 3.0], [False, False]),
            covers=(
                "0-d, float32: the sum, 0 where the mask is False everywhere; backward can "
                "be called",
            ),
        ),
    ),
)
