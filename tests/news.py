"""Pages of an invented newspaper: one with all that stands around an article, a doubtful one, and several of a site."""

from __future__ import annotations

from generator.articles import parse_body
from tests.golden import CASES

NEWS = (CASES / "page/news.html").read_text("utf-8")
# Teasers and a short article in boxes without names: nothing tells for sure what belongs together.
DOUBTFUL = (CASES / "page/doubtful.html").read_text("utf-8")
HEADLINE = "Ferry cable snaps at Mill Bridge"
ARTICLE = parse_body((CASES / "page/news.txt").read_text("utf-8"))  # the article of NEWS
FRAME = "The Courier has walked these hills since 1891 and knows each stone."


def days(number: int) -> list[str]:
    """The article of a page of the site, 0 to 2."""
    who = ("bakers", "ringers", "ferrymen")[number]
    return [
        f"On the day of the fair the {who} of Aldham {did}, and everybody in the valley came to the river to see it."
        for did in ("sang the old songs", "ate three hundred eels", "pulled the great bell up the hill")
    ]


def site_page(number: int) -> str:
    """A page of the site: below each article the same label and sentence."""
    body = "".join(f"<p>{text}</p>" for text in days(number))
    return f"<body><div>{body}<p>Our history</p><p>{FRAME}</p></div>"
