import contextlib
import math
import re
import sys
import time
from collections import Counter, OrderedDict, defaultdict, deque
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

import msgpack
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from losslab.values.json_form import from_json, to_json
from losslab.values.packed import MAX_DEPTH, Budget, pack, unpack, unpack_trusted
from losslab.values.plain import NotPlainError, Raised, Recipe, build, recipe, target

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.complex_numbers(allow_nan=False)
)
PLAIN = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers(0, 9), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_the_wire_gives_back_what_was_sent(value):
    assert unpack(pack(value)) == value


@given(PLAIN)
def test_json_gives_back_what_was_stored(value):
    assert from_json(to_json(value)) == value


@pytest.mark.parametrize("dtype", ["bool", "uint8", "int64", "float16", "float32", "complex64"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 3), (2, 3)])
def test_arrays_keep_dtype_shape_and_values(dtype, shape):
    array = np.arange(math.prod(shape)).reshape(shape).astype(dtype)
    for way in (lambda v: unpack(pack(v)), lambda v: from_json(to_json(v))):
        back = way(array)
        assert back.dtype == array.dtype
        np.testing.assert_array_equal(back, array)


def test_tensors_stay_tensors_and_lose_their_graph():
    tensor = torch.tensor([1.0, math.inf, math.nan], requires_grad=True)
    back = unpack(pack(tensor * 2))
    assert type(back) is torch.Tensor
    assert not back.requires_grad
    assert torch.equal(back.isnan(), torch.tensor([False, False, True]))


def test_a_view_crosses_as_its_own_values_only():
    secret = torch.arange(1000.0)
    assert len(pack(secret[:2])) < 100


class Liar(torch.Tensor):
    """A subclass could lie about its values; the tensor below it does not."""

    def numpy(self, *args, **kwargs):
        return np.zeros(2)


class Point(NamedTuple):
    x: int
    y: int


class Level(IntEnum):
    LOW = 1


@pytest.mark.parametrize(
    ("value", "same"),
    [
        (defaultdict(list, {"a": [1]}), {"a": [1]}),
        (Counter("aab"), {"a": 2, "b": 1}),
        (OrderedDict(a=1), {"a": 1}),
        (Point(1, 2), (1, 2)),
        (Level.LOW, 1),
        (type("Text", (str,), {"__str__": lambda self: "lie"})("x"), "x"),
        (type("Number", (float,), {})(1.5), 1.5),
        (type("Items", (list,), {"__iter__": lambda self: iter([9])})([Level.LOW]), [1]),
        (type("Kinds", (set,), {})({1}), {1}),
    ],
)
def test_a_value_of_a_derived_class_crosses_as_the_plain_one(value, same):
    back = unpack(pack(value))
    assert back == same
    assert type(back) is type(same)


def test_subclasses_of_arrays_and_tensors_cross_as_their_values():
    assert torch.equal(unpack(pack(torch.ones(2).as_subclass(Liar))), torch.ones(2))
    array = np.ones(2).view(type("Array", (np.ndarray,), {}))
    assert type(unpack(pack(array))) is np.ndarray


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"a": 1}.values(), "the result is a dict view; return a list of its items"),
        ([{"a": 1}.keys()], "the result holds a dict view; return a list of its items"),
        (range(3), "the result is a range; return a list of its numbers"),
        (iter([1]), "the result is an iterator; return a list of what it gives"),
        (Fraction(1, 2), "the result is a Fraction; return a float or an integer"),
        (np.array(["a"]), "the result is an array of <U1; return a list"),
        (deque([1]), "the result is a deque; return a list of what it holds"),
        (len, "the result is the function len; return what it gives when it is called"),
    ],
)
def test_what_is_not_plain_is_named_with_what_to_return_instead(value, said):
    with pytest.raises(NotPlainError, match=re.escape(said)):
        pack(value)


@pytest.mark.parametrize(
    "value",
    [
        object(),
        lambda: 1,
        torch.ones(2).to_sparse(),
        torch.ones(2, device="meta"),
        np.array(["text"]),
        np.array([object()]),
        np.ma.masked_array([1], [True]),
        np.datetime64("2022-10-02"),
        {(1, 2): 3},
        Fraction(1, 2),
        range(3),
        iter([1]),
    ],
)
def test_what_is_not_plain_is_refused(value):
    with pytest.raises(NotPlainError):
        unpack(pack(value))


def test_cyclic_and_deeply_nested_values_are_refused():
    cyclic: list = []
    cyclic.append(cyclic)
    deep: list = []
    for _ in range(MAX_DEPTH + 2):
        deep = [deep]
    for value in (cyclic, deep):
        with pytest.raises(NotPlainError, match="nested"):
            unpack(pack(value))


def test_a_huge_value_is_refused_on_both_sides():
    with pytest.raises(NotPlainError, match="bytes"):
        pack(np.zeros(10_000), max_bytes=1000)
    with pytest.raises(NotPlainError, match="bytes"):
        unpack(pack(np.zeros(10_000)), max_bytes=1000)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(NotPlainError):
        unpack(data)


@given(st.integers(0, 12), st.binary(max_size=60))
def test_any_extension_is_read_or_refused(code, data):
    with contextlib.suppress(NotPlainError):
        unpack(msgpack.packb(msgpack.ExtType(code, data)))


