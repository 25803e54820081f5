"""Findings: in every kind of file, at their place, and with respect for other meanings."""

import json
import time
from pathlib import Path

import nbformat
import pytest

from losslint.bank import opened
from losslint.lint import Finding, LintError, hits_in, lint_file, lint_text
from tests.conftest import ROOT

VAGUE = "The policy wants low reward"


def at(source: str, finding: Finding) -> str:
    """What stands in the source from the finding's start to its end."""
    lines = source.splitlines(keepends=True)
    starts = [sum(map(len, lines[:n])) for n in range(len(lines) + 1)]
    start = starts[finding.line - 1] + finding.column - 1
    return source[start : starts[finding.end_line - 1] + finding.end_column - 1]


def texts(source: str, name: str) -> list[str]:
    return [one.text for one in lint_text(source, name)]


@pytest.mark.parametrize(
    ("name", "source", "stands"),
    [
        ("a.txt", f"One.\n{VAGUE}.", "policy wants low reward"),
        ("a.md", f"# Title\n\n- > {VAGUE} now.", "policy wants low reward"),
        ("a.md", "The **policy** [wants](http://x.y/loss) low\n`reward` reward.", None),
        ("a.md", "The **policy** [wants](http://x.y/loss.md) low reward.", None),
        ("a.md", "| a | b |\n|---|---|\n| x | The policy wants low reward |", None),
        ("a.md", ":::{note}\n:class: tip\nThe {term}`policy <x>` wants low reward.\n:::", None),
        ("a.md", "```{admonition} Title\nThe policy wants low reward.\n```", None),
        ("a.md", "<p>The <b>policy</b> wants low reward.</p>", None),
        ("a.md", "A &amp; B: the \\*policy wants low reward.", None),
        ("a.md", "```python\nx = 1  # the policy wants low reward\n```", None),
        ("a.tex", "% x\n\\section{A}The \\emph{policy} wants~low reward \\cite{loss}.", None),
        ("a.py", 'def f():\n    """The policy\n    wants low reward."""\n', None),
        ("a.py", "# The policy\n# wants low reward.\nx = 'the agent wants reward'\n", None),
        ("a.js", "/* The policy\n * wants low reward. */", None),
        ("a.rs", "/// The policy wants low reward.\nfn f() {}", None),
    ],
)
def test_a_finding_stands_where_it_is_said_through_any_markup(name, source, stands):
    if "`reward` reward" in source:
        source = source.replace("`reward` reward", "reward")
    (finding,) = lint_text(source, name)
    assert finding.usages == ("caring about",)
    place = at(source, finding)
    assert place.startswith("policy")
    assert place.endswith("reward")
    assert stands in (None, place)
    assert " ".join(finding.text.split()) == "policy wants low reward"


@pytest.mark.parametrize("indent", [None, 1])
def test_a_notebooks_findings_stand_at_their_place_in_the_file(indent):
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell('Über "this" \\ 𝕏:\n\nThe *policy* wants low reward.'),
            nbformat.v4.new_code_cell("x = 1  # the policy wants low reward"),
            nbformat.v4.new_raw_cell("The policy wants low reward."),
        ]
    )
    source = json.dumps(notebook, indent=indent)
    found = lint_text(source, "a.ipynb")
    assert [at(source, one) for one in found] == [
        "policy* wants low reward",
        "policy wants low reward",
    ]


@pytest.mark.parametrize("source", ["", "[]", "{}", '{"cells": [1]}', "{", '{"cells": 3}'])
def test_what_is_no_notebook_is_said_to_be_none(source):
    with pytest.raises(LintError, match="it is no notebook"):
        lint_text(source, "a.ipynb")


