"""What the packet prints of the texts: all of their words, the same in every copy, with what is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

import pytest

from generator import add, articles, corpus
from generator.edition import Edition
from generator.formats import ArticleHead
from generator.model import BlockKind, Cut, Kind, Story
from generator.packet.contents import on_desk, packet
from generator.packet.manuscript import (
    Choice,
    Copy,
    Document,
    Packet,
    Paragraph,
    Reference,
    Rules,
    Section,
    Stretch,
    Table,
    Term,
    Variant,
    Words,
)
from generator.packet.texts.blind import blind
from generator.packet.texts.excerpt import words
from generator.packet.texts.level import grade, syllables
from generator.pages import pages
from generator.saved.stated import stated
from generator.text import fold_words
from tests.builders import a_codebook, a_note, a_story, an_article, claim
from tests.packet_cases import ORIGIN, SAMPLE, SPANISH, UNMARKED, a_packet_of
from tests.packet_cases import corpus as cases

STORIES = (SAMPLE, SPANISH, UNMARKED)
STUDENT, DISCUSSION, TEACHER = Choice(Copy.STUDENT), Choice(Copy.DISCUSSION), Choice(Copy.TEACHER)


def story(name: str) -> Story:
    return next(each for each in cases().stories if each.id == name)


def texts(part: Any) -> Iterator[str]:
    """Every text of a packet or a part of it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def found(part: Any, kind: type) -> Iterator[Any]:
    """Everything of one type in a part of a packet."""
    if isinstance(part, kind):
        yield part
    if isinstance(part, tuple):
        for each in part:
            yield from found(each, kind)
    elif is_dataclass(part):
        for field in fields(part):
            yield from found(getattr(part, field.name), kind)


def line_words(line: tuple[Any, ...]) -> str:
    return "".join(each.text for each in line if isinstance(each, Words | Stretch))


def document_words(document: Document) -> str:
    return "\n".join(line_words(block.line) for block in document.blocks)


def section(of: Packet, name: str) -> Section:
    return next(each for each in of.sections if each.id == name)


def head_note(of: Packet, letter: str) -> str:
    blocks = section(of, f"doc-{letter}").blocks
    return "\n".join(line_words(each.line) for each in blocks if isinstance(each, Paragraph))


def a_packet(of: Story, choice: Choice = STUDENT, edition: Edition = Edition.CLASSROOM) -> Packet:
    return packet(of, a_codebook(naming="framing"), edition, choice, ORIGIN)[0]


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("copy", Copy)
def test_every_piece_of_six_words_of_every_article_stands_in_its_document(name: str, copy: Copy) -> None:
    """Nothing of a text is lost on its way into the packet."""
    for article, document in zip(story(name).articles, a_packet_of(name, Choice(copy)).documents, strict=True):
        printed = " ".join(document_words(document).split())
        for block in article.blocks:
            said = block.text.split()
            pieces = (" ".join(said[at : at + 6]) for at in range(max(1, len(said) - 5)))
            assert all(piece in printed for piece in pieces), (article.id, block.text)


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize(
    "choice", [Choice(), Choice(blind=True), Choice(excerpt=True)], ids=["whole", "blind", "excerpt"]
)
def test_the_three_copies_have_the_same_documents_word_for_word(name: str, choice: Choice) -> None:
    """Line and paragraph numbers agree only if the words, the signs after them and the head notes do."""
    made = [
        a_packet_of(name, Choice(copy, blind=choice.blind, excerpt=choice.excerpt)) for copy in Copy
    ]  # fmt: skip
    for letter in (document.letter.lower() for document in made[0].documents):
        assert len({head_note(each, letter) for each in made}) == 1
    flows = [
        [
            (block.number, block.kind, line_words(block.line), tuple(found(block.line, Term)))
            for block in document.blocks
        ]
        for each in made
        for document in each.documents
    ]
    count = len(made[0].documents)
    assert flows[:count] == flows[count : 2 * count] == flows[2 * count :]


