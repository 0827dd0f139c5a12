"""The tree of a formula as it is written: what stands in, above, below and around what."""

from __future__ import annotations

from dataclasses import dataclass

from calcviz.views.formula.symbols import Kind


@dataclass(frozen=True, slots=True)
class Symbol:
    """A single sign, or upright letters and digits that stay together, e.g. `2.5` or `sin`."""

    text: str
    kind: Kind = "ord"


@dataclass(frozen=True, slots=True)
class Operator:
    """A sum, a product, an integral, or a name like lim; `limits`: above and below in a display."""

    text: str
    large: bool
    limits: bool


@dataclass(frozen=True, slots=True)
class Row:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """`rule` False: a stack without a bar, as in a binomial coefficient; `display` None: the line's own."""

    top: Node
    bottom: Node
    rule: bool = True
    display: bool | None = None


@dataclass(frozen=True, slots=True)
class Root:
    inside: Node
    degree: Node | None


@dataclass(frozen=True, slots=True)
class Scripts:
    """`limits`: True or False where \\limits or \\nolimits says so, None where the base decides."""

    base: Node
    upper: Node | None
    lower: Node | None
    limits: bool | None = None


@dataclass(frozen=True, slots=True)
class Fenced:
    """Parts, with delimiters around and between them that grow with the highest; an empty sign is none."""

    signs: tuple[str, ...]
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fence:
    """A delimiter of a given height in em: \\big, \\Big, \\bigg, \\Bigg."""

    sign: str
    height: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class Accent:
    sign: str
    inside: Node
    wide: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line over or under the whole of something."""

    inside: Node
    over: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `form` is the environment: matrix, cases, aligned."""

    form: str
    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Words in upright letters of any script, with their spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """Width in em."""

    width: float


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that is kept for a changing number, as wide as `template`."""

    name: str
    template: str


@dataclass(frozen=True, slots=True)
class Styled:
    """What follows in another style: 0 display, 1 text, 2 script, 3 scriptscript."""

    level: int
    inside: Node


@dataclass(frozen=True, slots=True)
class Classed:
    """Something that is spaced as another class, e.g. \\mathbin, \\operatorname."""

    inside: Node
    kind: Kind


Node = (
    Symbol
    | Operator
    | Row
    | Fraction
    | Root
    | Scripts
    | Fenced
    | Fence
    | Accent
    | Line
    | Table
    | Text
    | Space
    | Slot
    | Styled
    | Classed
)
