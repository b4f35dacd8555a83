"""The sample with other rights, as an ordinary project."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from tests import site_cases
from tests.golden import ROOT

STORY = "venezuela-strikes"


def sample_with(folder: Path, rights: Mapping[str, str]) -> Path:
    """A copy of the sample in which these articles are published to this extent: article -> `link`, for one."""
    for name in ("corpus", "annotations", "seeds", "site_overrides"):
        shutil.copytree(ROOT / name, folder / name)
    site_cases.frame_without_packets(folder)
    for article, publish in rights.items():
        file = folder / f"corpus/{STORY}/{article}.md"
        text, changed = re.subn(r"(?m)^(rights: \{publish: )[a-z]+", rf"\g<1>{publish}", file.read_text("utf-8"))
        assert changed == 1
        file.write_text(text, "utf-8")
    return folder
