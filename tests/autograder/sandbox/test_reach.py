"""What a cell's text can change is never read too small; in doubt it is everything."""

import pytest

from autograder.sandbox.reach import MAX_CHARACTERS, changes

IMPORTED = frozenset({"torch", "loops"})
DEFINED = frozenset({"world"})


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
        ("class A:\n    def __init__(self):\n        self.x = 1", {"A", "self", "__init__"}),
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
    assert changes(source, IMPORTED, DEFINED) == names


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
    assert changes(source, IMPORTED) is None
