"""The words about a change: right, short, and inert wherever they are shown."""

from __future__ import annotations

import html
import html.parser
import json
import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from generator import changes, corpus
from generator.changes.inert import inert
from generator.changes.markdown import MOST_CHARACTERS, OPEN_ITEMS
from generator.diagnostics import Diagnostic, Severity
from generator.model import Place
from generator.report import visible
from tests.repositories import GAZETTE, NOTES, RADIO, STORY
from tests.test_changes import FILES, between, edited, without

NAUGHTY = [
    # HTML, whole and in parts
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</details></summary><h1>x", "<!-- gone", "-->", "<b",
    "<![CDATA[x]]>", "<?php x ?>", "<a href='javascript:x'>y</a>", "&lt;b&gt; &amp; &#64;x &copy;", "<details>", "<x y",
    # Markdown: blocks
    "# heading", "## x ##", "===", "---", "***", "- item", "+ item", "1. item", "1) item", "999. x", "> quote", ">>>",
    "    code", "\tcode", "```", "```js\nx\n```", "~~~", "| a | b |\n|---|---|\n| c | d |", "[x]: /url", "[^1]: note",
    "- [ ] task", "[x] done", "> [!WARNING]\n> look", "x\n===", "\n\n# x", "\r\n- x", "x\u2028- y", "x\x85# y",
    # Markdown: inline
    "*a*", "**a**", "_a_", "__a__", "a*b*c", "`code`", "``a`b``", "~~gone~~", "~gone~", "[a](http://a.example)",
    "[a][b]",
    "[a]", "![a](http://a.example/p.png)", "![a][b]", "<http://a.example>", "<me@a.example>", "a\\*b", "\\", "a\\\nb",
    "a  \nb", "[^1]", "$x^2$", "$$x$$", "$`x`$", ":smile:", ":+1:", "a:smile:b", "==mark==", "H~2~O", "x^2^",
    "[[wiki]]",
    "(c) (tm) ... -- ---", "\"quoted\" 'quoted'", "a|b", "!x", "![", "](", "[](", "*", "_", "`",
    # What a forge makes of text
    "@someone", "@org/team", "x @someone, y", "(@someone)", "mail me@a.example now", "#12", "see #12.", "GH-12",
    "gh-12",
    "org/repo#12", "org/repo@1a2b3c4d", "1a2b3c4", "commit 1a2b3c4d5e6f, 0123456789abcdef0123456789abcdef01234567",
    "fixes #12", "closes org/repo#3", "resolves https://forge.example/o/r/issues/3", "!12", "%12", "&12", "~label",
    "$12",
    "JIRA-123", "CVE-2026-1234", "https://a.example/x?y=1&z=2#f", "http://a.example", "www.a.example", "WWW.A.EXAMPLE",
    "ftp://a.example", "mailto:me@a.example", "xmpp:me@a.example", "javascript:alert(1)", "data:text/html,x",
    "//a.example",
    "a.example", "http:\u200b//a.example", "me@a", "@@someone@@", "@someone@a.example", "#12#13", ":a: :b:",
    # Characters
    "\u202egnp.exe", "a\u202eb\u202cc", "\u2066x\u2069", "\u200b", "a\u00adb", "\ufeff", "\u2028", "\u2029", "\x00",
    "\x1b[31m",
    "\x07", "\x7f", "\U000e0041\U000e0042", "\ud800", "\uffff", "e\u0301", "Z\u0351\u036b\u0343", "日本語", "العربية",
    "עברית",
    "naïve café", "🙂", "👩‍👩‍👧", "ﬁ", "ａ＠ｂ", "\u3000x", "{{ 7*7 }}", "{% x %}", "${x}", "%s %d", "../../etc",
    "x" * 300,
    "::error file=x::y", "no", "null", "~", "''", "12:30", "1e3", " ", "-", "a - b", "a-b", "2026-01-05", "-5", "x-5",
]  # fmt: skip
OURS = {"p", "ul", "li", "br", "strong", "em", "span", "h4", "details", "summary"}
# What forges look for in the text nodes of a page: html-pipeline's filters, Gitea's and GitLab's references.
REFERENCES = re.compile(
    r"@\w|#\d|(?i:\bgh-\d)|[!%&~$]\w|\b[A-Za-z]{2,}-\d|:\w+:|:\+1:|(?i:https?:/)|(?i:www\.)|\w@\w|\b[0-9a-fA-F]{7,40}\b"
)


