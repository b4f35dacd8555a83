"""The packet as a Word document: no word is lost, notes are comments, lines are numbered where they belong."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from generator.edition import Edition
from generator.packet import docx as writer
from generator.packet.manuscript import Choice, Copy, Document, Packet, Paper, Variant
from tests.packet_builders import HOSTILE, MOMENT, a_packet, only_letters, pieces
from tests.packet_cases import SAMPLE, SPANISH, a_packet_of
from tests.word_order import disorder

CHOICES = tuple(Choice(copy, variant) for copy in Copy for variant in Variant)
TEXT = ("Headline", "TextHeading", "Text", "TextQuotation", "TextItem")
SIGN, NUMBER = "Sign", "ParagraphNumber"


def written(packet: Packet) -> bytes:
    return writer.write(packet, MOMENT).data


def opened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


@pytest.fixture(scope="module")
def files() -> Mapping[Choice, bytes]:
    return {choice: written(a_packet(choice)) for choice in CHOICES}


@pytest.fixture(scope="module")
def teacher(files: Mapping[Choice, bytes]) -> WordDocument:
    return opened(files[Choice(Copy.TEACHER)])


@pytest.fixture(scope="module")
def student(files: Mapping[Choice, bytes]) -> WordDocument:
    return opened(files[Choice(Copy.STUDENT)])


def text_of(found: WordDocument) -> str:
    """The words of all documents as they are read, without signs and numbers."""
    texts = (
        text.text or ""
        for paragraph in found.paragraphs
        if paragraph._p.style in TEXT
        for run in paragraph._p.iter(qn("w:r"))
        if run.style not in (SIGN, NUMBER)
        for text in run.iter(qn("w:t"))
    )
    return only_letters("".join(texts))


def missing(text: str, packet: Packet) -> list[str]:
    return [piece for document in packet.documents for piece in pieces(document) if only_letters(piece) not in text]


def words_of(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def sections(found: WordDocument) -> Iterator[tuple[str, etree._Element]]:
    """The heading of each section and what is said of its sheet; the cover's is its title."""
    title = ""
    for element in found.element.body:
        if element.tag == qn("w:p") and element.style in ("Title", "Heading1"):
            title = words_of(element)
        for properties in element.iter(qn("w:sectPr")):
            yield title, properties


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return etree.fromstring(found.read(name))


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.words)
def test_every_six_words_of_every_document_are_in_the_file(files: Mapping[Choice, bytes], choice: Choice) -> None:
    """No copy loses, breaks or doubles a word of a text, whatever marks lie on it and however hostile it is."""
    assert missing(text_of(opened(files[choice])), a_packet(choice)) == []


@pytest.mark.parametrize("copy", Copy)
@pytest.mark.parametrize("story", [SAMPLE, SPANISH])
def test_every_six_words_of_real_articles_are_in_the_file(story: str, copy: Copy) -> None:
    """The sample and a story in Spanish keep every word in every copy."""
    packet = a_packet_of(story, Choice(copy))
    assert missing(text_of(opened(written(packet))), packet) == []


def test_what_looks_like_markup_or_a_field_stays_text(files: Mapping[Choice, bytes]) -> None:
    """The only fields are the page numbers at the foot; nothing that a text says becomes one, or an element."""
    data = files[Choice(Copy.TEACHER)]
    words = "".join(part(data, "word/document.xml").itertext())
    assert all(piece in words for piece in HOSTILE)
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        fields = [text for name in found.namelist() for text in re.findall(rb'w:instr="([^"]*)"', found.read(name))]
        assert not any(b"instrText" in found.read(name) for name in found.namelist())
    assert set(fields) == {b" PAGE ", b" NUMPAGES "}


def test_the_same_packet_gives_the_same_bytes(files: Mapping[Choice, bytes]) -> None:
    """Only the packet and the moment decide, also for the dates of comments."""
    again = written(a_packet(Choice(Copy.TEACHER)))
    later = writer.write(a_packet(Choice(Copy.TEACHER)), MOMENT + timedelta(days=400)).data
    assert files[Choice(Copy.TEACHER)] == again != later


