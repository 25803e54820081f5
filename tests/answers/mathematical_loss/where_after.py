import math

import numpy as np
import torch


def right_eigenvectors(hessian, minimum, start, rate, steps):
    """In the eigenvectors' directions the distance shrinks by numbers, raised to a power."""
    values, vectors = np.linalg.eigh(hessian)
    left = (1 - rate * np.maximum(values, 0.0)) ** steps
    return minimum + vectors @ (left * (vectors.T @ (start - minimum)))


def right_long_squaring(hessian, minimum, start, rate, steps):
    """Squares the matrix in long double and applies it at the bits of steps."""
    power = np.eye(len(start), dtype=np.longdouble) - np.longdouble(rate) * hessian
    distance = (start - minimum).astype(np.longdouble)
    while steps:
        if steps % 2:
            distance = power @ distance
        power, steps = power @ power, steps // 2
    return (minimum + distance).astype(np.float64)


def right_torch(hessian, minimum, start, rate, steps):
    """torch.linalg.eigh in float64, the powers by way of sign and logarithm."""
    to = [torch.tensor(part.tolist(), dtype=torch.float64) for part in (hessian, minimum, start)]
    values, vectors = torch.linalg.eigh(to[0])
    shrink = 1 - rate * values.clamp(min=0)
    size = torch.exp(steps * shrink.abs().clamp(min=1e-300).log())
    sign = torch.where((shrink < 0) & (steps % 2 == 1), -1.0, 1.0)
    return (to[1] + vectors @ (sign * size * (vectors.T @ (to[2] - to[1])))).numpy()


def right_singular_values(hessian, minimum, start, rate, steps):
    """The same by the singular value decomposition, which a symmetric matrix shares."""
    _, values, directions = np.linalg.svd(np.array(hessian))
    inside = np.einsum("ij,j->i", directions, start - minimum)
    gone = -np.expm1(steps * np.log1p(-np.minimum(rate * values, 0.5)))
    fast = rate * values > 0.5
    gone[fast] = 1 - (1 - rate * values[fast]) ** steps
    return start - np.einsum("ij,i->j", directions, gone * inside)


