"""Records and the script that makes them belong together."""

import platform
from pathlib import Path

import pytest
from losslab.on_a_language_model import _make, _provenance, shipped

SCRIPT = '''
from losslab.on_a_language_model import helper, other
from losslab.on_a_language_model.deep import used

SIZE = 3
OTHER = 4


def _inner():
    """Says something."""
    return helper.go(SIZE)


def part():
    return _inner() + used


def second():
    return OTHER + other.go()
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"script": SCRIPT, "other": "go = int", "deep": "used = 1", "far": "X = 1"}
    texts["helper"] = "from losslab.on_a_language_model.far import X\n\ngo = X.__add__\n"
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    return tmp_path


def changed(folder: Path, module: str, old: str, new: str) -> bool:
    """Whether the digest of the script's part changes with one of its files."""
    before = _provenance.code("part", "script", folder)
    file = folder / f"{module}.py"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return before != _provenance.code("part", "script", folder)


@pytest.mark.parametrize(
    ("module", "old", "new"),
    [
        ("script", "SIZE = 3", "SIZE = 5"),
        ("script", "helper.go(SIZE)", "helper.go(-SIZE)"),
        ("script", "return _inner() + used", "return _inner() - used"),
        ("helper", "__add__", "__sub__"),
        ("deep", "used = 1", "used = 2"),
        ("far", "X = 1", "X = 2"),
    ],
)
def test_what_a_part_runs_is_in_its_digest(folder, module, old, new):
    assert changed(folder, module, old, new)


@pytest.mark.parametrize(
    ("module", "old", "new"),
    [
        ("script", "Says something.", "Says something else."),
        ("script", "SIZE = 3", "SIZE  =  3  # three"),
        ("script", "OTHER = 4", "OTHER = 5"),
        ("other", "go = int", "go = float"),
    ],
)
def test_what_it_does_not_run_is_not(folder, module, old, new):
    assert not changed(folder, module, old, new)


def test_a_part_that_is_not_there_is_refused(folder):
    with pytest.raises(KeyError, match="third"):
        _provenance.code("third", "script", folder)


@pytest.mark.parametrize("part", _make.PARTS)
def test_each_record_was_made_by_the_script_as_it_is(part):
    """If not, run ``python -m losslab.on_a_language_model._make PART`` and commit data."""
    made_with = shipped.records()["pretraining"]["made with"]["python"]
    if made_with.split(".")[:2] != platform.python_version().split(".")[:2]:
        pytest.skip("digests of code are compared on one minor version of Python")
    assert shipped.records()["made by"][part] == _make.made_by(part)


def test_every_record_is_one_that_the_script_makes():
    assert set(shipped.records()) == {*_make.PARTS, "made by"}