class Rendered(html.parser.HTMLParser):
    """What a reader gets of some Markdown: its elements with their attributes, and its text nodes."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[object] = []
        self.nodes: list[str] = []
        options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_SMART
        self.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, options))
        self.close()
        self.text = " ".join("".join(self.nodes).split())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attributes
        if tag in ("br", "li", "p", "h4"):
            self.nodes.append("\n")

    def handle_data(self, text: str) -> None:
        self.nodes.append(text)

    def handle_comment(self, text: str) -> None:
        self.elements.append("!--")

    def unknown_decl(self, text: str) -> None:
        self.elements.append("![")

    def handle_pi(self, text: str) -> None:
        self.elements.append("?")


def shown(text: str) -> str:
    """The text that should be seen: on one line, what is invisible written out."""
    return " ".join(visible(" ".join(text.split())).split())


def markdown(head: dict[str, str], **more: object) -> str:
    return changes.as_markdown(between(head), (), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", NAUGHTY)
def test_inert_text_is_shown_as_it_is_and_does_nothing(text: str) -> None:
    """Wherever it stands in a line, it opens no element, and no text node holds anything that a forge would link."""
    for before, after in (
        ("- a ", " b"),
        ("- a<br>", ""),
        ("- <strong>a</strong>", "<strong>b</strong>"),
        ("#### a ", ""),
    ):
        page = Rendered(f"{before}{inert(text)}{after}\n")
        assert set(page.elements) <= OURS and not page.attributes
        said = (
            f"a{' ' if before.endswith((' ', '<br>')) else ''}{text}{' ' if after == ' b' else ''}{'b' * bool(after)}"
        )
        assert page.text == shown(said)
        assert not [node for node in page.nodes if REFERENCES.search(node)]


def hostile(text: str) -> dict[str, str]:
    """The base project with a text wherever a contributor may put one."""
    quoted = json.dumps(text)
    head = edited(
        STORY,
        ("title: Is the mill bridge safe?", f"title: {quoted}"),
        ("The bridge is safe.", "X"),
        ("name: Ida Marsh", f"name: {quoted}"),
        ("answer: The mayor.", f"answer: {quoted}"),
    )
    head[STORY] = head[STORY].replace("statement: X", f"statement: {quoted}")
    head[GAZETTE] = FILES[GAZETTE].replace("short: Gazette", f"short: {json.dumps(text[:50])}").replace(
        "headline: Mill Bridge Opens Again After Repairs", f"headline: {quoted}"
    )  # fmt: skip
    head[RADIO] = FILES[RADIO].replace("reviewed_by: [ada]", f"reviewed_by: [{quoted}]")
    head[f"annotations/mill-bridge/hill-radio/{text.replace('/', '')[:60]}.yml"] = (
        f"by: eve\non: 2026-01-01\nclaims:\n- claim: bridge-safe\n  stance: omits\n  searched: [{quoted}]\n"
        f"  note: {quoted}\n"
        f"framing:\n- {{label: naming, quote: {quoted}, voice: outlet}}\n{quoted}: {quoted}\n"
    )
    return head


@pytest.mark.parametrize("text", [text for text in NAUGHTY if text.strip() and text != "\ud800"])
def test_a_comment_holds_no_element_but_ours(text: str) -> None:
    """Titles, names, notes, quotes, file names, and what the check says of them."""
    head = hostile(text)
    base, (found, findings) = corpus.read(FILES)[0], corpus.read(head)
    paths = (*sorted(head), f"../{text}")
    told = changes.between(base, found, findings, paths)
    page = Rendered(changes.as_markdown(told, findings, changes.outside(paths), 3))
    assert set(page.elements) <= OURS and not page.attributes
    assert not [node for node in page.nodes if REFERENCES.search(node)]
    assert shown(text[:50]) in page.text


def test_the_first_sentence_says_what_a_change_does() -> None:
    """A maintainer who reads no further knows what it is."""
    new = (
        "by: cara\non: 2026-02-03\nclaims:\n- {claim: repair-cost, stance: asserts, quote: cost 42,000 crowns}\n"
        "- {claim: bridge-open, stance: asserts, quote: The mill bridge is open}\n"
        "framing:\n- {label: naming, quote: a letter, voice: outlet}\n"
    ).replace("cost 42,000", "The repairs cost 42,000")
    head = {**FILES, "annotations/mill-bridge/hill-radio/cara.yml": new}
    assert html.unescape(markdown(head).split("\n")[0]) == (
        "Adds 3 annotations to Radio and fills 2 cells of the claim table. The check found nothing."
    )


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        (FILES, "Nothing changed in annotations, corpus or seeds. The check found nothing."),
        (edited(NOTES, ("lifeline", "lifelin")), "Changes 1 annotation in Gazette. The check found nothing."),
        (
            without(RADIO),
            "Removes 3 annotations from Radio and empties 2 cells of the claim table. The check found nothing.",
        ),
        (
            edited(STORY, ("The bridge is safe.", "It is safe."), ("  mayor: ", "  major: ")),
            "Adds 1 entry of the registry, changes 1 and removes 1. The check found nothing.",
        ),
        (
            edited(NOTES, ("claim: repair-cost", "claim: cracks-remain")),
            "Changes 1 annotation in Gazette, fills 1 cell of the claim table and empties 1. The check found nothing.",
        ),
        (
            edited(NOTES, ("claims:", "claims: [")),
            "What changes cannot be told: 1 file cannot be read whole. The check found nothing.",
        ),
    ],
)
def test_the_first_sentence_of_other_changes(head: dict[str, str], sentence: str) -> None:
    """Counts, nouns and places."""
    assert html.unescape(markdown(head).split("\n")[0]) == sentence


def many(count: int, note: str = "Why it is marked.") -> dict[str, str]:
    """The base project with many more checked absences, each with a claim of its own."""
    claims = "".join(f"  claim-{n}: {{statement: Claim number {n}., type: factual}}\n" for n in range(count))
    notes = "".join(
        f"- {{claim: claim-{n}, stance: omits, searched: [x], note: {json.dumps(note)}}}\n" for n in range(count)
    )
    head = edited(STORY, ("claims:\n", f"claims:\n{claims}"))
    return {**head, "annotations/mill-bridge/hill-radio/cara.yml": f"by: cara\non: 2026-02-03\nclaims:\n{notes}"}


def test_beyond_a_few_dozen_things_are_folded_and_none_is_lost() -> None:
    """The comment stays short to look at; everything can be unfolded."""
    text = markdown(many(60))
    opened, _, folded = text.partition("<details>")
    assert opened.count("\n- ") == OPEN_ITEMS
    assert "<summary>Radio: 24 more</summary>" in folded and "<summary>Claim table: 60</summary>" in folded
    assert text.count("\n- ") == 60 + 60 + 60
    assert all(f"Claim number {n}." in Rendered(text).text for n in range(60))
    assert text.count("<details>") == text.count("</details>") == 3


@pytest.mark.parametrize(("count", "note"), [(500, "Why it is marked."), (30, "@" * 8000)])
def test_a_comment_is_never_too_long_and_says_how_much_is_left_out(count: int, note: str) -> None:
    """What fits is whole, what does not is counted, and no fold stays open."""
    text = markdown(many(count, note))
    assert len(text) <= MOST_CHARACTERS
    left = [int(number) for number in re.findall(r"\nand (\d+) more\n", text)]
    assert left and text.count("\n- ") + sum(left) == 3 * count
    assert "<summary>Claim table: " in text  # no section loses all to the one before
    assert text.count("<details>") == text.count("</details>")
    assert set(Rendered(text).elements) <= OURS


def test_a_text_that_swells_when_it_is_written_does_not_hide_its_item() -> None:
    """Eight thousand signs, each of which needs twenty characters, still leave room for what matters."""
    page = Rendered(markdown(many(1, "@" * 8000)))
    assert "Added claim “Claim number 0.”" in page.text and "by cara, 2026-02-03, proposed" in page.text


def test_long_words_are_clipped_and_the_rest_is_counted() -> None:
    """A reader sees that there is more."""
    assert "… (7,600 more characters)" in Rendered(markdown(many(1, "x" * 8000))).text


def test_what_needs_a_look_comes_before_everything_else() -> None:
    """Files outside the data first, then the other risks; then the articles, the table, and the check."""
    head = edited(GAZETTE, ("publish: excerpt", "publish: full"), ("a lifeline", "a ribbon"))
    finding = Diagnostic(
        "quote-not-found", "these words are not there", Place(NOTES, 3, 4), "look again", Severity.ERROR
    )
    text = changes.as_markdown(between(head), [finding], [".github/workflows/check.yml"])
    parts = [
        "The check found 1 error.", "#### Look at this first",
        "Changes 1 file outside annotations/, corpus/ and seeds/:",
        "workflows/check", "rights&#x2e;publish goes from excerpt to full", "#### Gazette",
        "#### What the check found", "error quote-not-found", "notes&#x2e;yml<span>&#x3a;</span>3", "help: look again",
        "Would you mark",
    ]  # fmt: skip
    places = [text.find(part) for part in parts]
    assert -1 not in places and places == sorted(places)


def test_findings_that_were_there_before_are_only_counted() -> None:
    """A contributor is not asked to mend what somebody else broke."""
    text = changes.as_markdown(between(FILES), (), elsewhere=2)
    assert text.startswith("Nothing changed in annotations, corpus or seeds. The check found nothing here; 2 findings")


def test_a_passage_stands_before_and_after_with_the_marked_words_apart() -> None:
    """One glance tells what the edit does."""
    text = html.unescape(markdown(edited(NOTES, ("opened again on Monday, the mayor said", "opened again on Monday"))))
    assert "before: paragraph 1: The mill bridge in Upper Invention <strong>" in text
    assert "<strong>opened again on Monday, the mayor said</strong>. “The bridge" in text
    assert "<strong>opened again on Monday</strong>, the mayor said. “The bridge" in text


def test_a_review_of_many_annotations_is_told_once() -> None:
    """Otherwise it would hide what else is in the change."""
    text = markdown(edited(NOTES, ("by: ada\n", "by: ada\nstatus: reviewed\nreviewed_by: [ben]\n")))
    assert text.count("\n- ") == 1
    assert "<strong>Changed</strong> 4 annotations<br><strong>status</strong>: proposed → reviewed" in text


@pytest.mark.parametrize("cells", [60, 80, 120])
def test_a_terminal_shows_the_same_in_its_width(cells: int) -> None:
    """No line is too wide or ends in spaces; marked words stand in brackets."""
    told = between(hostile("\u202e日本語 long words " * 8))
    text = changes.as_text(told, (), ["x" * 200], 0, cells)
    assert max(line.cell_len for line in text.split("\n")) <= cells
    assert not re.search(r" $", text.plain, re.MULTILINE)
    assert "[\\u202e日本語" in text.plain and "\u202e" not in text.plain


def test_a_terminal_shows_signs_as_they_are() -> None:
    """What is escaped for Markdown is not escaped here, and no escape sequence gets through."""
    text = changes.as_text(between(many(1, "a *b* <c> [bold red]d[/] \x1b[31me")))
    assert r"note: a *b* <c> [bold red]d[/] \u001b[31me" in text.plain