@pytest.mark.parametrize("name", STORIES)
def test_every_reference_finds_its_passage(name: str) -> None:
    """Each passage that a sheet refers to begins and ends once in the texts."""
    made = a_packet_of(name, TEACHER)
    stretches = [each for document in made.documents for each in found(document.blocks, Stretch)]
    begins = [name for each in stretches for name in each.begins]
    ends = [name for each in stretches for name in each.ends]
    assert len(begins) == len(set(begins)) and sorted(begins) == sorted(ends)
    wanted = {each.passage for each in found(made, Reference) if each.passage}
    assert wanted <= set(begins)


@pytest.mark.parametrize("name", [SAMPLE, SPANISH])
@pytest.mark.parametrize("copy", [Copy.STUDENT, Copy.DISCUSSION])
def test_no_answer_stands_in_a_pupils_copy(name: str, copy: Copy) -> None:
    """Neither the answers nor the summary, and no note of an annotator in the copy without notes."""
    of = story(name)
    printed = fold_words(" ".join(texts(a_packet_of(name, Choice(copy)))))
    secrets = [question.answer for question in of.file.teaching.questions] + [of.file.summary]
    secrets += [mark.annotation.note.note for mark in of.marks if mark.annotation.note.note] * (copy is Copy.STUDENT)
    assert not [secret for secret in secrets if fold_words(secret) in printed]


def test_a_head_note_of_the_sample_names_no_report_that_the_article_retells() -> None:
    """Which report stands behind an article is a question, and its answer stands in the teacher's copy."""
    student, teacher = a_packet_of(SAMPLE, STUDENT), a_packet_of(SAMPLE, TEACHER)
    for letter in "abcde":
        note = head_note(student, letter)
        assert not any(name in note for name in ("NBC", "CNN", "Miami Herald", "Fox"))
        assert "inferred; the teacher’s copy says how" in note
    behind = " ".join(texts(section(teacher, "behind")))
    assert "It retells Miami Herald." in behind and "so the day is our estimate" in behind
    assert "behind" not in {each.id for each in student.sections}


def test_a_head_note_says_how_a_fact_is_known_where_that_answers_no_question() -> None:
    """The words that show an inferred outlet stand beside it."""
    note = head_note(a_packet_of(SPANISH, STUDENT), "b")
    assert "Outlet: Radio Ribera (inferred: «explicó a Radio Ribera», in the second paragraph)." in note
    assert "another text dates that Monday 2 March 2026" in note
    assert "members of the Slay News community" in head_note(a_packet_of(SAMPLE, STUDENT), "c")


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("AP", ": the chapter heading shows April"),
        ("the chapter", "; the teacher’s copy says how"),
        ("\u00a0", ": the chapter heading shows April"),
    ],
)
def test_the_words_for_a_fact_are_held_back_only_where_they_name_the_report(name: str, how: str) -> None:
    """`AP` is no part of `chapter`, and a name of nothing that can be seen names nothing."""
    article = an_article("first", "The bridge closed, they reported.", "2026-04-02")
    head = article.head.model_copy(update={"inferred": {"published": "the chapter heading shows April"}})
    note = a_note(article, "sources", source="wire", quote="they reported", cue="reported", form="indirect")
    of = a_story(
        [replace(article, head=head)], [note], sources={"wire": {"name": "Wire", "kind": "other-outlet"}}
    )  # fmt: skip
    wire = of.file.sources["wire"].model_copy(update={"name": name})
    of = replace(of, file=of.file.model_copy(update={"sources": {"wire": wire}}))
    assert f"When 2 April 2026 (inferred{how})." in head_note(a_packet(of), "a")


def test_what_nobody_knows_is_said_to_be_unknown() -> None:
    """An article without headline, outlet, writer, date and address says so five times and is not guessed at."""
    note = head_note(a_packet_of(UNMARKED, STUDENT), "c")
    assert "date not given" in note and "When Not given in the saved text." in note
    assert "Writer: not given" in note and "For whom Not given" in note and "address not given" in note
    assert "Headline Not given in the saved text." in note
    assert "outlet not given" in " ".join(texts(a_packet_of(UNMARKED, STUDENT).cover))


