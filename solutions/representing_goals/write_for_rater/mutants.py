import numpy as np
from losslab.representing_goals.novels import Score

from autograder.course.exercise import mutant, variant


@mutant(
    says="One word is replaced, by the best replacement that there is. Begin again from the "
    "result, until nothing is gained any more.",
)
def one_step(score: Score, novel: list[int]) -> list[int]:
    best = np.array(novel)
    tried = np.repeat(best[None], best.size * 10, axis=0)
    places, words = np.divmod(np.arange(len(tried)), 10)
    tried[np.arange(len(tried)), places] = words
    return tried[score(tried).argmax()].tolist()


@mutant(
    says="Each place was settled once, from the first to the last, and left alone after that. "
    "What a word is worth depends on the words around it, so a place that was settled early may "
    "be open again at the end. Sweep until a whole sweep changes nothing.",
)
def one_sweep(score: Score, novel: list[int]) -> list[int]:
    best = np.array(novel)
    for place in range(best.size):
        tried = np.repeat(best[None], 10, axis=0)
        tried[:, place] = np.arange(10)
        best = tried[score(tried).argmax()]
    return best.tolist()


@mutant(
    says="After some sweeps it stopped, whether or not the last of them had still changed "
    "something. How many steps a rater asks for is not known: stop when nothing is gained.",
)
def five_sweeps(score: Score, novel: list[int]) -> list[int]:
    best = np.array(novel)
    for _ in range(5):
        for place in range(best.size):
            tried = np.repeat(best[None], 10, axis=0)
            tried[:, place] = np.arange(10)
            best = tried[score(tried).argmax()]
    return best.tolist()


@mutant(
    says="Each place has the word that is best with the other places as they were in the "
    "beginning. Each replacement is good alone; together they were never rated.",
)
def places_alone(score: Score, novel: list[int]) -> list[int]:
    best = np.array(novel)
    result = []
    for place in range(best.size):
        tried = np.repeat(best[None], 10, axis=0)
        tried[:, place] = np.arange(10)
        result.append(int(score(tried).argmax()))
    return result


@mutant(
    says="This is the best of some thousand novels that were drawn at random, a weak form of "
    "search: among ten thousand novels of fourteen words there is hardly one that no single word "
    "improves.",
)
def best_of_many(score: Score, novel: list[int]) -> list[int]:
    drawn = np.random.default_rng(0).integers(0, 10, (5000, 14))
    tried = np.concatenate([np.array([novel]), drawn])
    return tried[score(tried).argmax()].tolist()


@mutant(
    says="The novel is 'lush' fourteen times, whoever rates it. The first rater falls for that; "
    "another falls for something else. The function has to find out from `score`.",
)
def lush(score: Score, novel: list[int]) -> list[int]:
    return [9] * 14


@mutant(
    says="The novel gets worse: no replacement of a word would lower its rating further. A rating "
    "is a reward, to be raised, where a loss would be lowered.",
)
def lowers(score: Score, novel: list[int]) -> list[int]:
    best = np.array(novel)
    places, words = np.divmod(np.arange(best.size * 10), 10)
    while True:
        tried = np.repeat(best[None], len(places), axis=0)
        tried[np.arange(len(places)), places] = words
        gain = score(best[None])[0] - score(tried)
        if gain.max() <= 1e-6:
            return best.tolist()
        best = tried[gain.argmax()]


@mutant(
    says="The novel comes back as it was given. It was written by somebody who did not know the "
    "rater; replacements that raise the rating are easily found.",
)
def leaves_it(score: Score, novel: list[int]) -> list[int]:
    return list(novel)


@mutant(
    says="Replacements that gain very little, 0.00001, are not made. The task asks for all that "
    "gain more than 1e-6: a rater may care very little for a word, and still care.",
)
def stops_early(score: Score, novel: list[int]) -> list[int]:
    best = np.array(novel)
    places, words = np.divmod(np.arange(best.size * 10), 10)
    while True:
        tried = np.repeat(best[None], len(places), axis=0)
        tried[np.arange(len(places)), places] = words
        gain = score(tried) - score(best[None])[0]
        if gain.max() <= 1e-3:
            return best.tolist()
        best = tried[gain.argmax()]


@mutant(
    says="No word of the result can be improved, and it was not begun with the novel that was "
    "given: where that one was rated very high, the result is rated lower.",
)
def begins_elsewhere(score: Score, novel: list[int]) -> list[int]:
    best = np.full(14, 8)
    places, words = np.divmod(np.arange(best.size * 10), 10)
    while True:
        tried = np.repeat(best[None], len(places), axis=0)
        tried[np.arange(len(places)), places] = words
        gain = score(tried) - score(best[None])[0]
        if gain.max() <= 1e-6:
            return best.tolist()
        best = tried[gain.argmax()]


@variant(how="sweeps over the places until one of them changes nothing")
def sweeps(score: Score, novel: list[int]) -> list[int]:
    best = list(novel)
    changed = True
    while changed:
        changed = False
        for place in range(len(best)):
            tried = np.array([[*best[:place], word, *best[place + 1 :]] for word in range(10)])
            rated = score(tried)
            word = int(rated.argmax())
            if rated[word] > rated[best[place]] + 1e-7:
                best[place], changed = word, True
    return best


@variant(how="it begins at 'lush' where this is rated higher")
def from_lush(score: Score, novel: list[int]) -> list[int]:
    starts = np.array([novel, [9] * 14])
    best = starts[score(starts).argmax()]
    while True:
        tried = np.repeat(best[None], 140, axis=0)
        tried[np.arange(140), np.arange(140) // 10] = np.arange(140) % 10
        rated = score(tried)
        if rated.max() <= score(best[None])[0] + 1e-8:
            return best.tolist()
        best = tried[rated.argmax()]
