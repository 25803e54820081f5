from __future__ import annotations

import torch
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import probes

from autograder.course.exercise import Args, Check, Exercise, Tolerance

_kept = st.integers(1, 16).map(lambda n: n / 4)


@st.composite
def masked(
    draw: st.DrawFn, out: SearchStrategy[float], kept: SearchStrategy[float] = _kept
) -> Args:
    """At least one entry that counts and one, drawn from `out`, that does not."""
    entries = [(draw(kept), True), (draw(out), False)]
    entries += draw(
        st.lists(
            st.one_of(st.tuples(_kept, st.just(True)), st.tuples(out, st.just(False))), max_size=4
        )
    )
    entries = draw(st.permutations(entries))
    return torch.tensor([x for x, _ in entries]), torch.tensor([keep for _, keep in entries])


zeros = st.just(0.0)
negatives = st.integers(-8, -1).map(float)
positives = _kept
tiny = st.integers(7, 12).map(lambda n: 10.0**-n)

all_masked = st.lists(st.integers(-3, 3).map(float), min_size=1, max_size=4).map(
    lambda xs: (torch.tensor([0.0, *xs]), torch.zeros(len(xs) + 1, dtype=torch.bool))
)

_log_tolerance = Tolerance(rtol=1e-5, atol=1e-5)


def _masked_check(name: str, promise: str, strategy: st.SearchStrategy, *public: tuple) -> Check:
    return Check(
        name,
        promise,
        strategy,
        public=[(torch.tensor(x), torch.tensor(mask)) for x, mask in public],
        probe=probes.value_and_gradient,
        tolerance=_log_tolerance,
        draws=6,
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
        "Replace the masked entries by 1 before you take root and logarithm, with "
        "`torch.where(mask, x, torch.ones_like(x))`. Or pick the entries that count: `x[mask]`.",
    ),
    checks=(
        _masked_check(
            "check_masked_zeros",
            "Value and gradient are right where masked entries are zero.",
            masked(zeros),
            ([1.0, 0.0, 4.0], [True, False, True]),
        ),
        _masked_check(
            "check_masked_negatives",
            "Value and gradient are right where masked entries are negative.",
            masked(negatives),
            ([-2.0, 4.0], [False, True]),
        ),
        _masked_check(
            "check_small_entries_that_count",
            "Value and gradient are right for entries as small as 1e-12.",
            masked(positives, kept=tiny),
            ([1e-12, 2.0], [True, False]),
            ([1e-7, 0.0], [True, False]),
        ),
        _masked_check(
            "check_everything_masked",
            "Where nothing counts, the value and all gradients are zero.",
            all_masked,
            ([0.0, 3.0], [False, False]),
        ),
    ),
)
