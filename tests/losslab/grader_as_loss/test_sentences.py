"""Learners receive the open sentences that two readers labeled, and no held-out one."""

from pathlib import Path

from losslab.grader_as_loss import sentences

from losslint.annotate import shared
from losslint.bank import USAGES, held_out

SHIPPED = Path(sentences.__file__).with_name("sentences.json")


def test_what_is_shipped_is_what_the_bank_holds():
    mend = f"python -m losslint.annotate share {SHIPPED}"
    assert SHIPPED.read_text(encoding="utf-8") == shared(), mend


def test_no_held_out_sentence_is_shipped():
    text = SHIPPED.read_text(encoding="utf-8")
    assert len(sentences.labeled()) > 80
    assert not [s for s in held_out() if s.text in {row["text"] for row in sentences.labeled()}]
    assert "rewrite" not in text


def test_the_usages_are_the_banks():
    assert sentences.USAGES == USAGES
    for row in sentences.labeled():
        for who in ("first", "second"):
            assert set(row[who]) <= set(sentences.USAGES)
            assert len(set(row[who])) == len(row[who])


def test_the_list_is_made_anew():
    sentences.labeled()[0]["first"].append("another")
    assert "another" not in sentences.labeled()[0]["first"]
