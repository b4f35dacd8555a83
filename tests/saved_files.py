"""Files as people save pages, made here: each builder gives the bytes of one. The texts are invented."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ADDRESS = "https://courier.example/news/crack-could-close-mill-bridge"
HEADLINE = "Crack could close Mill Bridge"
FIRST = "The parish council may close the bridge to lorries after a crack was found on Tuesday morning."
SECOND = "“We are watching it day and night,” said the clerk of the council, who has measured it twice."
HEAD = f"""<title>{HEADLINE} | Aldham Courier</title>
<meta property="og:title" content="{HEADLINE}"><meta property="og:site_name" content="Aldham Courier">
<meta name="author" content="Ada Example"><meta property="article:published_time" content="2026-03-10T08:00:00Z">
<link rel="canonical" href="{ADDRESS}">"""


def html(head: str = HEAD, before: str = "", charset: str = '<meta charset="utf-8">', body: str = "") -> str:
    """A page with one article."""
    article = body or f"<h1>{HEADLINE}</h1>\n<p>{FIRST}</p>\n<p>{SECOND}</p>"
    return f"<!DOCTYPE html>{before}\n<html><head>{charset}\n{head}\n</head>\n<body>\n{article}\n</body></html>\n"


def mhtml(page: bytes, transfer: str = "binary", charset: str = "", end: bool = True, address: str = ADDRESS) -> bytes:
    """A page as Chrome saves it, with a picture beside it."""
    kind = f"text/html; charset={charset}" if charset else "text/html"
    lines = [
        "From: <Saved by Blink>", f"Snapshot-Content-Location: {address}", "Subject: A page",
        "Date: Tue, 10 Mar 2026 09:30:00 -0000", "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="----Part----"', "", "",
        "------Part----", f"Content-Type: {kind}", "Content-ID: <frame-1@mhtml.blink>",
        f"Content-Transfer-Encoding: {transfer}", f"Content-Location: {address}", "", "",
    ]  # fmt: skip
    after = "\r\n------Part----\r\nContent-Type: image/gif\r\n\r\nGIF89a\r\n"
    return "\r\n".join(lines).encode() + page + after.encode() + (b"------Part------\r\n" if end else b"")


def warc(pages: Iterable[tuple[str, bytes, Mapping[str, str]]], packed: bool = True, status: str = "200 OK") -> bytes:
    """A web archive: address, bytes as sent, and HTTP headers of each page."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, body, headers in pages:
        sent = StatusAndHeaders(status, [*headers.items()], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(
            address, "response", payload=BytesIO(body), http_headers=sent,
            warc_headers_dict={"WARC-Date": "2026-03-10T09:30:00Z"},
        ))  # fmt: skip
    return out.getvalue()


def wacz(records: bytes, listed: Sequence[str] = ()) -> bytes:
    """A zip of a web archive with the list of its pages."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("archive/data.warc.gz", records)
        file.writestr("datapackage.json", "{}")
        rows = ['{"format": "json-pages-1.0", "id": "pages"}', *(f'{{"url": "{address}"}}' for address in listed)]
        file.writestr("pages/pages.jsonl", "\n".join(rows))
    return out.getvalue()


def chunked(data: bytes) -> bytes:
    """Bytes as a server sends them in pieces."""
    pieces = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def zipped(data: bytes) -> bytes:
    """The same bytes every time, packed with gzip."""
    return gzip.compress(data, mtime=0)


def pdf(sheets: Sequence[Sequence[str]]) -> bytes:
    """A PDF with these lines on its pages (ISO 32000-1, 7.5), in Latin-1."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in sheets:
        shown = "".join(
            f"({line.replace(chr(92), chr(92) * 2).replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj T*\n"
            for line in lines
        )
        stream = f"BT /F1 11 Tf 14 TL 60 800 Td\n{shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()
