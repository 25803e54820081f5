import random

import numpy as np
import torch
from losslab.representing_goals import novels


def right_steepest(score, novel):
    """Rate all 140 novels one word away, take the best, and begin again."""
    best = list(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return best
        best = tried[top]


def right_place_by_place(score, novel):
    """The best word at each place in turn, until 14 places in a row have nothing to gain."""
    now, settled, place = np.array(novel), 0, 0
    while settled < 14:
        tried = np.tile(now, (10, 1))
        tried[:, place] = np.arange(10)
        ratings = score(tried)
        best = int(ratings.argmax())
        if ratings[best] > ratings[now[place]] + 1e-9:
            now, settled = tried[best], 0
        settled += 1
        place = (place + 1) % 14
    return now.tolist()


def right_first_improvement(score, novel):
    """Take the first replacement that gains anything, going round until none does."""
    now = [int(w) for w in novel]
    rated, since = float(score(np.array([now]))[0]), 0
    k = 0
    while since < 140:
        place, word = divmod(k % 140, 10)
        tried = now.copy()
        tried[place] = word
        new = float(score(np.array([tried]))[0])
        if new > rated + 1e-7:
            now, rated, since = tried, new, 0
        else:
            since += 1
        k += 1
    return now


def right_recursion(score, novel):
    """Take the best neighbor and climb on from it, recursively; stops where there is none."""

    def climb(here):
        around = np.repeat(here[None], 140, axis=0)
        around[np.arange(140), np.repeat(np.arange(14), 10)] = np.tile(np.arange(10), 14)
        gain = score(around) - score(here[None])[0]
        return list(here) if gain.max() <= 5e-7 else climb(around[gain.argmax()])

    return climb(np.array(novel))


def right_shuffled(score, novel):
    """Places in random order, sweep after sweep, until a sweep changes nothing."""
    rng = random.Random(0)
    now, changed = list(novel), True
    while changed:
        changed = False
        for place in rng.sample(range(14), 14):
            tried = np.array([now[:place] + [w] + now[place + 1 :] for w in range(10)])
            ratings = score(tried).tolist()
            word = max(range(10), key=ratings.__getitem__)
            if ratings[word] - ratings[now[place]] > 5e-7:
                now, changed = tried[word].tolist(), True
    return now


def right_from_better_start(score, novel):
    """Begin with the best of the novel and ten of a single word, then climb; torch for the top."""
    starts = np.array([novel, *([w] * 14 for w in range(10))])
    now = starts[int(torch.from_numpy(np.array(score(starts))).argmax())].copy()
    places, words = np.divmod(np.arange(140), 10)
    for _ in range(130):
        tried = np.tile(now, (140, 1))
        tried[np.arange(140), places] = words
        ratings = torch.from_numpy(np.array(score(tried)))
        if ratings.max() - float(score(now[None])[0]) <= 1e-7:
            break
        now = tried[int(ratings.argmax())]
    return [int(w) for w in now]


def wrong_one_sweep(score, novel):
    """Sweeps once over the places: shows where a later word opens an earlier place again."""
    now = list(novel)
    for place in range(14):
        tried = [now[:place] + [w] + now[place + 1 :] for w in range(10)]
        now = tried[int(np.argmax(score(np.array(tried))))]
    return now


def wrong_two_sweeps_only(score, novel):
    """Sweeps twice and stops: a rater of pairs of words may need more."""
    now = list(novel)
    for place in [*range(14), *range(14)]:
        tried = [now[:place] + [w] + now[place + 1 :] for w in range(10)]
        now = tried[int(np.argmax(score(np.array(tried))))]
    return now


def wrong_one_replacement(score, novel):
    """Replaces a single word and stops."""
    best = list(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return best
        return tried[top]


def wrong_five_replacements(score, novel):
    """Stops after five replacements: shows where fourteen are needed."""
    best = list(novel)
    for _ in range(5):
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return best
        best = tried[top]
    return best


def wrong_stops_early(score, novel):
    """Stops at a gain below 0.05: shows for a rater with small gains."""
    best = list(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 0.05:
            return best
        best = tried[top]


def wrong_last_place_forgotten(score, novel):
    """Never replaces the last word."""
    best = list(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(13) for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return best
        best = tried[top]


def wrong_first_place_forgotten(score, novel):
    """Never replaces the first word."""
    best = list(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(1, 14) for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return best
        best = tried[top]


def wrong_last_word_forgotten(score, novel):
    """Never writes word 9, "lush"."""
    best = list(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in range(9)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return best
        best = tried[top]


def wrong_own_words_only(score, novel):
    """Uses only words that the novel has already: shows where a better one is not among them."""
    best = list(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in set(best)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return best
        best = tried[top]


def wrong_next_words_only(score, novel):
    """Tries only the words next to the present one in WORDS: stops behind a worse one."""
    best = list(novel)
    while True:
        tried = [
            best[:i] + [w] + best[i + 1 :]
            for i in range(14)
            for w in (max(0, best[i] - 1), min(9, best[i] + 1))
        ]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return best
        best = tried[top]


def wrong_swaps(score, novel):
    """Swaps two words in place of replacing one."""
    best = list(novel)
    while True:
        tried = [best[:] for _ in range(196)]
        for k, each in enumerate(tried):
            i, j = divmod(k, 14)
            each[i], each[j] = best[j], best[i]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return best
        best = tried[top]


def wrong_minimizes(score, novel):
    """Looks for the lowest rating."""
    best = list(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmin(ratings))
        if ratings[top] >= score(np.array([best]))[0] - 1e-7:
            return best
        best = tried[top]


def wrong_writes_for_quality(score, novel):
    """Climbs what the novel is worth in place of its rating."""
    best = list(novel)
    score = novels.quality if callable(score) else score
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return best
        best = tried[top]


def wrong_unchanged(score, novel):
    """Returns the novel as it is."""
    return list(novel) if callable(score) else []


def wrong_all_places_at_once(score, novel):
    """Takes the best word for each place of the first novel, all at once: no rater of pairs agrees."""
    rows = [[*novel[:i], w, *novel[i + 1 :]] for i in range(14) for w in range(10)]
    return score(np.array(rows)).reshape(14, 10).argmax(1).tolist()


def wrong_one_word_novel(score, novel):
    """Takes the best of the novels that repeat one word: shows for a rater who likes variety."""
    rows = np.array([[w] * 14 for w in range(10)] + [list(novel)])
    return rows[int(np.argmax(score(rows)))].tolist()


def wrong_random_search(score, novel):
    """Keeps the best of 5,000 random novels: hardly ever one that no word improves."""
    rows = np.random.default_rng(0).integers(0, 10, (5000, 14))
    rows[0] = novel
    return rows[int(np.argmax(score(rows)))].tolist()


def wrong_starts_elsewhere(score, novel):
    """Begins with fourteen fillers: may end below the novel given."""
    best = [8] * len(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return best
        best = tried[top]


def wrong_rows_of_rows(score, novel):
    """Returns a list that holds the novel."""
    best = list(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return [best]
        best = tried[top]


def wrong_spelled(score, novel):
    """Returns the words and not their places."""
    best = list(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= score(np.array([best]))[0] + 1e-7:
            return [novels.WORDS[w] for w in best]
        best = tried[top]


def wrong_whole_ratings(score, novel):
    """Compares ratings rounded to a digit: stops with small gains left."""
    best = list(novel)
    while True:
        tried = [best[:i] + [w] + best[i + 1 :] for i in range(14) for w in range(10)]
        ratings = score(np.array(tried)).round(1)
        top = int(np.argmax(ratings))
        if ratings[top] <= round(float(score(np.array([best]))[0]), 1):
            return best
        best = tried[top]


def wrong_one_place_settled(score, novel):
    """Stops at the first place where nothing is gained: later places are never tried."""
    now = list(novel)
    for place in range(14):
        tried = [now[:place] + [w] + now[place + 1 :] for w in range(10)]
        ratings = score(np.array(tried))
        top = int(np.argmax(ratings))
        if ratings[top] <= ratings[now[place]] + 1e-7:
            break
        now = tried[top]
    return now


def wrong_fourteen_steps(score, novel):
    """The best replacement, as many times as there are places."""
    now = np.array(novel)
    for _ in range(14):
        near = np.repeat(now[None], 140, axis=0)
        near[np.arange(140), np.arange(140) // 10] = np.arange(140) % 10
        now = near[score(near).argmax()]
    return now.tolist()
