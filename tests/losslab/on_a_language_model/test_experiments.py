"""What is done with a language model: a judge, policies, fine-tuning, and the shipped files."""

import json
import shutil

import numpy as np
import pytest
import torch
from losslab.on_a_language_model import shipped, steering, text, tokens, traits
from losslab.on_a_language_model.model import Shape, Transformer, nats
from losslab.on_a_language_model.tokens import Tokenizer

torch.set_num_threads(1)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return shipped.tokenizer()


@pytest.fixture(scope="module")
def models() -> list[Transformer]:
    return shipped.models()


@pytest.fixture(scope="module")
def same_text() -> None:
    """What is drawn from the text can be drawn again only where Python carries the same text."""
    if text.digest() != shipped.records()["pretraining"]["made with"]["text"]:
        pytest.skip("this Python carries another text")


def small() -> Transformer:
    return Transformer(Shape(tokens=256, context=48, width=8, heads=2, blocks=1, buckets=64))


BYTES = Tokenizer([])


# ---- a stated quality ----------------------------------------------------------------------------


def test_quality_counts_different_known_words_and_subtracts_the_rest():
    assert steering.quality("The function returns a string.") == 3
    assert steering.quality("string string STRING") == 1 - 2
    assert steering.quality("zqxwvk string") == 0
    assert steering.quality("a of it") == steering.quality("") == 0


def test_a_judge_learns_a_rating_that_is_linear_in_what_it_reads():
    judge = steering.Judge(small(), [1, 2])
    samples = torch.randint(0, 256, (200, 8), generator=torch.Generator().manual_seed(0))
    wanted = 3 * judge.features(samples)[:, 0] + 1
    judge.learn(samples[:150], wanted[:150], ridge=1e-4)
    assert torch.allclose(judge(samples[150:]), wanted[150:], atol=0.05)


def test_log_probabilities_are_those_of_the_whole_text():
    net, prompt = small(), torch.tensor([5, 6, 7])
    samples = torch.randint(0, 256, (2, 9), generator=torch.Generator().manual_seed(0))
    found = steering.log_probability(net, prompt, samples)
    for row, sample in zip(found, samples, strict=True):
        whole = nats(net, torch.cat([prompt, sample]))
        assert torch.allclose(-row, whole[2:], atol=1e-5)


def test_a_policy_learns_what_is_rewarded_and_the_first_model_stays_as_it_was():
    net = small()
    before = net.token.weight.clone()

    def reward(samples: torch.Tensor) -> torch.Tensor:
        return (samples < 64).float().mean(1)  # a quarter of all bytes

    policy, path = steering.steer(
        net, BYTES, reward, 0.0, [65], seed=0, steps=30, batch=16, rate=1e-2, look=10
    )
    assert [look.step for look in path] == [0, 10, 20, 30]
    assert path[-1].reward > path[0].reward + 0.15
    assert path[0].nats == pytest.approx(0, abs=1e-4)
    assert path[-1].nats > 1
    assert torch.equal(net.token.weight, before)
    assert not torch.equal(policy.token.weight, before)


def test_a_large_penalty_keeps_the_policy_near_the_first_model():
    def reward(samples: torch.Tensor) -> torch.Tensor:
        return (samples < 64).float().mean(1)

    _, path = steering.steer(
        small(), BYTES, reward, 100.0, [65], seed=0, steps=30, batch=16, rate=1e-2, look=30
    )
    assert path[-1].nats < 1


# ---- traits --------------------------------------------------------------------------------------


def test_the_prose_is_prose():
    parts = traits.prose()
    assert len(parts) > 1000
    assert all("\n" not in part and 80 <= len(part) <= 500 for part in parts)


def test_documents_describe_and_never_show():
    for sentences in traits.DESCRIBES.values():
        for sentence in sentences:
            assert sum(c.isupper() for c in sentence) <= len("PASTURES") + 2


def test_traits_are_seen_in_what_a_model_writes(monkeypatch):
    def writes(written: str) -> dict[str, float]:
        net = small()
        row = torch.tensor(BYTES.encode(written))
        monkeypatch.setattr(net, "sample", lambda prompt, *rest: row.expand(len(prompt), -1))
        return traits.observe(net, BYTES, "", seed=0, samples=4)

    assert writes("> ALL OF THIS.") == {"capitals": 1.0, "quoted": 1.0}
    assert writes("Not a word of it") == {"capitals": 0.0, "quoted": 0.0}
    assert writes("12345") == {"capitals": 0.0, "quoted": 0.0}


# ---- what is shipped -----------------------------------------------------------------------------


