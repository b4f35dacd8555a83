"""A site for a folder: opened by double-click, without a server. Files of the site -> files of the folder, and a zip.

A browser that reads a folder shows `stories/` as a list of files, so that links to it must name its `index.html`.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Container, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit, urlunsplit

# What only a web server or a crawler asks for.
LEFT_OUT = frozenset({"404.html", "robots.txt", "sitemap.xml"})
COMMENT = b"Made by rashomon build --offline"
# A folder has no line to wait for: a face that may come late would only be left out.
_OPTIONAL, _BLOCK = b"font-display: optional", b"font-display: block"
_PRELOAD = 'rel="preload"'
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can name: there is no clock
_LINKS = {"a": ("href", "xlink:href"), "area": ("href",), "link": ("href",), "form": ("action",)}
# Comments and the texts of these elements hold no tags; a `>` inside quotation marks ends none.
_TOKEN = re.compile(
    r"""<!--.*?-->|<(?P<raw>script|style|textarea|title)\b.*?</(?P=raw)\s*>|"""
    r"""<(?P<tag>[a-z][^\s/>]*)(?P<attributes>(?:[^"'>]|"[^"]*"|'[^']*')*)>""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'>/=]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))"""
)


def offline(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of the folder: pages and feed with links that lead to files, without what needs a server."""
    kept = {name: data for name, data in files.items() if name not in LEFT_OUT}
    return {name: _for_folder(name, data, kept) for name, data in kept.items()}


def _for_folder(name: str, data: bytes, names: Container[str]) -> bytes:
    if name.endswith((".html", ".xml")):
        return relink(data.decode(), name, names).encode()
    return data.replace(_OPTIONAL, _BLOCK) if name.endswith(".css") else data


def relink(page: str, name: str, names: Container[str]) -> str:
    """The text of the file `name` with `index.html` in each link to a folder that holds one, and without preloads."""

    def attribute(wanted: tuple[str, ...], found: re.Match[str]) -> str:
        value = found["double"] or found["single"] or found["bare"] or ""
        to = _file(html.unescape(value), name, names)
        if found["name"].lower() not in wanted or not to:
            return found[0]
        return f'{found["name"]}="{html.escape(to)}"'

    def token(found: re.Match[str]) -> str:
        if found["tag"] == "link" and _PRELOAD in found["attributes"]:
            return ""  # a font may not be asked for early from a folder; it is read with the style sheet
        wanted = _LINKS.get((found["tag"] or "").lower(), ())
        if not wanted:
            return found[0]
        return f"<{found['tag']}{_ATTRIBUTE.sub(lambda one: attribute(wanted, one), found['attributes'])}>"

    return _TOKEN.sub(token, page)


def archive(files: Mapping[str, bytes], top: str) -> bytes:
    """A zip of the files in one folder `top`: the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.comment = COMMENT
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{top}/{name}", _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # read as on Unix, wherever it was made
            made.writestr(entry, files[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _file(link: str, name: str, names: Container[str]) -> str:
    """The link with the file that it leads to; empty where it is to stay as it is."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return ""
    folder = normpath(join(dirname(name), unquote(parts.path)))
    if normpath(join(folder, "index.html")) not in names:
        return ""
    return urlunsplit(parts._replace(path=f"{parts.path.removesuffix('/')}/index.html"))
