"""Markup -> the lines of a page as select-all and copy gives them, each with the boxes that it stands in.

The tree is lexbor's (HTML5, as browsers build it), walked without recursion, so that no nesting is too deep. What a
reader never sees as text (scripts, forms' lists, drawings) is passed over; what is hidden stays and is marked so,
because pages that are put together by scripts send whole articles in hidden boxes. Hidden words inside a sentence
become lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.text import normalise

_UNREAD = frozenset({
    "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "embed", "canvas", "select",
    "option", "textarea", "audio", "video", "map", "math", "input", "datalist", "title",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_HOVER = re.compile(r"tooltip|popover|hover-?card|rollover|sr-only|screen-?reader|visually-?hidden|assistive")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAMES, _NAME = 30, 80  # so many names of a box count, and so many characters of each
_PROSE, _PROSE_WORDS = 60, 10  # characters, words: a longer line counts as prose
_HIDDEN_SHARE = 0.2  # of the characters of a page's long lines
_DEEPEST = 100  # boxes inside each other; what is nested deeper stands in the box of that depth
_INNER = 20  # so many elements inside a note are looked at, whether one of them is the note itself
_LONG_ASIDE = 40  # characters of an inline note that opens on hover; shorter ones are part of the sentence

# What the names that designers give to boxes say about them: kinds of box, by words in class and id.
TRAITS = {
    "sharing": r"shar(e|ing)|social|addthis|follow",
    "comments": r"comment|disqus|discuss|respond|reply|reaction",
    "related articles": (
        r"relat|recommend|more-|-more|read-?next|up-?next|trending|popular|most-|you-may|also|latest|recirc|similar"
        r"|outbrain|taboola|suggest|recent"
    ),
    "newsletter": r"newsletter|subscri|sign-?up|opt-?in|mailing|paywall|regwall",
    "advertisement": (
        r"(^|[-_ ])(ads?|advert[a-z]*|sponsor[a-z]*|promo[a-z]*|banner[a-z]*|dfp|gpt)([-_ ]|$)|affiliate|donat"
    ),
    "navigation": r"nav|menu|breadcrumb|crumbs|skip",
    "footer": r"foot|colophon|copyright|legal|disclaim",
    "masthead": r"masthead|site-?header|page-?header|topbar|top-bar|(^|[-_ ])header",
    "sidebar": r"sidebar|side-|aside|rail|column-?right|secondary|widget",
    "picture": r"caption|credit|figure|image|img|photo|gallery|slide|carousel|media|video|player|lightbox",
    "author": r"author|byline|bio|contributor|writer|profile",
    "date": r"date|time|publish|posted|updated|meta|info",
    "tags": r"tag|categor|topic|keyword|label",
    "title": r"title|headline|hed(line)?|heading",
    "standfirst": r"dek|standfirst|sub-?title|sub-?head|summary|excerpt|lead|intro|teaser|description",
    "notice": r"cookie|consent|gdpr|modal|popup|pop-up|overlay|dialog|alert|notice|notif",
    "controls": r"button|btn|tool|toggle|dropdown|search|form|login|account|print|email|rating|vote|poll|quiz",
    "contents": r"toc|table-of|contents|jump|outline",
    "paging": r"pagina|pager|next|prev",
    "cards": r"card|tile|teaser|item|list|grid|block|loop|feed|stream|archive",
    "article text": (
        r"(article|story|post|entry|body|content)-?_?(body|content|text|copy)|articlebody|rich-?text|prose|wysiwyg"
        r"|markdown|field-name-body"
    ),
    "article": r"article|story|post|entry|blog",
    "content": r"content|main|text|body|copy|paragraph",
    "hidden text": r"hidden|hide|visually|screen-?reader|sr-only|collapse",
    "post of a network": r"tweet|twitter|instagram|facebook-post|fb-post|tiktok|bluesky|mastodon|embed",
}
_TRAITS = [re.compile(pattern) for pattern in TRAITS.values()]
ARTICLE_TEXT = 1 << list(TRAITS).index("article text")
_CAMEL = re.compile(r"([a-z])([A-Z])")


@dataclass(slots=True, eq=False)
class Box:
    """A block of the page. `traits` are kinds of TRAITS as a bit mask; the counts include all boxes inside.

    `prose` are characters in lines long enough to be sentences, `chars` all, `linked` those inside links. Nothing
    changes once the page is read.
    """

    tag: str
    parent: Box | None
    name: str = ""
    traits: int = 0
    depth: int = 0
    hidden: bool = False
    hover: bool = False
    prose: float = 0.0
    chars: int = 0
    linked: int = 0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of a page: its text, how many of its characters are inside links, and its innermost box."""

    text: str
    linked: int
    box: Box

    @property
    def prose(self) -> float:
        """How many of its characters count as prose: those outside links, where it is long enough to be a sentence."""
        length = len(self.text)
        long = length >= _PROSE or self.text.count(" ") + 1 >= _PROSE_WORDS
        return (length - self.linked) * (0.3 if self.box.hidden else 1.0) if long and 2 * self.linked < length else 0.0


@dataclass(slots=True)
class Reader:
    """What is being read: the lines so far, and the pieces of the line that is not ended yet."""

    lines: list[PageLine] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    late: list[PageLine] = field(default_factory=list)

    def end(self, box: Box) -> None:
        """End the line; notes that open on hover follow it as lines of their own."""
        if self.pieces:
            text = normalise("".join(self.pieces))
            if text:
                self.lines.append(PageLine(text, min(self.linked, len(text)), box))
            self.pieces.clear()
            self.linked = 0
        if self.late:
            self.lines += self.late
            self.late.clear()

    def text(self, text: str, box: Box, in_link: bool, in_pre: bool) -> None:
        """Add text; in preformatted text each line end is one."""
        if in_pre and "\n" in text:
            *ended, text = text.split("\n")
            for line in ended:
                self.text(line, box, in_link, in_pre=False)
                self.end(box)
        self.pieces.append(text)
        if in_link:
            self.linked += len(text.strip())


