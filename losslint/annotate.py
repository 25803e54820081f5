"""A second list of labels: what another annotator gets, and what is made of the answer.

``python -m losslint.annotate export FILE`` writes sentences without their labels, and
``python -m losslint.annotate keep FILE`` checks the answer and puts it into ``data/second.yaml``.
``python -m losslint.annotate share FILE`` writes the open sentences that both have labeled, which
is what learners receive.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from pathlib import Path

import yaml

from losslint.bank import SECOND, USAGES, bank, opened, read_second, second

SIZE = 150
INSTRUCTIONS = """\
Each sentence is written in the manner of a paper, a post, a pull request or a dashboard of machine
learning. Its span is the part that uses a word such as loss, reward, objective, aligned, wants or
optimizes for. Say for each sentence which usages the span may have, as a reader who sees nothing
but the sentence would have to take it. Label alone, in the order given, without looking at anybody
else's labels, at rules or at the rest of the project's bank. Do not aim at any share of each label.

The usages are these four.

"physical": a number that a machine computed or recorded, or an update that was made with it, at
some step, in some run. One could look it up in a log or see the weights change.

"mathematical": a function, its shape, its minimum, its expectation over a distribution, or a
statement that would be true or false without any machine running.

"representing": a loss, reward, objective or metric is said to capture, encode, equal, stand for,
be right or wrong for, or be aligned with something that people want, value or intend; or a system
is called aligned in that sense. The claim leaves open what would be observed.

"caring about": a trained system, or training itself, is said to want, seek, care about, aim at,
try for or be motivated by something.

Rules of the hand.
1. Give every usage that a careful reader could not rule out. One is common, two are not rare.
2. Give an empty list if the word means something else than these four: another field's loss, data
that were lost, points of a program, tensors that are in line, facts that are objective.
3. A sentence may be precise and still have a usage: a number with its step and data is "physical".
4. "vague" is true if the sentence lets a reader expect nothing in particular, and false if it says
what one would see, or where the list is empty. It is a second question, apart from the usages.
5. "note" is free: what made you hesitate, or nothing.

Answer as one JSON object: {id: {"usages": [...], "vague": true or false, "note": "..."}}.
"""


def exported(size: int = SIZE) -> dict[str, object]:
    """Instructions, and `size` sentences of the bank in an order that says nothing of labels."""
    chosen = sorted(bank(), key=lambda s: hashlib.sha256(f"second {s.id}".encode()).hexdigest())
    chosen = chosen[:size]
    random.Random(2).shuffle(chosen)
    rows = [{"id": s.id, "text": s.text, "span": s.span} for s in chosen]
    return {"instructions": INSTRUCTIONS.splitlines(), "usages": USAGES, "sentences": rows}


def shared() -> str:
    """The open sentences that both annotators have labeled, as JSON, one a line; none held out."""
    rows = [
        {"text": s.text, "first": list(s.usages), "second": list(second()[s.id].usages)}
        for s in opened()
        if s.id in second()
    ]
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def main() -> None:
    """Write what a second annotator labels, keep the labels, or share the open part of them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("do", choices=["export", "keep", "share"])
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    if given.do == "share":
        given.file.write_text(shared(), encoding="utf-8")
        return
    if given.do == "export":
        text = json.dumps(exported(), indent=1, ensure_ascii=False) + "\n"
        given.file.write_text(text, encoding="utf-8")
        return
    answer = json.loads(given.file.read_text(encoding="utf-8"))
    read_second(answer)
    text = yaml.safe_dump(dict(sorted(answer.items())), allow_unicode=True, width=100)
    SECOND.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
