import math
import time

import numpy as np
import torch
from losslab.values.diagnosis import constant
from losslab.values.plain import Raised, Recipe
from losslab.values.show import show, show_apart, show_call, show_outcome


def test_shown_values_are_code():
    assert show(torch.tensor([[0.0, -300.0]])) == "torch.tensor([[0.0, -300.0]])"
    assert show(np.array([1.5])) == "np.array([1.5])"
    assert show(torch.ones(1, dtype=torch.float64)) == "torch.tensor([1.0], dtype=torch.float64)"
    assert show({"a": (1,), "b": [None, True]}) == "{'a': (1,), 'b': [None, True]}"
    assert show([math.nan, math.inf, -math.inf, 0.1]) == "[nan, inf, -inf, 0.1]"
    assert show(Recipe("m:small_net", {"widths": [4, 2]})) == "small_net(widths=[4, 2])"
    assert show(set()) == "set()"


def test_long_values_are_cut():
    assert len(show("x" * 5000)) < 310
    assert show(torch.zeros(1000)) == "torch.tensor(<shape (1000,)>)"


def test_a_call_names_its_parameters():
    def area(width, height):
        return width * height

    assert show_call("area", (2, 3), area) == "area(width=2, height=3)"
    assert show_call("area", (2, 3)) == "area(2, 3)"
    assert show_call("area", (2, 3), area, probe="twice") == "twice(area, 2, 3)"


def test_an_exception_is_shown_as_one():
    assert show_outcome(Raised(("ValueError",), "empty")) == "raised ValueError: empty"


def test_a_call_with_numbers_that_have_no_literal_can_be_repeated():
    args = (math.nan, [-math.inf, 1.0], np.array([math.nan]), "nan and inf")
    text = show_call("f", args)
    assert eval(text, {"np": np, "f": lambda *given: repr(given)}) == repr(args)


def test_of_a_very_long_result_no_more_is_written_than_is_read():
    long = [0.1 * i for i in range(200_000)]
    other = [*long[:-1], 7.0]
    nested = [[long, {"a": long}] for _ in range(20)]
    started = time.process_time()
    for _ in range(20):
        show_apart(long, other)
        show(nested)
        show_outcome({"a": {"b": long}})
        assert constant([long] * 30, [float(i) for i in range(30)]) == ""
    assert time.process_time() - started < 2  # it took minutes
