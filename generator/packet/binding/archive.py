"""Files -> the zip that an EPUB or a DOCX is: the same files and the same moment give the same bytes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EARLIEST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)  # that a zip can hold
_UNIX = 3


def archive(files: Mapping[str, bytes], moment: datetime.datetime, stored: str = "") -> bytes:
    """The files in their order, dated `moment`; the one named `stored` is not compressed."""
    whole = io.BytesIO()
    with ZipFile(whole, "w") as target:
        for name, content in files.items():
            entry = ZipInfo(name, max(EARLIEST, moment).timetuple()[:6])
            entry.compress_type = ZIP_STORED if name == stored else ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return whole.getvalue()
