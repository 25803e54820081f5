import math

import torch


def right_torch_to(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    """Rounds each exact sum with torch."""
    held, unmoved = register, 0
    for loss in losses:
        after = torch.tensor(held + loss, dtype=torch.float32).to(torch.bfloat16).item()
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def right_numpy_bits(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    """Adds half a unit in integer arithmetic, as hardware does."""
    import numpy as np

    held, unmoved = np.float32(register), 0
    for loss in losses:
        bits = int((held + np.float32(loss)).view(np.uint32))
        bits = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000
        after = np.uint32(bits).view(np.float32)
        unmoved += bool(loss > 0) and bool(after == held)
        held = after
    logged = float(held) / (batches + len(losses))
    return {"register": float(held), "logged": logged, "unmoved": int(unmoved)}


def right_neighbors(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    """Walks from the lower neighbor and compares distances with Fractions."""
    from fractions import Fraction

    def nearest(x: float) -> float:
        if x == 0:
            return 0.0
        e = math.floor(math.log2(x)) - 7
        unit = Fraction(2) ** e
        low = Fraction(x) // unit
        rest = Fraction(x) - low * unit
        up = rest * 2 > unit or (rest * 2 == unit and low % 2 == 1)
        return float((low + up) * unit)

    unmoved = 0
    for loss in losses:
        after = nearest(register + loss)
        unmoved += 1 if after == register and loss != 0 else 0
        register = after
    logged = register / (len(losses) + batches)
    return {"logged": logged, "register": register, "unmoved": unmoved}


def right_bfloat16_tensor(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """A bfloat16 tensor that is written anew in float32 each time."""
    cell = torch.tensor(register, dtype=torch.bfloat16)
    history = [cell.item()]
    for loss in losses:
        cell.copy_(cell.float() + torch.tensor(loss, dtype=torch.float32))
        history.append(cell.item())
    still = [b == a for a, b in zip(history, history[1:], strict=False)]
    unmoved = sum(s for s, loss in zip(still, losses, strict=True) if loss)
    return {
        "register": history[-1],
        "logged": history[-1] / (batches + len(losses)),
        "unmoved": unmoved,
    }


def right_decimal_units(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """Units of the last bit by frexp, ties by hand."""
    unmoved = 0
    for loss in losses:
        mantissa, exponent = math.frexp(register + loss)
        scaled = mantissa * 256
        whole = math.floor(scaled)
        rest = scaled - whole
        if rest > 0.5 or (rest == 0.5 and whole % 2):
            whole += 1
        after = math.ldexp(whole, exponent - 8)
        if after == register and loss > 0:
            unmoved += 1
        register = after
    return dict(register=register, logged=register / (batches + len(losses)), unmoved=unmoved)


def wrong_float32(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    """float32 registers."""
    held, unmoved = register, 0
    for loss in losses:
        after = torch.tensor(held + loss, dtype=torch.float32).item()
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_ties_up(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    """Ties go up: half a unit is added and the rest cut off."""
    held, unmoved = register, 0
    for loss in losses:
        after = math.floor((held + loss) / 2.0 ** (math.frexp(held + loss)[1] - 8) + 0.5) * 2.0 ** (
            math.frexp(held + loss)[1] - 8
        )
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_ties_down(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    """Ties go down."""
    held, unmoved = register, 0
    for loss in losses:
        after = math.ceil((held + loss) / 2.0 ** (math.frexp(held + loss)[1] - 8) - 0.5) * 2.0 ** (
            math.frexp(held + loss)[1] - 8
        )
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_rounds_up(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    """Always the greater neighbor."""
    held, unmoved = register, 0
    for loss in losses:
        after = math.ceil((held + loss) / 2.0 ** (math.frexp(held + loss)[1] - 8)) * 2.0 ** (
            math.frexp(held + loss)[1] - 8
        )
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_unit_of_the_old_register(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """The unit is that of what the register held before."""
    held, unmoved = register, 0
    for loss in losses:
        after = round((held + loss) / 2.0 ** (math.frexp(held or loss or 1.0)[1] - 8)) * 2.0 ** (
            math.frexp(held or loss or 1.0)[1] - 8
        )
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_nine_bits(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    """Nine significant bits."""
    held, unmoved = register, 0
    for loss in losses:
        after = round((held + loss) / 2.0 ** (math.frexp(held + loss)[1] - 9)) * 2.0 ** (
            math.frexp(held + loss)[1] - 9
        )
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_logs_the_exact_mean(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """Logs the exact mean, not the register."""
    held, unmoved = register, 0
    for loss in losses:
        after = torch.tensor(held + loss, dtype=torch.float32).to(torch.bfloat16).item()
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": (register + sum(losses)) / count, "unmoved": unmoved}


def wrong_logged_is_rounded(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """Rounds what is logged to bfloat16 too."""
    held, unmoved = register, 0
    for loss in losses:
        after = torch.tensor(held + loss, dtype=torch.float32).to(torch.bfloat16).item()
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {
        "register": held,
        "logged": torch.tensor(held / count).to(torch.bfloat16).item(),
        "unmoved": unmoved,
    }


def wrong_sorted(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    """Adds small losses first, which loses less."""
    held, unmoved = register, 0
    for loss in sorted(losses):
        after = torch.tensor(held + loss, dtype=torch.float32).to(torch.bfloat16).item()
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_one_more_batch(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """Counts a batch too many."""
    held, unmoved = register, 0
    for loss in losses:
        after = torch.tensor(held + loss, dtype=torch.float32).to(torch.bfloat16).item()
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses) + 1
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_moved(register: float, batches: int, losses: list[float]) -> dict[str, float | int]:
    """Counts the losses that moved the register."""
    held, unmoved = register, 0
    for loss in losses:
        after = torch.tensor(held + loss, dtype=torch.float32).to(torch.bfloat16).item()
        if loss > 0 and after != held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_stops_when_full(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """Stops at the first loss that is swallowed, as if the register were full for good."""
    held, unmoved = register, 0
    for loss in losses:
        after = torch.tensor(held + loss, dtype=torch.float32).to(torch.bfloat16).item()
        if loss > 0 and after == held:
            unmoved += 1
            break
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_longest_standstill(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """Counts the last losses in a row that were swallowed."""
    held, unmoved = register, 0
    for loss in losses:
        after = torch.tensor(held + loss, dtype=torch.float32).to(torch.bfloat16).item()
        if loss > 0 and after == held:
            unmoved += 1
        if after != held:
            unmoved = 0
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_adds_all_at_once(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """One addition of all losses."""
    held, unmoved = register, 0
    for loss in [sum(losses)]:
        after = torch.tensor(held + loss, dtype=torch.float32).to(torch.bfloat16).item()
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_losses_in_bfloat16(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """Adds bfloat16 losses."""
    held, unmoved = register, 0
    for loss in losses:
        after = (
            torch.tensor(held + torch.tensor(loss).to(torch.bfloat16).item(), dtype=torch.float32)
            .to(torch.bfloat16)
            .item()
        )
        if loss > 0 and after == held:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def wrong_nearly_unmoved(
    register: float, batches: int, losses: list[float]
) -> dict[str, float | int]:
    """A register that moved by less than the loss counts as unmoved."""
    held, unmoved = register, 0
    for loss in losses:
        after = torch.tensor(held + loss, dtype=torch.float32).to(torch.bfloat16).item()
        if loss > 0 and after - held < loss:
            unmoved += 1
        held = after
    count = batches + len(losses)
    return {"register": held, "logged": held / count, "unmoved": unmoved}


def right_register_as_a_tensor(register, batches, losses):
    import torch

    held, unmoved = torch.tensor(register, dtype=torch.bfloat16), 0
    for loss in losses:
        new = (held.float() + loss).to(torch.bfloat16)
        unmoved += int(bool(new == held) and loss > 0)
        held = new
    return {
        "register": held,
        "logged": float(held) / (batches + len(losses)),
        "unmoved": unmoved,
    }
