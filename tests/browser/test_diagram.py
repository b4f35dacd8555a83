"""A reader follows the diagram of retelling by mouse, by keyboard and on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import STORY

CLAIM = f"/{STORY}/claims/strikes-inside-venezuela/"
BOTH = pytest.mark.parametrize("path", [f"/{STORY}/", CLAIM])


def test_a_box_leads_to_the_article_and_to_the_source(page: Page) -> None:
    """The names in the boxes are links."""
    page.goto(f"/{STORY}/")
    page.locator(".retelling .article a", has_text="Slay News").click()
    expect(page).to_have_url(re.compile(f"/{STORY}/slay-news/$"))
    page.goto(f"/{STORY}/")
    report = page.locator(".retelling .report.shared", has_text="NBC News")
    expect(report).to_contain_text("retold by 3 articles")
    report.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("NBC News")


@BOTH
def test_every_link_of_the_drawing_leads_somewhere(page: Page, path: str) -> None:
    """No box names a page that is not there."""
    page.goto(path)
    found = set(
        page.locator(".retelling a").evaluate_all(
            "all => all.map(a => new URL(a.getAttribute('href'), a.baseURI).href)"
        )
    )
    assert found
    assert not [link for link in found if not page.request.get(link).ok]


@BOTH
@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_drawing_scrolls_in_its_frame_at_full_size(page: Page, path: str, width: int) -> None:
    """The page does not scroll sideways, and no lettering is below twelve pixels."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    frame = page.locator(".scroll.retelling")
    assert frame.evaluate("box => box.scrollWidth > box.clientWidth")
    scale = page.locator(".retelling > svg").evaluate(
        "svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
    )
    sizes = page.locator(".retelling text").evaluate_all(
        "all => all.map(t => parseFloat(getComputedStyle(t).fontSize))"
    )
    assert min(sizes) * scale >= 12
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.scroll.retelling').scrollLeft > 0")


@BOTH
def test_no_lettering_leaves_its_box(page: Page, path: str) -> None:
    """The widths that were estimated without a browser hold in one."""
    page.goto(path)
    page.evaluate("document.fonts.ready")
    leaving = page.locator(".retelling .node").evaluate_all("""all => all.filter(node => {
        const frame = node.querySelector('.frame').getBoundingClientRect();
        const right = node.matches('.sources') ? frame.left + 340 : frame.right;
        return [...node.querySelectorAll('tspan')].some(text => {
            const box = text.getBoundingClientRect();
            return box.right > right || box.left < frame.left || box.top < frame.top || box.bottom > frame.bottom + 1;
        });
    }).map(node => node.textContent)""")
    assert not leaving


def test_the_keyboard_goes_through_the_boxes_and_is_seen(page: Page) -> None:
    """From the frame to the first article, with an outline."""
    page.goto(f"/{STORY}/")
    page.locator(".scroll.retelling").focus()
    page.keyboard.press("Tab")
    focused = page.locator(".retelling a:focus")
    expect(focused).to_contain_text("The Post, 5 Sept")
    assert focused.evaluate("a => getComputedStyle(a).outlineStyle") == "solid"


def test_the_same_is_there_in_words(page: Page) -> None:
    """The list under the drawing tells the chains, the table the origins of each claim."""
    page.goto(f"/{STORY}/")
    page.get_by_text("Every chain as a list").click()
    expect(page.locator("#chain-slay-news")).to_contain_text("NBC News")
    expect(page.locator("#chain-slay-news")).to_contain_text("four people who spoke to NBC News")
    page.get_by_text("Independent origins of each claim").click()
    row = page.get_by_role("row").filter(has_text="Strikes inside Venezuela could come within weeks")
    expect(row.filter(has_text="several articles, one origin")).to_be_visible()
