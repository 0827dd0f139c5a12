"""The Jacobian matrix of a map at a point, as it is drawn and read: or the sentence why there is none."""

from dataclasses import dataclass
from math import isfinite, nan

from calcviz.language.messages import tr
from calcviz.maths.fields.existence import differential
from calcviz.maths.fields.images import Matrix, determinant
from calcviz.maths.fields.vector import VectorField
from calcviz.scene.concept import Place
from calcviz.scene.places import told_place


@dataclass(frozen=True, slots=True)
class Jacobian:
    """J and det J at a point; None with the reason where the map has no linear map there.

    `image` is F(P), NaN where undefined.
    """

    image: Place
    matrix: Matrix | None
    reason: str | None = None

    @property
    def det(self) -> float | None:
        """The determinant of J; None where it is too large as well."""
        det = nan if self.matrix is None else determinant(self.matrix)
        return det if isfinite(det) else None


def jacobian_at(F: VectorField, P: Place) -> Jacobian:
    """J of a map of the plane at a point, found as the slopes of its slices."""
    u, v = F(*P)
    place = told_place(P)
    called = F.text or tr("the map")
    if not (isfinite(u) and isfinite(v)):
        return Jacobian((u, v), None, tr("{g} is undefined at {place}", g=called, place=place))
    rows = []
    for part in F.components:
        d = differential(part, P)
        if d.tangent is None:
            why = tr("{F} is not differentiable at {place}: {reason}", F=called, place=place, reason=d.reason)
            return Jacobian((u, v), None, why)
        rows.append(d.tangent)
    return Jacobian((u, v), (rows[0], rows[1]))
