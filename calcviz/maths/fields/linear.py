"""Symmetric 2×2 matrices: eigenvalues in order, eigenvectors, definiteness."""

from dataclasses import dataclass
from fractions import Fraction
from math import hypot, isfinite, nan

Matrix = tuple[tuple[float, float], tuple[float, float]]
Vector = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Eigen:
    """The eigenvalues of a symmetric matrix, the smaller one first, with unit vectors at right angles.

    A vector points to the right, or straight up. Of a multiple of the identity every vector is one; (1, 0)
    and (0, 1) are taken.
    """

    values: tuple[float, float]
    vectors: tuple[Vector, Vector]


def eigen(m: Matrix) -> Eigen:
    """The eigenvalues and eigenvectors of a symmetric matrix of finite numbers; NaN where an entry is none.

    The product of the eigenvalues is the exact determinant: the smaller one keeps its digits.
    """
    (a, b), (_, d) = m
    if not (isfinite(a) and isfinite(b) and isfinite(d)):
        return Eigen((nan, nan), ((nan, nan), (nan, nan)))
    if b == 0:
        along_x, along_y = (1.0, 0.0), (0.0, 1.0)
        return Eigen((a, d), (along_x, along_y)) if a <= d else Eigen((d, a), (along_y, along_x))
    middle, radius = a / 2 + d / 2, hypot(a / 2 - d / 2, b)
    far = middle + radius if middle >= 0 else middle - radius
    determinant = Fraction(a) * Fraction(d) - Fraction(b) ** 2
    near = float(determinant / Fraction(far)) if isfinite(far) and far else middle
    x, y = (far - d, b) if abs(far - d) >= abs(far - a) else (b, far - a)
    length = hypot(x, y)
    u = _turned(x / length, y / length)
    v = _turned(-u[1], u[0])
    return Eigen((near, far), (v, u)) if near <= far else Eigen((far, near), (u, v))


def _turned(x: float, y: float) -> Vector:
    return (x + 0.0, y + 0.0) if x > 0 or (x == 0 and y > 0) else (0.0 - x, 0.0 - y)
