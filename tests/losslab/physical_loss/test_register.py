import pytest
import torch
from losslab.physical_loss import register


def ratio(form, edit, factor=3.0):
    return register.observe(form, edit, factor).ratio(register.observe(form, "none", 1.0))


@pytest.mark.parametrize("edit", ["no_grad", "data", "shift", "after", "none"])
def test_an_edit_beside_the_graph_leaves_the_step_of_cross_entropy(edit):
    assert ratio("ce", edit) == pytest.approx(1.0, rel=1e-6)


@pytest.mark.parametrize("form", register.FORMS)
@pytest.mark.parametrize("edit", ["graph", "seed"])
def test_an_edit_in_the_graph_scales_the_step(form, edit):
    assert ratio(form, edit, -2.5) == pytest.approx(-2.5, rel=1e-4)


def test_the_reward_scales_the_step():
    assert ratio("reinforce", "reward") == pytest.approx(3.0, rel=1e-4)


def test_exp_keeps_its_output():
    assert register.observe("exp", "no_grad", 3.0).error.startswith("RuntimeError")
    assert ratio("exp", "data") == pytest.approx(3.0, rel=1e-4)


def test_a_detached_loss_moves_nothing_without_an_error():
    seen = register.observe("ce", "detach", 3.0)
    assert seen.error is None
    assert not seen.step.any()


def test_the_register_holds_what_was_written():
    plain = register.observe("ce", "none", 3.0).register
    assert register.observe("ce", "no_grad", 3.0).register == pytest.approx(3 * plain)
    assert register.observe("ce", "seed", 3.0).register == pytest.approx(plain)
    assert register.observe("exp", "no_grad", 3.0).register > 0


def test_the_experiment_starts_from_the_same_place_each_time():
    one, other = (register.observe("reinforce", "none", 1.0) for _ in range(2))
    assert torch.equal(one.step, other.step)


@pytest.mark.parametrize("form", register.FORMS)
def test_the_edited_line_is_marked_and_every_edit_is_explained(form):
    for edit in register.edits_of(form):
        lines, edited = register.program(form, edit, 3.0)
        assert (edited is None) == (edit == "none")
        assert edited is None or edited < len(lines)
        assert register.why(form, edit).endswith(".")


def test_only_reinforce_has_a_reward():
    assert "reward" not in register.edits_of("ce")
    with pytest.raises(ValueError, match="no edit 'reward'"):
        register.observe("ce", "reward", 3.0)