def test_the_reading_level_is_told_of_english_only_and_with_its_source() -> None:
    """A formula made for English says nothing of Spanish."""
    assert "about grade 13 (Flesch–Kincaid; a formula, not a Lexile measure)" in head_note(
        a_packet_of(SAMPLE, STUDENT), "a"
    )
    assert "grade" not in head_note(a_packet_of(SPANISH, STUDENT), "a")
    assert "In Spanish." in head_note(a_packet_of(SPANISH, STUDENT), "a")


def test_long_words_and_sentences_have_a_higher_grade_and_a_few_words_have_none() -> None:
    """The grade rises with both, and is not worked out from less than a hundred words."""
    easy = an_article("easy", "\n".join(["The cat sat on the mat. The dog ran to it. It was hot."] * 10))
    hard = an_article("hard", "Considerable administrative complications delayed municipal authorities, " * 20 + ".")
    assert (grade(easy) or 0) < 3 < 12 < (grade(hard) or 0)
    assert grade(an_article("short", "The cat sat.")) is None


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("made", 1), ("table", 2), ("wanted", 2), ("named", 1), ("houses", 2), ("the", 1), ("committee", 3)],
)
def test_syllables_are_about_right(word: str, count: int) -> None:
    """Silent letters do not count."""
    assert syllables(word) == count


def test_a_document_and_its_words_carry_their_language() -> None:
    """A reader's voice, and hyphens, follow the language of the text and not that of ours."""
    made = a_packet_of(SPANISH, DISCUSSION)
    assert {document.language for document in made.documents} == {"es"}
    assert {each.language for each in found(made.documents[0].blocks, Stretch)} == {"es"}
    assert {each.language for each in found(section(made, "headlines"), Stretch)} == {"es"}
    assert {each.language for each in found(a_packet_of(SAMPLE, STUDENT).documents[0].blocks, Stretch)} == {""}


def test_a_word_is_explained_at_its_first_place_in_each_document_and_nowhere_else() -> None:
    """In the running text, in the plural too; of two words that begin together the longer is meant."""
    first = an_article(
        "first", "Regime change is not on the table, they said.\nThe regimes of the delta fell; a regime fell.",
        headline="A Regime Falls",
    )  # fmt: skip
    second = an_article("second", "No regimental word here.\nA REGIME, then, and sources claim it.")
    glossary = {"regime": "a system of rule", "regime change": "a new one", "claim": "a statement", "tariff": "a tax"}
    made = a_packet(a_story([first, second], teaching={"glossary": glossary}))
    one, two = made.documents
    assert [[each.term for each in found(block.line, Term)] for block in one.blocks] == [
        [],
        ["regime change"],
        ["regime"],
    ]
    assert [each.term for each in found(two.blocks, Term)] == ["regime"]
    at = two.blocks[1].line
    assert line_words(at[: [isinstance(each, Term) for each in at].index(True)]) == "A REGIME"
    known = " ".join(texts(section(made, "before")))
    assert "claim: " in known and "tariff: " in known and "regime" not in known


def test_an_explained_word_inside_a_mark_leaves_the_mark_whole() -> None:
    """The sign stands inside; both sides keep the mark, and its name begins and ends once."""
    article = an_article("first", "They say the regime fell on Monday.")
    note = a_note(article, "claims", claim="it-fell", stance="asserts", quote="say the regime fell")
    made = a_packet(
        a_story([article], [note], claims={"it-fell": claim()}, teaching={"glossary": {"regime": "rule"}}), DISCUSSION
    )
    line = made.documents[0].blocks[0].line
    assert [each.text if isinstance(each, Stretch) else "*" for each in line] == [
        "They ", "say the regime", "*", " fell", " on Monday.",
    ]  # fmt: skip
    assert [each.kinds for each in line if isinstance(each, Stretch)] == [(), (Kind.CLAIM,), (Kind.CLAIM,), ()]


