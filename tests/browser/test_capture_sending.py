"""The ways to send the file: a forge's own pages, the clipboard, a download. No address is too long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.capture import ARTICLE, begin, choose, finish, keep_at, served
from tests.browser.conftest import STORY

WORDS = "as these plans are not intended for public consumption"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Every test of this file runs under the strict policy; a breach is an error on the console, and fails."""
    with served(site) as address:
        yield address


@pytest.mark.parametrize(
    ("forge", "new", "issue"),
    [
        ("github", "https://example.org/o/r/new/main/annotations/{}", "https://example.org/o/r/issues/new"),
        ("forgejo", "https://example.org/o/r/_new/main/annotations/{}", "https://example.org/o/r/issues/new"),
        ("gitlab", None, "https://example.org/o/r/-/issues/new"),
    ],
)
def test_the_addresses_of_a_forge_hold_the_file(page: Page, forge: str, new: str | None, issue: str) -> None:
    """What the forge decodes is the file to the letter, under a name of its own, in the folder of the article."""
    keep_at(page, "https://example.org/o/r", forge)
    page.goto(ARTICLE)
    begin(page, WORDS)
    choose(page, kind="framing", label="hedged-wording", voice="outlet", note="R&D: “so”\n+100 % #1 ~text~ 😀")
    text = finish(page, "Ada.L")
    ways = page.locator(".capture a[target=_blank]")
    assert all(rel == "noopener" for rel in ways.evaluate_all("all => all.map(one => one.rel)"))
    found = {one.split(" ")[0]: urlsplit(href) for one, href in zip(
        ways.all_text_contents(), ways.evaluate_all("all => all.map(one => one.href)"), strict=True)}  # fmt: skip
    query = {kind: {key: value for key, (value,) in parse_qs(at.query).items()} for kind, at in found.items()}
    if new:
        assert found["New"]._replace(query="").geturl() == new.format(f"{STORY}/slay-news")
        assert query["New"]["value"] == text
        assert re.fullmatch(r"\d{4}-\d\d-\d\d-ada-l-[a-z0-9]{5,6}\.yml", query["New"]["filename"])
    else:
        expect(page.get_by_role("link", name="New file")).to_be_hidden()
    assert found["Issue"]._replace(query="").geturl() == issue
    if forge == "github":
        assert query["Issue"] == {
            "template": "annotation.yml", "title": "Annotation of slay-news", "article": f"{STORY}/slay-news",
            "annotation": text,
        }  # fmt: skip
    else:
        title, body = ("title", "body") if forge == "forgejo" else ("issue[title]", "issue[description]")
        assert query["Issue"][title] == "Annotation of slay-news"
        assert f"article: {STORY}/slay-news" in query["Issue"][body] and f"```yaml\n{text}```" in query["Issue"][body]


def test_a_link_opens_in_a_new_window_and_the_page_stays(page: Page) -> None:
    """A forge that fails, or asks for a login, takes nothing away."""
    page.context.route("https://example.org/**", lambda route: route.fulfill(body="a forge"))
    keep_at(page, "https://example.org/o/r", "github")
    page.goto(ARTICLE)
    begin(page, WORDS)
    choose(page, kind="framing", label="hedged-wording", voice="outlet")
    finish(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="New file at example.org").click()
    assert opened.value.url.startswith("https://example.org/o/r/new/main/")
    assert opened.value.evaluate("window.opener") is None
    expect(page.get_by_text("The file", exact=True)).to_be_visible()


def test_a_text_too_long_for_an_address_goes_by_the_clipboard(page: Page) -> None:
    """No address is longer than 7,500 bytes; the link then goes without the text, which is copied, and says so."""
    page.context.route("https://example.org/**", lambda route: route.fulfill(body="a forge"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    keep_at(page, "https://example.org/o/r", "github")
    page.goto(ARTICLE)
    begin(page, WORDS)
    choose(page, kind="framing", label="hedged-wording", voice="outlet", note="для " * 900)
    text = finish(page)
    links = page.locator(".capture a[target=_blank]")
    addresses = links.evaluate_all("all => all.map(one => one.href)")
    assert all(len(one) <= 7500 for one in addresses)
    assert all("%D0" not in one for one in addresses)
    expect(page.locator(".capture")).to_contain_text("Too long for an address: the text is copied, paste it there.")
    with page.context.expect_page():
        page.get_by_role("link", name="New file at example.org").click()
    expect(page.locator(".capture")).to_contain_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == text


@pytest.mark.parametrize("length", [7499, 7500, 7501])
def test_the_longest_address_is_of_7500_bytes(page: Page, length: int) -> None:
    """At the limit the text still goes along; one byte more, and it does not."""
    keep_at(page, "https://example.org/o/r", "github")
    page.goto(ARTICLE)
    begin(page, WORDS)
    choose(page, kind="framing", label="hedged-wording", voice="outlet", note="x")
    finish(page)
    link = page.get_by_role("link", name="New file at example.org")
    short = len(link.get_attribute("href") or "")
    page.get_by_role("button", name="Edit").click()
    choose(page, note="x" * (length - short + 1))
    page.get_by_role("button", name="Make the file").click()
    href = link.get_attribute("href") or ""
    assert len(href) == length if length <= 7500 else len(href) < 400


def test_without_a_repository_the_file_is_copied_or_downloaded(page: Page) -> None:
    """No link leads anywhere; the file has its name, and its text to the letter."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(ARTICLE)
    begin(page, WORDS)
    choose(page, kind="framing", label="hedged-wording", voice="outlet", note="“so” 😀")
    text = finish(page)
    expect(page.locator(".capture a[target=_blank]")).to_have_count(0)
    page.locator(".capture").get_by_role("button", name="Copy").click()
    expect(page.locator(".capture")).to_contain_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == text
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-ada-[a-z0-9]{5,6}\.yml", download.value.suggested_filename)
    assert Path(download.value.path()).read_text("utf-8") == text


def test_a_browser_that_does_not_copy_selects_the_text(page: Page) -> None:
    """Where the clipboard is closed, the keys of the system still reach the text."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(ARTICLE)
    begin(page, WORDS)
    choose(page, kind="framing", label="hedged-wording", voice="outlet")
    text = finish(page)
    page.locator(".capture").get_by_role("button", name="Copy").click()
    expect(page.locator(".capture")).to_contain_text("The text is selected")
    assert page.evaluate("getSelection().toString()").strip() == text.strip()


def test_what_the_registry_lacks_can_be_asked_for(page: Page) -> None:
    """The list says what it is; the correction form names the file."""
    keep_at(page, "https://example.org/o/r", "github")
    page.goto(ARTICLE)
    page.get_by_role("button", name="Suggest a mark").click()
    choose(page, kind="claim")
    page.get_by_text("Not in the list?").first.click()
    link = page.get_by_role("link", name="Ask for it").first
    query = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert query["template"] == ["correction.yml"] and query["file"] == [f"annotations/{STORY}/story.yml"]
