"""The bank and the table of rules hold what they promise."""

import re

import pytest

from losslint.bank import USAGES, BankError, bank, held_out, opened, read
from losslint.rules import RuleError, compiled, table
from tests.conftest import ROOT

GOOD = {
    "text": "The loss is low.",
    "span": "loss is low",
    "usages": ["physical"],
    "vague": True,
    "see": "A number.",
    "rewrite": "It is 3.",
}


def test_the_bank_has_240_sentences_in_four_manners_and_a_third_is_held_out():
    assert len(bank()) >= 240
    assert {s.manner for s in bank()} == {"paper", "post", "pull request", "dashboard"}
    assert 1 / 4 < len(held_out()) / len(bank()) < 1 / 2
    assert not {s.text for s in held_out()} & {s.text for s in opened()}


def test_every_usage_stands_in_both_parts_and_so_does_none():
    for part in (opened(), held_out()):
        for usage in USAGES:
            assert sum(usage in s.usages for s in part) >= 10
        assert sum(not s.usages for s in part) >= 10


@pytest.mark.parametrize(
    "change",
    [
        {"span": "elsewhere"},
        {"usages": ["moral"]},
        {"vague": "yes"},
        {"rewrite": ""},
        {"see": ""},
        {"note": "x"},
    ],
)
def test_a_row_that_breaks_the_form_is_refused_with_its_sentence(change):
    assert read(GOOD, "paper").vague
    with pytest.raises(BankError, match=r"The loss is low\."):
        read(GOOD | change, "paper")


def test_every_rule_finds_something_in_the_open_part_and_links_to_a_label_of_the_book():
    for rule in table().rules:
        page, _, label = rule.link.partition("#")
        assert f"\n({label})=" in (ROOT / "book" / page).read_text(encoding="utf-8"), rule.id
        assert any(rule.pattern.search(s.text) for s in opened() if s.vague), rule.id


def test_patterns_are_read_as_the_table_says():
    lists = {"LOSS": "loss | loss function"}
    pattern = re.compile(compiled("LOSS ~2 captur* ~1 good|best taste?", lists), re.I)
    for said in ("Loss captures good", "the loss function really does capture the best taste"):
        assert pattern.search(said), said
    for said in (
        "loss, captured. Good",
        "glossy captures good",
        "loss that we all know captures good",
    ):
        assert not pattern.search(said), said
    with pytest.raises(RuleError, match="REWARD"):
        compiled("REWARD good", lists)
