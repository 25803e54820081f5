"""The transformer, its loss and its samples."""

import pytest
import torch
import torch.nn.functional as F
from losslab.on_a_language_model import training
from losslab.on_a_language_model.model import Shape, Transformer, forecasts, nats
from losslab.on_a_language_model.steering import log_probability

SMALL = Shape(tokens=11, context=12, width=8, heads=2, blocks=2, buckets=32)


def text(length: int, seed: int = 0) -> torch.Tensor:
    return torch.randint(0, 11, (length,), generator=torch.Generator().manual_seed(seed))


def net(seed: int = 0) -> Transformer:
    made = Transformer(SMALL, seed)
    with torch.no_grad():
        for weight in made.parameters():
            weight *= 3  # so that answers differ clearly
    return made


def test_no_answer_depends_on_what_comes_after():
    one, other = text(12), text(12)
    other[7:] = (other[7:] + 1) % 11
    made = net()
    before, after = made(one[None])[0], made(other[None])[0]
    assert torch.allclose(before[:7], after[:7], atol=1e-5)
    assert not torch.allclose(before[7:], after[7:], atol=1e-2)


def test_reading_token_by_token_gives_what_reading_at_once_gives():
    made, tokens = net(), text(12)[None]
    whole = made.read(tokens)[0]
    inside, past = made.read(tokens[:, :5])
    parts = [inside]
    for at in range(5, 12):
        inside, past = made.read(tokens[:, at : at + 1], past)
        parts.append(inside)
    assert torch.allclose(torch.cat(parts, 1), whole, atol=1e-5)


def test_a_text_that_is_too_long_is_refused_with_its_length():
    with pytest.raises(ValueError, match="13 tokens do not fit into a context of 12"):
        net()(text(13)[None])


def test_two_tokens_after_a_past_are_refused():
    made = net()
    past = made.read(text(3)[None])[1]
    with pytest.raises(ValueError, match="one token at a time"):
        made.read(text(2)[None], past)


def test_a_seed_makes_the_same_weights_and_another_seed_others():
    assert torch.equal(Transformer(SMALL, 3).token.weight, Transformer(SMALL, 3).token.weight)
    assert not torch.equal(Transformer(SMALL, 3).token.weight, Transformer(SMALL, 4).token.weight)


@pytest.mark.parametrize("length", [2, 12, 13, 14, 19, 20, 40])
def test_every_token_but_the_first_is_paid_once(length):
    made, whole = net(), text(length)
    paid = nats(made, whole)
    assert paid.shape == (length - 1,)
    first = min(length - 1, 12)
    logits = made(whole[None, :first])[0]
    alone = F.cross_entropy(logits, whole[1 : first + 1], reduction="none")
    assert torch.allclose(paid[:first], alone, atol=1e-5)


def test_later_tokens_are_read_with_at_least_half_a_context():
    made, whole = net(), text(40)
    at = 30  # the target's place; the window that pays for it begins at a multiple of 6
    start = next(s for s in range(0, 40, 6) if s + 12 >= at)
    logits = made(whole[None, start:at])[0, -1]
    assert nats(made, whole)[at - 1] == pytest.approx(
        F.cross_entropy(logits[None], whole[at : at + 1]).item(), abs=1e-5
    )


def test_samples_come_as_often_as_the_model_says():
    made, prompt = net(), text(4)
    drawn = made.sample(prompt.expand(4000, -1), 1, torch.Generator().manual_seed(0))[:, 0]
    p = torch.softmax(made(prompt[None])[0, -1], -1)
    assert torch.allclose(torch.bincount(drawn, minlength=11) / 4000, p, atol=0.03)


def test_at_temperature_0_the_likeliest_token_is_taken():
    made, prompt = net(), text(4)[None]
    drawn = made.sample(prompt, 3, torch.Generator(), temperature=0)
    whole = torch.cat([prompt, drawn], 1)
    assert torch.equal(made(whole[:, :-1])[0, 3:].argmax(-1), drawn[0])


def test_training_learns_a_text_that_repeats_itself():
    whole = torch.arange(200) % 7
    made = Transformer(SMALL)
    seen = training.pretrain(made, whole, whole, seed=0, steps=120, batch=8, rate=1e-2, look=40)
    assert len(seen["register"]) == 120
    assert len(seen["held out"]) == 3
    assert seen["held out"][-1] < 0.2 < seen["register"][0]


def test_orthogonalizing_brings_all_singular_values_near_1():
    matrix = torch.randn(6, 20, generator=torch.Generator().manual_seed(0))
    for each in (matrix, matrix.T, 100 * matrix):
        found = torch.linalg.svdvals(training.orthogonal(each))
        assert 0.5 < found.min() <= found.max() < 1.3


def test_the_rate_rises_and_falls():
    shares = [training.share_of_rate(step, 100, warm=10) for step in range(100)]
    assert shares[0] < shares[9] > shares[50] > shares[99] > 0


def test_what_is_no_target_changes_nothing():
    """A batch with rows filled up by -1 trains like the rows without the filling."""
    rows = text(26).view(1, 2, 13)
    short = rows[:, :, :8].clone()
    filled = rows.clone()
    filled[:, :, 8:] = -1
    one, other = Transformer(SMALL), Transformer(SMALL)
    assert training.tune(one, short, 1e-2) == pytest.approx(training.tune(other, filled, 1e-2))
    assert torch.allclose(one.token.weight, other.token.weight, atol=1e-5)


def test_windows_are_pieces_of_the_text():
    whole = torch.arange(50)
    drawn = training.windows(whole, seed=0, steps=3, batch=2, length=5)
    assert drawn.shape == (3, 2, 6)
    assert torch.equal(drawn.diff(dim=-1), torch.ones(3, 2, 5, dtype=torch.long))


@pytest.mark.parametrize("length", [2, 5, 12, 13, 14, 18, 19, 25, 61])
@pytest.mark.parametrize("stride", [None, 1, 5, 12])
def test_every_token_is_forecast_once_from_what_stands_before_it(length, stride):
    made, tokens = net(), text(length)
    found = forecasts(made, tokens, stride)
    assert len(found) == length - 1
    start = 0  # of the first window that holds the token; each is a stride further
    for at in range(length - 1):
        while at >= start + 12:
            start += stride or 6
        wanted = torch.softmax(made(tokens[None, start : at + 1])[0, -1], -1)
        assert torch.allclose(found[at], wanted, atol=1e-5), at
    paid = -found[torch.arange(length - 1), tokens[1:]].log()
    assert torch.allclose(nats(made, tokens, stride), paid, atol=1e-4)


def test_one_prompt_for_many_samples_is_read_once_and_gives_the_same_samples():
    made, prompt = net(), text(4)

    def drawn(prompts: torch.Tensor) -> torch.Tensor:
        return made.sample(prompts, 7, torch.Generator().manual_seed(5))

    expanded = prompt.expand(6, -1)
    assert torch.equal(drawn(expanded), drawn(expanded.contiguous()))


def test_a_sample_costs_its_model_what_reading_it_again_says():
    made, prompt = net(), text(4).expand(6, -1)
    samples = made.sample(prompt, 7, torch.Generator().manual_seed(5))
    paid = made.own_nats(prompt, 7, torch.Generator().manual_seed(5))
    assert torch.allclose(paid, -log_probability(made, prompt[0], samples), atol=1e-4)
