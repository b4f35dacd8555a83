"""Characters that a packet cannot carry."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Severity
from generator.model import BlockKind, Place
from generator.packet.characters import BREAK_HERE, REPLACEMENT, clean, fit
from generator.packet.manuscript import Document, Packet, Paragraph, Section, Stretch, TextBlock, Words
from generator.packet.pdf.faces import FOLDER, coverage, faces
from generator.packet.pdf.setting import SETTINGS, Variant
from tests.packet_builders import a_packet

LATIN = frozenset(range(0x20, 0x17F)) | {0x2019, 0x201C, 0x201D, 0x2026, 0xFFFD, 0x200B}


def a_text(*paragraphs: str, ours: str = "") -> Packet:
    """A packet of one document with these paragraphs, and a sheet with words of ours."""
    blocks = tuple(
        TextBlock(number, BlockKind.PARAGRAPH, (Stretch(text),)) for number, text in enumerate(paragraphs, 1)
    )
    document = Document("A", "corpus/mill-bridge/a.md", "", blocks)
    sheets = (
        Section("doc-a", "Document A", (document,)),
        Section("questions", "Questions", (Paragraph((Words(ours),)),)),
    )
    return replace(a_packet(hostile=False), sections=sheets, cover=())


def words(packet: Packet) -> list[str]:
    """The words of the first document, a paragraph each."""
    return [
        "".join(part.text for part in block.line if isinstance(part, Stretch)) for block in packet.documents[0].blocks
    ]


def test_a_clean_packet_is_left_as_it_is() -> None:
    """Nothing is changed where nothing is wrong, and nothing is said."""
    assert clean(a_packet()) == (a_packet(), ())


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x08", "\x1b", "\x7f", "\x84", "\u202a", "\u202e", "\u2066", "\u2069", "\ufffe", "\U0001ffff", "\ufdd0"],
)
def test_what_no_format_holds_is_taken_out_and_named(character: str) -> None:
    """Controls, turns of direction and noncharacters: left out, and reported with document and paragraph."""
    packet, findings = clean(a_text("Nothing here.", f"The br{character}idge."))
    assert words(packet) == ["Nothing here.", "The bridge."]
    assert [finding.code for finding in findings] == ["character-removed"]
    assert findings[0].place == Place("corpus/mill-bridge/a.md")
    assert findings[0].severity is Severity.WARNING
    assert findings[0].message.startswith(f"document A, paragraph 2 holds U+{ord(character):04X} ")


def test_line_breaks_become_spaces_without_a_word() -> None:
    """A text that was wrapped by hand flows like any other."""
    packet, findings = clean(a_text("one\ntwo\tthree\r\nfour\u2028five"))
    assert (words(packet), findings) == (["one two three four five"], ())


def test_a_character_is_reported_once_for_an_article() -> None:
    """A hundred backspaces are one finding, also where a sheet quotes the article."""
    _, findings = clean(a_text("a\x08b\x08c", "d\x08", ours="“a\x08b”"))
    assert len(findings) == 1


def test_a_character_of_our_own_words_is_reported_with_its_sheet() -> None:
    """What stands in no article is found where it stands."""
    _, findings = clean(a_text("Clean.", ours="Why\x08?"))
    assert [finding.message.partition(" holds")[0] for finding in findings] == ["the sheet “Questions”"]
    assert findings[0].place == Place("corpus/mill-bridge")


def test_many_missing_characters_are_counted_and_not_listed() -> None:
    """An article in another script gives a handful of findings, not hundreds."""
    _, findings = fit(a_text("".join(chr(code) for code in range(0x4E00, 0x4E40))), LATIN)
    assert len(findings) == 4
    assert "61 more such characters" in findings[-1].message


def test_missing_characters_are_seen_and_named() -> None:
    """A sign stands for each, and the finding gives number, name and place."""
    packet, findings = fit(a_text("Fine.", "A smile 🙂 and مر."), LATIN)
    assert words(packet)[1] == f"A smile {REPLACEMENT} and {REPLACEMENT * 2}."
    assert [finding.code for finding in findings] == ["character-not-in-fonts"] * 3
    assert "document A, paragraph 2 holds U+1F642 SLIGHTLY SMILING FACE" in findings[0].message
    assert "U+0645 ARABIC LETTER MEEM" in findings[1].message


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\u2003b\u202fc", "a b c"),
        ("re\u2011use", "re-use"),
        ("ﬁnd", "find"),
        ("a\u2060b\ufeffc\ufe0f", "abc"),
        ("👩\u200d👧", REPLACEMENT * 2),
    ],
)
def test_what_looks_the_same_is_printed_without_a_word(text: str, printed: str) -> None:
    """Spaces, hyphens and ligatures that the fonts lack have others that they have; the invisible stays so."""
    packet, findings = fit(a_text(text), LATIN)
    assert words(packet) == [printed]
    assert not [finding for finding in findings if "EMOJI" not in finding.message and REPLACEMENT not in printed]


def test_a_long_token_may_be_broken() -> None:
    """Only tokens of more than 30 letters are touched, and nothing is lost."""
    packet, findings = fit(a_text("x" * 30, "a " + "y" * 31 + " b", "z\u0301" * 40), LATIN | {0x301})
    assert words(packet)[0] == "x" * 30
    assert words(packet)[1].replace(BREAK_HERE, "") == "a " + "y" * 31 + " b"
    assert BREAK_HERE in words(packet)[1]
    assert BREAK_HERE + "\u0301" not in words(packet)[2]
    assert not findings


@given(st.text(), st.sampled_from(Variant))
def test_after_both_only_characters_of_the_fonts_are_left(text: str, variant: Variant) -> None:
    """Whatever an article holds, the fonts have every character that is to be printed, or need none."""
    known = coverage(SETTINGS[variant])
    packet, _ = fit(clean(a_text(text))[0], known)
    assert all(ord(character) in known or character == BREAK_HERE for each in words(packet) for character in each)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttf")), ids=lambda path: path.stem)
def test_the_coverage_is_what_the_fonts_have(path: object) -> None:
    """The list of characters and widths is made from the fonts that are in the package."""
    font = TTFont(path)
    name = font["name"].getDebugName(1)
    face, cmap = faces()[name], font.getBestCmap()
    assert face.characters <= cmap.keys()
    assert REPLACEMENT in map(chr, face.characters)
    if font["name"].getDebugName(2) == "Regular":
        scale = 1000 / font["head"].unitsPerEm
        assert all(abs(font["hmtx"][cmap[ord(key)]][0] * scale - width) <= 1 for key, width in face.widths.items())


def test_every_font_stands_beside_its_licence_under_a_name_that_it_may_have() -> None:
    """The licence of each family is in the package; a joined font does not bear a reserved name."""
    for path in FOLDER.glob("*.ttf"):
        licence = (FOLDER / f"LICENSE-{path.stem.partition('-')[0]}.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        font = TTFont(path)
        assert "Source" not in font["name"].getDebugName(1)
        assert font["name"].getDebugName(0) in licence


def test_every_variant_prints_european_scripts() -> None:
    """Spanish, French, Polish, Turkish, Vietnamese, Greek and Russian need no other font."""
    sample = "¿Qué? « œuvre » Łódź İstanbul Việt Nam Ελλάδα Россия – — … “ ” ‘ ’ • € £"
    for variant in Variant:
        missing = set(sample) - {chr(code) for code in coverage(SETTINGS[variant])}
        assert not missing, [unicodedata.name(each) for each in missing]
