"""Files as people save pages: which page comes out, what is known of it, and what is said where none does."""

from __future__ import annotations

import datetime
import hashlib
import json
import quopri
import zipfile
from io import BytesIO
from typing import Any

import brotli
import pytest

from generator.saved import packed, pdf, warc
from generator.saved.encoding import codec, declared, decode
from generator.saved.kinds import LIMITS, opened
from generator.saved.page import Page, Saved, TooLargeError, UnreadableError
from generator.saved.stated import stated
from tests import saved_files as made
from tests.saved_files import ADDRESS, FIRST, HEADLINE

HTML = {"Content-Type": "text/html"}
DAY = datetime.date(2026, 3, 10)
PAGE = made.html().encode()


def every(there: tuple[str, ...]) -> tuple[str, ...]:
    return there


def page_of(data: bytes, name: str = "page", **known: object) -> Page:
    """The one page of a file."""
    (page,) = opened(Saved(name, data, **known), every)  # type: ignore[arg-type]
    assert isinstance(page, Page), page
    return page


def refusal(data: bytes, name: str = "page") -> str:
    """Why a file gives no page."""
    with pytest.raises(UnreadableError) as caught:
        list(opened(Saved(name, data), every))
    return str(caught.value)


# What kind of file it is


@pytest.mark.parametrize("name", ["page.html", "page", "page.txt", "page.php"])
def test_a_page_is_known_by_its_bytes_whatever_its_name(name: str) -> None:
    """HTML is HTML without an ending, and with a wrong one."""
    assert page_of(PAGE, name) == Page(PAGE, ".html")


@pytest.mark.parametrize(("name", "suffix"), [("a.md", ".md"), ("a.txt", ".txt"), ("a", ".txt"), ("a.MD", ".md")])
def test_a_paste_is_text_or_markdown_by_its_name(name: str, suffix: str) -> None:
    """Text has no mark of its own; the seed keeps its bytes."""
    text = f"{HEADLINE}\n\n{FIRST}\n".encode()
    assert page_of(text, name) == Page(text, suffix)


def test_words_in_angle_brackets_make_no_page() -> None:
    """A paste that begins with a sign like a tag stays text."""
    assert page_of(b"<3 from Mill Bridge\n\nThe crack is there to stay.\n").suffix == ".txt"


@pytest.mark.parametrize("empty", [b"", b" \r\n\t", b"\0" * 5000])
def test_an_empty_file_is_called_empty(empty: bytes) -> None:
    """White space and NULs count for nothing."""
    assert refusal(empty) == "the file is empty"


