import math

import numpy as np


def right_dict_of_firsts(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """Keeps the first reading of each chunk."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def right_numpy(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """An array of prices; readings are written backwards."""
    price = np.full(len(tokens), np.log(vocabulary))
    for chunk, loss in readings[::-1]:
        price[chunk] = loss
    bits = np.array([price, final]) @ np.array(tokens) / np.log(2)
    online, text = (bits / 8).tolist()
    found = {"online": online, "two_part": text + weights, **files}
    return {
        "two_part": text + weights,
        "online": online,
        "shortest": min(found.items(), key=lambda item: item[1])[0],
    }


def right_dict_reversed(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """A dict of the readings in reverse: the first has the last word."""
    first = dict(reversed(readings))
    online = math.fsum(
        n * first[c] if c in first else n * math.log(vocabulary) for c, n in enumerate(tokens)
    )
    two = math.fsum(n * loss for n, loss in zip(tokens, final, strict=True))
    result: dict[str, float | str] = {
        "online": online / 8 / math.log(2),
        "two_part": two / 8 / math.log(2) + weights,
    }
    options = list(files.items()) + [(name, result[name]) for name in ("online", "two_part")]
    options.sort(key=lambda option: option[1])
    return {**result, "shortest": options[0][0]}


def right_next_over_readings(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """For each chunk the first matching reading, by next."""
    uniform = math.log2(vocabulary)
    bits = 0.0
    for chunk in range(len(tokens)):
        loss = next((loss for c, loss in readings if c == chunk), None)
        bits += tokens[chunk] * (uniform if loss is None else loss * math.log2(math.e))
    later = sum(t * f * math.log2(math.e) for t, f in zip(tokens, final, strict=True))
    online, two_part = bits / 8, weights + later / 8
    best, name = online, "online"
    if two_part < best:
        best, name = two_part, "two_part"
    for other in files:
        if files[other] < best:
            best, name = files[other], other
    return {"two_part": two_part, "online": online, "shortest": name}


def wrong_running_sum(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """Every reading is paid for, whoever has the chunk."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        seen[chunk] = seen.get(chunk, 0.0) + loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_highest(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """The highest reading of a chunk."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        seen[chunk] = max(loss, seen.get(chunk, 0.0))
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_second_pass(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """The second reading, when the model has trained on the chunk."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        again = chunk in seen and seen[chunk] != loss
        if chunk not in seen or (again and [c for c, _ in readings].count(chunk) > 1):
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_final_online(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """The losses after training are paid online too."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (final[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_bytes_are_uniform(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """A chunk that was never read costs log 256 a token, whatever the vocabulary."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(256))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_unread_in_bits(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """A chunk that was never read costs bits."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log2(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_unread_by_other_chunks(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """A chunk that was never read costs the mean of the others."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (
            seen[chunk]
            if chunk in seen
            else (sum(seen.values()) / len(seen) if seen else math.log(vocabulary))
        )
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_rounded_up(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """Whole bytes, rounded up."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = float(math.ceil(online / per_byte))
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_weights_on_both(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """The weights are sent for the online description too."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = weights + online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_weights_in_bits(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """The weights are taken for bits."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights / 8 + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_kilobytes(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """In kilobits."""
    per_byte = math.log(2) * 1000
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_chunks_in_the_order_read(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """Tokens are matched with readings by their order."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    seen = dict(enumerate(seen.values()))
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_longest(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """The longest description."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[-1]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_never_a_file(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """Only the two of the model, since files have no model."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(("online", "two_part"), key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_prefers_files(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """A file wherever there is one."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(files or sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_mean_times_all_tokens(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """The mean of the chunks times all tokens."""
    per_byte = math.log(256)
    seen: dict[int, float] = {}
    for chunk, loss in readings:
        if chunk not in seen:
            seen[chunk] = loss
    online = 0.0
    for chunk, count in enumerate(tokens):
        online += count * (seen[chunk] if chunk in seen else math.log(vocabulary))
    online = sum(seen.get(c, math.log(vocabulary)) for c in range(len(tokens)))
    online *= sum(tokens) / len(tokens)
    after = sum(count * loss for count, loss in zip(tokens, final, strict=True))
    sizes: dict[str, float] = dict(files)
    sizes["online"] = online / per_byte
    sizes["two_part"] = weights + after / per_byte
    shortest = sorted(sizes, key=lambda name: sizes[name])[0]
    return {"two_part": sizes["two_part"], "online": sizes["online"], "shortest": shortest}


def wrong_zero_is_unread(
    readings: list[tuple[int, float]],
    tokens: list[int],
    vocabulary: int,
    final: list[float],
    weights: int,
    files: dict[str, int],
) -> dict[str, float | str]:
    """Takes a chunk that cost nothing for one that was never read."""
    first: dict[int, float] = {}
    for chunk, mean in readings:
        first.setdefault(chunk, mean)
    byte = 8 * math.log(2)
    prices = [first.get(chunk) or math.log(vocabulary) for chunk in range(len(tokens))]
    lengths = {
        "two_part": weights + sum(n * x for n, x in zip(tokens, final, strict=True)) / byte,
        "online": sum(n * x for n, x in zip(tokens, prices, strict=True)) / byte,
    }
    every = {**files, **lengths}
    return {**lengths, "shortest": min(every, key=lambda name: every[name])}
