"""The sheet on every screen: what is shown where parts of the text are left out, at every width, in print, offline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import build
from generator.build import Settings
from generator.edition import Edition
from generator.mkdocs_plugin import frame_builder
from generator.repository import repository
from tests import site_cases
from tests.browser.axe import in_scheme, violations
from tests.browser.capture import ARTICLE, begin, checked, choose, finish, keep_at, served
from tests.browser.conftest import ROOT, STORY
from tests.browser.test_budget import compressed
from tests.rights import sample_with

WORDS = "as these plans are not intended for public consumption"
BYTES = 12_000
HOSTILE = "<img src=x onerror=alert(1)> </script><script>alert(2)</script> ${7*7} \"'`"
STORY_OF_HOSTS = {
    "title": HOSTILE, "summary": "s", "question": "q",
    "claims": {f"claim-{n}": {"statement": f"{n} {HOSTILE}", "type": "quantity"} for n in range(9)},
    "sources": {"a-source": {"name": HOSTILE, "role": HOSTILE, "kind": "expert"}},
    "targets": {"a-target": {"name": HOSTILE, "kind": "person"}},
    "articles": [{"id": "constructor", "short": "Hosts", "headline": None, "paragraphs": [f"He said {HOSTILE}"]}],
}  # fmt: skip
STORY_OF_A_NOTE = {
    "title": "t", "summary": "s", "question": "q",
    "articles": [{
        "id": "the-news", "short": "News", "headline": None, "paragraphs": ["The council approved the bridge."],
        "notes": {"framing": [{"label": "naming", "quote": "The council", "voice": "outlet"}]},
    }],
}  # fmt: skip
SIDEWAYS = """() => { const sheet = document.querySelector(".capture");
  return document.documentElement.scrollWidth > innerWidth || sheet.scrollWidth > sheet.clientWidth; }"""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample's public edition: one article by excerpt, one by its marked words, one by its link alone."""
    folder = tmp_path_factory.mktemp("public")
    root = sample_with(folder / "project", {"unnamed-drone-strikes": "quotes", "unnamed-within-hours": "link"})
    with served(site_cases.built(root, folder / "site", Edition.PUBLIC)) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, public: str) -> Iterator[Page]:
    """A reader of the public edition."""
    context = browser.new_context(base_url=public, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def test_the_whole_sheet_weighs_no_more_than_12_kb(site: Path) -> None:
    """Stub, script and style together, as servers compress them; the registry is the story's and not counted."""
    assert sum(compressed(site / "assets" / name) for name in ("suggest.js", "capture.js", "capture.css")) <= BYTES


def test_the_first_view_loads_the_stub_alone(page: Page) -> None:
    """Registry, script and style are asked for when somebody begins."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(ARTICLE, wait_until="networkidle")
    assert "suggest.js" in asked and not {"registry.js", "capture.js", "capture.css"} & set(asked)
    page.get_by_role("button", name="Suggest a mark").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert {"registry.js", "capture.js", "capture.css"} <= set(asked)


def test_where_parts_are_shown_context_is_added_and_the_check_decides(reader: Page, tmp_path: Path) -> None:
    """Nobody can know here how often words stand; with the words beside them they are anchored all the same."""
    reader.goto(ARTICLE)
    begin(reader, "Four sources close to the matter")
    expect(reader.locator(".capture")).to_contain_text("They stand in what is shown here. The check will decide.")
    choose(reader, kind="framing", label="loaded-language", voice="outlet")
    text = finish(reader)
    assert "    suffix: claim that top military brass" in text and "# paragraph" not in text
    assert not checked(tmp_path, text)


def test_words_that_are_not_shown_may_be_written_from_the_original(reader: Page, tmp_path: Path) -> None:
    """Who has the newspaper at hand types its words; the check has the text."""
    reader.goto(f"/{STORY}/slay-news/")
    reader.get_by_role("button", name="Suggest a mark").click()
    hidden = hidden_words(reader)
    reader.locator("#capture-quote").fill(hidden)
    expect(reader.locator(".capture")).to_contain_text(
        "They do not stand in what is shown here. The check will decide."
    )
    choose(reader, kind="framing", label="loaded-language", voice="outlet")
    assert not checked(tmp_path, finish(reader))


def hidden_words(page: Page) -> str:
    """Six words of the article that stand in it once and that this edition leaves out."""
    text = build.load(ROOT).corpus.stories[0].article("slay-news").text
    shown = page.evaluate("[...document.querySelectorAll('#p_0, [data-number]')].map(one => one.textContent).join(' ')")
    words = text.split()
    for at in range(len(words) - 6):
        chosen = " ".join(words[at : at + 6])
        if chosen not in shown and text.count(chosen) == 1:
            return chosen
    raise AssertionError("the public edition shows everything")


def test_a_selection_over_a_gap_says_so_with_an_ellipsis(reader: Page, tmp_path: Path) -> None:
    """What is left out between two pieces is not in the quote; the passage still means all of it."""
    reader.goto(ARTICLE)
    reader.evaluate("""() => { const blocks = [...document.querySelectorAll("[data-number]")];
      const at = blocks.findIndex((one, n) => n && one.querySelector(".gap")), range = document.createRange();
      range.setStart(blocks[at - 1], 0);
      range.setEnd(blocks[at], blocks[at].childNodes.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range); }""")
    reader.keyboard.press("m")
    reader.wait_for_selector(".capture[open]")
    quote = reader.locator("#capture-quote").input_value()
    assert " … " in quote and "[…]" not in quote
    choose(reader, kind="framing", label="loaded-language", voice="outlet")
    assert not checked(tmp_path, finish(reader))


def test_where_only_marked_words_are_shown_they_are_marked_without_context(reader: Page) -> None:
    """Nothing stands beside them, so nothing is added."""
    reader.goto(f"/{STORY}/unnamed-drone-strikes/")
    words = reader.locator("[data-number] mark").first.text_content() or ""
    begin(reader, words)
    expect(reader.locator("#capture-quote")).not_to_have_value("")


def test_where_no_text_is_shown_a_sentence_says_why_nothing_can_be_marked(reader: Page) -> None:
    """No button, no key, and nothing is loaded."""
    reader.goto(f"/{STORY}/unnamed-within-hours/")
    expect(reader.locator(".layers")).to_contain_text(
        "No words can be marked here: this edition does not show the text."
    )
    expect(reader.get_by_role("button", name="Suggest a mark")).to_have_count(0)
    reader.keyboard.press("m")
    expect(reader.get_by_role("dialog")).to_have_count(0)


def test_text_of_the_registry_stays_text(browser: Browser, tmp_path: Path) -> None:
    """Claims, names and ids that are made to break out of script, page or address do not."""
    root = site_cases.project(tmp_path / "project", {"hosts-of-names": STORY_OF_HOSTS})
    with served(site_cases.built(root, tmp_path / "site")) as address:
        page = browser.new_page(base_url=address)
        trouble: list[str] = []
        page.on("dialog", lambda dialog: trouble.append(dialog.message))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
        page.goto("/hosts-of-names/constructor/")
        page.get_by_role("button", name="Suggest a mark").click()
        page.locator("#capture-quote").fill("He said")
        choose(page, kind="claim", claim="claim-3", stance="attributes", source="a-source", value=HOSTILE)
        text = finish(page)
        assert "claim: claim-3" in text
        assert page.locator(".capture :is(img, script)").count() == 0
        expect(page.locator(".capture li")).to_contain_text("3 <img src=x onerror=alert(1)>")
        assert not trouble
        page.close()


@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_in_the_sheet(page: Page, width: int) -> None:
    """The form of every kind, with what is wrong with it, and the file, in both schemes."""
    page.set_viewport_size({"width": width, "height": 800})
    keep_at(page, "https://example.org/o/r", "github")
    page.goto(ARTICLE)
    begin(page, WORDS)
    wrong: list[str] = []

    def look(what: str) -> None:
        for scheme in ("light", "dark"):
            in_scheme(page, scheme)
            wrong.extend(f"{what} {scheme}: {one}" for one in violations(page))
        assert not page.evaluate(SIDEWAYS), what

    look("open")
    for kind in ("source", "framing", "claim"):
        choose(page, kind=kind)
        page.get_by_role("button", name="Make the file").click()
        if width in (320, 1440):
            look(kind)
    choose(page, claim="strikes-within-weeks", stance="asserts")
    finish(page)
    look("file")
    assert not wrong, "\n".join(wrong)


def test_on_a_telephone_the_sheet_makes_room_for_the_text(page: Page) -> None:
    """The sheet covers little more than half of the window; laid down, it shows its title alone."""
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(ARTICLE)
    begin(page, WORDS)
    sheet = page.locator(".capture")
    box = sheet.bounding_box()
    assert box and box["width"] == 320 and box["y"] >= 568 * 0.4
    page.get_by_role("button", name="Show the text").click()
    box = sheet.bounding_box()
    assert box and box["height"] < 90
    page.get_by_role("button", name="Show the form").click()
    expect(page.locator("#capture-quote")).to_have_value(WORDS)


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (768, 1024), (390, 844), (320, 568), (720, 450)])
def test_the_passage_is_in_sight_beside_the_sheet(page: Page, size: tuple[int, int]) -> None:
    """Wherever it stood, the marked words can be read while the form is filled in; 720 by 450 is a desk at 200 %."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(ARTICLE)
    begin(page, "based on current discussions")
    page.wait_for_timeout(300)
    covered = page.evaluate("""() => { const box = [...CSS.highlights.get("draft")][0].getBoundingClientRect();
        return [[box.left + 2, box.top + box.height / 2], [box.right - 2, box.top + box.height / 2]]
          .map(([x, y]) => document.elementFromPoint(x, y)?.closest("[data-number]") ? "" : `${x} ${y}`).join(""); }""")
    assert covered == ""


def test_the_sheet_is_not_printed(page: Page) -> None:
    """Paper shows the article and nothing of the form."""
    page.goto(ARTICLE)
    begin(page, WORDS)
    page.emulate_media(media="print")
    expect(page.locator(".capture")).to_be_hidden()
    expect(page.get_by_role("button", name="Suggest a mark")).to_be_hidden()


def test_with_forced_colours_nothing_vanishes(page: Page) -> None:
    """The marked words take the system's colour of a selection, buttons keep their edges."""
    page.emulate_media(forced_colors="active")
    page.goto(ARTICLE)
    begin(page, WORDS)
    button = page.get_by_role("button", name="Make the file")
    assert button.evaluate("one => getComputedStyle(one).borderTopWidth") == "1px"
    marked, system = page.evaluate("""() => { const one = document.body.appendChild(document.createElement("i"));
        one.style.color = "HighlightText";
        const text = document.querySelector("[data-number]");
        return [getComputedStyle(text, "::highlight(draft)").color, getComputedStyle(one).color]; }""")
    assert marked == system


def test_the_sheet_opens_in_a_folder_without_a_server(browser: Browser, tmp_path: Path) -> None:
    """Opened by double-click, the page makes the same file."""
    folder = tmp_path / "stick"
    _, built = build.offline_site(ROOT, folder, Settings(), frame_builder(ROOT / "mkdocs.yml"))
    assert built is not None
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.goto((folder / STORY / "slay-news/index.html").as_uri())
    begin(page, WORDS)
    choose(page, kind="framing", label="hedged-wording", voice="outlet")
    assert not checked(tmp_path / "copy", finish(page))
    page.reload()
    expect(page.locator(".layers [role=status]")).to_have_text("1 draft")
    page.close()
    assert not trouble


@pytest.mark.parametrize("forge", ["github", "forgejo", "gitlab", None])
def test_a_note_leads_to_its_editor_and_to_the_forms(browser: Browser, tmp_path: Path, forge: str | None) -> None:
    """Where the site names a repository, the page offers to change the file, to correct the mark, or to disagree."""
    root = site_cases.project(tmp_path / "project", {"a-story-of-news": STORY_OF_A_NOTE})
    kept = repository("https://example.org/o/r", forge) if forge else None
    build.site(root, tmp_path / "site", Settings(repository=kept), frame_builder(root / "mkdocs.yml"))
    with served(tmp_path / "site") as address:
        page = browser.new_page(base_url=address)
        page.goto("/a-story-of-news/the-news/")
        page.locator(".note summary").click()
        page.get_by_role("link", name="suggest a change").click()
        file = "annotations/a-story-of-news/the-news/2026-11-21-notes.yml"
        expect(page.locator("main")).to_contain_text(f"The note that you come from stands in {file}")
        expect(page.locator("[data-ways]")).to_have_count(1 if forge else 0)
        if kept:
            links = page.locator("[data-ways] a")
            edit, correct, disagree = links.evaluate_all("all => all.map(one => one.href)")
            assert edit == kept.edit(file)
            mark = re.search(r"mark=(f[0-9a-f]{8})", page.url)
            assert mark and mark[1] in unquote(correct) and mark[1] in unquote(disagree) and file in unquote(correct)
            expect(links.first).to_be_visible()
        page.goto("/contribute/?file=annotations/../x.yml&mark=%3Cb%3E")
        expect(page.locator("[data-ways]:visible")).to_have_count(0)
        page.close()
