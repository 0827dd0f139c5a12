"""The documents that travel with CalcViz, by subject, with texts in the language that is spoken."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from calcviz.language.messages import current_language, mark, tr, translated
from calcviz.places import resource
from calcviz.scene.document import Document, Row, Style
from calcviz.scene.files import ENDING, open_document

log = logging.getLogger(__name__)

GROUPS = (
    (mark("First steps"), ("welcome", "graph", "number", "point", "parity", "piecewise")),
    (
        mark("Derivatives"),
        (
            "secant",
            "tangent",
            "derivative",
            "normal",
            "osculating_circle",
            "linked",
            "analysis",
            "sine",
            "exponential",
            "product",
            "chain",
            "rules",
            "taylor",
            "newton",
            "solutions",
        ),
    ),
    (mark("Integrals"), ("area", "antiderivative", "riemann", "probability", "exact_calculus")),
    (mark("Where it fails"), ("limit_at", "corners", "poles", "jumps", "wild")),
    (
        mark("Curves"),
        ("graph_over_y", "parametric", "velocity", "polar", "space_curve", "family", "relation", "region"),
    ),
    (
        mark("By numbers"),
        (
            "points",
            "space_points",
            "difference_quotients",
            "differences",
            "rounding",
            "differentiation_error",
        ),
    ),
    (
        mark("Several variables"),
        (
            "field",
            "level_curves",
            "level_curve",
            "partials",
            "gradient",
            "directional",
            "gradient_field",
            "surface",
            "tangent_plane",
            "quadratic_model",
            "critical_points",
            "volume",
            "space_point",
            "map",
            "vector_field",
            "streamlines",
            "jacobian_map",
            "jacobian_chain",
            "matrix_gradient",
            "matrix_map",
            "squared_length",
        ),
    ),
    (
        mark("Towards machine learning"),
        ("activation", "activations", "activation_slopes", "smooth_corner", "loss", "two_losses", "descent"),
    ),
)
"""The subjects in the order in which they are learnt, and the names of their examples."""

FIRST = ("welcome", "secant", "sine", "poles", "wild", "partials", "loss", "descent")
"""The examples of the welcome page."""


@dataclass(frozen=True, slots=True)
class Example:
    """A document with its title, a sentence that says what to do, and a text; these two in Markdown."""

    name: str
    group: str
    title: str
    lead: str
    text: str
    document: Document

    def matches(self, words: str) -> bool:
        """Whether each of the words stands in title, text, subject or a formula."""
        formulas = " ".join(row.text for row in self.document.rows)
        whole = f"{self.title} {self.group} {self.name} {self.lead} {self.text} {formulas}".casefold()
        return all(word in whole for word in words.casefold().split())


def examples(names: tuple[str, ...] = ()) -> list[Example]:
    """The examples of these names, else all of them, in order; one that cannot be read is left out."""
    return list(_examples(current_language(), names))


def begun(example: Example) -> Document:
    """The document with which an example begins: its title and its sentence are the first row."""
    words = tr("**{title}.** {lead}", title=example.title, lead=example.lead)
    note = Row(example.document.next_id(), f"# {words}", Style(color=7))
    return replace(example.document, rows=(note, *example.document.rows))


@cache
def _examples(language: str, wanted: tuple[str, ...]) -> tuple[Example, ...]:
    return tuple(_read(language, wanted))


def _read(language: str, wanted: tuple[str, ...]) -> Iterator[Example]:
    for group, names in GROUPS:
        for name in names:
            if wanted and name not in wanted:
                continue
            try:
                yield _example(name, translated(group), language)
            except (OSError, ValueError):
                log.exception("the example %s cannot be read", name)


def _example(name: str, group: str, language: str) -> Example:
    """Its formulas stand in one file for all languages, its text in a file for each."""
    title, lead, text = _parts(resource(f"examples/{language}/{name}.md").read_text(encoding="utf-8"))
    document = open_document(resource(f"examples/{name}{ENDING}"))[0]
    return Example(name, group, title, lead, text, document)


def _parts(markdown: str) -> tuple[str, str, str]:
    """The heading, the first paragraph, and what follows."""
    heading, lead, *rest = markdown.strip().split("\n\n")
    return heading.removeprefix("# "), lead, "\n\n".join(rest)
