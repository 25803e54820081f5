from __future__ import annotations

import torch
from losslab import digits


def test_digits_are_scikit_learns():
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    x, y = digits.load()
    assert torch.equal(x, torch.tensor(images / 16, dtype=torch.float32))
    assert torch.equal(y, torch.tensor(labels))


def test_batches_repeat_with_their_seed_and_differ_between_seeds():
    once, again, other = (digits.batches(2, 8, seed) for seed in (1, 1, 2))
    assert all(torch.equal(a[0], b[0]) for a, b in zip(once, again, strict=True))
    assert not torch.equal(once[0][0], other[0][0])


def test_no_digit_comes_twice_in_one_round():
    rows = torch.cat([x for x, _ in digits.batches(37, 48)])
    assert len(rows.unique(dim=0)) == len(digits.load()[0][: len(rows)].unique(dim=0))


def test_more_batches_than_digits_start_another_round():
    assert len(digits.batches(4, 1000)) == 4


def test_labels_stay_with_their_rows():
    x, y = digits.load()
    known = {tuple(row.tolist()): int(label) for row, label in zip(x, y, strict=True)}
    for rows, labels in digits.batches(3, 20, seed=5):
        assert [known[tuple(row.tolist())] for row in rows] == labels.tolist()