@pytest.mark.parametrize("name", [SAMPLE, SPANISH])
def test_an_excerpt_keeps_whole_paragraphs_in_order_with_their_numbers(name: str) -> None:
    """About 250 words, the first paragraph always, the gaps visible, and the head note says how much it is."""
    of = story(name)
    desk = on_desk(of, cases().codebook, Edition.CLASSROOM, Choice(excerpt=True), ORIGIN)
    made = a_packet_of(name, Choice(excerpt=True))
    for article, document in zip(of.articles, made.documents, strict=True):
        count = words(article, desk.shown[article.id])
        whole = {article.number(block): block.text for block in article.blocks}
        kept = [block for block in document.blocks if block.number is not None]
        assert all(line_words(block.line) == whole[block.number] for block in kept)
        assert [block.number for block in kept] == sorted(block.number for block in kept)
        first = next(block for block in article.blocks if block.kind is BlockKind.PARAGRAPH)
        assert article.number(first) in {block.number for block in kept}
        gaps = [block for block in document.blocks if line_words(block.line) == "[…]"]
        for one, next_ in pairwise(document.blocks):
            assert None in (one.number, next_.number) or next_.number == one.number + 1
        if article.words > 350:
            assert 150 <= count <= 330 and gaps
            assert f"{count:,} of {article.words:,} words" in head_note(made, document.letter.lower())
        else:
            assert count == article.words and not gaps


def test_an_excerpt_prefers_the_paragraphs_that_the_questions_need() -> None:
    """Of ten paragraphs of the same length the one with the evidence stays, be it the last but one."""
    paragraphs = [f"Paragraph {n} " + "speaks of the bridge again " * 16 for n in range(10)]
    article = an_article("first", "\n".join(paragraphs))
    evidence = {"article": "first", "quote": "Paragraph 8"}
    asked = {"ask": "Where?", "kind": "sourcing", "answer": "There.", "evidence": [evidence]}
    made = a_packet(a_story([article], teaching={"questions": [asked]}), Choice(excerpt=True))
    numbers = [block.number for block in made.documents[0].blocks]
    assert numbers[:2] == [1, 2] and 9 in numbers and 10 not in numbers
    assert numbers[-1] is None


def test_an_excerpt_has_all_evidence_that_fits_before_any_claim() -> None:
    """Five paragraphs with evidence fill it up to 300 words, though three others hold more marks than they."""
    article = an_article("first", "\n".join(f"Place {n} one{n} two{n} " + "bridge " * 46 for n in range(10)))
    notes = [
        a_note(article, "claims", claim="it-is", stance="asserts", quote=f"{word}{n}")
        for n in (1, 2, 3) for word in ("Place ", "one", "two")
    ]  # fmt: skip
    evidence = [{"article": "first", "quote": f"Place {n}"} for n in range(4, 9)]
    asked = {"ask": "Where?", "kind": "sourcing", "answer": "There.", "evidence": evidence}
    of = a_story([article], notes, claims={"it-is": claim()}, teaching={"questions": [asked]})
    made = a_packet(of, Choice(Copy.TEACHER, excerpt=True))
    kept = [block.number for block in made.documents[0].blocks if block.number]
    assert kept == [1, 5, 6, 7, 8, 9] and "300 of 500 words" in head_note(made, "a")
    assert all(each.passage for each in found(section(made, "questions"), Reference))


def test_the_public_edition_prints_no_more_than_rights_allow_and_says_so() -> None:
    """A linked article has its headline and its address; an excerpt has gaps within its paragraphs."""
    linked = an_article("linked", "Words that only the publisher may print.", publish="link", headline="A Bridge")
    head = linked.head.model_dump() | {"url": "https://news.example/bridge"}
    linked = type(linked)(
        linked.story, linked.id, linked.path, ArticleHead.model_validate(head), linked.blocks, linked.text
    )
    made = a_packet(a_story([linked]), edition=Edition.PUBLIC)
    assert document_words(made.documents[0]) == "A Bridge"
    assert "may not be printed in this edition. The whole text: https://news.example/bridge" in head_note(made, "a")
    assert "only the publisher" not in " ".join(texts(made))
    (partly,) = (each for each in a_packet_of(SPANISH, STUDENT, Edition.PUBLIC).documents if each.letter == "C")
    assert line_words(partly.blocks[0].line).startswith("El Puente del Molino es una ruina anunciada. […] Desde")
    assert "of 290 words" in head_note(a_packet_of(SPANISH, STUDENT, Edition.PUBLIC), "c")


