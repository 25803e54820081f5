"""The text, its tokens, and forecasts by counting."""

import re

import numpy as np
import pytest
import torch
from losslab.on_a_language_model import counterfactual, shipped, steering, text, tokens, traits
from losslab.on_a_language_model.counts import Backoff
from losslab.on_a_language_model.model import nats

SAMPLE = 'The "with" statement wraps a block. The "for" statement wraps ünicode too.\n' * 4


def test_no_paragraph_of_a_held_out_topic_was_trained_on():
    train = text.training()
    for topic in text.HELD_OUT:
        for part in text.paragraphs(topic):
            assert len(part) < 60 or part not in train


def test_no_long_paragraph_stands_in_the_training_text_twice():
    parts = [part.strip() for part in text.training().split("\n\n") if len(part) > 200]
    assert len(parts) == len(set(parts)) > 200


def test_there_is_a_megabyte_to_train_on_and_enough_to_test_on():
    assert 900_000 < len(text.training()) < 1_300_000
    assert sum(map(len, text.held_out().values())) > 30_000


def test_a_module_that_this_python_lacks_has_no_docstrings():
    assert text.docstrings("no/such/module") == []
    assert len(text.docstrings("argparse")) > 20


def test_the_digest_is_that_of_the_text(monkeypatch):
    before = text.digest()
    monkeypatch.setattr(text, "training", lambda: "another text")
    assert text.digest() != before


@pytest.fixture
def another_text(monkeypatch):
    """What another version of Python carries: topics dropped, added and reworded."""
    altered = {name: topic.replace("object", "thing") for name, topic in text.topics.items()}
    for name in sorted(set(altered) - set(text.HELD_OUT))[:15]:
        del altered[name]
    altered["zzz-new"] = "A topic that is new.\n\n" + "It has much to say of things. " * 10
    monkeypatch.setattr(text, "topics", altered)
    monkeypatch.setattr(text, "MODULES", [*text.MODULES[5:], "moved_away"])
    cached = (text.training, steering._known, counterfactual.passages)
    for function in cached:
        function.cache_clear()
    yield
    for function in cached:
        function.cache_clear()


@pytest.mark.usefixtures("another_text")
def test_with_another_text_the_shipped_models_and_every_experiment_still_begin():
    """The page says that its numbers differ then; nothing may break."""
    assert text.digest() != shipped.records()["pretraining"]["made with"]["text"]
    assert "A topic that is new." in text.training()
    tokenizer, net = shipped.tokenizer(), shipped.models()[0]
    read = "".join(text.held_out().values())[:4000]
    assert tokenizer.decode(tokenizer.encode(read)) == read
    here, far = (
        nats(net, torch.tensor(tokenizer.encode(t))).sum() / len(t) for t in (read, text.FAR[0])
    )
    assert 1 < here < far - 0.5
    assert len(traits.prose()) > 1000
    assert len(counterfactual.passages()) == sum(counterfactual.COPIES.values())
    assert steering.quality("The function returns a string.") == 3
    for topic in text.HELD_OUT:
        assert all(len(p) < 60 or p not in text.training() for p in text.paragraphs(topic))


def test_any_text_comes_back_from_its_tokens():
    tokenizer = tokens.learn(SAMPLE, 40)
    for written in (SAMPLE, "", "zażółć \x00 🐍\n\n  >>> x = {}", *text.FAR):
        assert tokenizer.decode(tokenizer.encode(written)) == written


def test_merges_shorten_a_text_and_lengths_count_its_bytes():
    tokenizer = tokens.learn(SAMPLE, 40)
    encoded = tokenizer.encode(SAMPLE)
    assert len(encoded) < len(SAMPLE.encode()) / 2
    assert tokenizer.lengths()[encoded].sum() == len(SAMPLE.encode())


def test_learning_stops_where_nothing_is_left_to_merge():
    assert len(tokens.learn("ab", 40)) == 257


def test_a_forecast_is_a_distribution_also_after_what_was_never_met():
    counts = Backoff([0, 1, 2, 0, 1, 3], size=5, order=3)
    for context in ([], [0], [0, 1], [4, 4], [3, 2, 1]):
        p = counts.forecast(context)
        assert p.sum() == pytest.approx(1)
        assert p.min() > 0


def test_counts_give_what_witten_and_bell_give():
    counts = Backoff([0, 1, 0, 1, 0, 2], size=4, order=2)
    single = (np.array([3, 2, 1, 0]) + 3 / 4) / (6 + 3)  # three kinds in six occurrences
    wanted = (np.array([0, 2, 1, 0]) + 2 * single) / (3 + 2)  # two kinds in the three after a 0
    assert np.allclose(counts.forecast([0]), wanted)


def test_the_nats_of_a_text_are_those_of_the_forecasts():
    rng = np.random.default_rng(0)
    learned, read = rng.integers(0, 6, 200).tolist(), rng.integers(0, 6, 30).tolist()
    counts = Backoff(learned, size=6, order=4)
    paid = [-np.log(counts.forecast(read[:i])[read[i]]) for i in range(len(read))]
    assert np.allclose(counts.nats(read), paid)


def test_the_longest_match_is_the_longest_context_in_the_text():
    counts = Backoff([0, 1, 2, 3], size=5, order=4)
    assert counts.longest_match([9, 0, 1, 2]) == 3
    assert counts.longest_match([4, 2]) == 1
    assert counts.longest_match([2, 4]) == 0
    assert counts.longest_match([3]) == 0  # nothing follows it


def test_the_far_passages_are_far():
    """More of their words are new to the training text than of any held-out topic's."""
    known = set(re.findall("[a-z]+", text.training().lower()))

    def new(passage: str) -> float:
        words = re.findall("[a-z]+", passage.lower())
        return sum(word not in known for word in words) / len(words)

    assert min(map(new, text.FAR)) > 2 * max(map(new, text.held_out().values()))
