"""The panel counts along, gives hints one at a time, and a prediction holds an output back."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from losslab import panel, predict, progress
from losslab.panel import _as_outputs, _Panel

CHAPTER = {
    "chapter": "chapter",
    "title": "A <chapter>",
    "exercises": {
        name: {"title": f"Do {name}", "points": 2, "minutes": 5, "hints": ["`a < b`", "second"]}
        for name in ("f", "g")
    },
}


@pytest.fixture(autouse=True)
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(progress.VARIABLE, str(tmp_path / "progress.jsonl"))


def test_it_counts_along_and_names_the_next_exercise():
    made = _Panel(CHAPTER)
    assert "A &lt;chapter&gt;" in made.head.value
    assert "0 of 2 solved, 0 of 4 points, about 10 minutes left" in made.head.value
    progress.record("chapter", "f", 2, 2, fresh=False)
    made.update()
    assert "1 of 2 solved, 2 of 4 points, about 5 minutes left" in made.head.value
    assert "Next: <b>Do g</b>" in made.head.value
    assert made.choice.value == "g"


def test_hints_come_one_at_a_time_and_their_signs_are_text():
    made = _Panel(CHAPTER)
    assert made.hints.value == ""
    made.more.click()
    assert made.hints.value == "<p>1. <code>a &lt; b</code></p>"
    made.more.click()
    assert "second" in made.hints.value
    assert made.more.disabled


def test_the_page_is_linked_only_where_it_is_served(monkeypatch):
    assert "<a " not in _Panel(CHAPTER).head.value
    monkeypatch.setenv("LOSSLAB_BOOK", "javascript:alert(1)")
    assert "<a " not in _Panel(CHAPTER).head.value
    monkeypatch.setenv("LOSSLAB_BOOK", "http://127.0.0.1:1/book/chapter.html")
    assert 'href="http://127.0.0.1:1/book/chapter.html"' in _Panel(CHAPTER).head.value


def test_without_a_kernel_both_do_nothing(tmp_path, monkeypatch, capsys):
    (tmp_path / "cases.json").write_text(json.dumps(CHAPTER))
    monkeypatch.chdir(tmp_path)
    panel()
    predict()
    print("shown")
    assert capsys.readouterr().out == "shown\n"


def test_what_was_held_back_becomes_outputs_of_the_cell():
    rich = SimpleNamespace(data={"text/plain": "x"}, metadata=None)
    held = SimpleNamespace(stdout="line\n", stderr="", outputs=[rich])
    stream, shown = _as_outputs(held)
    assert (stream["name"], stream["text"]) == ("stdout", "line\n")
    assert shown == {"output_type": "display_data", "data": {"text/plain": "x"}, "metadata": {}}
