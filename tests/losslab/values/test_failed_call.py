import torch
from losslab.training_stories.stories import measured
from losslab.values.failed_call import FailedCall, box_html, promise_html, promise_text
from losslab.values.plain import recipe
from losslab.values.probes import keeping

VALUES = {"a": {"m": [1.0]}}


def area(width, height):
    return width * height


def failed(**more):
    return FailedCall.of("area", (2.0, 3.0), 5.0, 5.0, 6.0, "it differs", like=area, **more)


def test_a_call_is_told_in_named_rows():
    assert failed().rows() == [
        ("called", "area(width=2.0, height=3.0)"),
        ("returned", "5.0"),
        ("expected", "6.0"),
        ("so", "it differs"),
    ]


def test_what_was_read_in_an_outcome_stands_beside_it():
    call = FailedCall.of("area", (2.0,), [5.0], 5.0, 6.0, "it differs", read=True)
    assert ("returned", "[5.0]") in call.rows()
    assert ("judged", "5.0") in call.rows()


def test_results_are_shown_with_the_digits_that_tell_them_apart():
    call = FailedCall.of("f", (), 0.123456789, 0.123456789, 0.123456788, "")
    assert (call.got, call.expected) == ("0.123456789", "0.123456788")


def test_the_program_repeats_the_call():
    args = ([float("inf"), 0.1 + 0.2], torch.tensor([0.1]), recipe(measured, values=VALUES))
    call = FailedCall.of("answer", args, None, None, 1.0, "", probe=keeping)
    namespace = {"answer": lambda *given: given}
    *imports, last = call.program.splitlines()
    exec("\n".join(imports), namespace)
    again = eval(last, namespace)
    assert again["result"][0] == args[0]
    assert torch.equal(again["result"][1], args[1])
    assert again["result"][2] == measured(values=VALUES)


def test_a_page_shows_no_markup_of_a_learners():
    call = FailedCall.of("f", ("<script>",), "<b>", "<b>", "x", "<i>")
    page = box_html("#000", promise_html(False, "A <promise>.", call))
    for tag in ("<script", "<b>", "<i>", "<promise"):
        assert tag not in page
    assert "To repeat the call" in page


def test_a_promise_is_marked():
    assert promise_text(True, "It is so.") == ["  ✓ It is so."]
    assert promise_text(False, "It is so.", failed())[:2] == [
        "  ✗ It is so.",
        "      called    area(width=2.0, height=3.0)",
    ]
    assert "not kept" in promise_html(False, "It is so.")
