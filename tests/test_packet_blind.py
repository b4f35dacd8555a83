"""A blind packet: no text tells the outlet, and everything else stays as it was."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edition import Edition
from generator.model import Span
from generator.packet.manuscript import Choice, Copy
from generator.packet.texts.blind import blind
from generator.packet.texts.mask import mask
from tests.builders import a_note, a_story, an_article, claim
from tests.packet_cases import SAMPLE, SPANISH, a_packet_of, corpus
from tests.test_packet_texts import a_packet, head_note, section, texts

NAMES = ("The Post", "Slay News", "El Faro de Villar")
ORDINARY = st.sampled_from(
    ["post", "office", "the", "news", "Bridge", "faro", "said,", "“yes”", "a", "[Trump]", "…", "é"]
)


def named(*articles: tuple[str, str]) -> Any:
    """A story of articles (outlet, text), in order."""
    made = []
    for at, (outlet, text) in enumerate(articles):
        article = an_article(f"article-{at}", text)
        head = article.head.model_copy(update={"outlet": outlet or None, "short": f"Text {at}"})
        made.append(type(article)(article.story, article.id, article.path, head, article.blocks, article.text))
    return a_story(made)


STORY = named(*((name, "Words.") for name in NAMES))


def masked(outlet: str, text: str, short: str = "Text 0") -> str:
    (article,) = named((outlet, text)).articles
    article = replace(article, head=article.head.model_copy(update={"short": short}))
    (hidden,) = blind(a_story([article])).story.articles
    return hidden.text


@pytest.mark.parametrize(
    ("outlet", "text", "expected"),
    [
        ("The Post", "sources told The Post Friday", "sources told [Outlet A] Friday"),
        ("The Post", "the Post’s request, a Post reporter", "[Outlet A]’s request, a [Outlet A] reporter"),
        ("The Post", "at the post office, to post it early", "at the post office, to post it early"),
        ("The Post", "The Washington Post reported", "The Washington Post reported"),
        (
            "The Post",
            "Murdoch’s Post. Post staff; A Post man",
            "Murdoch’s [Outlet A]. [Outlet A] staff; A [Outlet A] man",
        ),
        ("The Post", "POST (Post) “Post”", "[Outlet A] ([Outlet A]) “[Outlet A]”"),
        ("Slay News", "the Slay-News site", "the [Outlet A] site"),
        ("Us", "the US told us. Us it was", "the US told us. [Outlet A] it was"),
        ("The Post", "see thepost.com or @ThePost", "see [Outlet A] or [Outlet A]"),
        ("The New York Sun", "New York Sun staff; New Yorkers", "[Outlet A] staff; New Yorkers"),
        ("Slay News", "SLAY NEWS says NBC News slays", "[Outlet A] says NBC News slays"),
        ("People's Daily", "the People’s Daily wrote", "the [Outlet A] wrote"),
        ("taz", "die taz schrieb von Metazoen", "die [Outlet A] schrieb von Metazoen"),
        ("朝日新聞", "昨日朝日新聞は報じた", "昨日[Outlet A]は報じた"),
        ("El País", "en El País, el país entero", "en [Outlet A], el país entero"),
        ("(x+", "a name (x+ of signs", "a name [Outlet A] of signs"),
    ],
)
def test_names_are_hidden_and_ordinary_words_are_not(outlet: str, text: str, expected: str) -> None:
    """Whole words, as they are written, with possessives and addresses."""
    assert masked(outlet, text) == expected


@pytest.mark.parametrize(
    ("outlet", "short", "text", "expected"),
    [
        ("BBC News", "BBC, 3 January", "BBC Verify found it.", "[Outlet A] Verify found it."),
        ("BBC News", "BBC, 3 January", "The BBC asked NBC", "The [Outlet A] asked NBC"),
        ("BBC News", "BBC (2)", "(BBC) “BBC’s man”", "([Outlet A]) “[Outlet A]’s man”"),
        ("The Guardian", "Guardian", "Guardian reporters said. (Guardian)", "[Outlet A] reporters said. ([Outlet A])"),
        ("The Guardian", "Guardian", "GUARDIAN: a guardian, Guardians", "[Outlet A]: a guardian, Guardians"),
        ("Fox News", "Fox", "Fox reported. The Fox host; FOX", "[Outlet A] reported. The [Outlet A] host; [Outlet A]"),
        ("Fox News", "Fox", "On Monday Fox reported", "On Monday [Outlet A] reported"),
        ("Fox News", "Fox", "Megan Fox saw a fox", "Megan Fox saw a fox"),
        ("Fox News", "Text 0", "Fox hunting", "Fox hunting"),
    ],
)  # fmt: skip
def test_a_short_name_is_hidden_wherever_a_name_may_stand(outlet: str, short: str, text: str, expected: str) -> None:
    """At the beginning of a sentence, in brackets, in quotation marks, in capitals; not as an ordinary word."""
    assert masked(outlet, text, short) == expected


def test_an_outlet_is_called_by_the_letter_of_its_first_document() -> None:
    """Two texts of one outlet share its name; an unknown outlet stays unknown."""
    found = blind(named(("The Post", "One."), ("", "Two."), ("Post", "Three."), ("Slay News", "The Post."))).story
    assert [each.head.outlet for each in found.articles] == ["Outlet A", None, "Outlet A", "Outlet D"]
    assert found.articles[3].text == "[Outlet A]."
    assert len({each.head.short for each in found.articles}) == 4


def test_nothing_is_left_in_the_metadata_that_leads_to_an_outlet() -> None:
    """Writer, address, file, credit and the words that show a fact are gone or hidden."""
    story = next(each for each in corpus().stories if each.id == SPANISH)
    for article in blind(story).story.articles:
        head = article.head
        assert (head.byline, head.url, head.taken_from.address, head.rights.credit) == (None, None, None, None)
        assert not any(name in str(head) for name in ("Faro", "faro", "Ribera", "ribera", "Gaceta", "gaceta"))


def test_a_mark_keeps_its_words_and_takes_in_a_name_that_it_cut() -> None:
    """Its quote is described anew, so that it can still be found."""
    text = "Slay News says so. Sources told Slay News that the bridge will close, Slay News said."
    article = an_article("a-text", text)
    article = type(article)(
        article.story, article.id, article.path, article.head.model_copy(update={"outlet": "Slay News"}),
        article.blocks, article.text,
    )  # fmt: skip
    notes = [
        a_note(article, "claims", claim="closing", stance="asserts", quote="News that the bridge will close"),
        a_note(article, "claims", claim="closing", stance="asserts", quote="will close, Slay", note="Slay News knows."),
        a_note(article, "sources", source="people", cue="told Slay News", form="indirect", quote="told Slay News"),
    ]
    evidence = {"article": "a-text", "quote": "Sources told Slay News"}
    asked = {"ask": "q", "kind": "sourcing", "answer": "Slay News.", "evidence": [evidence]}
    made = a_story([article], notes, claims={"closing": claim()},
                   sources={"people": {"name": "people who spoke to Slay News", "kind": "official"}},
                   teaching={"questions": [asked]})  # fmt: skip
    found = blind(made).story
    hidden = found.articles[0].text
    assert [hidden[mark.span.start : mark.span.end] for mark in found.marks] == [
        "told [Outlet A]", "[Outlet A] that the bridge will close", "will close, [Outlet A]",
    ]  # fmt: skip
    assert [mark.annotation.quote.exact for mark in found.marks if mark.annotation.quote] == [
        "told [Outlet A]", "[Outlet A] that the bridge will close", "will close, [Outlet A]",
    ]  # fmt: skip
    assert found.file.teaching.questions[0].evidence[0].quote.exact == "Sources told [Outlet A]"
    assert "Slay" not in str(found.file) and not any("Slay" in str(mark.annotation.note) for mark in found.marks)


@given(st.lists(st.one_of(ORDINARY, st.sampled_from(NAMES)), min_size=1, max_size=30), st.data())
def test_masking_takes_every_name_and_no_other_word(parts: list[str], data: st.DataObject) -> None:
    """The masked text holds no name; a passage has the same words with its names put behind letters."""
    text = " ".join(parts)
    over = mask(STORY).over(text)
    assert not any(name in over.text for name in NAMES)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    new = over.span(Span(start, end))
    cut = [old for old, _ in over.changes if old.overlaps(Span(start, end))]
    first, last = min([start, *(old.start for old in cut)]), max([end, *(old.end for old in cut)])
    pieces, at = [], first
    for old, put in over.changes:
        if first <= old.start and old.end <= last:
            pieces += [text[at : old.start], over.text[put.start : put.end]]
            at = old.end
    assert over.text[new.start : new.end] == "".join((*pieces, text[at:last]))


@pytest.mark.parametrize(
    ("story", "names"),
    [
        (SAMPLE, ("The Post", "Slay News")),
        (SPANISH, ("El Faro de Villar", "Radio Ribera", "Gaceta de la Vega", "faro.example", "Elvira Montes")),
    ],
)
@pytest.mark.parametrize("copy", [Copy.STUDENT, Copy.DISCUSSION])
def test_no_words_of_a_blind_packet_tell_an_outlet(story: str, names: tuple[str, ...], copy: Copy) -> None:
    """Neither texts, nor notes, questions, head notes, labels and the copyright page."""
    made = a_packet_of(story, Choice(copy, blind=True))
    printed = "\n".join(_printed(made))
    assert not [name for name in names if name.casefold() in printed.casefold()]
    assert "[Outlet " in printed


def _printed(part: Any) -> list[str]:
    """Every text but the paths of corpus files, which no format prints."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, tuple):
        return [text for each in part for text in _printed(each)]
    if is_dataclass(part):
        return [text for each in fields(part) if each.name != "path" for text in _printed(getattr(part, each.name))]
    return []


