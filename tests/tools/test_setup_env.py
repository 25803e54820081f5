"""The environment: one lock, every pin exact and complete, and never a GPU build of torch."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator
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
    ("win32", "Windows", "AMD64"),
)


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # where dataclasses look for it
    spec.loader.exec_module(module)
    return module


lock_hashes = tool("lock_hashes")


@pytest.fixture
def setup_env() -> ModuleType:
    return tool("setup_env")


def pins() -> list[Requirement]:
    return [Requirement(entry.line) for entry in locked()]


def locked() -> list[Any]:
    """The lock's pins, each with its hashes."""
    return [entry for entry in lock_hashes.entries(LOCK.read_text()) if entry.is_pin]


def environments() -> Iterator[Environment]:
    for python in PYTHONS:
        for platform, system, machine in SYSTEMS:
            environment = default_environment()
            environment["python_version"] = python
            environment["python_full_version"] = f"{python}.0"
            environment["sys_platform"] = platform
            environment["platform_system"] = system
            environment["platform_machine"] = machine
            environment["os_name"] = "nt" if platform == "win32" else "posix"
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
    assert setup_env.pin_of(setup_env.torch_entry(lock, "linux")) == "torch==2.13.0+cpu"
    assert setup_env.pin_of(setup_env.torch_entry(lock, "darwin")) == "torch==2.13.0"
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


CPU_TORCH = 'torch==2.13.0+cpu ; sys_platform == "linux" --hash=sha256:00'
FROM_TORCH = ("--index-url", "https://download.pytorch.org/whl/cpu")


def attempts(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch, *codes: int, said: str = ""
) -> list[tuple[str, ...]]:
    """The options of the pip commands that install torch, when pip ends with these codes."""
    made: list[tuple[str, ...]] = []
    left = iter(codes)

    def pip(python: Path, *words: str, quiet: bool) -> subprocess.CompletedProcess[str]:
        fixed = len(setup_env.FROM_LOCK)
        only, *more = words[fixed:]
        assert words[:fixed] == setup_env.FROM_LOCK
        assert {"--no-deps", "--require-hashes"} < set(words[:fixed])
        assert Path(only).read_text() == CPU_TORCH
        made.append(tuple(more))
        return subprocess.CompletedProcess(words, next(left), "", said)

    monkeypatch.setattr(setup_env, "pip", pip)
    setup_env.install_torch(Path(sys.executable), CPU_TORCH)
    return made


def test_torch_is_first_asked_of_the_configured_sources(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert attempts(setup_env, monkeypatch, 0) == [()]


def test_torch_is_then_taken_from_its_own_index(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert attempts(setup_env, monkeypatch, 1, 0) == [(), FROM_TORCH]


def test_torch_that_nobody_has_stops_setup_with_a_mend(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match=r"(?s)no matching distribution.*to mend it: .*reachable"):
        attempts(setup_env, monkeypatch, 1, 1, said="no matching distribution")


def test_another_torch_than_the_locks_stops_setup_and_is_not_sought_elsewhere(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match=r"(?s)not the file that requirements.lock names.*"):
        attempts(setup_env, monkeypatch, 1, said="THESE PACKAGES DO NOT MATCH THE HASHES")


def test_every_pin_has_hashes_and_the_lock_names_no_host() -> None:
    wrong = [
        entry.line
        for entry in locked()
        if not entry.hashes
        or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in entry.hashes)
    ]
    assert wrong == []
    assert "://" not in LOCK.read_text()


def test_writing_hashes_keeps_pins_and_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    lock = "# why\nB_b==2 \\\n    --hash=sha256:old\na==1 ; python_version < '3'\n"
    monkeypatch.setattr(
        lock_hashes, "asked", lambda pins: {("b-b", "2"): ("sha256:x", "sha256:y"), ("a", "1"): "z"}
    )
    assert lock_hashes.hashed(lock) == (
        "# why\nB_b==2 \\\n    --hash=sha256:x \\\n    --hash=sha256:y\n"
        "a==1 ; python_version < '3' \\\n    --hash=z\n"
    )


def test_a_build_whose_index_cannot_be_asked_keeps_its_hashes_or_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(pins: list[Any], *options: str) -> dict[tuple[str, str], tuple[str, ...]]:
        if options:
            raise subprocess.CalledProcessError(1, "uv", stderr="unreachable")
        return {}

    monkeypatch.setattr(lock_hashes, "asked", asked)
    lock = "torch==1+cpu \\\n    --hash=sha256:x\n"
    assert lock_hashes.hashed(lock) == lock
    with pytest.raises(SystemExit, match=r"cannot be asked for the hashes of torch==1\+cpu"):
        lock_hashes.hashed("torch==1+cpu\n")


def test_a_file_that_is_not_the_published_one_is_not_installed(
    setup_env: ModuleType, tmp_path: Path
) -> None:
    wheel = tmp_path / "thing-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr(
            "thing-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: thing\nVersion: 1\n"
        )
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"thing==1 \\\n    --hash=sha256:{'0' * 64}\n")
    wanted = r"(?s)not the file that requirements.lock names.*thing==1.*mend it: see what"
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index"]
    command += ["--find-links", str(tmp_path), "--target", str(tmp_path / "there")]
    pip = subprocess.run(
        [*command, "--require-hashes", "-r", str(lock)], capture_output=True, text=True
    )
    assert pip.returncode != 0
    with pytest.raises(SystemExit, match=wanted):
        setup_env.refuse_other_files(pip.stderr)
    assert not (tmp_path / "there").exists()


