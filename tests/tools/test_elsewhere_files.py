"""What Binder and Codespaces set up is what the lock file names."""

import json
import os
import re
import shutil
import subprocess
import tomllib

from packaging.requirements import Requirement

from tests.conftest import ROOT

BINDER = ROOT / "binder"


def test_binder_installs_what_losslab_needs_at_the_locked_versions():
    project = tomllib.loads((ROOT / "exercises" / "pyproject.toml").read_text())["project"]
    needed = {Requirement(each).name for each in project["dependencies"]}
    pins = re.findall(r"^[\w-]+==\S+$", (BINDER / "requirements.txt").read_text(), re.M)
    assert {pin.partition("==")[0] for pin in pins} == needed
    lock = (ROOT / "requirements.lock").read_text()
    for pin in pins:
        assert re.search(rf"^{re.escape(pin)}[ ;\\]", lock, re.M), f"{pin} is not the lock's"


def test_torch_is_the_build_without_a_graphics_card():
    text = (BINDER / "requirements.txt").read_text()
    assert re.search(r"^torch==[\d.]+\+cpu$", text, re.M)
    assert "--extra-index-url https://download.pytorch.org/whl/cpu" in text


def test_binder_then_installs_the_learner_s_library():
    script = BINDER / "postBuild"
    assert "pip install --no-cache-dir --no-deps ./exercises" in script.read_text()
    if os.name == "posix":
        assert os.access(script, os.X_OK)
    version = re.fullmatch(r"python-3\.(\d+)\n", (BINDER / "runtime.txt").read_text())
    assert 11 <= int(version[1]) <= 14


def test_codespaces_sets_up_as_everybody_does():
    settings = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    assert settings["postCreateCommand"] == "python3 tools/setup_env.py .venv"
    assert (ROOT / "tools" / "setup_env.py").is_file()
    assert 11 <= int(settings["image"].rpartition(":3.")[2]) <= 14
    for name in settings["customizations"]["codespaces"]["openFiles"]:
        assert (ROOT / name).is_file()


def test_a_checkout_on_windows_has_the_same_bytes(tmp_path):
    """Git for Windows turns line ends around by default; shipped data has checksums."""
    data = ROOT / "exercises" / "losslab" / "on_a_language_model" / "data"
    files = [".gitattributes", *(str(p.relative_to(ROOT)) for p in data.iterdir())]
    git = ["git", "-C", str(tmp_path)]
    for file in files:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True, capture_output=True)
    for file in files:
        (tmp_path / file).unlink()
    windows = ["-c", "core.autocrlf=true", "-c", "core.eol=crlf"]
    subprocess.run([*git, *windows, "checkout-index", "-a"], check=True)
    for file in files:
        assert (tmp_path / file).read_bytes() == (ROOT / file).read_bytes(), file
