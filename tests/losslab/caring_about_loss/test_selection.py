from __future__ import annotations

import numpy as np
import pytest
from losslab.caring_about_loss.selection import cooperation


def test_a_myopic_gradient_ends_cooperation_in_every_population():
    assert cooperation(False)[-1].max() < 0.15


def test_copying_by_what_was_collected_brings_it_back():
    assert cooperation(True)[-1].min() > 0.85


def test_a_fast_gradient_leaves_nothing_to_select():
    assert cooperation(True, rate=0.1)[-1].max() < 0.1


def test_without_a_gradient_and_without_copying_nothing_changes():
    curves = cooperation(False, rate=0.0, steps=50)
    assert np.array_equal(curves[0], curves[-1])


def test_one_row_an_interval_and_one_from_before():
    assert cooperation(False, steps=100, interval=20, seeds=3).shape == (6, 3)


def test_a_reader_cannot_spoil_the_next_readers_curves():
    with pytest.raises(ValueError, match="read-only"):
        cooperation(True)[0] = 0.0