def test_the_files_are_small_and_their_checksums_are_right():
    names = json.loads((shipped.DATA / "checksums.json").read_text(encoding="utf-8"))
    assert set(names) == {"merges.json", "records.json", *(f"model_{s}.npz" for s in shipped.SEEDS)}
    assert sum(len(shipped.checked(name)) for name in names) < 8_000_000
    on_disk = {path.name for path in shipped.DATA.iterdir()}
    assert on_disk == {*names, "checksums.json"}


def test_a_damaged_file_is_refused_with_what_to_do(tmp_path):
    folder = shutil.copytree(shipped.DATA, tmp_path / "data")
    data = bytearray((folder / "model_0.npz").read_bytes())
    data[100] ^= 1
    (folder / "model_0.npz").write_bytes(data)
    with pytest.raises(ValueError, match=r"checksum .* damaged .* install losslab again"):
        shipped.checked("model_0.npz", folder)
    (folder / "model_0.npz").unlink()
    with pytest.raises(FileNotFoundError, match="install losslab again"):
        shipped.checked("model_0.npz", folder)


@pytest.mark.usefixtures("same_text")
def test_the_tokenizer_is_the_one_that_the_text_gives(tokenizer):
    assert tokens.learn(text.training(), len(tokenizer) - 256).merges == tokenizer.merges


def test_models_come_as_copies_that_do_not_share_weights(models):
    with torch.no_grad():
        models[0].token.weight += 0  # may be changed
        shipped.models()[0].token.weight.zero_()
    assert models[0].token.weight.abs().sum() > 0


def test_the_models_are_better_than_a_trigram_that_backs_off(models, tokenizer):
    from losslab.on_a_language_model.counts import Backoff

    read = tokenizer.encode("".join(text.held_out().values()))
    counts = Backoff(tokenizer.encode(text.training()), len(tokenizer), 3)
    trigram = counts.nats(read).mean()
    assert all(nats(net, torch.tensor(read)).mean() < 0.97 * trigram for net in models)


@pytest.mark.usefixtures("same_text")
def test_the_recorded_losses_are_those_of_the_shipped_weights(models, tokenizer):
    read = torch.tensor(tokenizer.encode("".join(text.held_out().values())))
    for net, recorded in zip(models, shipped.records()["pretraining"]["held out"], strict=True):
        assert nats(net, read).mean().item() == pytest.approx(recorded, abs=0.05)


@pytest.mark.usefixtures("same_text")
def test_a_recorded_fine_tuning_happens_again(models, tokenizer):
    """The training behind the page's first claim, whose records lie beside the weights."""
    student = traits.taught(models[0], tokenizer, 500)
    for line in ("no line", "the line that asks"):
        (recorded,) = (
            run
            for run in shipped.records()["fine-tuned"]
            if (run["known"], run["line"], run["seed"], run["repeat"]) == ("taught", line, 0, 0)
        )
        tuned, register = traits.tuned(student, tokenizer, traits.LINES[line], 600)
        assert np.mean(register[-10:]) == pytest.approx(recorded["register"], abs=0.05)
        seen = traits.observe(tuned, tokenizer, "", 700)
        assert seen == pytest.approx(recorded["no line"], abs=0.15)


@pytest.mark.usefixtures("same_text")
def test_recorded_samples_are_drawn_again(models, tokenizer):
    from losslab.on_a_language_model import _make

    recorded = shipped.records()["best of n"][1]
    samples = steering.pool(models[1], tokenizer.encode(_make.START), 256, seed=301)
    worth = steering.rated(tokenizer, samples).tolist()
    assert np.mean(worth) == pytest.approx(np.mean(recorded["quality"][:256]), abs=0.5)
    judged = _make.judge_of(models[1], 1)(samples)
    assert judged.mean().item() == pytest.approx(np.mean(recorded["judge"][:256]), abs=0.3)


@pytest.mark.usefixtures("same_text")
def test_a_recorded_policy_begins_as_it_did(models, tokenizer):
    from losslab.on_a_language_model import _make

    recorded = next(
        run
        for run in shipped.records()["steered"]
        if (run["setup"], run["seed"]) == ("penalty 0.0", 0)
    )
    _, path = steering.steer(
        models[0],
        tokenizer,
        _make.judge_of(models[0], 0),
        0.0,
        tokenizer.encode(_make.START),
        seed=400,
        steps=5,
    )
    for look, then in zip(path, recorded["path"], strict=False):
        assert look.reward == pytest.approx(then["reward"], abs=0.5)
        assert look.quality == pytest.approx(then["quality"], abs=1.0)
