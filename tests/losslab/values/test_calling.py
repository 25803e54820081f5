"""Every call starts from the same state, and what it gives is data."""

import random

import numpy as np
import pytest
import torch
from losslab.values.calling import call, call_packed, part_of, plain, read, read_outcomes
from losslab.values.packed import pack, unpack
from losslab.values.plain import Raised


def test_every_call_starts_from_the_same_state():
    def drawn():
        return [random.random(), np.random.rand(), torch.rand(()).item()]

    first = call(drawn, None, ())
    random.seed(5)
    np.random.seed(5)
    torch.manual_seed(5)
    assert call(drawn, None, ()) == first


def test_a_changed_default_does_not_last_until_the_next_call():
    try:
        call(lambda: torch.set_default_dtype(torch.float64), None, ())
        call(lambda: torch.set_grad_enabled(False), None, ())
        call(lambda: torch.set_default_device("meta"), None, ())
        one, grad = call(lambda: (torch.ones(1), torch.is_grad_enabled()), None, ())
    finally:
        torch.set_default_dtype(torch.float32)
        torch.set_default_device(None)
        torch.set_grad_enabled(True)
    assert (one.dtype, one.device.type, grad) == (torch.float32, "cpu", True)


def test_arguments_are_built_by_the_usual_defaults():
    packed = pack([torch.ones(2)])
    try:
        torch.set_default_device("meta")
        torch.set_default_dtype(torch.float64)
        made = unpack(call_packed(lambda x: [x, torch.ones(1)], None, packed))
    finally:
        torch.set_default_dtype(torch.float32)
        torch.set_default_device(None)
    assert [(x.device.type, x.dtype) for x in made] == [("cpu", torch.float32)] * 2


def test_a_call_gets_arguments_of_its_own():
    mine = [[1, 2], torch.zeros(2)]

    def spoils(items, tensor):
        items.clear()
        tensor.add_(1)

    call(spoils, None, mine)
    assert mine[0] == [1, 2]
    assert mine[1].tolist() == [0, 0]


def test_an_exception_is_an_outcome_and_its_text_is_cut():
    def fails():
        raise KeyError("x" * 10_000)

    outcome = call(fails, None, ())
    assert outcome.types[:2] == ("KeyError", "LookupError")
    assert len(outcome.message) == 2000


@pytest.mark.parametrize("leaves", [SystemExit, KeyboardInterrupt])
def test_leaving_is_an_outcome_too(leaves):
    def goes():
        raise leaves

    assert call(goes, None, ()).types[0] == leaves.__name__


def test_what_is_not_plain_passes_for_no_exception_that_was_expected():
    packed = call_packed(lambda: object(), None, pack([]))
    (outcome,) = read_outcomes([packed])
    assert outcome.types == ("NotPlainError",)
    assert plain(object()).types == ("NotPlainError",)


@pytest.mark.parametrize("reply", ["text", None, b"\xc1", 5])
def test_a_reply_that_cannot_be_read_passes_for_no_exception_that_was_expected(reply):
    (outcome,) = read_outcomes([reply])
    assert outcome.types == ("NotPlainError",)


def test_what_cannot_be_judged_passes_for_no_exception_that_was_expected():
    def reads(outcome):
        raise ValueError("hostile")

    assert read(reads, 1, ()).types == ("UnreadableError",)
    assert part_of("gradient", {"value": 1}).types == ("UnreadableError",)
    assert part_of("gradient", [1]).types == ("UnreadableError",)


def test_an_exception_is_not_read_any_further():
    raised = Raised(("ValueError",), "as expected")
    assert part_of("gradient", raised) is raised
    assert read(lambda outcome: 1, raised, ()) is raised