@pytest.mark.parametrize(("data", "what"), [
    (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
    (b"{\\rtf1\\ansi Mill Bridge}", "a rich text file (RTF)"),
    (b"bplist00" + bytes(100), "a Safari web archive"),
    (bytes(range(256)) * 40, "this is no text"),
    (b"\x1b[31m" + bytes(range(1, 9)) * 20, "this is no text"),
])  # fmt: skip
def test_a_file_that_is_no_page_is_named_for_what_it_is(data: bytes, what: str) -> None:
    """Pictures, office files and other bytes are refused."""
    assert what in refusal(data)


def test_pages_over_the_limit_are_refused() -> None:
    """10 MB for HTML, 2 MB for text, and the remedy is named."""
    big = made.html(body=f"<p>{FIRST}</p>" + "<p>x</p>" * (LIMITS[".html"] // 8)).encode()
    with pytest.raises(TooLargeError, match="larger than 10 MB") as caught:
        page_of(big)
    assert "without pictures" in caught.value.remedy
    assert "larger than 2 MB" in refusal(b"Mill Bridge stands.\n" * 110_000)


def test_a_page_that_a_browser_saved_knows_its_address() -> None:
    """The comment of "Save page as" and that of SingleFile are read."""
    chrome = f"\n<!-- saved from url=({len(ADDRESS):04}){ADDRESS} -->"
    day = "Tue Mar 10 2026 10:30:00 GMT+0100 (CET)"
    single = f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: {day}\n-->"
    assert page_of(made.html(before=chrome).encode()).address == ADDRESS
    page = page_of(made.html(before=single).encode())
    assert (page.address, page.retrieved) == (ADDRESS, DAY)


def test_a_page_from_a_reader_view_knows_its_address() -> None:
    """Firefox's reader links the page that it was made from."""
    body = f'<a class="domain reader-domain" href="{ADDRESS}">courier.example</a><p>{FIRST}</p>'
    assert page_of(made.html(body=body).encode()).address == ADDRESS


@pytest.mark.parametrize("hostile", ["<a " * 300_000 + "reader-domain", "<!--" * 500_000, "<?xml" * 500_000])
def test_hostile_beginnings_cost_no_time(hostile: str) -> None:
    """What never closes is looked at once."""
    assert page_of(made.html(before=hostile).encode(), "a.html").address is None


# MHTML


@pytest.mark.parametrize(("transfer", "body"), [
    ("binary", PAGE), ("quoted-printable", quopri.encodestring(PAGE).replace(b"\n", b"\r\n")),
])  # fmt: skip
def test_an_mhtml_file_gives_the_page_with_its_own_bytes(transfer: str, body: bytes) -> None:
    """Address and day come from its headers, and the file is named with its SHA-256."""
    file = made.mhtml(body, transfer)
    page = page_of(file, "bridge.mhtml")
    assert page.data.replace(b"\r\n", b"\n").rstrip() == PAGE.rstrip()
    assert (page.suffix, page.address, page.retrieved) == (".html", ADDRESS, DAY)
    assert page.inside == ("bridge.mhtml", hashlib.sha256(file).hexdigest())


def test_an_mhtml_file_that_is_cut_off_is_refused() -> None:
    """Without its last boundary nobody knows what is missing."""
    assert "cut off" in refusal(made.mhtml(PAGE, end=False))
    assert "cut off" in refusal(made.mhtml(PAGE)[:700])


def test_an_mhtml_file_nested_a_thousand_times_is_refused() -> None:
    """The parser gives up, and that is said."""
    nest = b"".join(b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3000))
    assert refusal(b"MIME-Version: 1.0\r\n" + nest)


# WARC and WACZ


@pytest.mark.parametrize("packed_records", [True, False])
@pytest.mark.parametrize(("coding", "pack"), [("", bytes), ("gzip", made.zipped), ("br", brotli.compress)])
def test_a_page_of_a_web_archive_comes_out_as_it_was_sent(packed_records: bool, coding: str, pack: Any) -> None:
    """Unpacked from gzip and brotli, with address and day."""
    sent = {**HTML, "Content-Encoding": coding} if coding else HTML
    page = page_of(made.warc([(ADDRESS, pack(PAGE), sent)], packed_records), "bridge.warc.gz")
    assert (page.data, page.address, page.retrieved, page.encoding) == (PAGE, ADDRESS, DAY, None)


def test_a_page_sent_in_chunks_is_put_together() -> None:
    """Also where it was packed before."""
    sent = {**HTML, "Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}
    assert page_of(made.warc([(ADDRESS, made.chunked(made.zipped(PAGE)), sent)])).data == PAGE


def test_a_page_that_is_only_called_packed_is_read_as_it_is() -> None:
    """Archivers unpack pages and leave the header."""
    assert page_of(made.warc([(ADDRESS, PAGE, {**HTML, "Content-Encoding": "gzip"})])).data == PAGE


def test_only_whole_pages_of_an_archive_count() -> None:
    """Pictures and error pages are no pages to choose from."""
    picture = made.warc([("https://courier.example/a.png", b"\x89PNG", {"Content-Type": "image/png"})])
    lost = made.warc([("https://courier.example/lost", PAGE, HTML)], status="404 Not Found")
    assert page_of(picture + lost + made.warc([(ADDRESS, PAGE, HTML)])).address == ADDRESS
    assert "holds no HTML page" in refusal(picture + lost)


def test_a_wacz_offers_the_pages_that_its_list_names() -> None:
    """Frames and advertisements are in the records, and in no list."""
    frame = "https://ads.example/frame"
    records = made.warc([(frame, b"<p>Buy</p>", HTML), (ADDRESS, PAGE, HTML)])
    assert page_of(made.wacz(records, [ADDRESS])).address == ADDRESS
    asked: list[tuple[str, ...]] = []
    list(opened(Saved("a.wacz", made.wacz(records)), lambda there: asked.append(there) or ()))  # type: ignore[func-returns-value]
    assert asked == [(frame, ADDRESS)]


def test_a_page_that_the_archive_cut_is_said_and_the_others_come() -> None:
    """One bad record does not keep the others."""
    whole = made.warc([(ADDRESS, PAGE, HTML)], packed=False)
    cut = made.warc([("https://courier.example/cut", PAGE, HTML)], packed=False)
    found = list(opened(Saved("a.warc", whole + cut[:-300]), every))
    assert isinstance(found[0], Page)
    assert "cut off in the archive" in str(found[1])


@pytest.mark.parametrize("damage", [
    lambda data: data[: len(data) // 2], lambda data: data[:40] + b"garbage" + data[47:],
    lambda data: b"\x1f\x8b" + b"x" * len(data),
])  # fmt: skip
def test_a_damaged_archive_is_refused(damage: Any) -> None:
    """A gzip file that ends early or holds wrong bytes gives no half page."""
    assert refusal(damage(made.warc([(ADDRESS, PAGE, HTML)])))


def test_chunks_that_end_early_or_are_none_are_told_apart() -> None:
    """A cut page is refused; one that an archiver has put together already is read."""
    sent = {**HTML, "Transfer-Encoding": "chunked"}
    assert page_of(made.warc([(ADDRESS, PAGE, sent)])).data == PAGE
    cut = made.chunked(PAGE)[:-200]
    (found,) = opened(Saved("a.warc.gz", made.warc([(ADDRESS, cut, sent)])), every)
    assert isinstance(found, UnreadableError)


def test_a_record_that_does_not_tell_its_length_is_not_read() -> None:
    """Where it ends cannot be known."""
    record = made.warc([(ADDRESS, PAGE, HTML)], packed=False)
    without = b"\r\n".join(line for line in record.split(b"\r\n") if not line.startswith(b"Content-Length"))
    (found,) = opened(Saved("a.warc", without), every)
    assert isinstance(found, UnreadableError)


def test_other_packed_files_are_refused() -> None:
    """A zip of something else, a zip in a zip, a packed text, a zip that is cut off."""
    inner = made.wacz(made.warc([(ADDRESS, PAGE, HTML)]))
    outer = BytesIO()
    with zipfile.ZipFile(outer, "w") as file:
        file.writestr("../../etc/page.html", PAGE)
        file.writestr("inner.wacz", inner)
    assert "no web archive (WACZ)" in refusal(outer.getvalue())
    assert "no web archive (WARC)" in refusal(made.zipped(PAGE))
    assert "damaged or cut off" in refusal(inner[: len(inner) // 2])


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_bomb_is_stopped_at_the_limit(coding: str) -> None:
    """A few kilobytes that unpack to gigabytes are refused after the limit."""
    import zlib

    zeros = b"0" * 30_000_000
    bomb = {"gzip": made.zipped, "deflate": zlib.compress, "br": brotli.compress}[coding](zeros)
    with pytest.raises(TooLargeError, match="unpacked, it is larger than 10 MB"):
        packed.decode_content(bomb, coding, 10_000_000)
    with pytest.raises(UnreadableError, match=r"cut off|damaged"):
        packed.decode_content(bomb[:-10], coding, 40_000_000)


def test_a_zip_bomb_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a member of a WACZ unpacks to is counted, whatever the zip says of it."""
    monkeypatch.setattr(warc, "MAX_UNPACKED", 1_000_000)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("archive/data.warc", b"WARC/1.0\r\n" + b"0" * 5_000_000)
    assert "unpacked, it is larger than 1 MB" in refusal(out.getvalue())


# PDF

LINES = (
    "The parish council may close the bridge to lorries after a crack was found on",
    "Tuesday morning, and the engineers who came from Aldham say that the measure-",
    "ments will take until spring.",
    "No danger for walkers",
    "Walkers can use the bridge as before, the clerk of the council said, and nobody",
    "needs to be afraid of it.",
)


def test_a_pdf_gives_its_text_a_paragraph_on_a_line() -> None:
    """Wrapped lines are joined, a word cut at a line's end is mended, a subheading stands alone."""
    page = page_of(made.pdf([LINES]), "bridge.pdf")
    first, heading, second = page.data.decode().rstrip("\n").split("\n\n")
    assert first.endswith("say that the measurements will take until spring.")
    assert heading == "No danger for walkers"
    assert second.startswith("Walkers can use") and second.endswith("afraid of it.")
    assert (page.suffix, page.inside and page.inside[0]) == (".txt", "bridge.pdf")


def test_a_space_between_lines_of_a_pdf_parts_paragraphs() -> None:
    """A heading and a caption stay for themselves, however long the line above them is."""
    long = "The bridge at Aldham has been closed to all lorries since Monday morning, the clerk said."
    sheet = [long, "", "What the repair will cost", "", f"{long[:-1]}, and", "so has the weir.", "", long, "", long]
    found = pdf.page(made.pdf([sheet])).data.decode()
    assert found.split("\n\n")[:3] == [long, "What the repair will cost", f"{long[:-1]}, and so has the weir."]


def test_running_heads_and_page_numbers_of_a_pdf_go() -> None:
    """The address that a browser prints on each page is where it comes from."""
    sheets = [["Aldham Courier", *LINES[:3], f"{ADDRESS} 1/2"], ["Aldham Courier", *LINES[3:], f"{ADDRESS} 2/2"]]
    page = page_of(made.pdf(sheets))
    assert "Aldham Courier" not in page.data.decode() and "courier.example" not in page.data.decode()
    assert page.address == ADDRESS


def test_a_paragraph_that_runs_over_the_end_of_a_page_is_one() -> None:
    """The number between its parts is no text."""
    page = page_of(made.pdf([[LINES[0], "1"], [*LINES[1:3], "2"]]))
    assert page.data.decode().count("\n\n") == 0
    assert "found on Tuesday morning" in page.data.decode()


def test_a_pdf_without_text_layer_is_called_so() -> None:
    """Pages that are pictures need text recognition."""
    assert "no text layer" in refusal(made.pdf([["1"], ["2"]]))


@pytest.mark.parametrize("data", [made.pdf([LINES])[:400], b"%PDF-1.7\n" + bytes(range(256)) * 20])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    """Whatever the parser meets becomes one clear line."""
    assert "PDF" in refusal(data)


def test_lines_are_joined_by_rule() -> None:
    """A list keeps its lines; a hyphen before a capital stays."""
    lines = ["The council names three steps that it wants to take before the end of May:", "- first, to measure",
             "- then, to close one lane", "The engineers of the Aldham office and the members of the Hill-",
             "Farm society will meet."]  # fmt: skip
    assert pdf.paragraphs(lines)[1:] == (
        "- first, to measure", "- then, to close one lane",
        "The engineers of the Aldham office and the members of the Hill- Farm society will meet.",
    )  # fmt: skip


# Encoding

CAFE = "Le café du village a rouvert après l’été, dit le maire.\n"


@pytest.mark.parametrize(("label", "name"), [
    ("ISO-8859-1", "cp1252"), ("latin1", "cp1252"), ("us-ascii", "cp1252"), ("gb2312", "gb18030"), ("GBK", "gb18030"),
    ("shift_jis", "cp932"), ("x-sjis", "cp932"), ("euc-kr", "cp949"), ("UTF8", "utf-8"), ("utf-7", None),
    ("rot13", None), ("nonsense", None), ("", None), ("iso-8859-9", "cp1254"), ("base64", None), ("a\0b", None),
])  # fmt: skip
def test_labels_mean_what_they_mean_to_browsers(label: str, name: str | None) -> None:
    """As in the WHATWG Encoding Standard; what is no text encoding is unknown."""
    assert codec(label) == name


@pytest.mark.parametrize(("tag", "found"), [
    ('<meta charset="iso-8859-1">', "cp1252"),
    ("<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=windows-1251'>", "cp1251"),
    ('<?xml version="1.0" encoding="euc-jp"?>', "euc_jp"), ("<!-- <meta charset=koi8-r> --><p>", None),
    ('<meta charset="utf-16">', "utf-8"), ("<p>charset=koi8-r", None),
])  # fmt: skip
def test_what_a_page_says_of_its_encoding_is_read(tag: str, found: str | None) -> None:
    """In meta elements and XML declarations, not in comments and text."""
    assert declared(tag.encode()) == found


def test_the_mark_wins_over_the_header_and_the_header_over_the_page() -> None:
    """The order of browsers."""
    page = '<meta charset="koi8-r"><p>' + CAFE
    assert decode(b"\xef\xbb\xbf" + page.encode(), "cp1251", True).encoding == "utf-8-sig (byte order mark)"
    assert decode(page.encode("cp1252"), "iso-8859-1", True).text == page
    assert decode(b"<meta charset=windows-1252>" + CAFE.encode("cp1252"), None, True).text.endswith(CAFE)


def test_a_wrong_declaration_is_not_believed() -> None:
    """A page that calls itself UTF-8 and is not is read as its bytes suggest; one bad byte among many is shown."""
    wrong = made.html(body=f"<p>{CAFE * 9}</p>").replace("’", "'").encode("cp1252")
    assert CAFE.replace("’", "'") in decode(wrong, None, True).text
    almost = made.html(body=f"<p>{CAFE * 99}</p>").encode() + b"\xff"
    assert decode(almost, None, True).text.endswith("\ufffd")


def test_the_header_is_remembered_only_where_it_is_needed() -> None:
    """A page that says its encoding itself, or is UTF-8, needs no header."""
    bare = made.html(charset="", body=f"<p>{CAFE}</p>")
    assert page_of(bare.encode("cp1250", "replace"), encoding="windows-1250").encoding == "windows-1250"
    assert page_of(bare.encode(), encoding="utf-8").encoding is None
    said = made.html(charset="<meta charset=windows-1252>", body=f"<p>{CAFE}</p>")
    assert page_of(said.encode("cp1252"), encoding="iso-8859-1").encoding is None


# What the page states


def test_what_a_page_states_is_taken_to_the_letter() -> None:
    """Headline, outlet, byline, day and canonical address; nothing is inferred."""
    found = stated(made.html())
    assert (found.headline, found.outlet, found.byline) == (HEADLINE, "Aldham Courier", "Ada Example")
    assert (found.published, found.url, dict(found.inferred)) == ("2026-03-10", ADDRESS, {})


def test_json_ld_is_a_statement() -> None:
    """schema.org's NewsArticle gives the same."""
    data = json.dumps({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE,
        "datePublished": "2026-03-10T08:00:00+01:00", "author": {"@type": "Person", "name": "Ada Example"},
        "publisher": {"@type": "Organization", "name": "Hill Radio"},
    })  # fmt: skip
    found = stated(made.html(head=f'<script type="application/ld+json">{data}</script>'))
    assert (found.headline, found.outlet, found.byline) == (HEADLINE, "Hill Radio", "Ada Example")
    assert (found.published, dict(found.inferred)) == ("2026-03-10", {})


def test_what_a_page_does_not_state_is_null() -> None:
    """No outlet, no day, no address, no byline are invented."""
    found = stated(made.html(head=""))
    assert (found.outlet, found.byline, found.published, found.url) == (None, None, None, None)


def test_an_outlet_known_by_its_host_only_is_inferred() -> None:
    """The evidence is the address."""
    found = stated(made.html(head=""), ADDRESS)
    assert found.url == ADDRESS
    assert found.outlet == "courier.example"
    assert ADDRESS in found.inferred["outlet"]


def test_a_day_in_the_address_is_inferred() -> None:
    """It is named with the address that shows it."""
    found = stated(made.html(head=""), "https://courier.example/2026/03/10/crack")
    assert found.published == "2026-03-10"
    assert "2026/03/10" in found.inferred["published"]


def test_a_canonical_address_that_is_the_front_page_is_not_believed() -> None:
    """The address from which the page was loaded is right then."""
    wrong = made.html(head='<link rel="canonical" href="https://courier.example/">')
    assert stated(wrong, ADDRESS).url == ADDRESS


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://ada:secret@courier.example/a"])
def test_an_address_that_is_none_is_left_out(url: str) -> None:
    """Only http and https, and never a password."""
    found = stated(made.html(head=f'<link rel="canonical" href="{url}"><meta property="og:url" content="{url}">'))
    assert found.url is None


def test_hidden_and_endless_values_do_not_get_in() -> None:
    """Marks of writing direction are dropped, a headline of a thousand words is none."""
    head = '<meta property="og:site_name" content="Hill\u202e \u200bRadio\x07">'
    assert stated(made.html(head=head)).outlet == "Hill Radio"
    assert stated(made.html(head="<title>" + "crack " * 1000 + "</title>", body=f"<p>{FIRST}</p>")).headline is None


@pytest.mark.parametrize("page", [
    "", "<", "<html>", "\0" * 50, "<div>" * 50_000, '<script type="application/ld+json">' + "[" * 100_000,
    "<meta content='" + "x" * 1_000_000 + "'>",
])  # fmt: skip
def test_hostile_pages_state_nothing_and_do_no_harm(page: str) -> None:
    """Whatever the markup, there is an answer."""
    assert stated(page).headline is None
