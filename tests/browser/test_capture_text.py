"""The sheet counts, finds and describes as the check does, and writes YAML that is read back as it was written."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator import anchor, yamlfile
from generator.articles import parse
from generator.build import load as load_project
from generator.formats import Quote
from generator.model import Article, Span
from tests import naughty, site_cases
from tests.browser.capture import load, served
from tests.browser.conftest import ROOT, STORY

STRANGE = {
    "title": "t", "summary": "s", "question": "q",
    "articles": [{
        "id": "strange", "short": "Strange", "headline": "The “bridge” — 𝒜 new one… reopens",
        "paragraphs": [
            "𝒜𝓈𝓉𝓇𝒶𝓁 letters 𐍈 stand 👩\u200d👩\u200d👧 before the bridge, 🇳🇴 after it. The bridge is the bridge.",
            "Zu\u0308rich and Zürich are one; e\u0301te\u0301 too. “So” ‘so’ – so… wait. It’s its 1′ 2″ «end».",
            "הגשר נפתח מחדש ביום שלישי. the bridge הגשר נפתח שוב. مرحبا بالعالم the bridge",
            "橋が再び開いた。橋が閉じた。ไทยไม่มีช่องว่าง สะพานเปิด",
            "So so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so so.",
            "a\u200bb zero\u200b width, soft\u00adhyphen, \u200fmark, ﬁ İstanbul ẞ straße",
        ],
    }],
}  # fmt: skip
DESCRIBE = """spans => { const { article, describe } = inside;
  const at = [];
  for (let n = 0, point = 0; n <= article.whole.length; point++) {
    at[point] = n;
    n += article.whole.codePointAt(n) > 0xffff ? 2 : 1;
  }
  return spans.map(([start, end]) => describe({ start: at[start], end: at[end] }, article)); }"""
MATCH = """quotes => { const { article, match } = inside;
  const points = unit => [...article.whole.slice(0, unit)].length;
  return quotes.map(quote => match(quote, article).map(({ start, end }) => [points(start), points(end)])); }"""


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Article]]:
    folder = tmp_path_factory.mktemp("strange")
    site = site_cases.built(site_cases.project(folder / "project", {"odd-texts": STRANGE}), folder / "site")
    path = "corpus/odd-texts/strange.md"
    article = parse((folder / "project" / path).read_text("utf-8"), path, "odd-texts", "strange").article
    assert article is not None
    with served(site) as address:
        yield address, article


@pytest.fixture
def odd(browser: Browser, strange: tuple[str, Article]) -> Iterator[tuple[Page, Article]]:
    """The page of an article with astral, combining and right-to-left letters, and the article."""
    address, article = strange
    context = browser.new_context(base_url=address)
    page = context.new_page()
    load(page, "/odd-texts/strange/")
    yield page, article
    context.close()


def random_spans(text: str, count: int) -> list[tuple[int, int]]:
    """Spans of all lengths, many of them short; the same in every run."""
    chance = random.Random(7)
    spans = []
    for _ in range(count):
        start = chance.randrange(len(text))
        spans.append((start, min(len(text), start + chance.choice((1, 2, 3, 5, 8, 13, 40, 200, 3000)))))
    return spans


def described(text: str, span: tuple[int, int]) -> dict[str, str] | None:
    """What Python says of a span."""
    try:
        quote = anchor.describe(Span(*span), text)
    except ValueError:
        return None
    return quote.model_dump()


def test_the_text_on_the_page_is_the_text_of_every_article_of_the_sample(page: Page) -> None:
    """Read from the page with its marks and notes, the text is the one in which the check counts."""
    for article in load_project(ROOT).corpus.stories[0].articles:
        load(page, f"/{STORY}/{article.id}/")
        assert page.evaluate("inside.article.whole") == article.text


def test_a_passage_is_described_as_python_describes_it(page: Page) -> None:
    """Six hundred spans of a real article: the same words, with the same context."""
    text = load_project(ROOT).corpus.stories[0].article("slay-news").text
    load(page)
    spans = random_spans(text, 600)
    assert page.evaluate(DESCRIBE, spans) == [described(text, span) for span in spans]


def test_a_passage_in_any_script_is_described_as_python_describes_it(odd: tuple[Page, Article]) -> None:
    """Letters beyond the basic plane, combining marks, right to left, no spaces between words, words that repeat."""
    page, article = odd
    assert page.evaluate("inside.article.whole") == article.text
    spans = random_spans(article.text, 1200)
    expected = [described(article.text, span) for span in spans]
    assert page.evaluate(DESCRIBE, spans) == expected
    assert None in expected and any(one and one["prefix"] for one in expected)


def test_words_are_found_where_python_finds_them(odd: tuple[Page, Article]) -> None:
    """Typed with straight quotes, hyphens and odd white space, with an ellipsis, with context: the same places."""
    page, article = odd
    typed = [
        *("the bridge", "So so", '"So"', "so... wait", "wait.", "It's its 1' 2\" \"end\"", "The \"bridge\" - 𝒜"),
        *("the\u00a0bridge", "The … bridge", "the ... the", "…", " … ", "So … so", "橋が", "הגשר", "\u200b"),
        *("Zu\u0308rich", "a\u200bb", "", " ", "İstanbul"),
    ]  # fmt: skip
    quotes: list[dict[str, str]] = [{"exact": words} for words in typed]
    quotes += [{"exact": "bridge", "prefix": "The", "suffix": "is"}, {"exact": "the bridge", "prefix": "before "}]
    chance = random.Random(3)
    for start, end in random_spans(article.text, 400):
        words = article.text[start:end]
        quotes.append({"exact": words.replace("’", "'").replace(" ", chance.choice((" ", "\n", "\u2003", "  ")))})
    prepared = anchor.prepare(article.text)
    found = page.evaluate(MATCH, quotes)
    for quote, spans in zip(quotes, found, strict=True):
        expected = anchor.match(Quote.model_construct(**{"prefix": "", "suffix": "", **quote}), prepared)
        assert [tuple(span) for span in spans] == [(span.start, span.end) for span in expected], quote


def test_offsets_in_the_file_are_code_points_of_the_article_text(odd: tuple[Page, Article]) -> None:
    """The comment above the quote names the paragraph and the characters of the passage that the check anchors."""
    page, article = odd
    page.get_by_role("button", name="Suggest a mark").click()
    page.locator("#capture-quote").fill("Zürich are one")
    page.locator("[name=capture-kind][value=framing]").check()
    page.locator("[name=capture-label]").first.check()
    page.locator("[name=capture-voice]").first.check()
    page.get_by_role("button", name="Make the file").click()
    page.locator("#capture-handle").fill("ada")
    text = page.locator(".capture pre").text_content() or ""
    told = re.search(r"# paragraph (\d+), characters (\d+) to (\d+)\n  quote: (.*)\n", text)
    assert told, text
    (span,) = anchor.match(Quote(exact=told[4]), anchor.prepare(article.text))
    assert (int(told[2]), int(told[3])) == (span.start, span.end)
    assert article.place_of(span.start) == f"paragraph {told[1]}"


def read_back(page: Page, strings: list[str]) -> list[Any]:
    """Each string as it comes back from a whole file that holds it in every kind of place."""
    texts = page.evaluate(
        """strings => strings.map(text => inside.file(text, "2026-11-22", [{ section: "claims", pairs: [["note", text],
             ["searched", [text, text]], ["quote", { exact: text, prefix: text }], ["#", "p"], ["value", text]] }]))""",
        strings,
    )
    trees = [yamlfile.read(text, "notes.yml").data for text in texts]
    for tree in trees:
        assert isinstance(tree, dict) and list(tree) == ["by", "on", "claims"] and tree["on"] == "2026-11-22", tree
        (note,) = tree["claims"]
        values = (tree["by"], note["note"], note["value"], *note["searched"], *note["quote"].values())
        assert len(values) == 7 and len(set(values)) == 1, values
    return [tree["by"] for tree in trees]


def test_every_naughty_string_is_read_back_as_it_was_written(page: Page) -> None:
    """Five hundred strings with the signs of YAML, quotes, numbers, dates, breaks, controls and code."""
    load(page)
    strings = naughty.strings()
    assert read_back(page, strings) == strings


def test_half_a_letter_is_replaced_and_nothing_else(page: Page) -> None:
    """A lone surrogate cannot stand in a file; the sign for it does."""
    load(page)
    written = page.evaluate("""["a\\ud83db", "\\udc00", "a\\ud83d\\ude00b"].map(text => inside.scalar(text))""")
    values = [yamlfile.read(f"x: {text}", "x.yml").data["x"] for text in written]
    assert values == ["a\ufffdb", "\ufffd", "a😀b"]


def test_quiet_words_stand_without_quotes(page: Page) -> None:
    """A reviewer reads words; quotes are only where something else could be read."""
    load(page)
    plain = ["strike-plans", "Four sources say “so”, he said.", "Zürich", "היום"]
    quoted = ["no", "1.10", "a: b", "a #b", "- a", "a ", "2026-01-05", "null", "a\nb", "", "@a"]
    assert page.evaluate("texts => texts.map(inside.scalar)", plain) == plain
    assert all(text[0] == '"' for text in page.evaluate("texts => texts.map(inside.scalar)", quoted))


def test_the_fixture_has_what_it_says(tmp_path: Path) -> None:
    """The strange article holds letters of two units, marks of their own, and words from right to left."""
    text = "".join(STRANGE["articles"][0]["paragraphs"])  # type: ignore[index]
    assert any(ord(sign) > 0xFFFF for sign in text) and "\u0308" in text and "ה" in text
