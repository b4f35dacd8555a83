"""The PDF of a packet, read with poppler and pikepdf: nothing of Typst is trusted."""

from __future__ import annotations

import datetime
import hashlib
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from generator.model import BlockKind
from generator.packet import pdf
from generator.packet.manuscript import (
    Choice,
    Copy,
    Document,
    Packet,
    Paper,
    Paragraph,
    Row,
    Section,
    Stretch,
    Table,
    TextBlock,
    Variant,
    Words,
)
from generator.packet.pdf.setting import PAPERS, SETTINGS
from tests.packet_builders import HOSTILE, MOMENT, a_packet, many_documents, only_letters, pieces
from tests.packet_cases import SAMPLE, a_packet_of
from tests.pdf_pages import Sheet, Word, aloud, lines, poppler, sheets, spoken

FOLDER = Path(tempfile.mkdtemp(prefix="rashomon-pdf-"))
STUDENT, TEACHER = Choice(Copy.STUDENT), Choice(Copy.TEACHER)
CHOICES = [Choice(copy, variant) for copy in Copy for variant in Variant]
# Poppler needs seconds for the structure of a marked text; what stands on paper is compared in all copies.
READ_ALOUD = [
    *(Choice(variant=variant) for variant in Variant),
    Choice(Copy.DISCUSSION),
    Choice(Copy.TEACHER, Variant.EASY_READ),
]
BY_NAME = {"ids": lambda choice: choice.words}


@cache
def printed(packet: Packet) -> Path:
    """The packet as a file."""
    path = FOLDER / f"{hashlib.sha256(repr(packet).encode()).hexdigest()}.pdf"
    path.write_bytes(pdf.write(packet, MOMENT).data)
    return path


def sample(choice: Choice) -> Packet:
    """The sample's packet."""
    return a_packet_of(SAMPLE, choice)


def texts(choice: Choice) -> Packet:
    """The sample's packet without its worksheets."""
    packet = sample(choice)
    return replace(packet, sections=tuple(each for each in packet.sections if each.id.startswith("doc-")))


def unexplained(packet: Packet) -> Packet:
    """The packet without the list of notes, over whose structure poppler takes half a minute."""
    return replace(
        packet,
        sections=tuple(
            replace(
                section,
                blocks=tuple(
                    replace(block, notes=()) if isinstance(block, Document) else block for block in section.blocks
                ),
            )
            for section in packet.sections
        ),
    )