@pytest.mark.parametrize("story", [SAMPLE, SPANISH])
def test_every_mark_of_a_blind_story_stands_where_it_stood(story: str) -> None:
    """Whoever knows the names gets the words of the open packet back."""
    before = next(each for each in corpus().stories if each.id == story)
    after = blind(before).story
    over = mask(before)
    assert len(after.marks) == len(before.marks)
    for old, new in zip(before.marks, after.marks, strict=True):
        words = before.article(old.annotation.article).text[old.span.start : old.span.end]
        hidden = after.article(new.annotation.article).text[new.span.start : new.span.end]
        assert over(words) == hidden or words in over.pattern.pattern  # type: ignore[union-attr]


def test_the_teachers_copy_tells_what_stands_behind_the_letters() -> None:
    """Letter, outlet, headline, date and address; no other copy has the sheet."""
    made = a_packet_of(SPANISH, Choice(Copy.TEACHER, blind=True))
    sheet, behind = ("\n".join(texts(section(made, name))) for name in ("outlets", "behind"))
    assert "Outlet A" in sheet and "El Faro de Villar" in sheet and "https://faro.example/puente" in sheet
    assert "«explicó a Radio Ribera», in the second paragraph" in behind
    assert not {"outlets", "behind"} & {each.id for each in a_packet_of(SPANISH, Choice(blind=True)).sections}


