"""Bytes -> text. The order is the one of browsers: byte order mark, header, what the page says of itself.

Labels and their meaning are those of the WHATWG Encoding Standard (section 4.2): `iso-8859-1` is
windows-1252, `gb2312` is gb18030. Where nothing is said, it is UTF-8, else what the bytes suggest.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

# The encodings in which pages are still found (WHATWG Encoding Standard). DOS and Mac code pages only add wrong ones.
_LEGACY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "iso8859_2", "koi8_r",
    "koi8_u", "cp932", "euc_jp", "gb18030", "big5", "cp949",
]  # fmt: skip
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Python's name where the standard means another encoding than the label says to Python.
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
_ALIASES = {"x-sjis": "cp932", "x-gbk": "gb18030", "x-euc-jp": "euc_jp", "x-x-big5": "big5hkscs",
            "iso-8859-8-i": "iso8859_8", "dos-874": "cp874", "ks_c_5601-1987": "cp949", "windows-949": "cp949",
            "unicode-1-1-utf-8": "utf-8", "x-cp1251": "cp1251", "x-cp1252": "cp1252"}  # fmt: skip
_NOT_TEXT = {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
HEAD = 4096  # a browser looks at 1,024 bytes; programs that save pages put comments before the declaration
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_DECLARED = (
    re.compile(rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.+-]{2,40})""", re.IGNORECASE),
    re.compile(rb"""^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([a-zA-Z0-9_:.+-]{2,40})""", re.IGNORECASE),
)
_MOST_UNREADABLE = 0.002  # of the characters; more of them, and the declaration is taken for wrong


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how its bytes were read."""

    text: str
    encoding: str


def codec(label: str) -> str | None:
    """Python's name of the encoding that a label means on the web, or None for an unknown one."""
    written = label.strip().lower()
    with contextlib.suppress(LookupError, ValueError):
        found = codecs.lookup(_ALIASES.get(written, written))
        if found.name not in _NOT_TEXT and found._is_text_encoding:
            return _MEANT.get(found.name, found.name)
    return None


def declared(data: bytes) -> str | None:
    """The encoding that an HTML page says it is in; the last resort of a header's and a mark's absence."""
    head = _COMMENT.sub(b"", data[:HEAD])
    for pattern in _DECLARED:
        if found := pattern.search(head):
            name = codec(found[1].decode("ascii"))
            return "utf-8" if name and name.startswith("utf-16") else name  # the tag itself could be read
    return None


def decode(data: bytes, header: str | None = None, is_html: bool = False) -> Decoded:
    """The text of a page. `header` is the label that came with the bytes, not in them.

    Raises ValueError where the bytes are no text in any encoding.
    """
    for mark, name in _BOMS.items():
        if data.startswith(mark):
            with contextlib.suppress(UnicodeDecodeError):
                return Decoded(data.decode(name), f"{name} (byte order mark)")
    said = [(codec(header or ""), "header")] + ([(declared(data), "declared")] if is_html else [])
    for found, by_whom in said:
        if found and (text := _read(data, found)) is not None:
            return Decoded(text, found if found == "utf-8" else f"{found} ({by_whom})")
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(data.decode("utf-8"), "utf-8")
    if is_html and (text := _read(data, "utf-8")) is not None:
        return Decoded(text, "utf-8 (with unreadable bytes)")
    best = from_bytes(data, cp_isolation=_LEGACY).best()
    if best is None:
        raise ValueError("neither UTF-8 nor any other text that can be recognised")
    return Decoded(str(best), f"{best.encoding} (detected)")


def _read(data: bytes, name: str) -> str | None:
    """The text with U+FFFD for a few unreadable bytes, as a browser shows it; None where there are many."""
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode(name)
    text = data.decode(name, errors="replace")
    lost = text.count("\ufffd")
    return text if lost and lost <= _MOST_UNREADABLE * len(text) else None
