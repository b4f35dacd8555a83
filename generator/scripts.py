"""Our scripts as the site sends them: without what is only for those who read the source. rjsmin is named here alone.

The scripts of the folder `capture` share one scope and are sent as one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import rjsmin

_OURS = re.compile(r"assets/[\w-]+\.js")
_PART, _WHOLE = re.compile(r"assets/capture/[\w-]+\.js"), "assets/capture.js"


def sent(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a site by name, our scripts short; parts stand together in the order of their names."""
    parts = [name for name in sorted(files) if _PART.fullmatch(name)]
    found = {name: data for name, data in files.items() if name not in parts}
    if parts:
        found[_WHOLE] = b'"use strict";\n{\n%s}\n' % b"".join(files[name] for name in parts)
    return {name: _short(data) if _OURS.fullmatch(name) else data for name, data in found.items()}


def _short(script: bytes) -> bytes:
    short: str = rjsmin.jsmin(script.decode())
    return short.encode()