def test_what_is_hidden_is_said_to_be_hidden_and_what_was_never_given_is_not() -> None:
    """A pupil can tell a byline that we hide from one that nobody gave."""
    made = a_packet_of(SPANISH, Choice(blind=True))
    first, second = (" ".join(texts(section(made, name))) for name in ("doc-a", "doc-b"))
    assert "Writer: hidden in this packet." in first and "address hidden in this packet" in first
    assert "Writer: not given in the saved text." in second and "address not given" in second


def test_a_licence_that_names_the_outlet_does_not_give_it_away() -> None:
    """The terms stay, the name in them is hidden, and the teacher's copy has them as they were written."""
    (article,) = named(("Valley Gazette", "The bridge closed.")).articles
    rights = article.head.rights.model_copy(update={"basis": "licence", "licence": "CC BY 4.0, Valley Gazette"})
    story = a_story([replace(article, head=article.head.model_copy(update={"rights": rights}))])
    student, teacher = (
        section(a_packet(story, Choice(copy, blind=True)), "rights") for copy in (Copy.STUDENT, Copy.TEACHER)
    )
    assert "printed under a licence (CC BY 4.0, [Outlet A])." in " ".join(texts(student))
    assert "printed under a licence (CC BY 4.0, Valley Gazette)." in " ".join(texts(teacher))


def test_a_blind_packet_says_that_names_were_replaced() -> None:
    """`Nothing else was changed` alone would be wrong of a text with letters for names."""
    for choice in (Choice(blind=True), Choice()):
        made = a_packet_of(SAMPLE, choice)
        reading, note = (" ".join(texts(section(made, name))) for name in ("reading", "doc-a"))
        assert ("removed, and outlets’ names were replaced by letters. Nothing else" in reading) is choice.blind
        assert ("article; outlets’ names were replaced by letters, and nothing else" in note) is choice.blind


def test_words_and_level_are_those_of_the_text_itself() -> None:
    """A name of seven words counts as seven, though two stand for it: cover and head note tell the same numbers."""
    name = "Harbour and Valley Evening Gazette and Herald"
    paragraph = " ".join([f"{name} staff asked the ferryman again."] * 4)
    of = named((name, "\n".join([paragraph] * 20)))
    blinded, opened, part = (
        a_packet(of, choice) for choice in (Choice(blind=True), Choice(), Choice(blind=True, excerpt=True))
    )
    lengths = [re.findall(r"960 words, about grade \d+", head_note(each, "a")) for each in (blinded, opened)]
    assert lengths[0] == lengths[1] != []
    assert "960" in texts(blinded.cover)
    shown = sum(block.number is not None for block in part.documents[0].blocks)
    assert 5 < shown < 20 and f"{shown * 48} of 960 words;" in head_note(part, "a")


def test_an_open_packet_is_left_alone() -> None:
    """Nothing is hidden unless somebody asks for it."""
    assert "El Faro de Villar" in "".join(texts(a_packet_of(SPANISH, Choice(), Edition.PUBLIC)))
