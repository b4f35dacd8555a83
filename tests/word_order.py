"""The order in which Word wants the children of an element (ECMA-376, part 1, annex A: xsd:sequence).

Other programs read them in any order; Word says of a file in the wrong one that it is damaged.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise

from docx.oxml.ns import qn
from lxml import etree

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "sectPr": "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "trPr": "cnfStyle|divId|gridBefore|gridAfter|wBefore|wAfter|cantSplit|trHeight|tblHeader|tblCellSpacing|jc|hidden "
    "ins del trPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tbl": "bookmarkStart|bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
}
MANY = {"headerReference", "footerReference", "tr", "tc", "tblStylePr", "abstractNum", "num", "lvl", "lvlOverride"}
FIRST = {"p": "pPr", "r": "rPr", "tc": "tcPr"}


def disorder(data: bytes) -> list[str]:
    """What Word would not read in a DOCX: the part, the element and the child that is wrong there."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        parts = [name for name in found.namelist() if name.startswith("word/") and name.endswith(".xml")]
        trees = {name: etree.fromstring(found.read(name)) for name in parts}
    return [f"{name}: {fault}" for name, tree in trees.items() for each in tree.iter(qn("w:*")) for fault in _in(each)]


def _in(element: etree._Element) -> Iterator[str]:
    name, children = _name(element), [_name(child) for child in element]
    if name in ORDERS:
        places = {child: at for at, group in enumerate(ORDERS[name].split()) for child in group.split("|")}
        yield from (f"{name} has no {child}" for child in children if child not in places)
        known = [child for child in children if child in places]
        yield from (f"{name}: {b} after {a}" for a, b in pairwise(known) if places[b] < places[a])
        yield from (f"{name}: {child} twice" for child in {*known} - MANY if known.count(child) > 1)
    if FIRST.get(name) in children[1:]:
        yield f"{name}: {FIRST[name]} is not its first"
    if name == "tc" and children[-1:] != ["p"]:
        yield "tc does not end with a paragraph"


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
