"""How good the lint is: against the held-out part of the bank, and against real sentences.

The real sentences are kept as places (``data/real.yaml``). ``python -m losslint.measure`` fetches
them, from folders with git directories or from GitHub, checks each against its digest, runs the
lint and both baselines, and writes what they found to ``data/real_found.json``.
"""

from __future__ import annotations

import argparse
import hashlib
import inspect
import json
import re
import subprocess
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import sqrt
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import yaml

from losslint import markdown, rules
from losslint.bank import DATA, USAGES, Usage, bank, opened, second
from losslint.lint import hits_in

Found = frozenset[Usage]
FOUND = DATA / "real_found.json"
KEYWORDS = re.compile(
    r"\b(loss(?:es)?|rewards?|objectives?|aligned|alignment|wants?|optimi[sz]es?)\b", re.I
)


def by_lint(text: str) -> Found:
    """The usages of all that the lint finds in a sentence."""
    return frozenset(usage for _, _, rule in hits_in(text) for usage in rule.usages)


@cache
def _usual() -> dict[str, Found]:
    """For each keyword the usages that vague open sentences with it have most often."""
    seen: dict[str, Counter[Found]] = {}
    for sentence in opened():
        for word in _keywords(sentence.text):
            if sentence.vague:
                seen.setdefault(word, Counter())[sentence.expected] += 1
    return {word: counts.most_common(1)[0][0] for word, counts in seen.items()}


def _keywords(text: str) -> set[str]:
    return {word.lower().rstrip("s") for word in KEYWORDS.findall(text)}


def by_keyword(text: str) -> Found:
    """Baseline: every sentence with a keyword is marked, with that word's usual usages."""
    usual = _usual()
    return frozenset(usage for word in _keywords(text) for usage in usual.get(word, ()))


@cache
def _neighbors() -> tuple[Any, Any]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    return vectors, vectors.fit_transform([s.text for s in opened()])


def by_neighbor(text: str) -> Found:
    """Baseline: the usages of the open sentence with the nearest words (TF-IDF, cosine)."""
    vectors, known = _neighbors()
    near = (known @ vectors.transform([text]).T).toarray().ravel()
    return opened()[int(near.argmax())].expected if near.max() > 0 else frozenset()


METHODS: dict[str, Callable[[str], Found]] = {
    "lint": by_lint,
    "keyword": by_keyword,
    "neighbor": by_neighbor,
}


@dataclass(frozen=True)
class Rate:
    """A share of `hits` among `of`, with the Wilson interval at 95%; Wilson (1927)."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share, NaN of nothing."""
        return self.hits / self.of if self.of else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end; all of [0, 1] where nothing was seen."""
        if not self.of:
            return 0.0, 1.0
        z, n, p = 1.959964, self.of, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(middle - half, 0.0), min(middle + half, 1.0)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.2f} [{low:.2f}, {high:.2f}]" if self.of else "none"


@dataclass(frozen=True)
class Score:
    """Precision and recall of one kind of finding."""

    precision: Rate
    recall: Rate


def scores(expected: Sequence[Found], found: Sequence[Found]) -> dict[str, Score]:
    """Precision and recall by sentence: of marking it ``at all``, and of naming each usage."""
    pairs = list(zip(expected, found, strict=True))

    def score(holds: Callable[[Found], bool]) -> Score:
        both = sum(holds(e) and holds(f) for e, f in pairs)
        return Score(
            Rate(both, sum(holds(f) for _, f in pairs)), Rate(both, sum(holds(e) for e, _ in pairs))
        )

    named = {str(usage): score(partial(_names, usage)) for usage in USAGES}
    return {"at all": score(bool), **named}


def _names(usage: Usage, found: Found) -> bool:
    return usage in found


def kappa(one: Iterable[object], other: Iterable[object]) -> float:
    """Cohen's kappa of two annotators' labels of the same items, Cohen (1960).

    NaN where both give one and the same label throughout; raises ValueError for other lengths.
    """
    pairs = list(zip(list(one), list(other), strict=True))
    n = len(pairs)
    agreed = sum(a == b for a, b in pairs) / n
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[label] * right[label] for label in left) / n**2
    return (agreed - chance) / (1 - chance) if chance < 1 else float("nan")


def agreement() -> dict[str, float]:
    """Cohen's kappa of both annotators of the bank: for each usage, for all at once, for vague."""
    both = [(sentence, second()[sentence.id]) for sentence in bank() if sentence.id in second()]
    named = {}
    for usage in USAGES:
        first, other = ([usage in each.usages for each in side] for side in zip(*both, strict=True))
        named[str(usage)] = kappa(first, other)
    sets = kappa([frozenset(s.usages) for s, _ in both], [frozenset(o.usages) for _, o in both])
    vague = kappa([s.vague for s, _ in both], [o.vague for _, o in both])
    return {**named, "the whole set": sets, "vague": vague}


