"""From a text to findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from losslint import code, latex, markdown, notebook
from losslint.bank import Usage
from losslint.rules import Rule, table
from losslint.text import Lines, Prose, plain

KINDS = ("markdown", "latex", "notebook", "text", "code")
_BY_SUFFIX = {".md": "markdown", ".markdown": "markdown", ".myst": "markdown", ".tex": "latex",
              ".ipynb": "notebook", ".txt": "text", ".rst": "text", "": "text"}  # fmt: skip
# What stands between quotation marks is mentioned, not said.
_QUOTED = re.compile(r"\"(?:[^\"\n]|\n(?!\s*\n)){1,300}\"|“(?:[^”\n]|\n(?!\s*\n)){1,300}”")
_IGNORE = re.compile(r"losslint:\s*ignore(?:\[(?P<rules>[\w\s,-]*)\])?(?P<reason>[^\n]*)", re.I)
_COMMENT_END = re.compile(r"(?:-->|\*/|\\n\",?|\",?)\s*$")
_WORD = re.compile(r"\w{2,}")


class LintError(ValueError):
    """A file cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Finding:
    """One place where a word lets the reader expect nothing in particular.

    Attributes
    ----------
    file
        The name under which the text was given.
    line, column, end_line, end_column
        The place, counted from 1 in characters; the end is behind the last character.
    text
        What is read there, without markup.
    rule
        The row of the table, or ``ignore`` for an ignore that says no reason or ignores nothing.
    usages
        The usages that it may have.
    question
        What would settle what is meant.
    suggestion
        A form in which to say it.
    link
        The passage of the book: page and label.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    rule: str
    usages: tuple[Usage, ...]
    question: str
    suggestion: str
    link: str


def kind_of(name: str) -> str:
    """What sort of file a name stands for; raises LintError where nobody knows."""
    from pygments.lexers import get_lexer_for_filename
    from pygments.util import ClassNotFound

    suffix = Path(name).suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    try:
        return f"code:{get_lexer_for_filename(name).aliases[0]}"
    except (ClassNotFound, IndexError) as error:
        raise LintError(
            f"{name}: what kind of text is it? say --as with one of {', '.join(KINDS[:-1])}"
        ) from error


def lint_file(path: Path, kind: str | None = None) -> list[Finding]:
    """The findings in a file; raises LintError if it cannot be read."""
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LintError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise LintError(f"{path}: it is no UTF-8 text; save it as UTF-8") from error
    return lint_text(source, str(path), kind)


def lint_text(source: str, name: str = "text.txt", kind: str | None = None) -> list[Finding]:
    """The findings in a text, in order.

    Parameters
    ----------
    source
        The text as it stands in its file.
    name
        A file name; it says of what kind the text is, unless `kind` does.
    kind
        ``markdown``, ``latex``, ``notebook``, ``text``, or ``code:`` and a language.
    """
    lines = Lines(source)
    kind = kind or kind_of(name)
    hits = sorted(_hits(_blocks(source, name, kind)), key=lambda hit: hit[:2])
    findings = [_finding(name, lines, *hit) for hit in hits]
    if _IGNORE.search(source) is None:
        return findings
    shown = markdown.shown(source) if kind == "markdown" else []
    return _without_ignored(source, lines, findings, name, shown)


def _blocks(source: str, name: str, kind: str) -> Iterable[Prose]:
    if kind == "markdown":
        return markdown.prose(source)
    if kind == "latex":
        return latex.prose(source)
    if kind == "text":
        return [plain(source)]
    if kind.startswith("code:"):
        return code.comments(source, kind.removeprefix("code:"))
    if kind != "notebook":
        raise LintError(f"{name}: no kind of text is {kind!r}; take one of {', '.join(KINDS)}")
    try:
        return list(notebook.prose(source))
    except notebook.NotebookError as error:
        raise LintError(f"{name}: {error}") from error


def _hits(blocks: Iterable[Prose]) -> Iterator[tuple[int, int, str, Rule]]:
    for block in blocks:
        if table().trigger.search(block.text) is None:
            continue
        quoted = [found.span() for found in _QUOTED.finditer(block.text)]
        for start, end in block.sentences():
            within = [(a - start, b - start) for a, b in quoted if a < end and start < b]
            for begin, stop, rule in hits_in(block.text[start:end], within):
                first, last = start + begin, start + stop
                text = " ".join(block.text[first:last].split())
                yield block.at[first], block.at[last - 1] + 1, text, rule


def hits_in(
    sentence: str, quoted: list[tuple[int, int]] | None = None
) -> list[tuple[int, int, Rule]]:
    """Start, end and rule of each finding in one sentence; where two overlap, the first row's.

    `quoted` has start and end of what stands between quotation marks; by default it is sought.
    """
    rules = table()
    if rules.trigger.search(sentence) is None:
        return []
    # Other meanings keep their length, so that places stay what they are.
    masked = rules.other.sub(lambda found: "#" * len(found[0]), sentence)
    if quoted is None:
        quoted = [found.span() for found in _QUOTED.finditer(sentence)]
    found: list[tuple[int, int, Rule]] = []
    taken = list(quoted)
    for rule in rules.rules:
        if rule.unless is not None and rule.unless.search(sentence):
            continue
        for hit in rule.pattern.finditer(masked):
            start, end = hit.span()
            if end > start and not any(start < b and a < end for a, b in taken):
                found.append((start, end, rule))
                taken.append((start, end))
    return sorted(found, key=lambda one: one[0])


def _finding(name: str, lines: Lines, start: int, end: int, text: str, rule: Rule) -> Finding:
    line, column = lines.place(start)
    end_line, end_column = lines.place(end)
    return Finding(
        name, line, column, end_line, end_column, text, rule.id, rule.usages,
        rule.question, rule.suggestion, rule.link,
    )  # fmt: skip


def _without_ignored(
    source: str, lines: Lines, findings: list[Finding], name: str, shown: list[range]
) -> list[Finding]:
    """The findings that no ignore covers, and one for each ignore that is itself amiss.

    An ignore beside text covers its line; one that stands alone covers the paragraph below it.
    """
    rows = source.splitlines()
    for found in _IGNORE.finditer(source):
        line, column = lines.place(found.start())
        if any(line in block for block in shown):  # an example of an ignore
            continue
        row = rows[line - 1]
        first = last = line
        if not _says_something(row[: column - 1]):
            first = last = line + 1
            while last < len(rows) and rows[last].strip() not in ("", '"\\n",'):
                last += 1
        wanted = {r.strip() for r in (found["rules"] or "").split(",")} - {""}
        covered = [
            one
            for one in findings
            if first <= one.line <= last and (not wanted or one.rule in wanted)
        ]
        reason = _COMMENT_END.sub("", found["reason"]).strip(" \t:—–-")
        if reason and covered:
            findings = [one for one in findings if one not in covered]
            continue
        problem = "ignores nothing" if reason else "gives no reason"
        findings.append(
            Finding(
                name, line, column, line, column + len("losslint"), found[0].strip(), "ignore", (),
                f"This ignore {problem}.",
                "Remove it." if reason else "Say why behind it: losslint: ignore[rule] reason",
                "lint.md#lint-ignores",
            )
        )  # fmt: skip
    return sorted(findings, key=lambda one: (one.line, one.column))


def _says_something(before: str) -> bool:
    """Whether a line has text in front of the comment that holds an ignore."""
    return _WORD.search(before) is not None
