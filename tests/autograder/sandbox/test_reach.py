"""What a cell's text can change is never read too small; in doubt it is everything."""

import __future__

import dataclasses
import importlib
import math
import pkgutil
import types
import typing

import losslab
import pytest

from autograder.sandbox.reach import MAX_CHARACTERS, Opening, changes

OPENING = Opening(frozenset({"torch", "loops"}), frozenset({"world"}))


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(x):\n    y = x\n    return y", {"f"}),
        ("x: int = 3", {"x"}),
        ("a, (b, *c) = 1, (2, 3)", {"a", "b", "c"}),
        ("if (n := 10) > 5:\n    pass", {"n"}),
        ("for i in range(3):\n    last = i", {"i", "last"}),
        ("with torch.no_grad() as g:\n    pass", {"g"}),
        ("import numpy.linalg\nfrom math import pi as tau", {"numpy", "tau"}),
        ("def f():\n    global table\n    table = 3", {"f", "table"}),
        ("class A:\n    def __init__(self):\n        self.x = 1", {"A", "__init__"}),
        ("try:\n    pass\nexcept ValueError as error:\n    pass", {"error"}),
        (
            "match x:\n    case [a, *b]:\n        pass\n    case {'k': c, **d}:\n        pass",
            set("abcd"),
        ),
        ("del plain", {"plain"}),
        ("world['good'] = 3", {"world"}),
        ("w.grad = None", {"w"}),
        ("names.append(1)", {"names"}),
        ("w.zero_()", {"w"}),
        ("g = torch.Generator().manual_seed(0)", {"g"}),
        (
            "x = torch.float32\ny = isinstance(x, torch)\nclass A(torch.nn.Module):\n    pass",
            {*"xyA"},
        ),
        (
            "def f(x: torch) -> list[loops]:\n    try:\n        x\n    except torch:\n        pass",
            {"f"},
        ),
        ("print(world, [worlds for worlds in world])", {"world", "worlds"}),
        ("def f(world):\n    return world", {"f"}),
        ("@loops.named\ndef f(x=(y := 3)):\n    pass", {"f", "y"}),
    ],
)
def test_the_names_that_a_cell_gives_another_meaning_are_found(source, names):
    assert changes(source, OPENING) == names


@pytest.mark.parametrize(
    "source",
    [
        "torch.exp = None",
        "def f(x):\n    torch.nn.functional.relu = abs",
        "del loops.run",
        "loops.KINDS.append('mine')",
        "loops.KINDS['a'] = 3",
        "exec('F = 1')",
        "globals()['F'] = 1",
        "setattr(m, 'exp', None)",
        "import builtins",
        "from sys import modules",
        "from torch import *",
        "torch.manual_seed(3)",
        "m.set_default_dtype(m.float64)",
        "import random\nrandom.seed(1)",
        "f.__globals__['table'] = None",
        "().__class__.__base__",
        "facts.total += 1",
        "type(facts).total = 1",
        "f.__defaults__ = (1,)",
        "getattr(m, 'x')",
        "t = torch",
        "f(loops)",
        "for m in [torch, loops]:\n    pass",
        "kinds = loops.KINDS",
        "torch._C",
        "import losslab.physical_loss.loops as mine",
        "import matplotlib.pyplot as plt",
        "import helper",
        "from numpy import _core",
        "numpy.savetxt('x.py', [])",
        "m.register_module_forward_hook(f)",
        "get_ipython().events",
        "%matplotlib inline",
        "!ls",
        "def f(:",
        "\0",
        "(" * 300,
        "not " * 4000 + "1",
        "x = 1\n" * MAX_CHARACTERS,
    ],
)
def test_a_cell_that_may_reach_further_may_change_everything(source):
    assert changes(source, OPENING) is None


def a_module(**values):
    module = types.ModuleType("novels")
    vars(module).update(values)
    return module


@dataclasses.dataclass(frozen=True)
class Station:
    rows: object


KNOWN = {
    "STATIONS": types.MappingProxyType({"door": Station(("S.D",))}),
    "OPEN": types.MappingProxyType({"door": Station(["S.D"])}),
    "novels": a_module(WORDS=("a", ("b", 1)), COUNTS={"a": 1}, SHELF=(["a"],), chain=len),
    "nan": math.nan,
    "USAGES": ("physical", "mathematical"),
    "TABLE": {"a": 1},
    "world": None,
}
FOUND = Opening(frozenset(KNOWN) - {"world"}).looked_up(KNOWN)
WITH_VALUES = Opening(
    frozenset(KNOWN) - {"world"}, frozenset({"world"}), *map(frozenset, FOUND.values())
)


def test_what_cannot_change_and_what_is_a_module_is_found_where_the_first_cells_have_run():
    assert set(FOUND["modules"]) == {"novels"}
    assert set(FOUND["fixed"]) == {"nan", "USAGES", "novels.WORDS", "STATIONS"}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(x):\n    return torch.exp(x).T + novels.chain(x).T", {"f"}),
        ("def f(x=nan):\n    return [x, USAGES, len(novels.WORDS)]", {"f"}),
        ("def f(x):\n    novels.add(x, 1)\n    return novels.sort(x)", {"f"}),
        ("def f(n):\n    novels = [0] * n\n    novels[0] = 1\n    return novels", {"f"}),
        ("for name, station in STATIONS.items():\n    f(station)", {"name", "station"}),
        ("nan = 3", {"nan"}),
    ],
)
def test_values_that_nobody_can_change_may_be_handed_on(source, names):
    assert changes(source, WITH_VALUES) == names


@pytest.mark.parametrize(
    "source",
    [
        "mine = TABLE",
        "mine = OPEN['door'].rows",
        "object.__setattr__(STATIONS['door'], 'rows', ())",
        "TABLE['a'] = 2",
        "mine = novels.COUNTS",
        "mine = novels.SHELF",
        "mine = novels.shelf.WORDS",
        "novels.WORDS = ()",
        "novels.WORDS[0] = 'b'",
        "novels.COUNTS.update(a=2)",
        "mine = novels",
        "def f():\n    global novels\n    novels[0] = 1",
        "print(novels)",
    ],
)
def test_values_that_somebody_could_change_may_not(source):
    assert changes(source, WITH_VALUES) is None


# What a module holds beside values.
KINDS = types.ModuleType | typing.TypeVar | __future__._Feature


def test_what_can_change_in_a_module_of_the_library_has_a_name_that_tells_so():
    """A cell that hands such a value on is noticed by its name."""
    told = []
    for found in pkgutil.walk_packages(losslab.__path__, "losslab."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            own = not (callable(value) or isinstance(value, KINDS))
            fixed = Opening(frozenset({name})).looked_up({name: value})["fixed"]
            if own and value is not None and not fixed and not (name.isupper() or name[0] == "_"):
                told.append(f"{found.name}.{name}")
    # Of Python's own documentation, which the makers of the language models' text read.
    assert told == ["losslab.on_a_language_model.text.topics"]
