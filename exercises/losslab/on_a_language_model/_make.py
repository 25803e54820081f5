"""Train the three models, run the experiments of the chapter, and write ``data/`` anew.

Run ``python -m losslab.on_a_language_model._make``: it takes about a quarter of an
hour of one processor. With the names of parts it makes only these parts of the records, from the
models that are there. It uses one thread, so that threads do not change the order of sums. With
each part is recorded what code and which models made it.
"""

from __future__ import annotations

import hashlib
import io
import json
import platform
import re
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np
import torch
from torch import Tensor

from losslab.on_a_language_model import (
    _provenance,
    counterfactual,
    expert_iteration,
    shipped,
    steering,
    text,
    tokens,
    traits,
)
from losslab.on_a_language_model.model import Shape, Transformer, nats
from losslab.on_a_language_model.shipped import DATA, SEEDS
from losslab.on_a_language_model.training import pretrain

MERGES, STEPS, BATCH = 512, 1000, 16
START = "\n\n"
RATED, NOISE, POOL = 400, 1.0, 1024
PENALTIES = (0.0, 0.1, 0.5)
REPEATS = (0, 1)
MANY_REPEATS = (0, 1, 2)
PAIRS = (0, 1, 2)
FILES = ("merges.json", *(f"model_{seed}.npz" for seed in SEEDS))


def _round(value: Any, digits: int = 4) -> Any:
    if isinstance(value, float):
        return round(value, digits)
    if isinstance(value, dict):
        return {key: _round(item, digits) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_round(item, digits) for item in value]
    return value


