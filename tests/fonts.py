"""Make the packet's fonts: `python -m tests.fonts`, which needs npm. The same packages give the same bytes.

Fontsource publishes each style cut into subsets in WOFF2, which Typst cannot read. Here the subsets are joined to
one TrueType file a style, without hints, and with a glyph for U+FFFD, which stands for characters that the fonts lack.
The copyright of the Source fonts reserves their name for unchanged ones, so the joined ones have names of ours
(SIL Open Font License 1.1, condition 3).
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from copy import deepcopy
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "generator" / "packet" / "pdf" / "fonts"
FAMILIES = {
    "Rashomon Serif": ("source-serif-4", "5.3.1"),
    "Rashomon Sans": ("source-sans-3", "5.3.1"),
    "Atkinson Hyperlegible Next": ("atkinson-hyperlegible-next", "5.3.0"),
}
WEIGHTS = {"Regular": 400, "Bold": 700}
SUBSETS = ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext")
FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")
REPLACEMENT = 0xFFFD
PUNCTUATION = range(0x2010, 0x2040)
COPYRIGHT, LICENCE, LICENCE_URL, VERSION = 0, 13, 14, 5


def fetched(folder: Path) -> Path:
    """The folder in which npm has put the packages."""
    packages = [f"@fontsource/{name}@{version}" for name, version in FAMILIES.values()]
    npm = ("npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", "--no-save")
    subprocess.run([*npm, *packages], check=True, capture_output=True)
    return folder / "node_modules" / "@fontsource"


def joined(folder: Path, family: str, style: str, scratch: Path) -> TTFont:
    """One style of a family with the characters of all its subsets."""
    name, weight = FAMILIES[family][0], WEIGHTS[style]
    parts = []
    for subset in SUBSETS:
        source = folder / name / "files" / f"{name}-{subset}-{weight}-normal.woff2"
        if source.is_file():
            part = TTFont(source)
            part.flavor = None
            parts.append(scratch / f"{subset}.ttf")
            part.save(parts[-1])
    return Merger().merge([str(part) for part in parts])


def slim(font: TTFont) -> TTFont:
    """The font without hints and features that the packet does not use."""
    options = Options(layout_features=list(FEATURES), hinting=False, notdef_outline=True, glyph_names=False)
    options.name_IDs = [COPYRIGHT, VERSION, LICENCE, LICENCE_URL]
    options.drop_tables += ["BASE", "STAT", "gasp"]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    return font


def named(font: TTFont, family: str, style: str) -> TTFont:
    """The font with its names, its weight, and a glyph for U+FFFD that looks like the one for a missing character."""
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}
    names[3] = f"{names[6]};joined from Fontsource {FAMILIES[family][1]}"
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["OS/2"].fsSelection = 1 << (5 if bold else 6)
    font["head"].macStyle = int(bold)
    _add_replacement(font)
    return font


def _add_replacement(font: TTFont) -> None:
    glyph = "uniFFFD"
    font["glyf"][glyph] = deepcopy(font["glyf"][".notdef"])
    font["hmtx"][glyph] = font["hmtx"][".notdef"]
    for table in font["cmap"].tables:
        table.cmap[REPLACEMENT] = glyph


def coverage(fonts: dict[str, list[TTFont]]) -> dict[str, object]:
    """For each family the characters that all its styles have, as ranges, and advance widths of the regular style.

    Widths are thousandths of the type size, for the characters up to U+024F and common punctuation.
    """
    found: dict[str, object] = {}
    for family, styles in fonts.items():
        shared = sorted(set.intersection(*(set(font.getBestCmap()) for font in styles)))
        regular = styles[0]
        cmap, scale = regular.getBestCmap(), 1000 / regular["head"].unitsPerEm
        widths = {
            chr(code): round(regular["hmtx"][cmap[code]][0] * scale)
            for code in shared
            if code <= 0x24F or code in PUNCTUATION
        }
        found[family] = {"characters": _ranges(shared), "widths": widths}
    return found


def _ranges(codes: list[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ranges


def write(source: Path, target: Path) -> None:
    """Write the fonts made from the packages in `source`, their licences and their coverage to `target`."""
    made: dict[str, list[TTFont]] = {}
    for family, (name, _) in FAMILIES.items():
        for style in WEIGHTS:
            with tempfile.TemporaryDirectory() as scratch:
                font = named(slim(joined(source, family, style, Path(scratch))), family, style)
            font.recalcTimestamp = False
            font["head"].created = font["head"].modified = 0
            font.save(target / f"{family}-{style}.ttf".replace(" ", ""))
            made.setdefault(family, []).append(font)
        licence = (source / name / "LICENSE").read_text("utf-8")
        copyright_line = made[family][0]["name"].getDebugName(COPYRIGHT)
        (target / f"LICENSE-{family}.txt".replace(" ", "")).write_text(f"{copyright_line}\n\n{licence}", "utf-8")
    (target / "coverage.json").write_text(json.dumps(coverage(made), separators=(",", ":")) + "\n", "utf-8")


def main() -> None:
    """Fetch the packages, and write generator/packet/pdf/fonts/."""
    with tempfile.TemporaryDirectory() as folder:
        write(fetched(Path(folder)), FONTS)


if __name__ == "__main__":
    main()