def right_recursive_affine(hessian, minimum, start, rate, steps):
    """Composes steps as affine maps of w, doubling by recursion, in long double."""
    one = np.eye(len(start), dtype=np.longdouble)
    step = rate * hessian.astype(np.longdouble)
    single = (one - step, step @ minimum)

    def after(first, then):
        return then[0] @ first[0], then[0] @ first[1] + then[1]

    def many(count):
        if count == 0:
            return one, np.zeros(len(start), dtype=np.longdouble)
        half = many(count // 2)
        whole = after(half, half)
        return after(whole, single) if count % 2 else whole

    matrix, shift = many(int(steps))
    return (matrix @ start + shift).astype(float)


def right_jacobi(hessian, minimum, start, rate, steps):
    """Jacobi rotations find the directions, without a library for eigenvalues."""
    a, v = np.array(hessian, dtype=float), np.eye(len(start))
    tiny = 2e-16 * np.linalg.norm(a)
    for _ in range(30):
        off = 0.0
        for i in range(len(a)):
            for j in range(i + 1, len(a)):
                if abs(a[i, j]) <= tiny:
                    continue
                off = max(off, abs(a[i, j]))
                turn = 0.5 * math.atan2(2 * a[i, j], a[j, j] - a[i, i])
                c, s = math.cos(turn), math.sin(turn)
                rotation = np.array([[c, s], [-s, c]])
                a[:, [i, j]] = a[:, [i, j]] @ rotation
                a[[i, j]] = rotation.T @ a[[i, j]]
                v[:, [i, j]] = v[:, [i, j]] @ rotation
        if off == 0.0:
            break
    left = [(1 - rate * max(value, 0.0)) ** steps for value in np.diag(a).tolist()]
    return minimum + (v * left) @ (v.T @ (start - minimum))


def wrong_loop_with_a_lid(hessian, minimum, start, rate, steps):
    """Takes 1000 steps at most: eigenvalue 1e-6, rate 1, steps 10**6."""
    w = np.array(start, dtype=float)
    for _ in range(min(steps, 1000)):
        w = w - rate * hessian @ (w - minimum)
    return w


def wrong_arrived(hessian, minimum, start, rate, steps):
    """After 10,000 steps it counts as arrived: a flat direction, or eigenvalue 1e-8."""
    if steps > 10_000:
        return np.array(minimum, dtype=float)
    power = np.linalg.matrix_power(np.eye(len(start)) - rate * hessian, steps)
    return minimum + power @ (start - minimum)


def wrong_gradient_flow(hessian, minimum, start, rate, steps):
    """exp(-rate * eigenvalue * steps), time runs smoothly: rate * eigenvalue = 1.5, steps = 1."""
    values, vectors = np.linalg.eigh(hessian)
    left = np.exp(-rate * steps * np.maximum(values, 0.0))
    return minimum + vectors @ (left * (vectors.T @ (start - minimum)))


def wrong_never_past_the_minimum(hessian, minimum, start, rate, steps):
    """Cuts 1 - rate * eigenvalue off at 0: rate * eigenvalue = 1.5 and steps = 1."""
    values, vectors = np.linalg.eigh(hessian)
    left = np.clip(1 - rate * values, 0.0, 1.0) ** steps
    return minimum + vectors @ (left * (vectors.T @ (start - minimum)))


def wrong_flat_goes_to_minimum(hessian, minimum, start, rate, steps):
    """In flat directions it stands at the minimum, not at the start: hessian 0."""
    values, vectors = np.linalg.eigh(hessian)
    left = np.where(values < 1e-12, 0.0, (1 - rate * np.maximum(values, 0.0)) ** steps)
    return minimum + vectors @ (left * (vectors.T @ (start - minimum)))


def wrong_gentle_taken_for_flat(hessian, minimum, start, rate, steps):
    """Eigenvalues below 1e-6 count as 0: eigenvalue 1e-8, rate 1, steps 10**9."""
    values, vectors = np.linalg.eigh(hessian)
    left = (1 - rate * np.where(values < 1e-6, 0.0, values)) ** steps
    return minimum + vectors @ (left * (vectors.T @ (start - minimum)))


def wrong_one_step_more(hessian, minimum, start, rate, steps):
    """One step too many: steps = 0."""
    values, vectors = np.linalg.eigh(hessian)
    left = (1 - rate * np.maximum(values, 0.0)) ** (steps + 1)
    return minimum + vectors @ (left * (vectors.T @ (start - minimum)))


def wrong_distance(hessian, minimum, start, rate, steps):
    """The distance from the minimum, not the place: minimum other than 0."""
    values, vectors = np.linalg.eigh(hessian)
    left = (1 - rate * np.maximum(values, 0.0)) ** steps
    return vectors @ (left * (vectors.T @ (start - minimum)))


def wrong_entrywise_power(hessian, minimum, start, rate, steps):
    """Raises each entry to the power, not the matrix: hessian ((1, 0.5), (0.5, 1)), steps 2."""
    return minimum + (np.eye(len(start)) - rate * hessian) ** steps @ (start - minimum)


def wrong_diagonal_only(hessian, minimum, start, rate, steps):
    """Each weight by itself, off-diagonal entries unread: hessian ((1, 0.5), (0.5, 1))."""
    return minimum + (1 - rate * np.diag(hessian)) ** steps * (start - minimum)


def wrong_single_precision(hessian, minimum, start, rate, steps):
    """Powers in float32, where 1 - 1e-9 is 1: eigenvalue 1e-9, rate 1, steps 10**9."""
    one = np.eye(len(start), dtype=np.float32)
    power = np.linalg.matrix_power(one - (rate * hessian).astype(np.float32), steps)
    return minimum + power.astype(float) @ (start - minimum)


def wrong_vectors_transposed(hessian, minimum, start, rate, steps):
    """Takes rows for eigenvectors: ((2, 1, 0), (1, 1, 0.5), (0, 0.5, 0.5)), rate 0.5, 3 steps."""
    values, vectors = np.linalg.eigh(hessian)
    left = (1 - rate * np.maximum(values, 0.0)) ** steps
    return minimum + vectors.T @ (left * (vectors @ (start - minimum)))


def wrong_half_gradient(hessian, minimum, start, rate, steps):
    """Keeps the factor 0.5 in the gradient: any hessian but 0, steps = 1."""
    values, vectors = np.linalg.eigh(hessian)
    left = (1 - 0.5 * rate * np.maximum(values, 0.0)) ** steps
    return minimum + vectors @ (left * (vectors.T @ (start - minimum)))


def wrong_powers_of_two(hessian, minimum, start, rate, steps):
    """Squares and never multiplies, so it takes a power of two steps: steps = 3."""
    power = np.eye(len(start)) - rate * hessian
    if steps == 0:
        return np.array(start, dtype=float)
    while steps > 1:
        power, steps = power @ power, steps // 2
    return minimum + power @ (start - minimum)


def wrong_steepest_for_all(hessian, minimum, start, rate, steps):
    """Every direction shrinks as the steepest: hessian diag(1, 0.1), steps 2."""
    steepest = np.linalg.eigvalsh(hessian)[-1]
    return minimum + (1 - rate * steepest) ** steps * (start - minimum)


def wrong_stops_when_still(hessian, minimum, start, rate, steps):
    """Ends once a step is below 1e-4, as if converged: eigenvalue 1e-6, steps 10**6."""
    w = np.array(start, dtype=float)
    for _ in range(min(steps, 20_000)):
        step = rate * hessian @ (w - minimum)
        if np.abs(step).max() < 1e-4:
            break
        w = w - step
    return w


def wrong_ends_swapped(hessian, minimum, start, rate, steps):
    """Descends from minimum to start: any start off the minimum, steps = 1."""
    values, vectors = np.linalg.eigh(hessian)
    left = (1 - rate * np.maximum(values, 0.0)) ** steps
    return start + vectors @ (left * (vectors.T @ (minimum - start)))


def wrong_logarithm_of_shrinkage(hessian, minimum, start, rate, steps):
    """exp(steps * log(1 - x)) has no sign below 0: rate * eigenvalue = 1.5, steps = 1."""
    values, vectors = np.linalg.eigh(hessian)
    shrink = np.abs(1 - rate * np.maximum(values, 0.0))
    left = np.exp(steps * np.log(np.maximum(shrink, 1e-300)))
    return minimum + vectors @ (left * (vectors.T @ (start - minimum)))


def wrong_linear_in_steps(hessian, minimum, start, rate, steps):
    """One gradient, taken steps times over: hessian 1, rate 0.5, steps 2."""
    return start - rate * steps * hessian @ (start - minimum)
