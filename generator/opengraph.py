"""What a link to a page shows where it is shared: Open Graph (ogp.me), made of what the page's head says already."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from generator.templates import render

CARD = "assets/card.png"
_TITLE = re.compile(r"<title>\s*(.*?)\s*</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="?description"? content="([^"]*)"')
_TYPE = 'property="og:type"'


@dataclass(frozen=True, slots=True)
class Site:
    """What the frame tells of the site: its name, its address (empty: not known), whether it has a card to show."""

    name: str
    address: str
    has_card: bool


def tags(head: str, url: str, site: Site) -> str:
    """The tags for a page, given its head so far: only the address of a site that is known is named.

    A page that is no website in the sense of Open Graph names its type itself.
    """
    title, description = _found(_TITLE, head), _found(_DESCRIPTION, head)
    title = title.removesuffix(site.name).rstrip(" -–|·") if title != site.name else title
    return render(
        "opengraph.html",
        title=title or site.name,
        description=description,
        names_type=_TYPE in head,
        site=site,
        url=site.address + url,
        card=site.address + CARD,
    )


def _found(pattern: re.Pattern[str], head: str) -> str:
    match = pattern.search(head)
    return html.unescape(match[1]) if match else ""
