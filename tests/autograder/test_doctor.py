"""The doctor: it names what is missing, says what mends it, and never falls ill itself."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from autograder import doctor, installed
from autograder.doctor import Finding
from autograder.sandbox import WallError, walls


def pins(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(text)
    monkeypatch.setattr(installed, "lock_file", lambda: lock)


def without_lock(monkeypatch: pytest.MonkeyPatch, *requires: str) -> None:
    monkeypatch.setattr(installed, "lock_file", lambda: None)
    monkeypatch.setattr(metadata, "requires", lambda name: list(requires))


def test_every_check_gives_one_finding(tmp_path: Path) -> None:
    findings = doctor.diagnose(tmp_path)
    assert len(findings) == len(doctor.CHECKS) + len(doctor.SANDBOX_CHECKS)
    assert len({f.name for f in findings}) == len(findings)


def test_a_finding_that_is_not_ok_says_what_mends_it(tmp_path: Path) -> None:
    for finding in doctor.diagnose(tmp_path):
        assert finding.ok != bool(finding.mend)


def test_a_finding_is_plain_data() -> None:
    finding = Finding("disk", True, "9 GiB free")
    assert dataclasses.asdict(finding) == {
        "name": "disk",
        "ok": True,
        "detail": "9 GiB free",
        "mend": "",
    }


def test_a_check_that_raises_is_itself_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check_the_moon(folder: Path) -> Finding:
        raise OSError("cloudy")

    monkeypatch.setattr(doctor, "SANDBOX_CHECKS", [check_the_moon])
    last = doctor.diagnose(tmp_path)[-1]
    assert (last.name, last.ok) == ("the moon", False)
    assert last.detail == "cannot be checked: OSError: cloudy"
    assert last.mend


def test_walls_add_their_own_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wall = Finding("user namespaces", False, "switched off", "sysctl user.max_user_namespaces=1000")
    monkeypatch.setattr(doctor, "SANDBOX_CHECKS", [*doctor.SANDBOX_CHECKS, lambda folder: wall])
    assert doctor.diagnose(tmp_path)[-1] == wall


def test_an_old_python_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    finding = doctor.check_python(tmp_path)
    assert not finding.ok
    assert "3.10.13" in finding.detail
    assert "make setup PYTHON=" in finding.mend


def test_the_installed_packages_are_the_locked_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    have = metadata.version("numpy")
    pins(
        tmp_path,
        f"# pins\nnumpy=={have} \\\n    --hash=sha256:00\nabsent==1 ; sys_platform == 'plan9'\n",
        monkeypatch,
    )
    assert doctor.check_packages(tmp_path).ok


def test_another_version_than_the_pin_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pins(tmp_path, "numpy==0.1\nno-such-package==1\n", monkeypatch)
    finding = doctor.check_packages(tmp_path)
    assert not finding.ok
    assert f"numpy is {metadata.version('numpy')}, wanted ==0.1" in finding.detail
    assert "no-such-package is missing" in finding.detail
    assert finding.mend == "make -B setup"


def test_many_faults_stay_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pins(tmp_path, "".join(f"no-such-{i}==1\n" for i in range(8)), monkeypatch)
    assert doctor.check_packages(tmp_path).detail.endswith("; and 3 more")


def test_without_a_lock_the_minimums_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_lock(monkeypatch, "numpy>=2", "rich>=1000", "no-such ; extra == 'book'")
    finding = doctor.check_packages(tmp_path)
    assert "rich" in finding.detail
    assert "numpy" not in finding.detail
    assert finding.mend == f"{sys.executable} -m pip install 'rich>=1000'"


def test_no_mend_fetches_torch_from_the_ordinary_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_lock(monkeypatch, "torch==0.1")
    assert doctor.check_packages(tmp_path).ok
    mend = doctor.check_torch(tmp_path).mend
    assert mend.endswith(f"--index-url {doctor.CPU_INDEX} 'torch==0.1'")


def test_the_cpu_build_of_torch_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pins(tmp_path, f"torch=={torch.__version__}\n", monkeypatch)
    assert doctor.check_torch(tmp_path).ok


def test_a_cuda_build_of_torch_will_not_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pins(tmp_path, f"torch=={torch.__version__}\n", monkeypatch)
    monkeypatch.setattr(torch.version, "cuda", "13.0")
    finding = doctor.check_torch(tmp_path)
    assert not finding.ok
    assert "GPU build" in finding.detail
    assert finding.mend == "make -B setup"


def test_alembic_beside_python_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "alembic").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert doctor.check_alembic(tmp_path).ok


def test_alembic_on_the_path_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(shutil, "which", lambda name: f"/elsewhere/{name}")
    assert doctor.check_alembic(tmp_path).detail.startswith("/elsewhere/alembic")


def test_a_missing_alembic_is_installed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pins(tmp_path, "", monkeypatch)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert doctor.check_alembic(tmp_path).mend == "make -B setup"


def kernels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *programs: str) -> None:
    """Let there be a kernel for each program, the first one first."""
    places = [tmp_path / str(number) for number in range(len(programs))]
    for place, program in zip(places, programs, strict=True):
        (place / "python3").mkdir(parents=True)
        (place / "python3" / "kernel.json").write_text(json.dumps({"argv": [program]}))
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda name: list(map(str, places)))


@pytest.mark.parametrize("program", ["python", sys.executable])
def test_a_kernel_of_this_python_will_do(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernels(tmp_path, monkeypatch, program, "/elsewhere/python")
    assert doctor.check_kernel(tmp_path).ok


def test_a_kernel_of_another_python_will_not_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernels(tmp_path, monkeypatch, "/elsewhere/python", sys.executable)
    finding = doctor.check_kernel(tmp_path)
    assert not finding.ok
    assert finding.mend.endswith("-m ipykernel install --sys-prefix --name python3")


def test_no_kernel_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kernels(tmp_path, monkeypatch)
    assert doctor.check_kernel(tmp_path).detail == "there is no kernel named python3"


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    assert doctor.check_folder(tmp_path).ok
    assert not doctor.check_folder(tmp_path / "absent").ok
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=2**30))
    finding = doctor.check_disk(tmp_path)
    assert not finding.ok
    assert "1.0 GiB free" in finding.detail


def test_the_limit_of_a_container_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "memory.max").write_text(f"{2**30}\n")
    (tmp_path / "memory.current").write_text(f"{2**29}\n")
    monkeypatch.setattr(doctor, "CGROUP", tmp_path)
    finding = doctor.check_memory(tmp_path)
    assert not finding.ok
    assert finding.detail == "0.5 GiB available"


def test_a_container_without_a_limit_has_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "CGROUP", tmp_path)
    without = doctor.check_memory(tmp_path).detail
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "memory.current").write_text("0\n")
    assert not without.startswith("0.0")
    assert not doctor.check_memory(tmp_path).detail.startswith("0.0")


@pytest.mark.parametrize(
    ("platform", "manager", "mend"),
    [
        ("darwin", None, "xcode-select --install"),
        ("linux", "apt-get", "sudo apt-get install git"),
        ("linux", "pacman", "sudo pacman -S git"),
        ("linux", None, "install git with your system's package manager"),
    ],
)
def test_a_missing_program_is_installed_the_local_way(
    platform: str,
    manager: str | None,
    mend: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(shutil, "which", lambda name: name if name == manager else None)
    git = next(f for f in doctor.diagnose(tmp_path) if f.name == "git")
    assert (git.ok, git.mend) == (False, mend)


def test_a_machine_that_cannot_fork_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = subprocess.CompletedProcess([], 1, "", "Traceback\nBlockingIOError: [Errno 11]\n")
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: refused)
    finding = doctor.check_processes(tmp_path)
    assert not finding.ok
    assert "BlockingIOError" in finding.detail


def test_a_process_that_hangs_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(*args: Any, **kwargs: Any) -> None:
        raise subprocess.TimeoutExpired("python", 30)

    monkeypatch.setattr(subprocess, "run", hangs)
    assert "does not start" in doctor.check_processes(tmp_path).detail


def test_packages_that_pythonpath_puts_first_are_named(monkeypatch, tmp_path):
    assert doctor.check_python(tmp_path).ok
    (tmp_path / "torch").mkdir()
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = doctor.check_python(tmp_path)
    assert (found.ok, found.mend) == (False, "unset PYTHONPATH")


def test_every_promise_is_named_with_its_means(tmp_path: Path) -> None:
    details = {f.name: f.detail for f in doctor.diagnose(tmp_path) if f.name.startswith("wall: ")}
    assert set(details) == {f"wall: {wall}" for wall in walls.ALL}
    assert all(detail.startswith("stands, by ") for detail in details.values()), details


def test_what_no_means_keeps_is_named_with_what_could_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = WallError("files", "Landlock is switched off", {"network": "list of allowed calls"})
    monkeypatch.setattr(doctor, "_walled_in", lambda: error)
    found = {f.name: f for f in doctor.diagnose(tmp_path)}
    assert "lsm=landlock" in found["wall: files"].mend
    assert found["wall: network"].detail == "could stand, by list of allowed calls"
    assert not found["wall: memory"].ok
