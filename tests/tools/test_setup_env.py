"""The environment: one lock, every pin exact and complete, and never a GPU build of torch."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.markers import Environment, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = (
    ("linux", "Linux", "x86_64"),
    ("linux", "Linux", "aarch64"),
    ("darwin", "Darwin", "arm64"),
)


@pytest.fixture
def setup_env() -> ModuleType:
    spec = importlib.util.spec_from_file_location("setup_env", ROOT / "tools" / "setup_env.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins() -> list[Requirement]:
    lines = (line.partition("#")[0].strip() for line in LOCK.read_text().splitlines())
    return [Requirement(line) for line in lines if line]


def environments() -> Iterator[Environment]:
    for python in PYTHONS:
        for platform, system, machine in SYSTEMS:
            environment = default_environment()
            environment["python_version"] = python
            environment["python_full_version"] = f"{python}.0"
            environment["sys_platform"] = platform
            environment["platform_system"] = system
            environment["platform_machine"] = machine
            yield environment


def holds(requirement: Requirement, environment: Environment, extra: str = "") -> bool:
    marker = requirement.marker
    return marker is None or marker.evaluate({**environment, "extra": extra})


def tables() -> list[dict[str, Any]]:
    """The settings of the two packages that this repository makes."""
    paths = (ROOT / "exercises" / "pyproject.toml", ROOT / "pyproject.toml")
    return [tomllib.loads(path.read_text()) for path in paths]


def project() -> list[Requirement]:
    """What the two packages require of others."""
    wanted: list[str] = []
    for table in tables():
        wanted += [*table["project"]["dependencies"], *table["build-system"]["requires"]]
        for extra in table["project"].get("optional-dependencies", {}).values():
            wanted += extra
    own = {table["project"]["name"] for table in tables()}
    return [r for r in map(Requirement, wanted) if r.name not in own]


def test_every_pin_is_exact() -> None:
    assert [str(pin) for pin in pins() if not re.fullmatch(r"==[^*,]+", str(pin.specifier))] == []


def test_no_package_is_pinned_twice_on_one_machine() -> None:
    for environment in environments():
        names = [canonicalize_name(pin.name) for pin in pins() if holds(pin, environment)]
        assert len(names) == len(set(names))


def test_what_a_pinned_package_needs_is_pinned_too() -> None:
    """Walks from the project's requirements, on each system and Python that is supported."""
    faults: set[str] = set()
    for environment in environments():
        locked = {
            canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
            for pin in pins()
            if holds(pin, environment)
        }
        waiting = project()
        seen: set[tuple[str, str]] = set()
        while waiting:
            wanted = waiting.pop()
            name = canonicalize_name(wanted.name)
            if name not in locked:
                faults.add(f"{wanted} is not pinned")
                continue
            if not wanted.specifier.contains(locked[name], prereleases=True):
                faults.add(f"{wanted} is pinned at {locked[name]}")
            for extra in {"", *wanted.extras} - {e for n, e in seen if n == name}:
                seen.add((name, extra))
                waiting += needs(name, environment, extra)
    assert sorted(faults) == []


def needs(name: str, environment: Environment, extra: str) -> list[Requirement]:
    try:
        lines = metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # pinned for another system only
        return []
    return [r for r in map(Requirement, lines) if holds(r, environment, extra)]


def test_the_pins_suit_the_oldest_python() -> None:
    faults = []
    for pin in pins():
        try:
            installed = metadata.metadata(pin.name)
        except metadata.PackageNotFoundError:
            continue
        asked = installed.get("Requires-Python")
        same = pin.specifier.contains(installed["Version"], prereleases=True)
        if asked and same and not Requirement(f"python{asked}").specifier.contains("3.11.0"):
            faults.append(f"{pin} asks for Python {asked}")
    assert faults == []


def test_linux_gets_the_cpu_build_of_torch(setup_env: ModuleType) -> None:
    lock = LOCK.read_text()
    assert setup_env.torch_pin(lock, "linux") == "torch==2.13.0+cpu"
    assert setup_env.torch_pin(lock, "darwin") == "torch==2.13.0"
    for environment in environments():
        (torch,) = [p for p in pins() if p.name == "torch" and holds(p, environment)]
        assert str(torch.specifier).endswith("+cpu") == (environment["sys_platform"] == "linux")


def test_nothing_pinned_belongs_to_cuda() -> None:
    assert [p.name for p in pins() if re.match(r"nvidia|cuda|triton", p.name)] == []


def test_a_gpu_build_is_refused(setup_env: ModuleType) -> None:
    assert setup_env.torch_fault("2.13.0+cpu", None, None) is None
    assert "GPU build" in setup_env.torch_fault("2.13.0", "13.0", None)
    assert "GPU build" in setup_env.torch_fault("2.13.0", None, "7.0")


def test_the_project_asks_for_the_losslab_beside_it() -> None:
    losslab, lossbook = (table["project"] for table in tables())
    assert f"losslab=={losslab['version']}" in lossbook["dependencies"]
    assert losslab["requires-python"] == lossbook["requires-python"]


def test_losslab_and_the_project_are_installed_to_be_edited(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str | Path, ...]] = []

    def pip(python: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
        made.append(words)
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(setup_env, "pip", pip)
    setup_env.install_ours(Path(sys.executable))
    ((*options, first, losslab, second, lossbook),) = made
    assert options == ["install", "--quiet", "--no-deps", "--no-build-isolation"]
    assert (first, losslab) == ("--editable", ROOT / "exercises")
    assert (second, lossbook) == ("--editable", ROOT)


@pytest.mark.parametrize(
    ("version", "suits"),
    [((3, 10), False), ((3, 11), True), ((3, 14), True), ((3, 15), False), ((4, 0), False)],
)
def test_which_pythons_suit(setup_env: ModuleType, version: tuple[int, int], suits: bool) -> None:
    assert setup_env.suits(version) is suits


def test_pip_is_not_led_out_of_the_environment(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    surroundings = setup_env.surroundings()
    assert "PYTHONPATH" not in surroundings
    assert surroundings["PIP_USER"] == "0"


def attempts(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch, pin: str, *codes: int
) -> list[tuple[str, ...]]:
    """The pip commands that installing `pin` leads to, when pip ends with these codes."""
    made: list[tuple[str, ...]] = []
    left = iter(codes)

    def pip(python: Path, *words: str, quiet: bool) -> subprocess.CompletedProcess[str]:
        made.append(words)
        return subprocess.CompletedProcess(words, next(left), "", "no matching distribution")

    monkeypatch.setattr(setup_env, "pip", pip)
    setup_env.install_torch(Path(sys.executable), pin)
    return made


def test_torch_is_first_asked_of_the_configured_sources(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = attempts(setup_env, monkeypatch, "torch==2.13.0+cpu", 0)
    assert made == [("install", "--no-deps", "torch==2.13.0+cpu")]


def test_torch_is_then_taken_from_its_own_index(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = attempts(setup_env, monkeypatch, "torch==2.13.0+cpu", 1, 0)
    assert made[1] == (
        "install",
        "--no-deps",
        "--index-url",
        "https://download.pytorch.org/whl/cpu",
        "torch==2.13.0+cpu",
    )


def test_torch_that_nobody_has_stops_setup_with_a_mend(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match=r"(?s)no matching distribution.*to mend it: .*reachable"):
        attempts(setup_env, monkeypatch, "torch==2.13.0+cpu", 1, 1)