def test_the_file_says_what_it_is(teacher: WordDocument) -> None:
    """Title with the copy, question, language and date stand in the properties; no trace of a template is left."""
    about = teacher.core_properties
    assert about.title == "Will Mill Bridge close? (teacher copy)"
    assert (about.subject, about.language) == (a_packet().question, "en")
    assert about.created == about.modified == MOMENT
    assert (about.author, about.comments, about.keywords) == ("Rashomon", "", "")


def test_a_long_title_and_question_are_cut_in_the_properties() -> None:
    """Word's properties have room for 255 characters; whose copy it is stays, and on the page nothing is cut."""
    title, question = "Will it close? " * 24, "W" * 400
    found = opened(written(replace(a_packet(), title=title.strip(), question=question)))
    about = found.core_properties
    assert about.title.endswith("Will it close?… (teacher copy)") and len(about.title) <= 255
    assert about.subject == "W" * 254 + "…"
    assert found.paragraphs[0].text == title.strip()


def test_the_cover_says_whose_copy_it_is() -> None:
    """Below the title stands what was asked for."""
    found = opened(written(a_packet(Choice(Copy.STUDENT, Variant.EASY_READ, blind=True))))
    assert [each.text for each in found.paragraphs[:2]] == [
        "Will Mill Bridge close?", "Student copy, easy read, outlets hidden",
    ]  # fmt: skip


def test_every_page_says_whose_copy_and_which_page_it_is(student: WordDocument) -> None:
    """A sheet that was lost can be put back: the foot has copy and page, the head the titles of packet and section."""
    feet = {shown(section.footer.paragraphs[0]._p) for section in student.sections}
    heads = [shown(section.header.paragraphs[0]._p) for section in student.sections]
    assert feet == {"Student copy\tpage { PAGE } of { NUMPAGES }"}
    assert heads == [
        "", *(f"Will Mill Bridge close?\t{section.title}" for section in a_packet(Choice()).sections),
    ]  # fmt: skip


def shown(line: etree._Element) -> str:
    """The words of a line, with tabs and fields as they are typed in Word."""
    signs = {qn("w:tab"): "\t", qn("w:t"): "", qn("w:fldSimple"): ""}
    return "".join(
        f"{{{found.get(qn('w:instr'))}}}" if found.tag == qn("w:fldSimple") else found.text or signs[found.tag]
        for found in line.iter(*signs)
        if found.getparent().tag != qn("w:tabs")
    )


def test_a_title_at_the_head_takes_one_line() -> None:
    """In large print a long title is cut after a word, so that the section's title stands beside it."""
    packet = replace(a_packet(Choice(variant=Variant.LARGE_PRINT)), title="Will the bridge at the mill close in May?")
    head = shown(opened(written(packet)).sections[1].header.paragraphs[0]._p)
    assert head == "Will the bridge at the…\tHow to read this packet"


def test_lines_are_numbered_in_documents_and_nowhere_else(teacher: WordDocument) -> None:
    """Every fifth line has a number that begins anew with each document; other sheets have none."""
    found = [(title, properties.find(qn("w:lnNumType"))) for title, properties in sections(teacher)]
    numbered = {title: lines for title, lines in found if lines is not None}
    assert [title for title, _ in found] == [
        "Will Mill Bridge close?", "How to read this packet", "Document A", "Document B", "Claim table", "Questions",
        "Notes on the documents",
    ]  # fmt: skip
    assert set(numbered) == {"Document A", "Document B"}
    assert all(lines.get(qn("w:countBy")) == "5" for lines in numbered.values())
    assert all(lines.get(qn("w:restart")) == "newSection" for lines in numbered.values())


def test_only_lines_of_the_article_are_counted(teacher: WordDocument) -> None:
    """Head notes, headings and words to know are left out of the count; the article's paragraphs are in it."""
    counted = {paragraph.style.style_id: _counts(teacher, paragraph.style.style_id) for paragraph in teacher.paragraphs}
    assert {style for style, counts in counted.items() if counts} == {"Text", "TextQuotation", "TextItem"}
    assert not any(_counts(teacher, style) for style in ("Header", "Footer"))


def _counts(found: WordDocument, style: str) -> bool:
    """Whether lines in a style are counted, by the style itself or by what it is based on."""
    element = found.styles.element.get_by_id(style)
    said = element.find(f"{qn('w:pPr')}/{qn('w:suppressLineNumbers')}")
    if said is not None:
        return said.get(qn("w:val")) == "0"
    based = element.find(qn("w:basedOn"))
    return based is None or _counts(found, based.get(qn("w:val")))


