"""What a function does at a point, in words."""

from calcviz.language.messages import tr
from calcviz.language.spoken import told
from calcviz.maths.derivatives.sides import Slope
from calcviz.maths.real import RealFunction


def behaviour(f: RealFunction, a: float, slope: Slope) -> str:
    """What f does at a, whose slope there is given: "f rises at x = 1, slope 2"."""
    called, place = name_of(f), f"{f.variable} = {told(a)}"
    if slope.value is not None:
        return _steady(called, place, slope.value)
    match slope.reason:
        case "undefined":
            return tr("{f} is undefined at {place}", f=called, place=place)
        case "jump":
            return tr("{f} jumps at {place}", f=called, place=place)
        case "vertical":
            return tr("{f} has a vertical tangent at {place}", f=called, place=place)
        case "oscillates":
            return tr(
                "{f} is not differentiable at {place}: its slope oscillates and tends to nothing",
                f=called,
                place=place,
            )
    return _torn(called, place, slope)


def name_of(f: RealFunction) -> str:
    """How a function is called in a sentence."""
    return f.text or tr("the graph")


def _steady(called: str, place: str, slope: float) -> str:
    if slope > 0:
        return tr("{f} rises at {place}, slope {slope}", f=called, place=place, slope=told(slope))
    if slope < 0:
        return tr("{f} falls at {place}, slope {slope}", f=called, place=place, slope=told(slope))
    return tr("{f} has slope 0 at {place}", f=called, place=place)


def _torn(called: str, place: str, slope: Slope) -> str:
    """Where the slopes of the two sides differ, or one side is missing."""
    left, right = (None if side is None else told(side) for side in (slope.left, slope.right))
    if left is not None and right is not None:
        return tr(
            "{f} is not differentiable at {place} (slope {left} from the left, {right} from the right)",
            f=called,
            place=place,
            left=left,
            right=right,
        )
    if left is not None:
        return tr("{f} ends at {place}, slope {slope} from the left", f=called, place=place, slope=left)
    if right is not None:
        return tr("{f} begins at {place}, slope {slope} from the right", f=called, place=place, slope=right)
    return tr("{f} is not differentiable at {place}", f=called, place=place)
