"""What labs show without a script: the numbers of their data."""

import math
import re

import pytest
import torch.nn.functional as F
import yaml

from book._lib import anatomy, drawings, interactive, statics
from tests.conftest import ROOT

STATIC = ROOT / "book" / "_static"


def said(drawn):
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawn)


def test_every_lab_has_a_drawing_but_the_readers_own_predictions():
    labs = {path.name.removesuffix("-lab.js") for path in STATIC.glob("*-lab.js")}
    assert labs == {*statics.LABS, "anatomy", "forecasts"}


def test_a_drawing_stands_in_the_page_and_says_what_it_shows():
    place = interactive.register_lab().data
    assert '<div class="lab-static"><figure><svg class="drawn"' in place
    assert "<figcaption>Edits with the number 3" in place
    assert "lab-fallback" not in place


def test_the_register_s_drawing_has_the_lab_s_numbers():
    data = interactive.register_data()
    texts = said(statics.drawn("register", data))
    place = data["factors"].index(3.0)
    for form, edits in data["runs"].items():
        for edit in edits:
            run = edits[edit]["runs"][place]
            wanted = "refused" if run["error"] else f"{run['ratio']:.1f}; {run['register']:.2f}"
            assert wanted.replace("-", "−") in texts, (form, edit)


def test_the_margin_s_drawing_stops_where_a_formula_is_no_number():
    formulas = {"library": F.cross_entropy, "cut": lambda z, y: F.cross_entropy(z, y) + math.nan}
    drawn = statics.drawn("margin", interactive.margin_data(formulas, [0.0, 60.0, 120.0]))
    lines = re.findall(r'class="drawn-line drawn-line-(\d)" d="M([^"]*)"', drawn)
    curves = [(number, path) for number, path in lines if "h26" not in path]
    assert [path.count("L") for number, path in curves if number == "0"] == [2, 2]
    # A constant that is no number leaves no value, and the gradient that it had.
    assert [path.count("L") for number, path in curves if number == "1"] == [2]


def test_the_motives_drawing_tells_the_bits_of_a_first_action():
    station = {"name": "fork", "actions": ["left", "right"]}
    data = {"motives": {"a": "", "b": ""}, "slip": 0.0}
    apart = {**station, "best": {"a": ["left"], "b": ["right"]}}
    alike = {**station, "name": "same", "best": {"a": ["left"], "b": ["left"]}}
    texts = said(statics.drawn("motives", {**data, "stations": [apart, alike]}))
    assert texts == ["bits", "fork", "1.00", "same", "0.00"]


def test_the_contest_s_drawing_tells_what_is_paid_on_average():
    data = {
        "network": [[0.5, 0.5], [1.0, 0.0]],
        "entries": {"even": [[0.5, 0.5], [0.25, 0.75]]},
        "met": [True, False],
    }
    texts = said(statics.drawn("contest", data | {"network": [[0.5, 0.5], [1 - 1e-9, 1e-9]]}))
    assert texts[4:7] == ["even", "0.69", "1.39"]


def test_the_tokens_drawing_tells_the_mean_regret():
    place = {"kind": "seen", "model": [0.5, 0.5], "forecasts": [[0.5, 0.5], [0.25, 0.75]]}
    data = {"kinds": ["seen"], "advice": ["even", "odd"], "contexts": [place, place]}
    assert said(statics.drawn("tokens", data)) == ["seen", "even", "0.00", "odd", "0.14"]
    data["contexts"][0]["model"] = [
        0.0,
        1.0,
    ]  # rounded to 0: costs nothing
    assert said(statics.drawn("tokens", data))[2] == f"{math.log(2):.2f}"


def test_the_chain_s_drawing_reads_designs_as_sets_of_walls():
    data = {
        "walls": ["own process", "plain data"],
        "designs": [["none", []], ["both", ["plain data", "own process"]]],
        "attacks": [{"name": "forge", "open": [1, 1, 1, 0]}],
    }
    assert said(statics.drawn("chain", data)) == ["1", "2", "forge", "works", "–"]


def test_what_is_cut_off_by_an_axis_stays_in_the_drawing():
    drawn = drawings.curves("A line.", "x", {"up": [(0, 0), (1, 9)]}, ((0, 0.5, 1), (0, 1, 2)))
    ys = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", drawn)]
    assert min(ys) >= 0


def test_letters_are_large_enough_for_a_phone():
    css = (STATIC / "course.css").read_text()
    size = int(re.search(r"svg\.drawn text \{[^}]*font-size: (\d+)px", css)[1])
    column = 360 - 2 * 16 - 2 * 13 - 2  # the page's and the lab's margins
    assert size * column / drawings.WIDTH >= 11


def test_the_anatomy_is_the_first_cell_s_step():
    step = anatomy.take()
    assert step.register == pytest.approx(float(step.nats.mean()), abs=1e-6)
    assert step.size() == sum(values.numel() for values in step.after.values()) == 1210
    assert step.unmoved() == sum(int((g == 0).sum()) for g in step.gradient.values())
    for name, gradient in step.gradient.items():
        moved = step.before[name] - step.after[name]
        assert moved == pytest.approx(anatomy.RATE * gradient, abs=1e-6)


def test_another_number_in_the_register_changes_that_stage_alone():
    stages, others = (anatomy.stages(anatomy.take(factor)) for factor in (1.0, 3.0))
    changed = [
        one.title for one, other in zip(stages, others, strict=True)
        if said(one.drawn) != said(other.drawn)
    ]  # fmt: skip
    assert changed == ["What the machine stored"]
    assert {stage.part for stage in stages} == set(anatomy.PARTS)


def test_the_anatomy_is_complete_without_a_script():
    place = anatomy.anatomy_lab().data
    assert place.count('<li class="anatomy-stage">') == 9
    assert len(place) < 150_000


def test_the_scripts_of_labs_are_loaded_by_the_book():
    settings = yaml.safe_load((ROOT / "_config.yml").read_text())
    assert "anatomy-lab.js" in settings["sphinx"]["config"]["html_js_files"]