def test_paragraphs_bear_their_numbers(student: WordDocument) -> None:
    """`[3]` stands before the third paragraph; a headline and a gap have no number."""
    numbers = [run.text for paragraph in student.paragraphs for run in paragraph.runs if run._r.style == NUMBER]
    assert numbers == [f"[{at}]" for at in range(1, 8 + len(HOSTILE))] + ["[1]", "[2]"]


@pytest.mark.parametrize("copy", [Copy.DISCUSSION, Copy.TEACHER])
def test_notes_are_comments(files: Mapping[Choice, bytes], copy: Copy) -> None:
    """Each note is a comment with its heading, manner and words, by Rashomon, at the moment of the packet."""
    comments = list(opened(files[Choice(copy)]).comments)
    notes = [note for document in a_packet(Choice(copy)).documents for note in document.notes]
    assert [comment.text for comment in comments] == [
        "\n".join((f"{note.number}. {note.kind.capitalize()}: {note.heading}", note.manner, *note.words))
        for note in notes
    ]
    assert {(comment.author, comment.initials, comment.timestamp) for comment in comments} == {
        ("Rashomon", "R", MOMENT)
    }


@pytest.mark.parametrize("copy", Copy)
def test_notes_are_printed_without_comments(files: Mapping[Choice, bytes], copy: Copy) -> None:
    """The notes stand once more at the end, with their numbers: what, where and the words; a pupil has none."""
    found = opened(files[Choice(copy)])
    texts = [(each._p.style, shown(each._p).replace("\u00a0", " ")) for each in found.paragraphs]
    title = ("Heading1", "Notes on the documents")
    listed = texts[texts.index(title) + 1 :] if title in texts else []
    assert (
        listed
        == [
            ("Heading2", "Notes on Document A"),
            (
                "Note",
                "1\tFraming headline · Loaded word · “crumbling” · in the outlet’s voice · of the bridge, negative",
            ),
            ("Note", "2\tSource [1] · the mayor · “told the council” · named, official · Heard by the reporter."),
            ("Note", "3\tClaim [1] · Mill Bridge will close in May. · attributed to the mayor · number given: 1"),
            ("Note", f"4\tClaim [3] to [4] · Nobody was asked. · asserted in the outlet’s voice · {HOSTILE[1]}"),
            ("Heading2", "Notes on Document B"),
            ("Note", "1\tClaim [1] · El puente cerrará en mayo. · asserted in the outlet’s voice"),
        ][: 0 if copy is Copy.STUDENT else None]
    )


def test_the_list_of_notes_stands_in_two_columns_unless_type_is_large(files: Mapping[Choice, bytes]) -> None:
    """Small type is read in short lines; large print and easy read have one column."""
    columns = {
        variant: [one.get(qn("w:num")) for _, last in sections(opened(files[Choice(Copy.TEACHER, variant)]))
                  for one in last.iter(qn("w:cols"))]
        for variant in Variant
    }  # fmt: skip
    assert {variant: found[-1] for variant, found in columns.items()} == {
        Variant.STANDARD: "2", Variant.LARGE_PRINT: "1", Variant.EASY_READ: "1",
    }  # fmt: skip
    assert set(columns[Variant.STANDARD][:-1]) == {None}


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.words)
def test_word_finds_everything_in_the_order_that_it_wants(files: Mapping[Choice, bytes], choice: Choice) -> None:
    """No element of any part has a child that it may not have there, and none twice."""
    assert disorder(files[choice]) == []


def test_the_sample_is_in_the_order_that_word_wants() -> None:
    """The teacher's copy of real articles, too."""
    assert disorder(written(a_packet_of(SAMPLE, Choice(Copy.TEACHER)))) == []


def test_editions_are_different_files() -> None:
    """The classroom's and the public packet of a story are told apart by their identifiers."""
    packets = [a_packet_of(SAMPLE, Choice(), edition) for edition in Edition]
    found = {opened(written(packet)).core_properties.identifier for packet in packets}
    assert len(found) == len(Edition)


