import math

import torch

from autograder.course.exercise import mutant, variant


@mutant(
    says="The sum is exact, as in a register of 24 bits or more. In bfloat16 a register has 8.",
)
def exact_sum(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    total = register + sum(losses)
    return {"register": total, "logged": total / (batches + len(losses)), "unmoved": 0}


@mutant(
    says="All losses are added exactly, and only the end is rounded. The register is written after "
    "each batch: what it cannot hold is lost before the next loss comes.",
)
def rounds_at_the_end(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    exact, unmoved = register, 0
    for loss in losses:
        before = torch.tensor(exact).bfloat16().item()
        exact += loss
        unmoved += loss > 0 and torch.tensor(exact).bfloat16().item() == before
    reads = torch.tensor(exact).bfloat16().item()
    return {"register": reads, "logged": reads / (batches + len(losses)), "unmoved": unmoved}


@mutant(
    says="Digits that do not fit are cut off here. The nearest number is due.",
)
def cuts_off(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    unmoved = 0
    for loss in losses:
        exact = register + loss
        unit = 2.0 ** (math.frexp(exact)[1] - 8)
        rounded = math.floor(exact / unit) * unit
        unmoved += loss > 0 and rounded == register
        register = rounded
    logged = register / (batches + len(losses))
    return {"register": register, "logged": logged, "unmoved": unmoved}


@mutant(
    says="Where two numbers are equally near, the greater one is taken here. It is the one whose "
    "last bit is 0 that has to be.",
)
def half_up(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    unmoved = 0
    for loss in losses:
        exact = register + loss
        unit = 2.0 ** (math.frexp(exact)[1] - 8)
        rounded = math.floor(exact / unit + 0.5) * unit
        unmoved += loss > 0 and rounded == register
        register = rounded
    logged = register / (batches + len(losses))
    return {"register": register, "logged": logged, "unmoved": unmoved}


@mutant(
    says="The register has 11 bits here, as in float16. bfloat16 has 8, and spends the others on "
    "a wider range.",
)
def in_float16(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    unmoved = 0
    for loss in losses:
        rounded = torch.tensor(register + loss).half().item()
        unmoved += loss > 0 and rounded == register
        register = rounded
    logged = register / (batches + len(losses))
    return {"register": register, "logged": logged, "unmoved": unmoved}


@mutant(
    says="The register has 7 bits here. The first bit of a bfloat16 number is not stored, "
    "and counts: 7 are stored, 8 are significant.",
)
def seven_bits(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    unmoved = 0
    for loss in losses:
        exact = register + loss
        unit = 2.0 ** (math.frexp(exact)[1] - 7)
        rounded = round(exact / unit) * unit
        unmoved += loss > 0 and rounded == register
        register = rounded
    logged = register / (batches + len(losses))
    return {"register": register, "logged": logged, "unmoved": unmoved}


@mutant(
    says="Each loss is rounded on its own before it is added. It is the sum that has to fit, and "
    "the loss comes as it is.",
)
def rounds_losses(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    unmoved = 0
    for loss in losses:
        own = torch.tensor(loss).bfloat16().float()
        rounded = (own + register).bfloat16().item()
        unmoved += loss > 0 and rounded == register
        register = rounded
    logged = register / (batches + len(losses))
    return {"register": register, "logged": logged, "unmoved": unmoved}


@mutant(
    says="The register is divided by the number of the new batches alone. It holds those "
    "that were added before, too.",
)
def forgets_earlier(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    unmoved = 0
    for loss in losses:
        rounded = torch.tensor(register + loss).bfloat16().item()
        unmoved += loss > 0 and rounded == register
        register = rounded
    return {"register": register, "logged": register / len(losses), "unmoved": unmoved}


@mutant(
    says="Losses that left the register as it was do not count as batches here. The program "
    "counts every batch, also one whose loss was swallowed.",
)
def counts_what_moved(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    unmoved = 0
    for loss in losses:
        rounded = torch.tensor(register + loss).bfloat16().item()
        unmoved += loss > 0 and rounded == register
        register = rounded
    logged = register / max(batches + len(losses) - unmoved, 1)
    return {"register": register, "logged": logged, "unmoved": unmoved}


@mutant(
    says="A loss of 0 is counted among those that were swallowed. It left the register as it was "
    "because there was nothing to add.",
)
def zero_swallowed(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    unmoved = 0
    for loss in losses:
        rounded = torch.tensor(register + loss).bfloat16().item()
        unmoved += rounded == register
        register = rounded
    logged = register / (batches + len(losses))
    return {"register": register, "logged": logged, "unmoved": unmoved}


@variant(how="counts in units of the last bit; Python's round takes the even one of two")
def in_units(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    unmoved = 0
    for loss in losses:
        exact = register + loss
        unit = 2.0 ** (math.frexp(exact)[1] - 8)
        rounded = round(exact / unit) * unit
        unmoved += loss > 0 and rounded == register
        register = rounded
    logged = register / (batches + len(losses))
    return {"register": register, "logged": logged, "unmoved": unmoved}


@variant(how="the bits of a float32: the upper half, and what the lower half says")
def by_bits(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    import struct

    held = [register]
    for loss in losses:
        (bits,) = struct.unpack(">I", struct.pack(">f", held[-1] + loss))
        upper, lower = divmod(bits, 65536)
        if lower > 32768 or (lower == 32768 and upper % 2 == 1):
            upper += 1
        (kept,) = struct.unpack(">f", struct.pack(">I", upper * 65536))
        held.append(kept)
    same = [
        loss > 0 and after == before
        for loss, before, after in zip(losses, held[:-1], held[1:], strict=True)
    ]
    logged = held[-1] / (batches + len(losses))
    return {"register": held[-1], "logged": logged, "unmoved": sum(same)}
