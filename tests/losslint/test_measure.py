"""What the page says of the lint is measured as it says."""

import hashlib
import json
import subprocess

import pytest

from losslint.annotate import exported
from losslint.bank import USAGES, BankError, bank, read_second, second
from losslint.measure import (
    FOUND,
    METHODS,
    Rate,
    agreement,
    basis,
    fetched,
    kappa,
    real,
    scores,
)

P, M = frozenset({"physical"}), frozenset({"mathematical"})
BOTH, NONE = P | M, frozenset()


def test_precision_and_recall_count_sentences():
    found = scores([P, BOTH, NONE, M], [P, P, P, NONE])
    assert (found["physical"].precision, found["physical"].recall) == (Rate(2, 3), Rate(2, 2))
    assert (found["mathematical"].precision, found["mathematical"].recall) == (
        Rate(0, 0),
        Rate(0, 2),
    )
    assert (found["at all"].precision, found["at all"].recall) == (Rate(2, 3), Rate(2, 3))


def test_wilsons_interval_solves_its_equation():
    """Its ends are where the observed share is 1.96 standard errors away."""
    rate = Rate(7, 20)
    for end in rate.interval:
        assert abs(rate.value - end) == pytest.approx(1.959964 * (end * (1 - end) / 20) ** 0.5)
    assert Rate(0, 0).interval == (0.0, 1.0)


def test_kappa_is_one_for_equal_labels_and_zero_for_what_chance_gives():
    assert kappa("aabb", "aabb") == 1
    assert kappa("aabb", "abab") == 0
    assert kappa("aaaabbbbbb", "aabbbbbbaa") == pytest.approx((0.6 - 0.52) / 0.48)
    with pytest.raises(ValueError, match="zip"):
        kappa("ab", "a")


def test_what_was_found_in_real_sentences_was_found_by_these_rules():
    kept = json.loads(FOUND.read_text())
    assert kept["basis"] == basis(), "run: python -m losslint.measure"
    assert set(kept["sentences"]) == {place["sha256"] for place in real()}
    assert all(set(found) == set(METHODS) for found in kept["sentences"].values())
    assert len([place for place in real() if place["draw"] == "second"]) >= 150


def test_a_real_sentence_is_fetched_by_its_place_and_refused_if_it_changed(tmp_path):
    repo = tmp_path / "one+two" / "repo"
    repo.mkdir(parents=True)
    git = ["git", "-C", str(repo), "-c", "user.name=x", "-c", "user.email=x@x"]
    (repo / "a.md").write_text("# T\n\nThe *loss* is low.\n")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    commit = subprocess.run(
        [*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    ).stdout.strip()
    place = {"repo": "one/two", "commit": commit, "path": "a.md", "start": 5, "end": 23}
    digest = hashlib.sha256(b"The *loss* is low.").hexdigest()
    assert fetched(place | {"sha256": digest}, tmp_path) == "The loss is low."
    with pytest.raises(ValueError, match="another text"):
        fetched(place | {"sha256": digest, "start": 6}, tmp_path)


def test_two_annotators_agree_on_each_usage_far_beyond_chance():
    found = agreement()
    assert set(found) == {*USAGES, "the whole set", "vague"}
    assert min(found.values()) > 0.6
    assert len(second()) >= 120
    assert any(s.is_held_out for s in bank() if s.id in second())


def test_what_a_second_annotator_gets_holds_no_label():
    given = exported()
    assert len(given["sentences"]) == len(second())
    assert {row["id"] for row in given["sentences"]} == set(second())
    assert all(set(row) == {"id", "text", "span"} for row in given["sentences"])
    instructions = "\n".join(given["instructions"])
    assert not any(s.text in instructions for s in bank())


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"0": {"usages": [], "vague": False}}, "has this id"),
        ({"ID": {"usages": ["moral"], "vague": True}}, "moral"),
        ({"ID": {"usages": [], "vague": True}}, "needs usages"),
        ({"ID": {"usages": ["physical"], "vague": "yes"}}, "true or false"),
    ],
)
def test_labels_that_cannot_be_meant_are_refused(answer, says):
    answer = {bank()[0].id if key == "ID" else key: row for key, row in answer.items()}
    with pytest.raises(BankError, match=says):
        read_second(answer)
