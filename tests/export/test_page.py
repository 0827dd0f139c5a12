"""A page has its picture in the middle, a title where one is asked for, and the same bytes each time."""

import pytest

from calcviz.export.figure import Figure
from calcviz.export.page import MARGIN, Page, page_pdf
from tests.views.frames import everything

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("title", ["", "A tangent", "很长的标题 " * 40])
def test_the_same_page_has_the_same_bytes(title: str) -> None:
    page, figure = Page(21.0, 29.7, title), Figure(12, 8)
    pdf = page_pdf(everything(), figure, page)
    assert pdf == page_pdf(everything(), figure, page)
    assert (b"CalcVizSans-Bold" in pdf) == bool(title)


@pytest.mark.parametrize("size", [(12.0, 8.0), (40.0, 10.0), (10.0, 40.0)])
@pytest.mark.parametrize("title", ["", "A tangent"])
def test_a_picture_keeps_its_shape_and_stays_on_the_page(size: tuple[float, float], title: str) -> None:
    page = Page(21.0, 29.7, title)
    figure = page.fitted(Figure(*size))
    place = page.place(figure)
    assert figure.width / figure.height == pytest.approx(size[0] / size[1])
    assert figure.type_size == Figure(*size).type_size
    assert place.left() >= MARGIN - 1e-9 and place.right() <= 21.0 - MARGIN + 1e-9
    assert place.top() >= MARGIN - 1e-9 and place.bottom() <= 29.7 - MARGIN + 1e-9
    assert place.center().x() == pytest.approx(10.5)