def test_deep_nesting_on_the_wire_is_refused():
    with pytest.raises(NotPlainError):
        unpack(b"\x91" * 100_000 + b"\x90")
    nested = b""
    for _ in range(MAX_DEPTH + 5):
        nested = msgpack.packb(msgpack.ExtType(1, msgpack.packb([nested])))
        nested = msgpack.packb([msgpack.ExtType(1, nested)])
    with pytest.raises(NotPlainError):
        unpack(nested)


def test_an_array_whose_bytes_do_not_fit_its_shape_is_refused():
    for shape in ([3], [2**40, 2**40], [-1], [True]):
        body = msgpack.packb(["float32", shape, b"\0" * 8])
        with pytest.raises(NotPlainError):
            unpack(msgpack.packb(msgpack.ExtType(5, body)))


def test_a_recipe_is_refused_from_learner_code():
    data = pack(Recipe("os:system", {"command": "true"}))
    with pytest.raises(NotPlainError):
        unpack(data)
    assert unpack_trusted(pack(recipe(make_row, n=3))) == [0, 1, 2]


def make_row(n: int) -> list[int]:
    return list(range(n))


def test_a_recipe_builds_what_it_says():
    made = build([recipe(make_row, n=3), 1])
    assert made == [[0, 1, 2], 1]


def test_a_function_that_cannot_be_imported_makes_no_recipe():
    with pytest.raises((NotPlainError, AttributeError)):
        target(lambda: None)


def test_build_copies_so_that_mutation_stays_in_the_call():
    tensor, array = torch.ones(2), np.ones(2)
    first, second = build([tensor, array])
    first += 1
    second += 1
    assert torch.equal(tensor, torch.ones(2))
    assert (array == 1).all()


def test_an_exception_whose_text_fails_still_crosses():
    class RudeError(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert Raised.of(RudeError()) == Raised(("RudeError", "Exception"), "")


def test_a_set_reads_the_same_in_whatever_order_it_was_made():
    one, other = {"a", "b", "c", "d"}, {"d", "c", "b", "a"}
    assert to_json(one) == to_json(other) == {"$set": ["a", "b", "c", "d"]}
    assert pack(set("abcdefgh")) == pack(set("hgfedcba"))


def test_a_set_of_enormous_integers_is_packed_and_never_read_from_a_learner():
    """Written in decimals they would take a time that grows with the square of their length."""
    enormous = {(1 << 64_000) + number for number in range(50)}
    packed = pack(enormous)
    assert unpack_trusted(packed) == enormous
    with pytest.raises(NotPlainError):
        unpack(packed)


def test_packing_a_set_of_integers_takes_a_time_that_grows_as_they_do():
    def seconds(bits):
        enormous = {(1 << bits) + number for number in range(40)}
        return min(once(enormous) for _ in range(3))

    def once(value):
        started = time.process_time()
        pack(value)
        return time.process_time() - started

    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)  # as learner code may
    try:
        assert seconds(4 * 64_000) < 10 * max(seconds(64_000), 1e-3), "four times as long, not 16"
    finally:
        sys.set_int_max_str_digits(limit)


@pytest.mark.parametrize("bits", [65, 200, 4096, 64_000])
def test_a_set_from_a_learner_holds_no_integer_whose_hash_could_be_chosen(bits):
    with pytest.raises(NotPlainError):
        unpack(pack({1, 2**bits}))
    assert unpack(pack({1, 2**63})) == {1, 2**63}


def test_an_integer_from_a_learner_has_a_longest_length():
    assert unpack(pack(2**4000)) == 2**4000
    with pytest.raises(NotPlainError):
        unpack(pack(2**5000))


@pytest.mark.parametrize("code", [5, 6], ids=["array", "tensor"])
@pytest.mark.parametrize("read", [unpack, unpack_trusted])
def test_a_boolean_from_the_wire_is_true_or_false_whatever_its_byte(code, read):
    """A byte of 2 would be true, and yet not equal to another that is true."""
    data = bytes(range(256))
    body = msgpack.packb(["bool", [256], data])
    got = np.asarray(read(msgpack.packb(msgpack.ExtType(code, body))))
    assert got.dtype == bool
    assert set(got.tobytes()) == {0, 1}
    assert got.tolist() == [byte != 0 for byte in data]


def test_an_exception_from_the_wire_is_cut():
    body = msgpack.packb([["E" * 10_000] * 1000, "x" * 100_000, "y" * 100_000])
    raised = unpack(msgpack.packb(msgpack.ExtType(8, body)))
    assert len(raised.message) <= 2000
    assert len(raised.line) <= 300
    assert len(raised.types) <= 20
    assert max(map(len, raised.types)) <= 200


def test_a_message_of_many_small_lists_is_counted_while_it_is_read():
    bomb = msgpack.packb([[[]] * 900] * 900)
    budget = Budget()
    for _ in range(3):
        with pytest.raises(NotPlainError, match="more than 200,000 items"):
            unpack(bomb, budget=budget)
    with pytest.raises(NotPlainError, match="more than 200,000 items"):
        unpack(pack(1), budget=budget)


def test_a_single_number_of_a_kind_that_numpy_lacks_is_that_number():
    for dtype in (torch.bfloat16, torch.float8_e5m2):
        found = unpack(pack(torch.tensor(1.5, dtype=dtype)))
        assert (found.item(), found.shape) == (1.5, ())
    with pytest.raises(NotPlainError, match=r"return its \.float\(\)"):
        pack(torch.ones(2, dtype=torch.bfloat16))
