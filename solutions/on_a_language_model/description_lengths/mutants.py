import math

from autograder.course.exercise import mutant, variant


@mutant(
    says="The last reading of a chunk is paid for. The chunk was sent when training came to it "
    "for the first time, and that reading was its price.",
)
def last_reading(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first[chunk] = mean
    unread = math.log(vocabulary)
    byte = 8 * math.log(2)
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="The lowest reading of a chunk is paid for. It was sent when training came to it first; "
    "later readings are of a chunk that is known.",
)
def lowest_reading(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first[chunk] = min(mean, first.get(chunk, mean))
    unread = math.log(vocabulary)
    byte = 8 * math.log(2)
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="Every reading of a chunk is paid for. What was sent once is known, and is not sent "
    "again.",
)
def every_reading(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first[chunk] = first.get(chunk, 0.0) + mean
    unread = math.log(vocabulary)
    byte = 8 * math.log(2)
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="What is paid for a chunk is the mean of its readings. The first of them is its price.",
)
def averages_readings(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk in {chunk for chunk, _ in readings}:
        same = [mean for other, mean in readings if other == chunk]
        first[chunk] = sum(same) / len(same)
    unread = math.log(vocabulary)
    byte = 8 * math.log(2)
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="A chunk to which training never came costs nothing. The receiver does not have it: it "
    "is sent at last, and the untrained forecast of a token is uniform.",
)
def unread_is_free(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first.setdefault(chunk, mean)
    unread = 0.0
    byte = 8 * math.log(2)
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="A chunk to which training never came costs what the trained model makes of it. Its "
    "tokens cost the logarithm of the vocabulary's size each.",
)
def unread_at_the_end(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first.setdefault(chunk, mean)
    byte = 8 * math.log(2)
    online = sum(n * first.get(chunk, final[chunk]) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="In two parts, the text alone is counted. The receiver has no trained weights: their "
    "file has to be sent before.",
)
def weights_for_free(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first.setdefault(chunk, mean)
    unread = math.log(vocabulary)
    byte = 8 * math.log(2)
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": trained / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="The size of the weights is taken for nats. It is in bytes already.",
)
def weights_are_nats(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first.setdefault(chunk, mean)
    unread = math.log(vocabulary)
    byte = 8 * math.log(2)
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": (weights + trained) / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="The lengths are in bits, or nearly so: 8 bits are a byte.",
)
def in_bits(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first.setdefault(chunk, mean)
    unread = math.log(vocabulary)
    byte = math.log(2)
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="Nats are taken for bits. A bit is log 2 nats, about 0.69.",
)
def nats_are_bits(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first.setdefault(chunk, mean)
    unread = math.log(vocabulary)
    byte = 8
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="Each chunk's mean is counted once, however many tokens it has. The mean is what one of "
    "its tokens costs.",
)
def means_alone(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first.setdefault(chunk, mean)
    unread = math.log(vocabulary)
    byte = 8 * math.log(2)
    online = sum(first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="Only the model's two descriptions are compared. A compressor's file may be shorter "
    "than both.",
)
def files_forgotten(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first.setdefault(chunk, mean)
    unread = math.log(vocabulary)
    byte = 8 * math.log(2)
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = lengths
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@mutant(
    says="The shortest is found by the text's own length, without the weights. Whoever reads the "
    "file needs them.",
)
def lowest_loss_wins(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first.setdefault(chunk, mean)
    unread = math.log(vocabulary)
    byte = 8 * math.log(2)
    online = sum(n * first.get(chunk, unread) for chunk, n in enumerate(tokens))
    trained = sum(n * mean for n, mean in zip(tokens, final, strict=True))
    lengths = {"two_part": weights + trained / byte, "online": online / byte}
    every = {**files, **lengths, "two_part": trained / byte}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}


@variant(how="the readings backwards, so that the first one has the last word")
def backwards(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    price = [math.log(vocabulary)] * len(tokens)
    for chunk, mean in reversed(readings):
        price[chunk] = mean
    sent = [sum(n * p for n, p in zip(tokens, prices, strict=True)) for prices in (price, final)]
    online, text = (math.log2(math.e) * nats / 8 for nats in sent)
    lengths = {"online": online, "two_part": weights + text}
    sizes = sorted([(size, name) for name, size in [*files.items(), *lengths.items()]])
    return {**lengths, "shortest": sizes[0][1]}


@variant(how="a loop over the readings that remembers what was sent")
def remembers(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    sent: set[int] = set()
    online = 0.0
    for chunk, mean in readings:
        if chunk not in sent:
            online += tokens[chunk] * mean
        sent.add(chunk)
    missing = sum(tokens) - sum(tokens[chunk] for chunk in sent)
    online += missing * math.log(vocabulary)
    text = sum(tokens[i] * final[i] for i in range(len(tokens)))
    lengths = {"two_part": weights + text / math.log(256), "online": online / math.log(256)}
    name, least = "online", lengths["online"]
    for other, size in [("two_part", lengths["two_part"]), *files.items()]:
        if size < least:
            name, least = other, size
    return {**lengths, "shortest": name}