def test_headlines_have_room_in_pupils_copies_and_the_marks_in_the_teachers() -> None:
    """Both have the texts; answers stand with their place in the teacher's copy alone."""
    student, teacher = (section(a_packet_of(SAMPLE, each), "headlines") for each in (STUDENT, TEACHER))
    for each in (student, teacher):
        assert "Tensions between Washington and Caracas" in "".join(texts(each))
    assert list(found(student, Rules)) and not list(found(student, Reference))
    assert {each.kinds for each in found(student, Stretch)} == {()}
    references = list(found(teacher, Reference))
    assert references and all(each.first == each.last for each in references if each.letter == "A")
    assert "What is marked there" in texts(teacher)
    assert "What is marked there" not in texts(student)


def test_an_article_of_a_headline_alone_is_said_to_have_no_paragraph() -> None:
    """That nothing is there is no matter of the edition."""
    head = an_article("first", "x", headline="Only a Headline").head
    alone = articles.build("a-story", "first", "corpus/a-story/first.md", head, [])
    (table, *_) = found(section(a_packet(a_story([alone])), "headlines"), Table)
    assert [line_words(cell[0]) for cell in table.rows[0].cells[1:]] == [
        "Only a Headline",
        "no paragraph in the saved text",
    ]


@pytest.mark.parametrize(
    ("variant", "shape"),
    [
        (Variant.STANDARD, "a thick underline"),
        (Variant.LARGE_PRINT, "a dotted underline"),
        (Variant.EASY_READ, "a dotted box"),
    ],
)
def test_the_legend_fits_the_variant_and_shows_each_mark(variant: Variant, shape: str) -> None:
    """Easy read has no underlines, so its legend speaks of boxes. Every copy has the same sheet."""
    legend = section(a_packet_of(SAMPLE, Choice(Copy.DISCUSSION, variant)), "reading")
    assert shape in " ".join(texts(legend))
    assert [each.kinds for each in found(legend, Stretch)] == [(kind,) for kind in Kind]
    assert legend == section(a_packet_of(UNMARKED, Choice(variant=variant)), "reading")


def test_the_copyright_page_follows_the_rights_of_each_article() -> None:
    """Licence, credit and what may be shown in public; documents alike stand together."""
    page = " ".join(texts(section(a_packet_of(SPANISH, STUDENT), "rights")))
    assert "© 2026 Gaceta de la Vega. The text belongs to its publisher." in page
    assert "El Faro de Villar. The text was written for this project." in page
    assert "CC BY 4.0" in page and "no legal advice" in page
    assert "Documents D and E." in " ".join(texts(section(a_packet_of(SAMPLE, STUDENT), "rights")))


def test_the_colophon_says_who_annotated_and_that_nobody_has_reviewed_it() -> None:
    """With versions, the hash, and how many lines the cleaning took."""
    page = " ".join(texts(section(a_packet_of(SAMPLE, STUDENT), "rights")))
    assert re.search(r"\bby [\w, -]*\brashomon\b", page) and "Nobody has reviewed them yet." in page
    assert "31 lines were removed from five saved pages, each by a named rule" in page
    assert "rashomon 0.0.0" in page and "0" * 64 in page
    assert "Nobody has annotated this story yet." in " ".join(texts(section(a_packet_of(UNMARKED, STUDENT), "rights")))


def test_sentences_about_one_thing_are_in_the_singular() -> None:
    """One line, one note; an entry for all documents begins with a capital letter."""
    papers = [an_article(f"paper-{at}", "The bridge is closed.") for at in range(3)]
    papers = [replace(each, head=each.head.model_copy(update={"outlet": None})) for each in papers]
    note = a_note(papers[0], "claims", claim="it-is", stance="asserts", quote="is closed")
    of = replace(a_story(papers, [note], claims={"it-is": claim()}), cuts={"paper-0": (Cut(1, "Menu", "menu"),)})
    page = " ".join(texts(section(a_packet(of), "rights")))
    assert "1 line was removed from one saved page, by a named rule. It is recorded, and can be put back." in page
    assert "Nobody has reviewed it yet." in page
    assert "All documents. " in page