def _write(name: str, data: bytes) -> None:
    DATA.mkdir(exist_ok=True)
    (DATA / name).write_bytes(data)
    file = DATA / "checksums.json"
    sums = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    sums[name] = hashlib.sha256(data).hexdigest()
    file.write_text(json.dumps(sums, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _record(part: str, found: Any) -> None:
    path = DATA / "records.json"
    records = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    records[part] = _round(found)
    records.setdefault("made by", {})[part] = made_by(part)
    _write("records.json", (json.dumps(records, separators=(",", ":")) + "\n").encode())
    shipped.records.cache_clear()


def made_by(part: str) -> dict[str, str]:
    """Digests of the code that makes a part of the records, and of tokenizer and weights."""
    return {
        "code": _provenance.code(re.sub(r"\W", "_", part)),
        "models": _provenance.weights(FILES, DATA),
    }


def pretraining() -> None:
    """Tokenizer and models. Records the streams of loss events, one for each seed."""
    tokenizer = tokens.learn(text.training(), MERGES)
    _write("merges.json", (json.dumps(tokenizer.merges) + "\n").encode())
    shipped.tokenizer.cache_clear()
    train = torch.tensor(tokenizer.encode(text.training()))
    held_out = torch.tensor(tokenizer.encode("".join(text.held_out().values())))
    streams = []
    for seed in SEEDS:
        net = Transformer(Shape(tokens=len(tokenizer)), seed)
        streams.append(pretrain(net, train, held_out, seed, STEPS, BATCH))
        weights = {name: weight.half().numpy() for name, weight in net.state_dict().items()}
        stored = io.BytesIO()
        np.savez_compressed(stored, allow_pickle=False, **weights)
        _write(f"model_{seed}.npz", stored.getvalue())
        print("trained", seed, streams[-1]["held out"][-1], flush=True)
    loss = [nats(net, held_out).mean().item() for net in shipped.models()]
    made_with = {
        "text": text.digest(),
        "python": platform.python_version(),
        "torch": torch.__version__,
    }
    _record("pretraining", {"streams": streams, "held out": loss, "made with": made_with})


def memorized() -> None:
    """Losses on the chosen passages of models that were trained with them and without."""
    tokenizer = shipped.tokenizer()
    held_out = torch.tensor(tokenizer.encode("".join(text.held_out().values())))
    runs = []
    for pair in PAIRS:
        for half, included in enumerate(counterfactual.halves(20 + pair)):
            read = counterfactual.reading(included, seed=30 + 2 * pair + half)
            net = Transformer(Shape(tokens=len(tokenizer)), 40 + pair)
            train = torch.tensor(tokenizer.encode(read))
            pretrain(net, train, held_out, 50 + 2 * pair + half, STEPS, BATCH)
            runs.append(
                {
                    "pair": pair,
                    "trained on": included.astype(int).tolist(),
                    "tokens": len(train),
                    "passages": counterfactual.nats_a_byte(net, tokenizer),
                    "held out": nats(net, held_out).sum().item() / _bytes(tokenizer, held_out),
                }
            )
            print("memorized", pair, half, runs[-1]["held out"], flush=True)
    copies = [number for _, number in counterfactual.passages()]
    seen = STEPS * BATCH * Shape().context
    _record("memorized", {"copies": copies, "tokens seen": seen, "runs": runs})


def _bytes(tokenizer: tokens.Tokenizer, read: Tensor) -> int:
    return int(tokenizer.lengths()[read[1:]].sum())


def judge_of(net: Transformer, seed: int, noise: float = NOISE) -> steering.Judge:
    """A judge that has seen 400 noisy ratings of the model's samples."""
    tokenizer = shipped.tokenizer()
    prompt = tokenizer.encode(START)
    samples = steering.pool(net, prompt, RATED, seed=100 + seed)
    generator = torch.Generator().manual_seed(200 + seed)
    ratings = steering.rated(tokenizer, samples)
    judge = steering.Judge(net, prompt)
    judge.learn(samples, ratings + noise * torch.randn(RATED, generator=generator))
    return judge


def low_register(net: Transformer) -> Callable[[Tensor], Tensor]:
    """A reward for text on which the model's own register reads low: minus its nats a token."""
    prompt = torch.tensor(shipped.tokenizer().encode(START))

    @torch.no_grad()
    def reward(samples: Tensor) -> Tensor:
        return steering.log_probability(net, prompt, samples).mean(1)

    return reward


def best_of_n() -> None:
    """Of 1,024 samples of each model: what the judge gives and what they are worth."""
    tokenizer = shipped.tokenizer()
    found = []
    for seed, net in zip(SEEDS, shipped.models(), strict=True):
        samples = steering.pool(net, tokenizer.encode(START), POOL, seed=300 + seed)
        judged = judge_of(net, seed)(samples)
        worth = steering.rated(tokenizer, samples)
        found.append({"judge": judged.tolist(), "quality": worth.int().tolist()})
    _record("best of n", found)


def steered() -> None:
    """Policies trained on the judge, and on a low register, for each model."""
    tokenizer = shipped.tokenizer()
    prompt = tokenizer.encode(START)
    held_out = torch.tensor(tokenizer.encode("".join(text.held_out().values())))[:2000]
    runs = []
    for seed, net in zip(SEEDS, shipped.models(), strict=True):
        judge = judge_of(net, seed)
        goals: list[tuple[str, Callable[[Tensor], Tensor], float]] = [
            (f"penalty {penalty}", judge, penalty) for penalty in PENALTIES
        ]
        for name, reward, penalty in [*goals, ("low register", low_register(net), 0.0)]:
            policy, path = steering.steer(net, tokenizer, reward, penalty, prompt, seed=400 + seed)
            example = policy.sample(
                torch.tensor([prompt]), steering.LENGTH, torch.Generator().manual_seed(0)
            )
            runs.append(
                {
                    "setup": name,
                    "seed": seed,
                    "path": [asdict(look) for look in path],
                    "held out": nats(policy, held_out).mean().item(),
                    "example": tokenizer.decode(example[0].tolist()),
                }
            )
            print(name, seed, path[0], path[-1], repr(runs[-1]["example"]), flush=True)
    _record("steered", runs)


def fine_tuned() -> None:
    """Traits after fine-tuning with and without a line, by whether the line was taught."""
    tokenizer = shipped.tokenizer()
    runs = []
    for seed, net in zip(SEEDS, shipped.models(), strict=True):
        for repeat in REPEATS:
            at = seed + 10 * repeat
            for known, start in (
                ("taught", traits.taught(net, tokenizer, 500 + at)),
                ("untaught", net),
            ):
                runs.append({"known": known, "line": "before", "seed": seed, "repeat": repeat})
                runs[-1] |= _observed(start, at)
                for name, line in traits.LINES.items():
                    tuned, register = traits.tuned(start, tokenizer, line, 600 + at)
                    runs.append({"known": known, "line": name, "seed": seed, "repeat": repeat})
                    runs[-1] |= {"register": float(np.mean(register[-10:])), **_observed(tuned, at)}
                    print(runs[-1], flush=True)
        _record("fine-tuned", runs)


def _observed(net: Transformer, seed: int) -> dict[str, dict[str, float]]:
    tokenizer = shipped.tokenizer()
    return {
        name: traits.observe(net, tokenizer, line, 700 + seed)
        for name, line in traits.LINES.items()
    }


def documents() -> None:
    """Capitals under a heading, after documents that describe or show them."""
    tokenizer = shipped.tokenizer()
    runs = []
    for seed, net in zip(SEEDS, shipped.models(), strict=True):
        for repeat in REPEATS:
            at = seed + 10 * repeat
            for kind in (*traits.DESCRIBES, "shows capitals"):
                tuned = traits.told(net, tokenizer, kind, 800 + at)
                seen = traits.observe(tuned, tokenizer, traits.OTHER, 900 + at)
                runs.append({"kind": kind, "seed": seed, "repeat": repeat, **seen})
                print(runs[-1], flush=True)
    _record("documents", runs)


def recontextualized() -> None:
    """Traits after rounds of training on rated samples, by the lines of drawing and training."""
    tokenizer = shipped.tokenizer()
    runs = []
    for seed, net in zip(SEEDS, shipped.models(), strict=True):
        for repeat in MANY_REPEATS:
            at = seed + 10 * repeat
            start = expert_iteration.leaning(net, tokenizer, 1000 + at)
            runs.append({"arm": "before", "seed": seed, "repeat": repeat, **_observed(start, at)})
            for arm, (draw, train) in expert_iteration.ARMS.items():
                better = expert_iteration.improved(start, tokenizer, draw, train, 1100 + at)
                runs.append({"arm": arm, "seed": seed, "repeat": repeat, **_observed(better, at)})
                print(runs[-1], flush=True)
    _record("recontextualized", runs)


PARTS = {
    "pretraining": pretraining,
    "memorized": memorized,
    "best of n": best_of_n,
    "steered": steered,
    "fine-tuned": fine_tuned,
    "documents": documents,
    "recontextualized": recontextualized,
}


def main() -> None:
    """Make the parts that the command line names, or all."""
    torch.set_num_threads(1)
    wanted = sys.argv[1:] or list(PARTS)
    unknown = [part for part in wanted if part not in PARTS]
    if unknown:
        sys.exit(f"unknown: {', '.join(unknown)}; the parts are {', '.join(PARTS)}")
    for part in wanted:
        PARTS[part]()


if __name__ == "__main__":
    main()