def read(markup: str) -> tuple[str, tuple[PageLine, ...]]:
    """The title that the page states, and its lines; no lines for what holds no text. Any markup can be read."""
    tree = LexborHTMLParser(markup.encode("utf-8", "replace"))
    title = tree.css_first("title")
    body = tree.body or tree.root
    reader = Reader()
    if body is not None:
        _walk(body, reader)
    _count(reader.lines)
    return (normalise(title.text() or "") if title is not None else ""), tuple(reader.lines)


def unshown(lines: Sequence[PageLine]) -> dict[int, str]:
    """Which lines no reader of the page sees at first (number from 0 -> why): notes on hover, and hidden ones.

    Where much of a page is hidden, its scripts show it later, and nothing is said of hidden lines.
    """
    much = _HIDDEN_SHARE * sum(len(line.text) for line in lines if len(line.text) >= _PROSE)
    some = sum(len(line.text) for line in lines if len(line.text) >= _PROSE and line.box.hidden) <= much
    found = {n: "it opens only when somebody points at a word" for n, line in enumerate(lines) if line.box.hover}
    return found | {n: "the page hides it" for n, line in enumerate(lines) if some and line.box.hidden}


def _walk(body: LexborNode, reader: Reader) -> None:
    box, in_link, in_pre = Box("body", None, traits=_traits(_names(body))), False, False
    above: list[tuple[LexborNode | None, Box, bool, bool, bool]] = []
    node = body.child
    while node is not None or above:
        if node is None:
            node, outer, in_link, in_pre, ends = above.pop()
            if ends:
                reader.end(box)
            box = outer
            continue
        tag, following = str(node.tag), node.next
        if tag == "-text":
            reader.text(node.text_content or "", box, in_link, in_pre)
        elif tag == "br":
            reader.end(box)
        elif tag in _BLOCKS:
            reader.end(box)
            above.append((following, box, in_link, in_pre, True))
            inner = _box(node, tag, box) if box.depth < _DEEPEST else box
            box, in_pre, following = inner, in_pre or tag == "pre", node.child
        elif tag[0].isalpha() and tag not in _UNREAD:
            note = _aside(node, tag, box)
            if note:
                reader.late.append(note)
            else:
                above.append((following, box, in_link, in_pre, False))
                in_link, following = in_link or tag == "a", node.child
        node = following
    reader.end(box)


def _count(lines: Sequence[PageLine]) -> None:
    """Fill in the counts of all boxes: first those of the lines in each, then, deepest first, what is inside."""
    boxes: dict[int, Box] = {}
    for line in lines:
        box = line.box
        box.prose += line.prose
        box.chars += len(line.text)
        box.linked += line.linked
        box.lines += 1
        outer: Box | None = box
        while outer is not None and id(outer) not in boxes:
            boxes[id(outer)] = outer
            outer = outer.parent
    for box in sorted(boxes.values(), key=lambda box: -box.depth):
        if box.parent is not None:
            box.parent.prose += box.prose
            box.parent.chars += box.chars
            box.parent.linked += box.linked
            box.parent.lines += box.lines


def _names(node: LexborNode) -> str:
    held = node.attributes
    return f"{held.get('class') or ''} {held.get('id') or ''}" if held else ""


def _box(node: LexborNode, tag: str, parent: Box) -> Box:
    box = Box(tag, parent, depth=parent.depth + 1, hidden=parent.hidden, hover=parent.hover)
    held = node.attributes
    if held:
        box.name = held.get("class") or ""
        box.traits = _traits(f"{box.name} {held.get('id') or ''}")
        if "articleBody" in (held.get("itemprop"), held.get("property")):
            box.traits |= ARTICLE_TEXT
        box.hidden = box.hidden or _is_hidden(held)
    return box


def _aside(node: LexborNode, tag: str, box: Box) -> PageLine | None:
    """What an inline element holds, if that is no part of the sentence: hidden words, or a note that opens on hover."""
    held = node.attributes
    if not held:
        return None
    name = (held.get("class") or "").lower()
    unseen = _is_hidden(held)
    hover = _is_note(name, node) and not any(
        _is_note((inner.attributes.get("class") or "").lower(), inner) for inner in node.css("[class]")[1:_INNER]
    )
    text = normalise(node.text()) if unseen or hover else ""
    if not text:
        return None
    return PageLine(text, 0, Box(tag, box, name, _traits(name), box.depth + 1, box.hidden or unseen, hover))


def _is_note(name: str, node: LexborNode) -> bool:
    return _HOVER.search(name) is not None and len(normalise(node.text())) >= _LONG_ASIDE


def _is_hidden(held: Mapping[str, str | None]) -> bool:
    return "hidden" in held or _UNSEEN.search(held.get("style") or "") is not None


def _traits(names: str) -> int:
    """The kinds of box that any of its names tells, as a bit mask."""
    return reduce(or_, map(_trait, names.split()[:_NAMES]), 0)


@lru_cache(maxsize=50_000)
def _trait(name: str) -> int:
    lowered = _CAMEL.sub(r"\1-\2", name[:_NAME]).lower()
    return sum(1 << number for number, pattern in enumerate(_TRAITS) if pattern.search(lowered))