def test_a_comment_lies_on_the_words_of_its_passage(teacher: WordDocument) -> None:
    """The range of a comment holds the passage, over the edges of marks and of paragraphs."""
    assert _commented(teacher) == [
        "crumbling",
        "the mayor told the council on Monday",
        "on Monday that it will close in May",
        "Nobody was asked[4] The people who live on the far bank",
        "el puente del molino cerrará en mayo",
    ]


def _commented(found: WordDocument) -> list[str]:
    inside: dict[str, str] = {}
    open_now: set[str] = set()
    for element in found.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_now.add(element.get(qn("w:id")))
        elif element.tag == qn("w:commentRangeEnd"):
            open_now.discard(element.get(qn("w:id")))
        elif element.tag == qn("w:t"):
            inside |= {name: inside.get(name, "") + element.text for name in open_now}
    return [inside[str(at)] for at in range(len(inside))]


def test_the_student_reads_without_marks_and_notes(student: WordDocument) -> None:
    """The pupil sees the text alone, and the words that are explained."""
    marks = [
        run for paragraph in student.paragraphs if paragraph._p.style in TEXT
        for run in paragraph.runs if str(run._r.style).startswith("Mark")
    ]  # fmt: skip
    assert marks == [] and list(student.comments) == []
    assert [each.text for each in student.paragraphs if each._p.style == "WordToKnow"] == [
        "reeve: the person who looks after the roads of a parish"
    ]


def test_the_student_cannot_find_the_marks_in_word(student: WordDocument) -> None:
    """A bookmark stands on every paragraph, and else only where a link leads; a text is cut nowhere else."""
    for found in (student, opened(written(a_packet_of(SAMPLE, Choice())))):
        body = found.element.body
        linked = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
        names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))} - linked
        assert [name for name in names if not re.fullmatch(r"doc_[a-z]+_(p\d+|headline)", name)] == []
        cuts = sum(len(each.runs) - 3 for each in found.paragraphs if each._p.style == "Text" and len(each.runs) > 3)
        assert cuts <= 2 * len(linked)


@pytest.mark.parametrize(
    ("style", "line", "tinted"),
    [
        ("MarkClaim", "thick", False),
        ("MarkSource", "dottedHeavy", False),
        ("MarkFraming", "single", True),
        ("MarkClaimSource", "dashDotHeavy", False),
        ("MarkClaimFraming", "thick", True),
    ],
)
def test_marks_have_shapes(files: Mapping[Choice, bytes], style: str, line: str, tinted: bool) -> None:
    """Each layer, and each overlap, has a line or a ground of its own that a copier keeps."""
    properties = _style(files[Choice(Copy.TEACHER)], style)
    assert properties.find(qn("w:u")).get(qn("w:val")) == line
    assert (properties.find(qn("w:shd")) is not None) is tinted


def _style(data: bytes, name: str) -> etree._Element:
    styles = part(data, "word/styles.xml")
    (found,) = styles.xpath(f"w:style[@w:styleId='{name}']/w:rPr", namespaces={"w": qn("w:x")[1:-2]})
    return found


def test_easy_read_has_no_lines_under_words_and_no_italics(files: Mapping[Choice, bytes]) -> None:
    """Marks are boxes and grounds; the face is Atkinson Hyperlegible, and Word is told which one to take instead."""
    data = files[Choice(Copy.TEACHER, Variant.EASY_READ)]
    styles, fonts = part(data, "word/styles.xml"), part(data, "word/fontTable.xml")
    assert list(styles.iter(qn("w:u"), qn("w:i"), qn("w:jc"))) == []
    assert _style(data, "MarkClaim").find(qn("w:bdr")).get(qn("w:val")) == "single"
    assert _style(data, "MarkSource").find(qn("w:bdr")).get(qn("w:val")) == "dotted"
    assert [font.get(qn("w:name")) for font in fonts] == ["Atkinson Hyperlegible"]
    assert [name.get(qn("w:val")) for name in fonts.iter(qn("w:altName"))] == ["Verdana"]