def a_text(*paragraphs: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Packet:
    """A packet of one document with these paragraphs."""
    blocks = tuple(TextBlock(number, kind, (Stretch(text),)) for number, text in enumerate(paragraphs, 1))
    document = Document("A", "corpus/mill-bridge/a.md", "", blocks)
    return replace(a_packet(STUDENT), sections=(Section("doc-a", "Document A", (document,)),))


def pages_of(path: Path, letter: str) -> list[Sheet]:
    """The pages on which the text of a document stands."""
    return [sheet for sheet in sheets(path) if sheet.head.endswith(f" Document {letter}")]


def text_lines(packet: Packet, document: Document) -> list[tuple[int, tuple[Word, ...]]]:
    """The lines of a text as they follow one another on its pages, without the headline, each with its page.

    What is not the next words of the article is passed over: notes, numbers, heads, explanations.
    """
    setting, text, at = SETTINGS[packet.choice.variant], running_text(document), 0
    found = []
    for number, sheet in enumerate(pages_of(printed(packet), document.letter)):
        right = sheet.width - setting.right(packet.choice.paper) + 1
        inside = [word for word in sheet.words if setting.outer - 1 <= word.left and word.right <= right]
        for line in lines([word for word in inside if not re.fullmatch(r"\[\d+\]|•", word.text)]):
            letters = letters_of(line)
            if letters and text.startswith(letters, at):
                at += len(letters)
                found.append((number, line))
    return found


def letters_of(line: tuple[Word, ...]) -> str:
    """The letters of a line."""
    return without_stars("".join(word.text for word in line))


def running_text(document: Document) -> str:
    """The text without its headline and without white space."""
    blocks = (block for block in document.blocks if block.number != 0)
    return without_stars("".join(_text(block) for block in blocks))


def without_stars(text: str) -> str:
    """Letters and signs but the sign of an explained word."""
    return only_letters(text).replace("*", "")


def _text(block: TextBlock) -> str:
    return "".join(part.text for part in block.line if isinstance(part, Stretch | Words))


@pytest.mark.parametrize("choice", READ_ALOUD, **BY_NAME)
def test_every_six_words_of_every_text_are_read_aloud(choice: Choice) -> None:
    """Nothing of an article is lost between the corpus and the structure of the PDF."""
    for packet in (a_packet(choice), unexplained(texts(choice))):
        words = only_letters(re.sub(r'"\n +"', "", _without_notes(spoken(printed(packet)))))
        for document in packet.documents:
            missing = [piece for piece in pieces(document) if only_letters(piece) not in words]
            assert not missing


def _without_notes(structure: str) -> str:
    """What is read aloud, without the footnotes and their signs."""
    kept, skipped = [], -1
    for line in structure.split("\n"):
        depth = len(line) - len(line.lstrip())
        if skipped >= 0 and depth > skipped:
            continue
        skipped = depth if re.match(r" *(Note|Lbl) ", line) else -1
        if skipped < 0 and line.lstrip().startswith('"'):
            kept.append(line.strip()[1:-1])
    return "".join(kept)


@pytest.mark.parametrize("choice", [*CHOICES, Choice(paper=Paper.LETTER)], **BY_NAME)
def test_the_lines_on_paper_are_the_article_from_its_first_word_to_its_last(choice: Choice) -> None:
    """Who reads down the column reads the article, and all of it, in every copy, set in any way."""
    for packet in (a_packet(choice), texts(choice)):
        for document in packet.documents:
            seen = "".join(letters_of(line) for _, line in text_lines(packet, document))
            assert seen == running_text(document)


@pytest.mark.parametrize("variant", Variant)
def test_all_copies_break_lines_and_pages_alike(variant: Variant) -> None:
    """Every word of a text stands at the same place of the page in student, discussion and teacher copies."""
    for make in (a_packet, texts):
        copies = [make(Choice(copy, variant)) for copy in Copy]
        for documents in zip(*(packet.documents for packet in copies), strict=True):
            first, *others = map(text_lines, copies, documents)
            assert first
            for other in others:
                assert other == first


def test_both_papers_break_the_lines_alike() -> None:
    """A line has the same number on A4 and on Letter."""
    papers = [texts(Choice(paper=paper)) for paper in Paper]
    for documents in zip(*(packet.documents for packet in papers), strict=True):
        one, other = (
            [letters_of(line) for _, line in text_lines(*each)] for each in zip(papers, documents, strict=True)
        )
        assert one == other


def test_all_copies_have_the_documents_on_the_same_page_numbers() -> None:
    """“Turn to page 9” is the same page for pupils and teacher, whose own pages are counted apart."""
    feet = []
    for copy in Copy:
        packet = sample(Choice(copy))
        found = [sheet.foot for each in packet.documents for sheet in pages_of(printed(packet), each.letter)]
        feet.append([re.sub(r".* (page \d+) of .*", r"\1", foot) for foot in found])
    assert feet[0] == feet[1] == feet[2]
    assert sheets(printed(sample(TEACHER)))[0].foot.endswith("page i")


def lines_of_passages(packet: Packet, document: Document) -> dict[str, str]:
    """For each passage the lines that it stands on, counted from what poppler sees, as a reference says them."""
    text, starts, ends = "", {}, {}
    for block in (block for block in document.blocks if block.number != 0):
        for part in block.line:
            if isinstance(part, Stretch):
                starts |= {name: len(text) for name in part.begins}
            text += without_stars(part.text) if isinstance(part, Stretch | Words) else ""
            if isinstance(part, Stretch):
                ends |= {name: len(text) - 1 for name in part.ends}
    counts = [number for number, (_, line) in enumerate(text_lines(packet, document), 1) for _ in letters_of(line)]
    assert len(counts) == len(text)
    known = starts.keys() & ends.keys()
    spans = {name: sorted({counts[starts[name]], counts[ends[name]]}) for name in known}
    return {
        name: f"line {first}" if first == last else f"lines {first}–{last}"
        for name, (first, *_, last) in ((name, (*span, span[-1])) for name, span in spans.items())
    }


@pytest.mark.parametrize("variant", Variant)
def test_references_give_the_lines_on_which_the_passages_stand(variant: Variant) -> None:
    """Every note of the teacher's copy names the lines that a pupil counts on the page."""
    for packet in (a_packet(Choice(Copy.TEACHER, variant)), texts(Choice(Copy.TEACHER, variant))):
        words = only_letters(poppler("pdftotext", "-raw", str(printed(packet)), "-"))
        for document in packet.documents:
            where, at = lines_of_passages(packet, document), words.index(f"NotesonDocument{document.letter}")
            for note in document.notes:
                place = note.reference.words.removeprefix(f"Doc. {document.letter}").lstrip(", ")
                line = f", {where[note.passage]}" if note.passage in where else ""
                at = words.index(only_letters(f"{note.kind.capitalize()} {place}{line}{note.heading}"), at)


@pytest.mark.parametrize("choice", CHOICES, **BY_NAME)
def test_the_file_tells_readers_of_every_kind_what_it_is(choice: Choice) -> None:
    """Language, title, tags, headings, heads of tables: what PDF/UA-1 asks for and pikepdf can see."""
    with pikepdf.open(printed(a_packet(choice))) as file:
        assert str(file.Root.Lang) == "en"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        metadata = file.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == f"Will Mill Bridge close? – {choice.words.capitalize()}"
        kinds = Counter(kinds_of(file.Root.StructTreeRoot))
        assert {"/H1", "/H2", "/H3", "/P", "/TH", "/TD", "/L", "/BlockQuote", "/Note"} <= kinds.keys()
        assert str(file.Root.Outlines.First.Title)
        languages = {str(each.Lang) for each in elements(file.Root.StructTreeRoot) if "/Lang" in each}
        assert "es" in languages


def elements(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every element of the structure."""
    waiting = [root]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            waiting += list(each)
        elif isinstance(each, pikepdf.Dictionary) and "/K" in each:
            yield each
            waiting.append(each.K)


def kinds_of(root: pikepdf.Object) -> Iterator[str]:
    """The kinds of the elements."""
    return (str(each.S) for each in elements(root) if "/S" in each)


def fonts(path: Path) -> list[list[str]]:
    """The fonts of a file: name and, at the end, embedded, subset, unicode, object numbers."""
    return [line.split() for line in poppler("pdffonts", str(path)).split("\n")[2:] if line]


@pytest.mark.parametrize("choice", CHOICES, **BY_NAME)
def test_every_font_is_in_the_file_and_none_is_italic(choice: Choice) -> None:
    """The packet looks the same on every machine; slanted letters are hard to read for many."""
    rows = fonts(printed(a_packet(choice)))
    assert rows
    assert all(row[-5] == "yes" for row in rows)
    assert not any("Italic" in row[0] or "Oblique" in row[0] for row in rows)
    names = {re.sub(r"^.*\+|-.*$", "", row[0]) for row in rows}
    expected = {
        Variant.STANDARD: {"RashomonSerif", "RashomonSans"},
        Variant.LARGE_PRINT: {"RashomonSans"},
        Variant.EASY_READ: {"AtkinsonHyperlegibleNext"},
    }
    assert names == expected[choice.variant]


def test_two_processes_make_the_same_bytes() -> None:
    """Who builds a packet again has the same file, on the same day or another."""
    program = (
        "import hashlib, sys; from generator.packet import pdf; from tests.packet_builders import MOMENT, a_packet;"
        "print(hashlib.sha256(pdf.write(a_packet(), MOMENT).data).hexdigest())"
    )
    root = Path(__file__).parents[1]
    sums = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True, env=env
        ).stdout.strip()
        for env in ({"TZ": "UTC"}, {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"})
    }
    assert sums == {hashlib.sha256(printed(a_packet()).read_bytes()).hexdigest()}


def test_the_moment_is_the_date_of_the_file() -> None:
    """The date of the file is the one that was asked for, not the one of the clock."""
    with pikepdf.open(printed(a_packet())) as file:
        stated = str(file.docinfo["/CreationDate"])
    assert stated.startswith(MOMENT.astimezone(datetime.UTC).strftime("D:%Y%m%d%H%M%S"))


def test_words_that_look_like_commands_are_words() -> None:
    """Markup of Typst, XML, Jinja or Word is printed as it is written, wherever it stands."""
    packet = a_packet(TEACHER)
    read = only_letters(aloud(printed(packet)))
    assert all(only_letters(text) in read for text in HOSTILE)
    strange = replace(
        packet, title="#panic() $x", question=HOSTILE[4], sections=(*packet.sections, *_everywhere(HOSTILE[4]))
    )
    read = only_letters(aloud(printed(strange)))
    assert only_letters("#panic() $x") in read
    assert read.count(only_letters(HOSTILE[4])) >= 4


def _everywhere(text: str) -> Iterator[Section]:
    words = (Words(text),)
    table = Table(text, (1, 1), (words, words), (Row(((words,), (words,))),))
    yield Section("strange", text, (Paragraph(words), table))


def test_a_character_that_the_fonts_lack_is_seen_as_missing() -> None:
    """An emoji neither stops the class nor vanishes: a sign stands in its place, and the finding names it."""
    packet = a_text("The mayor 🙂 said so.", "مرحبا")
    written = pdf.write(packet, MOMENT)
    assert "U+1F642 SLIGHTLY SMILING FACE" in written.findings[0].message
    assert only_letters("The mayor \ufffd said so.") in only_letters(aloud(printed(packet)))


def test_a_word_without_end_stays_on_the_page() -> None:
    """A token of 400 letters is broken instead of running over the edge."""
    packet = a_text("Before " + "x" * 400 + " after, and https://example.org/" + "path/" * 60)
    assert "x" * 400 in running_text(packet.documents[0])
    assert len(text_lines(packet, packet.documents[0])) > 8
    assert "\u200b" not in aloud(printed(packet))


@pytest.mark.parametrize("copy", Copy)
def test_large_print_is_large_and_in_one_column(copy: Copy) -> None:
    """All that is to be read is at least 18 points high; only the numbers over marks are smaller."""
    packet = sample(Choice(copy, Variant.LARGE_PRINT))
    xml = poppler("pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", str(printed(packet)))
    sizes = {font: int(size) for font, size in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', xml)}
    texts = re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', xml)
    small = {re.sub(r"<.*?>|\s", "", text) for font, text in texts if sizes[font] < 18}
    assert all(re.fullmatch(r"[\d*]*", text) for text in small), small
    for document in packet.documents:
        starts = [line[0].left for _, line in text_lines(packet, document)]
        assert max(starts) - min(starts) < 72


@pytest.mark.parametrize("copy", Copy)
def test_easy_read_has_no_lines_under_words(copy: Copy) -> None:
    """For readers whom underlines disturb, marks are boxes and tints."""
    assert "/Underline" not in spoken(printed(unexplained(texts(Choice(copy, Variant.EASY_READ)))))


def test_marks_differ_by_shape() -> None:
    """Claim and source are lines under the words, framing a tint; a pupil's copy has none of them."""
    structure = spoken(printed(a_packet(TEACHER)))
    assert re.search(r'/BackgroundColor[^"]*"c"\s+"rumbling"', structure)
    assert re.search(r'/TextDecorationType /Underline\s+"t"\s+"he mayor told the council "', structure)
    pupil = spoken(printed(a_packet(STUDENT))).partition('"Document A"')[2].partition('"Claim table"')[0]
    assert "/Underline" not in pupil
    assert "/BackgroundColor" not in pupil


def small_words(packet: Packet, letter: str, size: float) -> list[tuple[int, Word]]:
    """The words of a document's pages in a size of type, each with its page."""
    scale = 1.424  # ascender and descender of the sans
    return [
        (number, word)
        for number, sheet in enumerate(pages_of(printed(packet), letter))
        for word in sheet.words
        if abs(word.height - size * scale) < 0.15
    ]


@pytest.mark.parametrize("paper", Paper)
def test_every_mark_has_its_number_over_it_and_its_note_beside_it(paper: Paper) -> None:
    """Of every note of the sample the number stands at its mark and in the margin, and no two touch each other."""
    setting = SETTINGS[Variant.STANDARD]
    for packet in (texts(Choice(Copy.DISCUSSION, paper=paper)), texts(Choice(Copy.TEACHER, paper=paper))):
        edge = PAPERS[paper][0] - setting.right(paper)
        for document in packet.documents:
            raised = small_words(packet, document.letter, setting.raised)
            assert sorted(int(word.text) for _, word in raised) == [note.number for note in document.notes]
            entries = [each for each in small_words(packet, document.letter, setting.entry) if each[1].left > edge]
            rows = sorted({(page, round(word.top, 1)) for page, word in entries})
            assert all(below - above > 8.9 for (one, above), (two, below) in pairwise(rows) if one == two)
            numbers = [int(word.text) for _, word in entries if abs(word.left - edge - 16) < 1 and word.text.isdigit()]
            assert set(numbers) >= {note.number for note in document.notes}
    assert not small_words(texts(Choice(paper=paper)), "A", setting.raised)


@pytest.mark.parametrize("choice", [*CHOICES, Choice(Copy.TEACHER, paper=Paper.LETTER)], **BY_NAME)
def test_nothing_stands_outside_the_margins(choice: Choice) -> None:
    """No word runs over the edge of the sheet or into the foot, and wide sections lie on their side."""
    width, height = PAPERS[choice.paper]
    for packet in (a_packet(choice), sample(choice)):
        found = sheets(printed(packet))
        assert {(sheet.width, sheet.height) for sheet in found} == {(width, height), (height, width)}
        for sheet in found:
            assert min(word.left for word in sheet.words) > 24
            assert max(word.right for word in sheet.words) < sheet.width - 24
            assert max(word.bottom for word in sheet.words) < sheet.height - 24


def test_no_text_of_the_sample_ends_with_a_few_lines_on_a_page_of_their_own() -> None:
    """A page is not spent on less than seven lines."""
    for paper in Paper:
        packet = texts(Choice(paper=paper))
        for document in packet.documents:
            counts = Counter(page for page, _ in text_lines(packet, document))
            assert counts[max(counts)] > 6, (paper, document.letter)


def test_the_first_and_every_fifth_line_are_counted() -> None:
    """The numbers at the left edge are 1, 5, 10, 15 …, anew in each document, on the lines that they count."""
    packet = texts(STUDENT)
    for document in packet.documents:
        tops = [(page, line[0].bottom) for page, line in text_lines(packet, document)]
        numbers = [
            (page, int(word.text), word.bottom)
            for page, word in small_words(packet, document.letter, SETTINGS[Variant.STANDARD].number)
            if word.right < SETTINGS[Variant.STANDARD].outer
        ]
        assert [number for _, number, _ in numbers] == [1, *range(5, len(tops) + 1, 5)]
        for page, number, bottom in numbers:
            assert tops[number - 1][0] == page
            assert abs(tops[number - 1][1] - bottom) < 4


def test_a_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    """On every page of a long table stand the heads of its columns, and no row goes over two pages."""
    words = (Words("some words in a cell that take more than one line of it, as cells often do in such tables"),)
    rows = tuple(Row((((Words(f"row-{at}"),),), (words,), ((Words(f"end-{at}"),),))) for at in range(60))
    table = Table("Rows", (1, 1, 1), ((Words("Rows"),), (Words("Wordings"),), (Words("Ends"),)), rows)
    packet = replace(a_packet(STUDENT), sections=(Section("rows", "A table", (table,)),))
    found = [sheet for sheet in sheets(printed(packet)) if sheet.head.endswith("A table")]
    assert len(found) > 1
    for sheet in found:
        texts = [word.text for word in sheet.words]
        assert "Wordings" in texts
        assert {text[4:] for text in texts if text.startswith("row-")} == {
            text[4:] for text in texts if text.startswith("end-")
        }


@pytest.mark.parametrize("variant", list(Variant))
def test_a_row_that_is_taller_than_a_page_goes_on_on_the_next(variant: Variant) -> None:
    """No word of it runs into the foot or is lost, in a wide section too."""
    words = " ".join(f"word-{at}" for at in range(400))
    tall = Row((((Words("a row"),),), ((Words(words),),), ((Words("its end"),),)))
    table = Table("Rows", (1, 1, 2), ((Words("A"),), (Words("B"),), (Words("C"),)), (tall,))
    packet = replace(a_packet(Choice(variant=variant)), sections=(Section("rows", "A table", (table,), wide=True),))
    found = [sheet for sheet in sheets(printed(packet)) if sheet.head.endswith("A table")]
    assert len(found) > 1
    texts = [word for sheet in found for word in sheet.words if word.text.startswith("word-")]
    assert [word.text for word in texts] == words.split()
    foot = SETTINGS[variant].bottom
    assert all(word.bottom < sheet.height - foot + 2 for sheet in found for word in sheet.words if word in texts)


def test_a_short_reference_names_no_lines() -> None:
    """In a table under the name of its document a paragraph is enough."""
    packet = a_packet(TEACHER)
    reference = next(note.reference for note in packet.documents[0].notes if note.reference.first == 1)
    lines_of = [Paragraph((Words("Here:"), replace(reference, short=short))) for short in (False, True)]
    sections = (*packet.sections, Section("places", "Places", tuple(lines_of)))
    told = poppler("pdftotext", "-raw", str(printed(replace(packet, sections=sections))), "-")
    assert re.search(r"Here:Doc. A \[1\], line", told)
    assert re.search(r"^Here:\[1\]$", told, re.MULTILINE)


@pytest.mark.parametrize("variant", list(Variant))
def test_the_key_is_set_in_the_type_of_the_notes(variant: Variant) -> None:
    """A small table takes less room, unless the print must be large."""
    rows = tuple(Row((((Words(f"row {at}"),),), ((Words("words"),),))) for at in range(5))
    table = Table("Rows", (1, 1), ((Words("A"),), (Words("B"),)), rows)
    heights = []
    for small in (False, True):
        sections = (Section("rows", "A table", (replace(table, small=small),)),)
        packet = replace(a_packet(Choice(variant=variant)), sections=sections)
        found = [word for sheet in sheets(printed(packet)) for word in sheet.words if word.text == "words"]
        heights.append((found[-1].top - found[0].top, found[0].bottom - found[0].top))
    (room, size), (less_room, small_size) = heights
    assert less_room < room
    assert small_size == pytest.approx(size * SETTINGS[variant].note / SETTINGS[variant].small, abs=0.3)


def test_a_table_of_many_columns_is_cut_and_names_its_rows_again() -> None:
    """Twenty documents do not fit on a sheet: the table comes in parts, each with the claims in front."""
    read = aloud(printed(many_documents()))
    assert all(f"closes in {at}”" in read for at in range(20))
    assert read.count("The bridge will close.") > 1


def test_an_empty_cell_leaves_the_room_that_was_asked_for() -> None:
    """Four lines of handwriting fit into a blank row, with words in other cells or not."""
    blank = Row((((Words("alone"),),), ()), 4)
    filled = Row((((Words("one"),),), ((Words("two"),),)), 4)
    last = Row((((Words("last"),),), ((Words("row"),),)))
    table = Table("Rows", (1, 1), ((Words("A"),), (Words("B"),)), (blank, filled, last))
    packet = replace(a_packet(STUDENT), sections=(Section("rows", "A table", (table,)),))
    tops = {word.text: word.top for sheet in sheets(printed(packet)) for word in sheet.words}
    assert tops["one"] - tops["alone"] > 4 * 24
    assert tops["last"] - tops["one"] > 4 * 24


def test_explanations_stand_at_the_foot_of_their_page() -> None:
    """A word with a star is explained at the foot of the page, and the explanation begins with the word."""
    sheet = pages_of(printed(a_packet(STUDENT)), "A")[0]
    text = " ".join(word.text for word in sheet.words)
    assert "reeve: the person who looks after the roads of a parish" in text
    star = next(word for word in sheet.words if word.text.endswith("*"))
    explained = next(word for word in sheet.words if word.text == "reeve:")
    assert star.top < explained.top
    assert explained.top > sheet.height - 130


def test_the_name_line_stands_on_sheets_that_ask_for_it_only() -> None:
    """A line for the pupil's name stands on worksheets and not on texts."""
    named = [
        sheet.head for sheet in sheets(printed(a_packet(STUDENT))) if "Class" in [word.text for word in sheet.words]
    ]
    assert [head.rpartition("? ")[2] for head in named] == ["Claim table", "Questions"]


def test_short_sections_share_a_sheet() -> None:
    """Copyright and colophon need no page each; a worksheet does."""
    words = Paragraph((Words("A few words."),))
    parts = (
        Section("one", "One", (words,)),
        Section("two", "Two", (words,)),
        Section("sheet", "Sheet", (words,), named=True),
    )
    found = sheets(printed(replace(a_packet(STUDENT), sections=parts)))
    assert [sheet.head for sheet in found[1:]] == ["Will Mill Bridge close? One · Two", "Will Mill Bridge close? Sheet"]


def test_words_of_ordinary_length_are_not_broken_in_a_narrow_column() -> None:
    """A narrow column is widened for its words; only a word longer than any column could be is cut."""
    long = "x" * 90
    cells = tuple(((Words(text),),) for text in ("Corroboration", "many words " * 30, long))
    table = Table("Rows", (1, 40, 10), ((Words("Step"),), (Words("Text"),), (Words("Token"),)), (Row(cells),))
    packet = replace(a_packet(STUDENT), sections=(Section("rows", "A table", (table,)),))
    (sheet,) = [sheet for sheet in sheets(printed(packet)) if sheet.head.endswith("A table")]
    texts_ = [word.text for word in sheet.words]
    assert {"Step", "Corroboration"} <= set(texts_)
    assert long not in texts_
    pieces_ = [only_letters(text) for text in texts_]
    assert "".join(text for text in pieces_ if set(text) == {"x"}) == long


def test_a_long_title_is_cut_in_the_running_head() -> None:
    """The head stays in one line; the cover has the whole title."""
    title = "Who said that the bridge at Mill Bridge would be closed " * 4
    for variant in Variant:
        packet = replace(a_packet(Choice(variant=variant)), title=title.strip())
        heads = [sheet for sheet in sheets(printed(packet)) if sheet.head]
        assert len(heads) > 5
        for sheet in heads:
            assert len({round(word.top) for word in sheet.words if word.top < 62}) == 1
            assert "…" in sheet.head
