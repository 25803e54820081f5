import math

import numpy as np
import torch

from autograder.course.exercise import mutant, variant


@mutant(
    says="The path is that of infinitely small steps, exp(-rate · steps · hessian). It is near "
    "for small rates. With large ones each step jumps across the valley, and comes out on the "
    "other side.",
)
def gradient_flow(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    eigenvalues, directions = np.linalg.eigh(hessian)
    shrunk = np.exp(-rate * eigenvalues * steps) * (directions.T @ (start - minimum))
    return minimum + directions @ shrunk


@mutant(
    says="After more than a thousand steps you stand at the minimum. How many are enough is "
    "decided by the smallest eigenvalue: at 1e-9 a billion steps cover less than two thirds of "
    "the way, and in a flat direction none of it.",
)
def has_arrived(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    if steps > 1000:
        return minimum
    w = start
    for _ in range(steps):
        w = w - rate * hessian @ (w - minimum)
    return w


@mutant(
    says="From the thousandth step on nothing moves any more. In a valley that is almost level "
    "most of the way is still to come.",
)
def gives_up(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    w = start
    for _ in range(min(steps, 1000)):
        w = w - rate * hessian @ (w - minimum)
    return w


@mutant(
    says="Every entry of the matrix is raised to the power. Repeating a step multiplies matrices.",
)
def entrywise_power(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = np.eye(len(start)) - rate * hessian
    return minimum + step**steps @ (start - minimum)


@mutant(
    says="Each coordinate moves on its own, by its place on the diagonal of the Hessian. In a "
    "tilted valley a step in one coordinate depends on the others; only along eigenvectors do "
    "directions mind their own business.",
)
def diagonal(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    return minimum + (1 - rate * np.diag(hessian)) ** steps * (start - minimum)


@mutant(
    says="The weights shrink toward zero. Repeated steps pull toward `minimum`: it is the "
    "distance from there that shrinks.",
)
def from_zero(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = np.eye(len(start)) - rate * hessian
    return np.linalg.matrix_power(step, steps) @ start


@mutant(
    says="Each step is twice too long. The gradient of 0.5 · (w - m) H (w - m) is H (w - m), "
    "without a factor of 2: the one half takes it away.",
)
def twice_the_gradient(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = np.eye(len(start)) - 2 * rate * hessian
    return minimum + np.linalg.matrix_power(step, steps) @ (start - minimum)


@mutant(
    says="This is one step more than was asked for. After 0 steps the weights stand at `start`.",
)
def one_more(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = np.eye(len(start)) - rate * hessian
    return minimum + np.linalg.matrix_power(step, steps + 1) @ (start - minimum)


@mutant(
    says="The place is as exact as float32 makes it, where 1 - 1e-9 is 1 and nothing moves, "
    "ever. The arrays are float64.",
)
def in_float32(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = torch.eye(len(start)) - rate * torch.from_numpy(hessian).float()
    away = torch.from_numpy(start - minimum).float()
    return minimum + (torch.linalg.matrix_power(step, steps) @ away).double().numpy()


@mutant(
    says="The start is taken apart along other directions than it is put together again. With "
    "the eigenvectors as columns, `directions.T @ v` says how far v goes in each of them, and "
    "`directions @ c` puts such distances together.",
)
def not_transposed(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    eigenvalues, directions = np.linalg.eigh(hessian)
    shrunk = (1 - rate * eigenvalues) ** steps * (directions @ (start - minimum))
    return minimum + directions @ shrunk


@variant(how="a matrix power by repeated squaring")
def matrix_power(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = np.eye(len(start)) - rate * hessian
    return minimum + np.linalg.matrix_power(step, steps) @ (start - minimum)


@mutant(
    says="This is one step less than was asked for, or the start where none was.",
)
def one_less(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    step = np.eye(len(start)) - rate * hessian
    return minimum + np.linalg.matrix_power(step, max(steps - 1, 0)) @ (start - minimum)


@mutant(
    says="Jumps across the valley have lost their sign: you stand on the side where you "
    "started, as far from the minimum as you should, also where the number of steps is odd.",
)
def on_the_near_side(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    eigenvalues, directions = np.linalg.eigh(hessian)
    shrunk = np.abs(1 - rate * eigenvalues) ** steps * (directions.T @ (start - minimum))
    return minimum + directions @ shrunk


@variant(how="powers through log1p, with the sign kept apart")
def by_logarithms(
    hessian: np.ndarray, minimum: np.ndarray, start: np.ndarray, rate: float, steps: int
) -> np.ndarray:
    eigenvalues, directions = np.linalg.eigh(hessian)
    factors = []
    for eigenvalue in eigenvalues:
        factor = 1 - rate * eigenvalue
        if factor > 0:
            factors.append(math.exp(steps * math.log1p(-rate * eigenvalue)))
        elif factor == 0:
            factors.append(float(steps == 0))
        else:
            sign = -1 if steps % 2 else 1
            factors.append(sign * math.exp(steps * math.log(-factor)))
    return minimum + directions @ (np.array(factors) * (directions.T @ (start - minimum)))