def test_the_copyright_page_of_a_blind_packet_names_nobody_but_in_the_teachers_copy() -> None:
    """The teacher's copy tells whom the texts belong to."""
    student = " ".join(texts(section(a_packet_of(SPANISH, Choice(blind=True)), "rights")))
    teacher = " ".join(texts(section(a_packet_of(SPANISH, Choice(Copy.TEACHER, blind=True)), "rights")))
    assert "Gaceta" not in student and "Outlet C; named in the teacher’s copy." in student
    assert "© 2026 Gaceta de la Vega." in teacher


@pytest.mark.parametrize(
    ("lang", "tag"),
    [
        ("es", "es"),
        ("pt-br", "pt-BR"),
        ("zh_hant_TW", "zh-Hant-TW"),
        ("EN-us", "en-US"),
        ("", None),
        ("klingon!", None),
    ],
)
def test_add_takes_the_language_that_the_page_states(lang: str, tag: str | None) -> None:
    """In the case that BCP 47 recommends; what is no tag is left out."""
    page = f'<!doctype html><html lang="{lang}"><title>El puente</title><body><p>Hola.</p></body></html>'
    assert stated(page).language == tag


def test_a_spanish_page_is_added_with_its_language(tmp_path: Any) -> None:
    """The corpus file holds the tag; nothing is written for a page that states none."""
    (tmp_path / "annotations" / "bridge-story").mkdir(parents=True)
    paragraph = "<p>El puente quedó cerrado este lunes a todos los vehículos, anunció la alcaldesa del pueblo.</p>"
    for name, lang in (("one", ' lang="es-MX"'), ("two", "")):
        page = f"<!doctype html><html{lang}><title>{name}</title><h1>{name} puente viejo</h1>{paragraph * 6}</html>"
        (tmp_path / f"{name}.html").write_text(page, "utf-8")
    one, two = add.add(tmp_path, "bridge-story", [str(tmp_path / "one.html"), str(tmp_path / "two.html")], (), "x")
    assert (
        one.head and one.head.language == "es-MX" and "language: es-MX\n" in (tmp_path / one.corpus).read_text("utf-8")
    )
    assert two.head and two.head.language == "en" and "language" not in (tmp_path / two.corpus).read_text("utf-8")


def test_the_site_tells_readers_voices_the_language_of_a_text() -> None:
    """Headline and paragraphs of a Spanish article say so on its page and side by side; an English one needs not."""
    bodies = {page.url: page.body + page.head for page in pages(cases(), Edition.CLASSROOM)}
    page = bodies["puente-del-molino/radio-ribera/"]
    assert '<h1 id="p_0" lang="es"' in page and page.count('<p lang="es"') == 8 and '"inLanguage": "es"' in page
    assert '<p lang="es" dir="auto" class="headline">' in bodies["puente-del-molino/compare/"]
    assert not [url for url, body in bodies.items() if url.startswith(SAMPLE) and " lang=" in body]


def test_a_story_without_articles_has_a_packet_all_the_same() -> None:
    """Nothing to read is no reason to crash."""
    assert not a_packet(a_story([])).documents
    assert blind(a_story([])).story.articles == ()
    assert corpus.read({})[0].stories == ()


def test_a_shortened_packet_does_not_say_that_nothing_was_left_out() -> None:
    """How to read the packet tells of the gaps where there are any, and of none where the texts are whole."""
    told = {
        excerpt: " ".join(texts(section(a_packet_of(SAMPLE, Choice(excerpt=excerpt)), "reading")))
        for excerpt in (True, False)
    }
    assert "Words are left out where […] stands. Nothing else was changed" in told[True]
    assert "left out" not in told[False] and "Nothing else was changed" in told[False]
