from __future__ import annotations

import math

import numpy as np
import pytest
from losslab import digits
from losslab.mathematical_loss.enumerable import World, digits_world, frequencies, umbrella


def risk(world, prediction):
    return float(-(world.joint * np.log(prediction)).sum())


def mean_loss(sample, prediction):
    return sum(-math.log(prediction[case]) for case in sample) / len(sample)


def test_the_least_risk_is_that_of_the_ideal_prediction_and_of_no_other():
    world = umbrella()
    ideal = world.conditional()
    assert risk(world, ideal) == pytest.approx(world.least_risk())
    rng = np.random.default_rng(0)
    for _ in range(50):
        assert risk(world, rng.dirichlet([1, 1], size=2)) > world.least_risk()


def test_every_sample_has_probabilities_that_add_up_to_one():
    assert sum(p for _, p in umbrella().every_sample(5)) == pytest.approx(1)


def test_every_sample_counts_the_orders_of_a_sample():
    world = umbrella()
    chance = {tuple(sorted(sample)): p for sample, p in world.every_sample(2)}
    assert chance[(0, 0), (1, 1)] == pytest.approx(2 * 0.4 * 0.35)
    assert chance[(0, 0), (0, 0)] == pytest.approx(0.4**2)


def test_cases_that_never_occur_are_in_no_sample():
    world = World(np.array([[0.5, 0.0], [0.25, 0.25]]), ("a", "b"), ("u", "v"))
    assert all((0, 1) not in sample for sample, _ in world.every_sample(3))


def test_the_empirical_risk_is_unbiased_for_a_fixed_prediction_and_low_for_a_learned_one():
    world = umbrella()
    fixed = world.conditional()
    seen = unseen = unbiased = 0.0
    for sample, p in world.every_sample(6):
        learned = frequencies(sample, world.joint.shape)
        unbiased += p * mean_loss(sample, fixed)
        seen += p * mean_loss(sample, learned)
        unseen += p * risk(world, learned)
    assert unbiased == pytest.approx(risk(world, fixed))
    assert seen < world.least_risk() < unseen


def test_a_sample_is_made_of_cases_and_the_same_for_a_seed():
    world = umbrella()
    assert world.sample(2000, seed=3) == world.sample(2000, seed=3)
    assert world.sample(2000, seed=3) != world.sample(2000, seed=4)
    shares = [world.sample(20_000, seed=5).count(case) / 20_000 for case in np.ndindex(2, 2)]
    assert shares == pytest.approx(world.joint.ravel().tolist(), abs=0.02)


def test_an_input_that_never_occurs_is_predicted_uniformly():
    world = World(np.array([[0.5, 0.5], [0.0, 0.0]]), ("a", "b"), ("u", "v"))
    assert world.conditional()[1].tolist() == [0.5, 0.5]
    assert world.least_risk() == pytest.approx(math.log(2))


@pytest.mark.parametrize(
    ("joint", "said"),
    [([[0.5, 0.6]], "add up to 1"), ([[1.5, -0.5]], "negative"), ([[1.0], [0.0]], "name for each")],
)
def test_a_table_that_is_no_distribution_is_refused(joint, said):
    with pytest.raises(ValueError, match=said):
        World(np.array(joint), ("a",), ("u", "v"))


def test_the_digits_world_counts_the_real_digits():
    x, y = digits.load()
    world = digits_world((20, 36))
    both_dark = (x[:, 20] <= 0.5) & (x[:, 36] <= 0.5)
    assert world.joint[0, 7] == pytest.approx(float((both_dark & (y == 7)).float().mean()))
    assert world.inputs == ("00", "01", "10", "11")


def test_noise_makes_digits_harder_and_leaves_their_frequencies():
    clear, misread = digits_world(), digits_world(noise=0.1)
    assert misread.least_risk() > clear.least_risk() + 0.1
    assert misread.joint.sum(axis=0) == pytest.approx(clear.joint.sum(axis=0))


def test_noise_of_one_half_leaves_nothing_to_see():
    world = digits_world(noise=0.5)
    assert world.conditional() == pytest.approx(np.tile(world.joint.sum(axis=0), (8, 1)))


def test_a_balanced_world_has_every_digit_equally_often():
    assert digits_world(balanced=True).joint.sum(axis=0) == pytest.approx(np.full(10, 0.1))


def test_frequencies_begin_with_what_is_added():
    learned = frequencies([(0, 1), (0, 1)], (2, 2))
    assert learned.tolist() == [[0.25, 0.75], [0.5, 0.5]]
    assert frequencies([(0, 1)], (2, 2), added=0.0).tolist() == [[0.0, 1.0], [0.5, 0.5]]
