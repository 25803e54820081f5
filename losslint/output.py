"""Findings for people, for scripts, and for code review."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from losslint.lint import Finding
from losslint.rules import table

HANDLE = (
    "A vague word may do as a handle. If it is meant as one, say so: losslint: ignore[rule] why"
)


def as_text(findings: Sequence[Finding]) -> str:
    """Findings as lines for a terminal, with a word on what they are worth."""
    lines: list[str] = []
    for one in findings:
        usages = " or ".join(one.usages)
        lines.append(f"{one.file}:{one.line}:{one.column}: {one.rule}: {one.text}")
        lines += [f"    may be   {usages}"] if usages else []
        lines += [f"    ask      {one.question}", f"    perhaps  {one.suggestion}"]
        lines += [f"    read     book/{one.link}"]
    if findings:
        lines += ["", f"{len(findings)} to look at. {HANDLE}"]
    return "\n".join(lines)


def as_json_lines(findings: Iterable[Finding]) -> str:
    """One JSON object a finding and line."""
    keys = [
        *("file", "line", "column", "end_line", "end_column", "text"),
        *("rule", "usages", "question", "suggestion", "link"),
    ]
    return "\n".join(
        json.dumps({key: getattr(one, key) for key in keys}, ensure_ascii=False) for one in findings
    )


def as_sarif(findings: Iterable[Finding]) -> str:
    """A SARIF 2.1.0 log (OASIS) with one run; every finding is a note, none an error."""
    rules = [
        {
            "id": rule.id,
            "shortDescription": {"text": rule.question},
            "help": {"text": f"{rule.suggestion} See book/{rule.link}."},
            "defaultConfiguration": {"level": "note"},
        }
        for rule in table().rules
    ]
    rules.append({"id": "ignore", "shortDescription": {"text": "An ignore needs a reason."}})
    driver = {"name": "losslint", "version": "0.1.0", "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one) for one in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _result(one: Finding) -> dict[str, Any]:
    region = {
        "startLine": one.line,
        "startColumn": one.column,
        "endLine": one.end_line,
        "endColumn": one.end_column,
    }
    where = {"artifactLocation": {"uri": _uri(one.file)}, "region": region}
    usages = f" May be {' or '.join(one.usages)}." if one.usages else ""
    return {
        "ruleId": one.rule,
        "level": "note",
        "message": {"text": f"“{one.text}”.{usages} {one.question} {one.suggestion}"},
        "locations": [{"physicalLocation": where}],
        "properties": {"usages": list(one.usages)},
    }


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
