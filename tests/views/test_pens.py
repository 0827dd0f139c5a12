"""Pens keep the widths that a row asks for, and lines their order of weight."""

import pytest

from calcviz.drawing import Role
from calcviz.scene.document import Style
from calcviz.views.pens import hairline, look, stroke_pen
from calcviz.views.theme import DASHED, LIGHT


def test_a_curve_is_as_wide_as_its_row_says_and_all_else_is_thinner() -> None:
    shown = look(LIGHT, Style(width=2.5), False)
    roles: tuple[Role, ...] = ("curve", "line", "model", "construction", "asymptote")
    widths = [stroke_pen(shown, role).widthF() for role in roles]
    assert widths[0] == 2.5
    assert widths == sorted(widths, reverse=True)


def test_a_model_is_dashed_like_its_row_or_by_itself() -> None:
    plain, dotted = (look(LIGHT, Style(dash=dash), False) for dash in ("solid", "dot"))
    assert (
        stroke_pen(plain, "model").dashPattern() == list(DASHED)
        and stroke_pen(plain, "line").dashPattern() == []
    )
    assert stroke_pen(dotted, "model").dashPattern() == stroke_pen(dotted, "line").dashPattern()


def test_a_thin_row_has_no_thick_constructions() -> None:
    assert stroke_pen(look(LIGHT, Style(width=0.5), False), "construction").widthF() == 0.5


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("width", [1.0, 1.25])
def test_hairlines_are_whole_device_pixels_with_edges_between_pixels(width: float, ratio: float) -> None:
    pen, logical, offset = hairline("#000000", width, ratio)
    device = logical * ratio
    assert device == pytest.approx(round(device)) and device >= 1
    assert pen.widthF() == logical
    edge = offset * ratio - device / 2
    assert edge == pytest.approx(round(edge))
