"""Elements of WordprocessingML (ECMA-376, part 1) that python-docx has no words for."""

from __future__ import annotations

from typing import Any, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.parfmt import CT_PPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

# What stands after the properties that are set here; the schema wants an order (17.3.1.26).
_AFTER_NUMBER = (
    "w:suppressLineNumbers", "w:pBdr", "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap",
    "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN",
)  # fmt: skip
_AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


def made(tag: str, *children: Any, **attributes: str | int) -> BaseOxmlElement:
    """An element of the namespace `w` with these attributes and children."""
    element = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def number(paragraph: Paragraph, numbering: int, level: int) -> None:
    """Make the paragraph an entry of a list."""
    entry = made("numPr", made("ilvl", val=level), made("numId", val=numbering))
    _properties(paragraph).insert_element_before(entry, *_AFTER_NUMBER, "w:bidi", *_AFTER_BIDI)


def from_the_right(paragraph: Paragraph) -> None:
    """Let the paragraph run from right to left."""
    _properties(paragraph).insert_element_before(made("bidi"), *_AFTER_BIDI)


def _properties(paragraph: Paragraph) -> CT_PPr:
    return paragraph._p.get_or_add_pPr()
