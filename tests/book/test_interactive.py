import json
import math
import re
from pathlib import Path

import pytest
import torch.nn.functional as F
import yaml

from book._lib import interactive

BOOK = Path(__file__).parents[2] / "book"


def data_in(mounted):
    body = re.search(r'<script type="application/json">(.*?)</script>', mounted.data, re.S)
    return json.loads(body.group(1))


def test_a_lab_has_a_title_a_task_data_and_a_fallback():
    place = interactive.mount("toy", "Toy lab", "Play.", {"a": [1, 2]})
    assert 'data-lab="toy"' in place.data
    assert 'aria-labelledby="lab-toy"' in place.data
    assert (
        '<p class="lab-title" id="lab-toy">Toy lab</p><p class="lab-task">Play.</p>' in place.data
    )
    assert "lab-fallback" in place.data
    assert data_in(place) == {"a": [1, 2]}


def test_every_script_is_loaded_and_what_labs_share_comes_first():
    settings = yaml.safe_load((BOOK.parent / "_config.yml").read_text())
    loaded = settings["sphinx"]["config"]["html_js_files"]
    assert sorted(loaded) == sorted(path.name for path in (BOOK / "_static").glob("*.js"))
    labs = [name for name in loaded if name.endswith("-lab.js")]
    assert all(loaded.index("lab.js") < loaded.index(name) for name in labs)


def test_numbers_that_json_lacks_become_words():
    place = interactive.mount("toy", "Toy lab", "Play.", [math.inf, -math.inf, math.nan, 1.5])
    assert data_in(place) == ["inf", "-inf", "nan", 1.5]


def test_data_cannot_close_the_script_that_holds_it():
    place = interactive.mount("toy", "Toy lab", "Play.", "</script><b>")
    assert place.data.count("</script>") == 1
    assert data_in(place) == "</script><b>"


def test_the_register_lab_holds_every_run():
    data = interactive.register_data(factors=(0.0, 3.0))
    for form, edits in data["runs"].items():
        for edit, entry in edits.items():
            assert entry["why"]
            assert len(entry["runs"]) == 2
            for run in entry["runs"]:
                assert (run["ratio"] is None) == (run["error"] is not None), (form, edit)
    assert data["runs"]["ce"]["graph"]["runs"][1]["ratio"] == pytest.approx(3.0, rel=1e-4)
    assert "reward" not in data["runs"]["ce"]


def test_the_margin_lab_compares_with_the_ideal():
    data = interactive.margin_data({"library": F.cross_entropy}, [0.0, 40.0, 300.0])
    assert data["ideal"]["value"] == pytest.approx([math.log(2), 40.0, 300.0])
    assert data["formulas"]["library"]["value"] == pytest.approx(data["ideal"]["value"], rel=1e-6)
    assert data["formulas"]["library"]["gradient"] == pytest.approx([-0.5, -1.0, -1.0])
