from losslab.physical_loss import register, widgets


def controls():
    form, edit, factor, button, report = widgets.register_explorer().children
    return form, edit, factor, button, report


def test_the_explorer_shows_nothing_before_the_button_is_pressed():
    _, edit, _, button, report = controls()
    edit.value = "graph"
    assert report.value == ""
    button.click()
    assert "loss * 3" in report.value


def test_the_button_takes_the_step_that_was_chosen():
    _, edit, factor, button, report = controls()
    edit.value = "graph"
    factor.value = 1.5
    button.click()
    assert "loss * 1.5" in report.value
    assert "1.500 ×" in report.value


def test_another_choice_clears_what_was_shown():
    _, _, factor, button, report = controls()
    button.click()
    assert "1.000 ×" in report.value
    factor.value = -2.0
    assert report.value == ""


def test_zero_is_no_choice():
    assert 0.0 not in widgets.NUMBERS


def test_an_error_is_part_of_the_report():
    form, _, _, button, report = controls()
    form.value = "exp"
    button.click()
    assert "RuntimeError" in report.value


def test_only_edits_that_make_sense_are_offered():
    form, edit, _, button, report = controls()
    form.value = "reinforce"
    edit.value = "reward"
    form.value = "ce"
    assert edit.value == "none"
    assert {key for _, key in edit.options} == set(register.edits_of("ce"))
    button.click()
    assert register.why("ce", "none").split(".")[0] in report.value