def test_large_print_is_large_everywhere(files: Mapping[Choice, bytes]) -> None:
    """Nothing that is printed is smaller than 18 points, and the face is without serifs."""
    styles = part(files[Choice(Copy.STUDENT, Variant.LARGE_PRINT)], "word/styles.xml")
    sizes = [
        int(size.get(qn("w:val"))) / 2
        for style in styles
        if style.get(qn("w:styleId")) != "CommentReference"
        for size in style.iter(qn("w:sz"))
    ]
    assert min(sizes) == 18
    assert {face.get(qn("w:ascii")) for face in styles.iter(qn("w:rFonts"))} == {"Arial"}


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.words)
def test_every_link_leads_somewhere(files: Mapping[Choice, bytes], choice: Choice) -> None:
    """References and explained words lead to bookmarks that are there, each with a name of its own that Word allows."""
    body = part(files[choice], "word/document.xml")
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII) for name in names)
    assert links and set(links) <= set(names)


def test_a_reference_leads_to_the_words_that_it_is_about(teacher: WordDocument) -> None:
    """`Doc. A [2]` in an answer leads to the stretch of the text in which the passage begins."""
    body = teacher.element.body
    links = {words_of(link): link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    (mark,) = [each for each in body.iter(qn("w:bookmarkStart")) if each.get(qn("w:name")) == links["Doc. A [2]"]]
    assert words_of(mark.getnext()) == "four hundred lorries a day"


@pytest.mark.parametrize(("paper", "width", "height"), [(Paper.A4, 595, 842), (Paper.LETTER, 612, 792)])
def test_a_wide_sheet_lies_on_its_long_side(paper: Paper, width: int, height: int) -> None:
    """The claim table is landscape, everything else portrait, on the paper that was asked for."""
    found = opened(written(a_packet(Choice(paper=paper))))
    sheets = [(round(one.page_width / Pt(1)), round(one.page_height / Pt(1))) for one in found.sections]
    assert sheets == [(width, height)] * 4 + [(height, width), (width, height)]
    assert found.sections[4].orientation == WD_ORIENT.LANDSCAPE


def test_a_front_section_stands_before_the_cover() -> None:
    """The teacher's pages are i, ii, iii, so that the cover is page 1 in every copy."""
    packet = a_packet()
    front = replace(packet.sections[0], front=True)
    found = list(sections(opened(written(replace(packet, sections=(front, *packet.sections[1:]))))))
    counts = {title: properties.find(qn("w:pgNumType")).attrib for title, properties in found}
    assert [title for title, _ in found][:2] == ["How to read this packet", "Will Mill Bridge close?"]
    assert counts["How to read this packet"][qn("w:fmt")] == "lowerRoman"
    assert counts["Will Mill Bridge close?"][qn("w:start")] == "1"
    assert qn("w:start") not in counts["Document A"]


def test_no_foot_promises_a_number_of_pages_that_counts_the_teachers() -> None:
    """Word counts i, ii and iii with the others, so that with such pages the foot names the page alone."""
    packet = a_packet()
    front = replace(packet.sections[0], front=True)
    found = opened(written(replace(packet, sections=(front, *packet.sections[1:]))))
    assert {shown(section.footer.paragraphs[0]._p) for section in found.sections} == {"Teacher copy\tpage { PAGE }"}


def test_a_table_has_heads_that_repeat_and_room_to_write(student: WordDocument) -> None:
    """The head comes again on the next page, a row is not torn apart, an empty row is as high as was asked for."""
    table = student.tables[1]
    head, *rows = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert all(row.height >= Pt(4 * 12) for row in rows)
    caption = table._tbl.tblPr.find(qn("w:tblCaption"))
    assert caption.get(qn("w:val")) == "What each document does with each claim"


def test_a_key_is_set_in_smaller_type_unless_the_print_must_be_large() -> None:
    """A table that nobody writes in takes less room."""
    found = opened(written(a_packet_of(SAMPLE, Choice(Copy.TEACHER))))
    styles = [table.rows[1].cells[0].paragraphs[0].style for table in found.tables]
    sizes = {style.name: style.font.size.pt for style in styles}
    assert sizes["Small table text"] < sizes["Table text"]


def test_no_column_is_narrower_than_its_longest_word(files: Mapping[Choice, bytes]) -> None:
    """`Document` stands in one line, in large print, too, though its column was to have a tenth of the width."""
    first, *_ = opened(files[Choice(Copy.STUDENT, Variant.LARGE_PRINT)]).tables[0].columns
    assert first.width > Pt(len("Document") * 18 * 0.6)


def test_lines_to_write_on_and_the_name_line_are_there(student: WordDocument) -> None:
    """A question has the lines that were asked for, and a worksheet a line for name and class."""
    styles = [paragraph._p.style for paragraph in student.paragraphs]
    assert styles.count("Rule") == 2 + 3 * 3
    assert [each.text for each in student.paragraphs if each._p.style == "Name"] == ["Name \t  Class \t"] * 2


def test_a_list_goes_on_counting(student: WordDocument) -> None:
    """The third question is number 3, though a heading stands before it."""
    definitions = student.part.numbering_part.element
    starts = [int(each.get(qn("w:val"))) for each in definitions.iter(qn("w:startOverride"))]
    assert starts == [1, 1, 3]


def test_headings_are_headings(teacher: WordDocument) -> None:
    """Sections, headlines and subheadings stand in Word's outline, one level below the other."""
    levels = {
        style: _outline(teacher, style) for style in ("Heading1", "Heading2", "Heading3", "Headline", "TextHeading")
    }
    assert levels == {"Heading1": 0, "Heading2": 1, "Heading3": 2, "Headline": 1, "TextHeading": 2}


def _outline(found: WordDocument, style: str) -> int:
    element = found.styles.element.get_by_id(style)
    said = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    return (
        int(said.get(qn("w:val")))
        if said is not None
        else _outline(found, element.find(qn("w:basedOn")).get(qn("w:val")))
    )


def test_a_document_in_another_language_says_so(teacher: WordDocument) -> None:
    """Word checks Spanish as Spanish, in the text and in a quotation of ours."""
    spanish = {
        words_of(run)
        for run in teacher.element.body.iter(qn("w:r"))
        for language in run.iter(qn("w:lang"))
        if language.get(qn("w:val")) == "es"
    }
    assert {"el puente del molino cerrará en mayo", "«cerrará en mayo» ", "español"} <= spanish


def test_a_text_from_right_to_left_is_set_so() -> None:
    """The paragraphs of an Arabic document run from the right."""
    packet = a_packet()
    turned = tuple(
        replace(section, blocks=tuple(
            replace(block, language="ar") if isinstance(block, Document) and block.letter == "B" else block
            for block in section.blocks
        ))
        for section in packet.sections
    )  # fmt: skip
    data = written(replace(packet, sections=turned))
    found = opened(data)
    from_the_right = [each.text for each in found.paragraphs if each._p.pPr.find(qn("w:bidi")) is not None]
    assert [text[:3] for text in from_the_right] == ["[1]", "[2]"]
    assert disorder(data) == []


@pytest.mark.slow
def test_libreoffice_opens_the_files_and_saves_them_whole(files: Mapping[Choice, bytes], tmp_path: Path) -> None:
    """To OpenDocument and back again, every word of the texts and every comment is still there."""
    packets = {str(choice.copy): a_packet(choice) for choice in CHOICES if choice.variant is Variant.STANDARD}
    packets["sample"] = a_packet_of(SAMPLE, Choice(Copy.TEACHER))
    for name, packet in packets.items():
        (tmp_path / f"{name}.docx").write_bytes(written(packet))
    _convert("odt", tmp_path, *sorted(tmp_path.glob("*.docx")))
    _convert("docx", tmp_path / "back", *sorted(tmp_path.glob("*.odt")))
    for name, packet in packets.items():
        notes = [note for document in packet.documents for note in document.notes]
        back = docx.Document(str(tmp_path / "back" / f"{name}.docx"))
        words = only_letters("".join(_without_signs(back)))
        assert missing(words, packet) == [], name
        heads = sorted(f"{note.number}. {note.kind.capitalize()}: {note.heading}" for note in notes)
        assert sorted(comment.paragraphs[0].text for comment in back.comments) == heads, name


def _convert(to: str, folder: Path, *sources: Path) -> None:
    """Let LibreOffice save files in another format, with a profile of its own so that two runs do not meet."""
    office = shutil.which("soffice")
    assert office, "install LibreOffice: sh tests/office.sh"
    profile = f"-env:UserInstallation={(sources[0].parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", to, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def _without_signs(found: WordDocument) -> Iterator[str]:
    """The words of all paragraphs; LibreOffice names styles anew, so that a sign is known by what it is."""
    for paragraph in found.paragraphs:
        for run in paragraph._p.iter(qn("w:r")):
            if words_of(run) != "*":
                yield words_of(run)