@pytest.mark.parametrize(
    "source",
    [
        "```python\nprint('the policy wants low reward')\n```",
        "`the policy wants low reward`",
        "    the policy wants low reward",
        "---\ntitle: The policy wants low reward\n---\n",
        '"The policy wants low reward." is what they say.',
        "“The policy wants low reward”, they say.",
        'She said: "It is so. The policy wants low reward. So it is."',
        "Patients with hearing loss want a reward program.",
        "Make sure the tensors are aligned to 64 bytes; there is no loss of data.",
        "If you want to reproduce the model, you want the objective facts.",
        "The mean loss over 5,000 validation examples is 0.31.",
        "The policy covers the sensor in 19 of 20 episodes.",
    ],
)
def test_other_meanings_quotations_code_and_numbers_are_let_alone(source):
    assert texts(source, "a.md") == []


def test_no_open_sentence_that_means_something_else_or_is_precise_is_marked():
    assert [s.text for s in opened() if not s.vague and hits_in(s.text)] == []


def test_an_ignore_with_a_reason_covers_its_line_or_the_paragraph_below():
    beside = f"{VAGUE}. <!-- losslint: ignore[wants-loss] quoted from a chat -->"
    above = f"<!-- losslint: ignore quoted from a chat -->\n{VAGUE},\nand more.\n\n{VAGUE}."
    tex = f"{VAGUE}. % losslint: ignore: as they say"
    assert lint_text(beside, "a.md") == []
    assert [one.line for one in lint_text(above, "a.md")] == [5]
    assert lint_text(tex, "a.tex") == []


def test_an_ignore_without_reason_or_object_is_itself_a_finding():
    silent = lint_text(f"{VAGUE}. <!-- losslint: ignore[wants-loss] -->", "a.md")
    assert [one.rule for one in silent] == ["wants-loss", "ignore"]
    other = lint_text(f"{VAGUE}. <!-- losslint: ignore[loss-state] why not -->", "a.md")
    assert [one.rule for one in other] == ["wants-loss", "ignore"]
    idle = lint_text("Fine. <!-- losslint: ignore nothing here -->", "a.md")
    assert [(one.rule, one.question) for one in idle] == [
        ("ignore", "This ignore ignores nothing.")
    ]


def test_an_ignore_that_a_code_block_shows_is_an_example():
    shown = f"```markdown\n{VAGUE}. <!-- losslint: ignore[wants-loss] why -->\n```\n\n{VAGUE}."
    assert [(one.line, one.rule) for one in lint_text(shown, "a.md")] == [(5, "wants-loss")]


def test_an_ignore_in_a_notebook_covers_its_cell():
    cell = nbformat.v4.new_markdown_cell(f"{VAGUE}. <!-- losslint: ignore a quotation -->")
    assert lint_text(json.dumps(nbformat.v4.new_notebook(cells=[cell]), indent=1), "a.ipynb") == []


def test_a_file_that_cannot_be_read_says_why(tmp_path):
    with pytest.raises(LintError, match="No such file"):
        lint_file(tmp_path / "none.md")
    (tmp_path / "latin.md").write_bytes("Verlüst".encode("latin-1"))
    with pytest.raises(LintError, match="save it as UTF-8"):
        lint_file(tmp_path / "latin.md")
    (tmp_path / "x.unheardof").write_text("loss")
    with pytest.raises(LintError, match="--as"):
        lint_file(tmp_path / "x.unheardof")
    with pytest.raises(LintError, match="no kind of text"):
        lint_text("x", "x.md", "word")


def test_windows_line_ends_and_a_byte_order_mark_keep_places(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("\ufeffOne.\r\n\r\nThe policy wants low reward.\r\n".encode())
    (finding,) = lint_file(path)
    assert (finding.line, finding.column) == (3, 5)


def test_time_grows_with_the_length_and_not_faster():
    def taken(repeats: int) -> float:
        source = "\n\n".join(s.text for s in opened()) * repeats
        began = time.process_time()
        lint_text(source, "a.md")
        return time.process_time() - began

    taken(1)
    assert taken(16) < 4 * 2 * taken(4)


def test_the_hook_calls_the_command():
    import yaml

    (hook,) = yaml.safe_load((Path(ROOT) / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"] == "lossbook lint"
