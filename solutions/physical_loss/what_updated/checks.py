from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import models, probes
from losslab.values.compare import USUAL

from autograder.course.exercise import Args, Check, Exercise, Tolerance, recipe
from solutions.physical_loss.seeds_and_tolerances import GRADIENT, seeds

wirings = st.permutations(models.ROLES).map(list)
plain_first = st.permutations(models.ROLES[1:]).map(lambda rest: ["plain", *rest])

plain_later = st.tuples(wirings, st.sampled_from(models.ROLES[1:])).map(
    lambda drawn: [drawn[1], *(role for role in drawn[0] if role != drawn[1])]
)


def explained(wiring: Sequence[str], optimizer: str, seed: int = 0) -> Args:
    """A branched network, a batch with a blank column and an optimizer's name.

    Without wiring the network is raw.
    """
    net = (
        recipe(models.branch_net, wiring=list(wiring), seed=seed)
        if wiring
        else recipe(models.raw_net, seed=seed)
    )
    return net, recipe(probes.batch, seed=seed + 1, blank=seed % 3), optimizer


def knotted(knots: Sequence[str], optimizer: str, seed: int = 0) -> Args:
    """The same with a network of parameters in a formula."""
    net = recipe(models.knot_net, knots=list(knots), seed=seed)
    return net, recipe(probes.batch, seed=seed + 1, blank=seed % 3), optimizer


def knots_with(*optimizers: str) -> SearchStrategy[Args]:
    """What :func:`knotted` makes of a drawn order, optimizer and seed."""
    orders = st.permutations(models.KNOTS).map(list)
    return st.builds(knotted, orders, st.sampled_from(optimizers), seeds)


def steps_of(wiring: SearchStrategy[list[str]], *optimizers: str) -> SearchStrategy[Args]:
    """What :func:`explained` makes of a drawn wiring, optimizer and seed."""
    return st.builds(explained, wiring, st.sampled_from(optimizers), seeds)


_wired = list(models.ROLES)
_plain_first = ["plain", "cut", "negative", "skipped", "fixed"]
_cut_first = ["cut", "plain", "negative", "skipped", "fixed"]
_knots = {
    "sgd with decay": knots_with("sgd with decay"),
    "adam with decay": knots_with("adam with decay"),
    "tiny steps": knots_with("sgd with tiny steps"),
}
_with_decay = steps_of(wirings, "sgd with decay", "adam with decay")


def _explained_check(
    name: str,
    promise: str,
    part: str,
    strategy: st.SearchStrategy | Mapping[str, st.SearchStrategy],
    *public: tuple,
    weight: float = 1.0,
    tolerance: Tolerance = USUAL,
    covers: tuple[str, ...] = (),
) -> Check:
    return Check(
        name,
        promise,
        strategy,
        public=public,
        weight=weight,
        probe=probes.explained,
        part=part,
        tolerance=tolerance,
        draws=len(strategy) if isinstance(strategy, Mapping) else 2,
        covers=covers,
    )


EXERCISE = Exercise(
    title="Who was updated, and why not the others",
    objective="Find out of each parameter what an update did to it, and why.",
    points=5,
    difficulty=5,
    minutes=45,
    hints=(
        "Three of the five causes can be read off `requires_grad` and `.grad`. The other two look "
        "alike: you have to do something to the parameter and watch the loss.",
        "Change a parameter without a gradient, compute the loss again, restore the parameter. "
        "Beware: if all logits rise by the same amount, cross-entropy does not change.",
        "A parameter may be zero, a sigmoid may saturate, some of the numbers may be read for some "
        "of the rows only. What would you have to write into a parameter, and where, so that none "
        "of this can hide it? Try candidates on a sum, on `0 * p` and on `torch.sigmoid(p)`.",
        "Which parameters move under weight decay although nothing asked them to? So `moved` is a "
        "question of its own. Between which two moments is it about, and does what you remember of "
        "the first still hold the old numbers at the second?",
    ),
    checks=(
        _explained_check(
            "check_causes_in_a_branched_network",
            "Each parameter of a network with five kinds of branches gets its cause.",
            "cause",
            _with_decay,
            explained(_wired, "sgd"),
            explained(_wired, "sgd with decay"),
        ),
        _explained_check(
            "check_causes_in_any_module",
            "Causes are right in a module with bare parameters too.",
            "cause",
            _knots,
            explained([], "sgd"),
            knotted(models.KNOTS, "sgd with decay"),
            weight=4,
            covers=(
                "``cause`` is the first of these that holds:",
                "It must work for any module",
            ),
        ),
        _explained_check(
            "check_moves_in_any_module",
            "It says what moved in a module with bare parameters too, be it by tiny steps.",
            "moved",
            _knots,
            knotted(models.KNOTS, "sgd with decay"),
            knotted(models.KNOTS, "sgd with tiny steps"),
        ),
        _explained_check(
            "check_any_module_is_one_step_further",
            "Afterwards a module with bare parameters is exactly one optimizer step further too.",
            "after",
            _knots,
            knotted(models.KNOTS, "sgd with decay"),
            tolerance=GRADIENT,
        ),
        _explained_check(
            "check_causes_of_what_the_optimizer_does_not_hold",
            "Causes are right where an older gradient stands in what the optimizer does not hold.",
            "cause",
            {"plain later": steps_of(plain_later, "sgd without the first parameter")},
            explained(_cut_first, "sgd without the first parameter"),
            weight=1.5,
        ),
        _explained_check(
            "check_moves_without_decay",
            "It says of each parameter whether SGD or Adam moved it.",
            "moved",
            {"sgd": steps_of(wirings, "sgd"), "adam": steps_of(wirings, "adam")},
            explained(_wired, "adam"),
            covers=(
                "``moved`` is True if the optimizer's step changed at least one of its numbers",
            ),
        ),
        _explained_check(
            "check_moves_with_decay",
            "It says what moved where weight decay moves what the loss does not.",
            "moved",
            _with_decay,
            explained(_wired, "sgd with decay"),
        ),
        _explained_check(
            "check_moves_of_what_the_optimizer_holds",
            "It says what moved where the optimizer does not hold a live parameter.",
            "moved",
            {"plain": steps_of(plain_first, "sgd without the first parameter")},
            explained(_plain_first, "sgd without the first parameter"),
            weight=0.5,
        ),
        _explained_check(
            "check_network_is_one_step_further",
            "Afterwards the network is exactly one optimizer step further.",
            "after",
            _with_decay,
            explained(_wired, "sgd with decay"),
            weight=2,
            tolerance=GRADIENT,
            covers=("Afterwards the network is exactly one optimizer step further",),
        ),
    ),
    unchecked={
        "whatever is read without a gradient also changes the loss": (
            "It says which networks are tried, and promises nothing of the answer."
        ),
    },
)