@cache
def real() -> tuple[dict[str, Any], ...]:
    """The places and labels of the real sentences."""
    return tuple(yaml.safe_load((DATA / "real.yaml").read_text(encoding="utf-8")))


def basis() -> str:
    """A digest of all that the findings depend on: rules, open sentences and code."""
    parts = [DATA / "rules.yaml", *sorted((DATA / "bank").glob("*.yaml")), DATA / "real.yaml"]
    code = [inspect.getsource(part) for part in (rules, hits_in, by_keyword, by_neighbor)]
    content = [*(part.read_bytes() for part in parts), *(text.encode() for text in code)]
    return hashlib.sha256(b"".join(content)).hexdigest()


def fetched(place: dict[str, Any], mirror: Path | None) -> str:
    """The sentence at a place; raises ValueError where its digest is another."""
    if mirror is not None:
        git = mirror / place["repo"].replace("/", "+") / "repo"
        git = git / ".git" if (git / ".git").is_dir() else git
        what = f"{place['commit']}:{place['path']}"
        command = ["git", "--git-dir", str(git), "show", what]
        whole = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    else:
        path = quote(f"{place['repo']}/{place['commit']}/{place['path']}")
        with urllib.request.urlopen(f"https://raw.githubusercontent.com/{path}") as answer:
            whole = answer.read().decode()
    raw = whole[place["start"] : place["end"]]
    if hashlib.sha256(raw.encode()).hexdigest() != place["sha256"]:
        raise ValueError(f"{place['repo']} {place['path']}: another text stands there")
    return " ".join(" ".join(block.text for block in markdown.prose(raw)).split())


def real_found(draw: str) -> tuple[list[Found], dict[str, list[Found]]]:
    """The labels of the sentences of a draw, and what each method found when last measured."""
    kept = json.loads(FOUND.read_text(encoding="utf-8"))["sentences"]
    drawn = [place for place in real() if place["draw"] == draw]
    labels = [cast(Found, frozenset(place["usages"])) for place in drawn]
    found = {
        method: [cast(Found, frozenset(kept[place["sha256"]][method])) for place in drawn]
        for method in METHODS
    }
    return labels, found


def main() -> None:
    """Fetch the real sentences, run all methods over them and keep what was found."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--mirror", type=Path, help="folder with OWNER+NAME/repo git directories")
    mirror = parser.parse_args().mirror
    texts = {place["sha256"]: fetched(place, mirror) for place in real()}
    sentences = {
        digest: {method: sorted(find(text)) for method, find in METHODS.items()}
        for digest, text in texts.items()
    }
    kept = {"basis": basis(), "sentences": sentences}
    FOUND.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    for draw in ("first", "second"):
        labels, found = real_found(draw)
        for method, guesses in found.items():
            for what, score in scores(labels, guesses).items():
                rates = f"precision {score.precision}  recall {score.recall}"
                print(f"{draw:6} {method:8} {what:12} {rates}")


if __name__ == "__main__":
    main()
