"""LaTeX: what is typeset as text, with its places in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from losslint.text import Prose

# Commands whose arguments nobody reads, and environments that hold no prose.
_SILENT = (
    "cite[a-zA-Z]*|label|[a-zA-Z]*ref|ref|includegraphics|input|include|usepackage|bibliography|"
    "bibliographystyle|documentclass|begin|end|url|href|newcommand|renewcommand|def|vspace|hspace|"
    "setlength|pagestyle|input|lstinline|DeclareMathOperator"
)
_NO_PROSE = (
    "equation|align|gather|multline|eqnarray|displaymath|math|verbatim|lstlisting|minted|"
    "tikzpicture"
)
# Braces to one level inside an argument.
_ARGUMENT = r"\s*(?:\[[^\]]*\]\s*)?\{(?:[^{}]|\{[^{}]*\})*\}"
_MARKUP = re.compile(
    rf"""
    (?P<comment>(?<!\\)%[^\n]*)
  | (?P<block>\\begin\{{(?P<name>(?:{_NO_PROSE})\*?)\}}.*?\\end\{{(?P=name)\}})
  | (?P<verb>\\verb\*?(?P<bar>[^\w\s]).*?(?P=bar))
  | (?P<formula>\$\$.*?\$\$ | (?<!\\)\$(?:[^$\\]|\\.)*\$ | \\\(.*?\\\) | \\\[.*?\\\])
  | (?P<silent>\\(?:{_SILENT})\*?(?![a-zA-Z])(?:{_ARGUMENT})*)
  | (?P<quotes>``|'')
  | (?P<escaped>\\[%&$\#_{{}}])
  | (?P<break>\\\\(?:\[[^\]]*\])?)
  | (?P<command>\\[a-zA-Z@]+\*?[ \t]?(?:\[[^\]]*\])?)
  | (?P<brace>[{{}}~])
    """,
    re.X | re.S,
)
_READ = {"formula": "ℓ", "quotes": '"', "break": "\n", "verb": "\N{REPLACEMENT CHARACTER}"}


def prose(source: str, start: int = 0) -> Iterator[Prose]:
    """The text of a LaTeX file that begins at offset `start`; then each of its comments."""
    body = source.find("\\begin{document}")
    here = max(body, 0)
    text: list[str] = []
    at: list[int] = []
    notes: list[Prose] = []
    for found in _MARKUP.finditer(source, here):
        begin, end = found.span()
        text.append(source[here:begin])
        at.extend(range(start + here, start + begin))
        if found["comment"] is not None:
            notes.append(Prose(source[begin + 1 : end], range(start + begin + 1, start + end)))
        read = _READ.get(_kind(found), "")
        if found["escaped"] is not None:
            read = found["escaped"][1:]
        elif found["brace"] == "~":
            read = " "
        elif found["block"] is not None:
            read = "\n\n"
        text.append(read)
        at.extend([start + begin] * len(read))
        here = end
    text.append(source[here:])
    at.extend(range(start + here, start + len(source)))
    yield Prose("".join(text), at)
    yield from notes


def _kind(found: re.Match[str]) -> str:
    return next((name for name in _READ if found[name] is not None), "")
