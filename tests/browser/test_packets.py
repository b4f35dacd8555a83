"""The packets on the story page: what a teacher finds there, and that every file comes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import STORY


@pytest.fixture
def table(page: Page) -> Locator:
    page.goto(f"/{STORY}/#teach")
    return page.get_by_role("region", name="Packets").get_by_role("table")


def test_every_packet_can_be_fetched(page: Page, table: Locator) -> None:
    """Twelve files, each as large as the page says, each of which opens as what it is called."""
    links = table.get_by_role("link")
    expect(links).to_have_count(12)
    for link in links.all():
        name, size = link.evaluate("link => [link.href, link.textContent]")
        answer = page.request.get(name)
        assert answer.status == 200
        assert size == f"{-(-len(answer.body()) // 1000):,} kB"
        if name.endswith(".pdf"):
            assert len(PdfReader(io.BytesIO(answer.body())).pages) > 5
        else:
            assert zipfile.ZipFile(io.BytesIO(answer.body())).testzip() is None


def test_a_link_says_all_of_what_it_leads_to(table: Locator) -> None:
    """A reader who hears the link alone knows copy, form and size."""
    expect(table.get_by_role("link", name="Teacher’s copy, PDF, Letter")).to_have_count(1)
    expect(table.get_by_role("row", name="Teacher’s copy with answers")).to_have_count(1)


def test_a_click_downloads_a_file(page: Page, table: Locator, tmp_path: Path) -> None:
    """What no browser shows is saved under the name that it has on the site."""
    with page.expect_download() as download:
        table.get_by_role("link", name="Student’s copy, DOCX").click()
    assert download.value.suggested_filename == f"{STORY}-student.docx"


@pytest.mark.parametrize("width", [320, 1440])
def test_the_table_fits_its_page(page: Page, table: Locator, width: int) -> None:
    """On a phone it is a list; nothing makes the page scroll sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    expect(table.get_by_role("link").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = table.bounding_box()
    assert box is not None and box["width"] <= width
