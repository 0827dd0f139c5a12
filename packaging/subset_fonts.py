"""Make resources/fonts from the original fonts: subsets under our own names, and a table of measures.

Run by hand when a font or the list of characters changes, never at installation:

    python packaging/subset_fonts.py SOURCES resources/fonts

SOURCES is a folder with (all of them under the SIL Open Font License 1.1, none with a reserved name we use):

- STIXTwoMath-Regular.ttf, 2.11 b159: in the wheel `ziamath` 0.13, and at https://github.com/stipub/stixfonts
- stix-two-text-{latin,greek}-400-{normal,italic}.woff2, 2.13 b171: in the npm package
  `@fontsource/stix-two-text` 5.3.0
- NotoSansCJK-Regular.ttc, NotoSansCJK-Bold.ttc, 2.004: in the Debian package `fonts-noto-cjk` 20220127

The families are renamed (CalcViz Math, CalcViz Text, CalcViz Sans): a modified font must not be taken for the
original, and a copy installed on the system must not take the place of ours. Needs fonttools and brotli.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.merge import Merger
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

STRETCHY = "()[]{}|‖⌊⌋⌈⌉⟨⟩/√∑∏∐∫∬∭∮⋂⋃⋀⋁↑↓"
WIDE = "\u0302\u0303\u20d7\u23de\u23df"
FIRST_PRIVATE = 0xE000
MATH_LINE = (800, 250)
ITALIC = "MATHEMATICAL ITALIC "
BOLD = "MATHEMATICAL BOLD "
SIMPLIFIED_CHINESE_FACE = 2
NARROW, BEARING = "…×±÷∂→←↔∞≤≥≈≠∫∑∇∈", 70
"""Signs that take no more than their ink, and what is left beside it, in thousandths."""


def ranges(*pairs: tuple[int, int]) -> set[int]:
    return {code for first, last in pairs for code in range(first, last + 1)}


MATH_CHARACTERS = (
    ranges(
        (0x20, 0x7E),
        (0xA0, 0x17F),
        (0x237, 0x237),
        (0x300, 0x30C),
        (0x338, 0x338),
        (0x391, 0x3F5),
        (0x2010, 0x2027),
    )
    | ranges((0x2030, 0x2037), (0x203E, 0x203E), (0x2044, 0x2044), (0x2057, 0x2057), (0x2070, 0x209C))
    | ranges((0x20D7, 0x20D7), (0x2102, 0x2138), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2308, 0x230B))
    | ranges((0x239B, 0x23AE), (0x23DE, 0x23DF), (0x25A0, 0x25CF), (0x27C2, 0x27C2), (0x27E6, 0x27EB))
    | ranges((0x27F5, 0x27FC), (0x2A00, 0x2A02), (0x2A7D, 0x2A7E), (0x2AAF, 0x2AB0))
    | ranges((0x1D400, 0x1D467), (0x1D49C, 0x1D4CF), (0x1D538, 0x1D56B), (0x1D6A4, 0x1D6A5))
    | ranges((0x1D6A8, 0x1D71B), (0x1D7CE, 0x1D7D7))
)

SANS_CHARACTERS = (
    ranges((0x20, 0x7E), (0xA0, 0x17F), (0x2C6, 0x2DD), (0x391, 0x3C9), (0x2010, 0x2044), (0x2070, 0x209C))
    | ranges((0x20AC, 0x20AC), (0x2100, 0x215E), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x2473))
    | ranges(
        (0x25A0, 0x25FF),
        (0x2605, 0x2606),
        (0x2713, 0x2717),
        (0x3000, 0x301F),
        (0xFF01, 0xFF5E),
        (0xFFE5, 0xFFE5),
    )
)


def gb2312() -> set[int]:
    """Every character of GB 2312-80: 6,763 of them Chinese, and its signs."""
    codes = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                codes.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return {code for code in codes if not 0x2500 <= code < 0x2580}


def rename(font: TTFont, family: str, style: str) -> None:
    full = family if style == "Regular" else f"{family} {style}"
    new = {1: family, 2: style, 3: f"{full}; subset", 4: full, 6: f"{family.replace(' ', '')}-{style}"}
    table = font["name"]
    table.names = [
        n for n in table.names if n.nameID in (0, 5, 13, 14) and (n.platformID, n.langID) == (3, 0x409)
    ]
    for number, text in new.items():
        table.setName(text, number, 3, 1, 0x409)


def cut(font: TTFont, characters: set[int], features: list[str]) -> None:
    options = subset.Options()
    options.layout_features = features
    options.drop_tables += ["DSIG", "vhea", "vmtx", "VORG", "BASE", "MATH", "STAT", "gasp"]
    options.name_IDs = ["*"]
    options.hinting = False
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)


def set_line(font: TTFont, ascent: int, descent: int) -> None:
    """Chinese fonts ask for lines of 1.45 em; 1.28 em hold every character and look right in a window."""
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, -descent, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent


def save(font: TTFont, path: Path) -> None:
    font.recalcTimestamp = False
    font["head"].modified = font["head"].created  # the same sources give the same bytes
    font.save(path)
    print(f"{path.name}: {path.stat().st_size:,} bytes, {font['maxp'].numGlyphs} glyphs")


def narrow(font: TTFont) -> None:
    """Signs of mathematics take the room of their ink between letters, and three dots stand on the line.

    Chinese fonts give them a whole square each, and dots at its middle: "Open…" was read as "Open ⋯".
    """
    names, metrics = font.getBestCmap(), font["hmtx"].metrics
    outlines, glyphs = font["CFF "].cff.topDictIndex[0].CharStrings, font.getGlyphSet()
    for part in font["cmap"].tables:
        if part.isUnicode() and part.format != 14:
            part.cmap[ord("…")] = proportional(font, names[ord("…")])
    for sign in NARROW:
        name = font.getBestCmap()[ord(sign)]
        box = BoundsPen(glyphs)
        glyphs[name].draw(box)
        left, _, right, _ = box.bounds
        width = round(right - left + 2 * BEARING)
        pen = T2CharStringPen(width - outlines[name].private.nominalWidthX, glyphs)
        glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, BEARING - left, 0)))
        outlines[name] = pen.getCharString(outlines[name].private, outlines[name].globalSubrs)
        metrics[name] = (width, BEARING)


def proportional(font: TTFont, glyph: str) -> str:
    """The glyph that the font has for text that is not set in squares."""
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "pwid":
            for number in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[number].SubTable:
                    found = getattr(part, "ExtSubTable", part).mapping.get(glyph)
                    if found:
                        return str(found)
    return glyph


def make_sans(sources: Path, target: Path, style: str) -> None:
    font = TTFont(
        sources / f"NotoSansCJK-{style}.ttc", fontNumber=SIMPLIFIED_CHINESE_FACE, recalcTimestamp=False
    )
    narrow(font)
    cut(font, SANS_CHARACTERS | gb2312(), ["kern"])
    set_line(font, 1000, 280)
    rename(font, "CalcViz Sans", style)
    save(font, target / f"CalcVizSans-{style}.otf")


def make_text(sources: Path, target: Path, style: str, name: str) -> None:
    """Latin and Greek stand in two files: made one, so that 'π' and 'x' of one label are of one face."""
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for script in ("latin", "greek"):
            part = TTFont(sources / f"stix-two-text-{script}-400-{name}.woff2")
            cut(part, set(part.getBestCmap()), ["kern"])
            part.flavor = None
            parts.append(str(Path(folder) / f"{script}.ttf"))
            part.save(parts[-1])
            made = part["head"].created
        font = Merger().merge(parts)
    font["head"].created = made
    rename(font, "CalcViz Text", style)
    save(font, target / f"CalcVizText-{style}.ttf")


def make_letters(sources: Path, target: Path, style: str, kind: str) -> None:
    """The slanted (bold) letters of mathematics under their plain characters.

    WORKAROUND Qt 6.11: a PDF file forgets what characters beyond U+FFFF mean, so that U+1D465 could neither
    be searched nor copied. As an x in a font of its own it is an x in every file.
    """
    font = TTFont(sources / "STIXTwoMath-Regular.ttf", recalcTimestamp=False)
    names: dict[int, str] = font.getBestCmap()
    plain = {}
    for code in MATH_CHARACTERS & set(names):
        sign = chr(code)
        if unicodedata.name(sign, "").startswith(kind) or (kind == ITALIC and sign == "ℎ"):
            plain[int(unicodedata.decomposition(sign).split()[-1], 16)] = names[code]
    font["cmap"].tables = [part for part in font["cmap"].tables if part.isUnicode() and part.format == 4]
    for part in font["cmap"].tables:
        part.cmap = plain
    cut(font, set(plain), [])
    del font["GSUB"], font["GPOS"], font["GDEF"]
    bold = style == "Bold"
    font["OS/2"].fsSelection = 1 << 5 if bold else 1
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["head"].macStyle = 1 if bold else 2
    set_line(font, *MATH_LINE)
    rename(font, "CalcViz Math", style)
    save(font, target / f"CalcVizMath-{style}.ttf")


class Mathematics:
    """STIX Two Math with every size of every stretching sign under a character of the private use area."""

    def __init__(self, path: Path) -> None:
        self.font = TTFont(path, recalcTimestamp=False)
        self.math = self.font["MATH"].table
        self.names: dict[int, str] = self.font.getBestCmap()
        self.codes: dict[str, int] = {}
        for code in sorted(MATH_CHARACTERS):
            if code in self.names:
                self.codes.setdefault(self.names[code], code)
        self.private = FIRST_PRIVATE
        self.widen("uni21D2", 60)

    def widen(self, glyph: str, left: int) -> None:
        """WORKAROUND STIX Two Math 2.11: ⇒ has no bearing at its left, and sticks to what stands there."""
        shape, metrics = self.font["glyf"][glyph], self.font["hmtx"]
        advance, bearing = metrics[glyph]
        if bearing >= left or shape.isComposite():
            return
        shape.coordinates.translate((left, 0))
        shape.recalcBounds(self.font["glyf"])
        metrics[glyph] = (advance + left, bearing + left)

    def code(self, glyph: str) -> int:
        if glyph not in self.codes:
            self.codes[glyph] = self.private
            self.private += 1
        return self.codes[glyph]

    def stretches(self, characters: str, vertical: bool) -> dict[str, dict[str, Any]]:
        variants = self.math.MathVariants
        coverage = variants.VertGlyphCoverage if vertical else variants.HorizGlyphCoverage
        constructions = variants.VertGlyphConstruction if vertical else variants.HorizGlyphConstruction
        found = dict(zip(coverage.glyphs, constructions, strict=True))
        answer: dict[str, dict[str, Any]] = {}
        for character in characters:
            construction = found.get(self.names[ord(character)])
            if construction is None:
                continue
            sizes = [
                [chr(self.code(record.VariantGlyph)), record.AdvanceMeasurement]
                for record in construction.MathGlyphVariantRecord
            ]
            assembly = construction.GlyphAssembly
            parts = [
                [
                    chr(self.code(part.glyph)),
                    part.StartConnectorLength,
                    part.EndConnectorLength,
                    part.FullAdvance,
                    part.PartFlags & 1,
                ]
                for part in (assembly.PartRecords if assembly else ())
            ]
            answer[character] = {"sizes": sizes, "parts": parts}
        return answer

    def constants(self) -> dict[str, int]:
        found = vars(self.math.MathConstants).items()
        numbers = {name: int(getattr(value, "Value", value)) for name, value in sorted(found)}
        return numbers | {"MinConnectorOverlap": self.math.MathVariants.MinConnectorOverlap}

    def measures(self) -> dict[str, list[int | None]]:
        """Character -> advance, left, bottom, right, top, italic correction, accent's x; in 1/1000 em."""
        info = self.math.MathGlyphInfo
        italics = info.MathItalicsCorrectionInfo
        slants = dict(zip(italics.Coverage.glyphs, italics.ItalicsCorrection, strict=True))
        accents = info.MathTopAccentAttachment
        tops = dict(zip(accents.TopAccentCoverage.glyphs, accents.TopAccentAttachment, strict=True))
        table: dict[str, list[int | None]] = {}
        glyphs = {code: self.names[code] for code in sorted(MATH_CHARACTERS & set(self.names))}
        glyphs |= {code: glyph for glyph, code in self.codes.items()}
        for code, glyph in glyphs.items():
            shape = self.font["glyf"][glyph]
            drawn = shape.numberOfContours != 0
            bounds = (shape.xMin, shape.yMin, shape.xMax, shape.yMax) if drawn else (0, 0, 0, 0)
            slant = slants[glyph].Value if glyph in slants else 0
            top = tops[glyph].Value if glyph in tops else None
            table[chr(code)] = [self.font["hmtx"][glyph][0], *bounds, slant, top]
        return table

    def write(self, target: Path) -> None:
        vertical = self.stretches(STRETCHY, vertical=True)
        horizontal = self.stretches(WIDE, vertical=False)
        table = {
            "source": "STIX Two Math, Version 2.11 b159, SIL Open Font License 1.1",
            "constants": self.constants(),
            "vertical": vertical,
            "horizontal": horizontal,
            "glyphs": self.measures(),
        }
        for part in self.font["cmap"].tables:
            if part.isUnicode() and part.format in (4, 12):
                part.cmap.update(
                    {code: glyph for glyph, code in self.codes.items() if code < 0x10000 or part.format == 12}
                )
        cut(self.font, set(self.codes.values()) | (MATH_CHARACTERS & set(self.names)), [])
        del self.font["GSUB"], self.font["GPOS"], self.font["GDEF"]
        rename(self.font, "CalcViz Math", "Regular")
        set_line(self.font, *MATH_LINE)
        save(self.font, target / "CalcVizMath-Regular.ttf")
        lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in table.items())
        (target / "CalcVizMath-Regular.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("target", type=Path)
    places = parser.parse_args()
    Mathematics(places.sources / "STIXTwoMath-Regular.ttf").write(places.target)
    make_letters(places.sources, places.target, "Italic", ITALIC)
    make_letters(places.sources, places.target, "Bold", BOLD)
    make_text(places.sources, places.target, "Regular", "normal")
    make_text(places.sources, places.target, "Italic", "italic")
    for style in ("Regular", "Bold"):
        make_sans(places.sources, places.target, style)


if __name__ == "__main__":
    main()