def test_a_long_silence_is_broken_by_the_seconds(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup_env, "SIGN_SECONDS", 0.02)
    code = "import time; print('first', flush=True); time.sleep(0.5); print('last')"
    done = setup_env.run([sys.executable, "-c", code], setup_env.surroundings())
    assert (done.returncode, done.stdout.split()) == (0, ["first", "last"])
    assert "  ... " in capsys.readouterr().out


def test_windows_has_its_own_places_and_advice(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert setup_env.programs(Path(".venv")).name == "bin"
    assert setup_env.activation(Path(".venv")) == "source .venv/bin/activate"
    monkeypatch.setattr(sys, "platform", "win32")
    there = tool("setup_env")
    assert there.programs(Path(".venv")).name == "Scripts"
    assert there.activation(Path(".venv")) == r".venv\Scripts\activate"
    assert there.AGAIN == r"py tools\setup_env.py"


def test_every_pin_is_installed_once_and_torch_by_its_own_road(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    torch: list[str] = []
    others: list[str] = []

    def install_pins(python: Path, entries: list[str], saw: Callable[[str], None]) -> None:
        others.extend(entries)
        saw("Collecting")

    compiled: list[list[str]] = []
    monkeypatch.setattr(setup_env, "install_torch", lambda python, entry: torch.append(entry))
    monkeypatch.setattr(setup_env, "install_pins", install_pins)
    monkeypatch.setattr(setup_env, "run", lambda command, _: compiled.append(command))
    setup_env.install_lock(Path(sys.executable), LOCK)
    wanted = sorted(entry.line for entry in locked() if entry.pin[0] != "torch")
    assert sorted(entry.partition(" --hash")[0].rstrip() for entry in others) == wanted
    assert all("--hash=sha256:" in entry for entry in others)
    assert [setup_env.pin_of(entry) for entry in torch] == ["torch==2.13.0+cpu"]
    assert compiled[0][1:3] == ["-m", "compileall"]
    assert f"the {len(wanted)} other pins" in capsys.readouterr().out


def test_one_part_that_cannot_be_installed_stops_setup_with_what_pip_said(
    setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
        said = "import sys; print('Collecting a'); print('ERROR: no disk'); sys.exit(1)"
        return subprocess.Popen(
            [sys.executable, "-c", said], stdout=subprocess.PIPE, encoding="utf-8"
        )

    monkeypatch.setattr(setup_env, "started", failing)
    monkeypatch.setattr(setup_env, "install_torch", lambda python, entry: None)
    monkeypatch.setattr(setup_env, "run", lambda command, _: pytest.fail("went on"))
    with pytest.raises(SystemExit, match=r"(?s)no disk.*to mend it"):
        setup_env.install_lock(Path(sys.executable), LOCK)
