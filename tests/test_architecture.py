"""The house: who may import whom, and how long a module may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

LONGEST = 350
OURS = {"autograder", "losslab", "losslint", "solutions", "book", "tests"}
# Who may import what of ours, besides itself. A folder stands for all that lies in it.
ARROWS = {
    "exercises/losslab": {"losslab"},
    # All of the engine but its command line, which alone calls the lint.
    "autograder": {"autograder", "losslab.values", "losslab.progress"},
    "solutions": {"solutions", "losslab", "autograder.course.exercise"},
    "autograder/cli": {"autograder", "losslab.values", "losslab.progress", "losslint"},
    "losslint": {"losslint"},
    "book": {"book", "losslab", "losslint", "solutions", "autograder"},
    "tools": {"autograder.course", "solutions"},
}
# The engine's floors, from the ground up: no module imports from a floor above its own.
FLOORS = ["sandbox", "course", "judging", "authoring", "learner", "classroom", "cli"]
# What stands beside the floors: loaded by nbgrader, and called by the command line.
BESIDE = {
    *("plugin", "exchange", "formgrader", "button", "desk"),
    *("doctor", "refused", "installed", "lazy_packages"),
}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The full names of what a module imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, allowed: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


@pytest.mark.parametrize("folder", ARROWS)
def test_arrows_run_one_way(folder):
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(folder)
        if folder != "autograder" or path.parent.name != "cli"
        for name in imported(path)
        if name.split(".")[0] in OURS and not within(name, ARROWS[folder])
    ]
    assert wrong == []


@pytest.mark.parametrize("floor", FLOORS)
def test_the_engines_floors_stand_on_each_other(floor):
    above = {f"autograder.{name}" for name in FLOORS[FLOORS.index(floor) + 1 :]} | {
        f"autograder.{name}" for name in BESIDE if floor != "cli"
    }
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(f"autograder/{floor}")
        for name in imported(path)
        if within(name, above)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "folder", ["autograder", "losslint", "exercises/losslab", "book/_lib", "book/_ext"]
)
def test_no_module_is_too_long_to_be_read(folder):
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in modules(folder)}
    assert {str(p.relative_to(ROOT)): n for p, n in lengths.items() if n > LONGEST} == {}


def test_every_exercise_has_a_folder_and_no_file_serves_a_whole_chapter():
    for chapter in sorted(p.parent for p in (ROOT / "solutions").glob("*/exercise.md")):
        here = {path.name for path in chapter.glob("*.py")}
        assert not here & {"checks.py", "mutants.py", "reference.py", "discussions.py", "inputs.py"}
        for checks in chapter.glob("*/checks.py"):
            parts = {path.name for path in checks.parent.iterdir() if path.is_file()}
            assert {"reference.py", "checks.py", "mutants.py", "discussion.md"} <= parts


def test_the_engine_knows_no_chapter():
    chapters = {p.parent.name for p in (ROOT / "solutions").glob("*/exercise.md")}
    for path in modules("autograder"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
        texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
        assert not chapters & (names | {t for t in texts if isinstance(t, str)}), path
