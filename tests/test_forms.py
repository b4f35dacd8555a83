"""The issue forms, and the file that is made of an issue: read strictly, with the person's words kept."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.issues import AGREED, LABELS, ProposedFile, proposed
from tests.forms import ANNOTATION, ARTICLES, a_body, an_issue
from tests.golden import ROOT

TEMPLATES = ROOT / ".github" / "ISSUE_TEMPLATE"
FORMS = sorted(path.stem for path in TEMPLATES.glob("*.yml") if path.stem != "config")
SCHEMA = "# yaml-language-server: $schema=../annotation.schema.json\n"


def form(name: str) -> Any:
    return yaml.load((TEMPLATES / f"{name}.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)


def fields(name: str) -> list[dict[str, Any]]:
    return [entry for entry in form(name)["body"] if entry["type"] != "markdown"]


def made(body: str, login: str = "octo-reader") -> ProposedFile:
    """The file of a sound issue."""
    file, problems = proposed(an_issue(body, login), ARTICLES)
    assert file is not None and problems == ()
    return file


def told(body: str) -> list[tuple[str, str, int]]:
    """Field, message and line of every problem."""
    return [(one.field, one.message, one.line) for one in proposed(an_issue(body), ARTICLES)[1]]


# The forms


def test_there_is_a_form_for_each_reason_to_write() -> None:
    """Annotation, article, correction, disagreement, removal."""
    assert FORMS == ["annotation", "article", "correction", "disagreement", "removal"]


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        *((f"ISSUE_TEMPLATE/{name}.yml", "github-issue-forms") for name in FORMS),
        ("ISSUE_TEMPLATE/config.yml", "github-issue-config"),
        ("dependabot.yml", "dependabot"),
    ],
)
def test_github_accepts_the_file(path: str, schema: str) -> None:
    """It is as the schema of its kind has it."""
    done = validated(ROOT / ".github" / path, schema)
    assert done.returncode == 0, done.stdout


def test_a_form_with_a_mistake_is_not_accepted(tmp_path: Path) -> None:
    """The schemas are really asked: a field of an unknown type is found."""
    wrong = (TEMPLATES / "article.yml").read_text("utf-8").replace("type: input", "type: line")
    (tmp_path / "form.yml").write_text(wrong, "utf-8")
    assert validated(tmp_path / "form.yml", "github-issue-forms").returncode == 1


def validated(path: Path, schema: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("annotation", ["article", "annotation", "terms"]),
        ("article", ["story", "address", "outlet", "why"]),
        ("correction", ["file", "mark", "words", "why"]),
        ("disagreement", ["mark", "reason", "other"]),
        ("removal", ["what", "who", "ground"]),
    ],
)
def test_a_form_has_the_fields_that_the_pages_fill_in(name: str, ids: list[str]) -> None:
    """The ids are part of addresses on the site."""
    assert [field["id"] for field in fields(name)] == ids


def test_a_removal_needs_neither_a_reason_nor_a_name() -> None:
    """One rule: it is taken off the site first, then we talk."""
    assert [field["validations"]["required"] for field in fields("removal")] == ["true", "false", "false"]
    for path in (".github/ISSUE_TEMPLATE/removal.yml", "docs/practice.md", "site_overrides/pages/rights.md"):
        text = " ".join((ROOT / path).read_text("utf-8").split())
        assert "taken off the site first" in text and "A reason helps and is not needed" in text


@pytest.mark.parametrize("name", FORMS)
def test_a_form_says_what_happens_next_and_hurts_nobody(name: str) -> None:
    """It begins with thanks or an explanation, says what comes, and names no address of ours."""
    text = (TEMPLATES / f"{name}.yml").read_text("utf-8")
    assert "**What happens next.**" in form(name)["body"][0]["attributes"]["value"]
    assert not re.search(r"\S+@\S+\.\w+|mailto:", text)


def test_what_the_reader_of_issues_expects_is_what_the_form_makes() -> None:
    """The labels, their order, and the sentence that people agree to."""
    entries = fields("annotation")
    assert tuple(entry["attributes"]["label"] for entry in entries) == LABELS
    assert entries[1]["attributes"]["render"] == "yaml"
    assert [option["label"] for option in entries[2]["attributes"]["options"]] == [AGREED]


# The file


def test_a_sound_issue_becomes_a_file_that_is_named_by_day_and_number() -> None:
    """The text is the person's; only the line that names the schema stands above it."""
    file = made(a_body())
    assert file.path == "annotations/mill-bridge/valley-gazette/2026-03-01-issue-12.yml"
    assert file.text == SCHEMA + ANNOTATION


def test_without_by_the_login_signs() -> None:
    """The line is put above the first key, below the person's own comment."""
    file = made(a_body("# mine\n" + ANNOTATION.replace("by: octo-reader\n", "")))
    assert file.text.startswith(SCHEMA + "# mine\nby: octo-reader\non: 2026-03-01\n")


def test_another_name_than_the_login_stays() -> None:
    """A class may sign with its own name; the pull request says who sent it."""
    file = made(a_body(ANNOTATION.replace("octo-reader", "class-9b")))
    assert file.by == "class-9b" and "by: class-9b\n" in file.text


def test_comments_order_and_style_stay_as_they_were_written() -> None:
    """Nothing is parsed and written anew."""
    written = (
        "on: 2026-03-01   # a Sunday\n\nframing:\n  - {voice: quoted, quote: 'a lifeline', label: naming}\nby: o.r\n"
    )
    assert made(a_body(written)).text == SCHEMA + written


def test_the_line_of_the_schema_is_not_written_twice() -> None:
    """The page writes it already; another schema in it would be loaded by editors and is replaced."""
    elsewhere = "# yaml-language-server: $schema=https://example.org/evil.json\n"
    assert made(a_body(SCHEMA + ANNOTATION)).text == SCHEMA + ANNOTATION
    assert made(a_body(elsewhere + ANNOTATION)).text == SCHEMA + ANNOTATION
    (problem,) = told(a_body(ANNOTATION + elsewhere))
    assert problem == ("Annotation", "this line names a schema for editors", 8)


def test_line_ends_of_windows_do_not_matter() -> None:
    """GitHub sends what the browser sent."""
    assert made(a_body().replace("\n", "\r\n")).text == SCHEMA + ANNOTATION


def test_an_edited_issue_may_have_words_before_and_behind() -> None:
    """What stands above the first heading or below the ticked box is not the form's."""
    assert made("Corrected now.\n\n" + a_body() + "\nThank you!\n").text == SCHEMA + ANNOTATION


@pytest.mark.parametrize("line", ["### Licence", "### Article", "    ```", "- [ ] no", "_No response_", "### Other"])
def test_a_note_may_hold_what_looks_like_the_form(line: str) -> None:
    """Inside the YAML nothing is a heading, a fence or a box."""
    written = ANNOTATION.replace("The baker's word, not the reporter's.", f"|\n    One.\n    {line.strip()}\n    Two.")
    assert made(a_body(written)).text == SCHEMA + written
    assert made(a_body(ANNOTATION + f"{line if line.startswith('#') else '# ' + line}\n")).by == "octo-reader"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/mill-bridge/valley-gazette/",
        "https://example.org/site/mill-bridge/valley-gazette/#framing-1f2e",
        "http://127.0.0.1:8000/mill-bridge/valley-gazette?q=x#y",
        " https://example.org/mill-bridge/valley-gazette ",
    ],
)
def test_the_address_of_the_page_names_the_article_too(address: str) -> None:
    """The last two parts of its path; what stands before and behind them does not count."""
    file, problems = proposed(an_issue(a_body(article=address)), ARTICLES)
    assert file is not None and not problems
    assert (file.article, file.path) == ("mill-bridge/valley-gazette", made(a_body()).path)


# What is refused


NO_FILE = "this is not the file that the page makes"
UNFENCED = "the YAML does not stand between two lines of ```"
TWICE = a_body() + "\n### Article\n\nmill-bridge/hill-radio\n"
MISSPELT = "mill-bridge/valey-gazette"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", ("Article", "the heading `### Article` is missing", 0)),
        (TWICE, ("Article", "the heading `### Article` stands twice", 0)),
        (a_body(article="_No response_"), ("Article", "nothing is written here", 0)),
        (a_body(article=MISSPELT), ("Article", f"there is no article {MISSPELT!r}", 0)),
        (a_body("_No response_"), ("Annotation", NO_FILE, 0)),
        (a_body(""), ("Annotation", NO_FILE, 0)),
        (a_body("The baker says it, not the reporter."), ("Annotation", NO_FILE, 0)),
        (a_body("Look here: two words.\n\nI would mark them."), ("Annotation", NO_FILE, 0)),
        (a_body().replace(f"```yaml\n{ANNOTATION}```", "_No response_"), ("Annotation", NO_FILE, 0)),
        (a_body().replace(f"```yaml\n{ANNOTATION}```", "I would mark them."), ("Annotation", NO_FILE, 0)),
        (a_body().replace("```yaml\n", ""), ("Licence", "the heading `### Licence` is missing", 0)),
        (a_body().replace("```yaml\n", "").replace("```\n", ""), ("Annotation", UNFENCED, 0)),
        (a_body().replace("```\n\n", "```\nmore\n\n"), ("Annotation", UNFENCED, 0)),
        (a_body(box="[ ]"), ("Licence", "the box is not ticked", 0)),
        (a_body("status: reviewed\n" + ANNOTATION), ("Annotation", "a proposal cannot be 'reviewed' yet", 1)),
        (a_body(ANNOTATION + "reviewed_by: [ada]\n"), ("Annotation", "nobody has reviewed a proposal yet", 8)),
        (a_body("- one\n"), ("Annotation", NO_FILE, 0)),
        (a_body("by: me\n\ton: 2026-03-01\n"), ("Annotation", "a tab is used to indent", 2)),
        (a_body("a: &a [x]\nb: [*a, *a]\n"), ("Annotation", "anchors (&) and aliases (*) are not used here", 1)),
        (a_body("a: !!python/object:os.system [x]\n"), ("Annotation", "tags (!) are not used here", 1)),
        (a_body("a: " + "[" * 40 + "]" * 40), ("Annotation", "the values are nested too deeply", 1)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_field_and_line(body: str, problem: tuple[str, str, int]) -> None:
    """The line is counted in what the person wrote, not in the file that is made of it."""
    assert problem in told(body)


def test_headings_in_another_order_are_refused() -> None:
    """The form makes them in one order only."""
    first, _, rest = a_body().partition("### Annotation")
    assert ("Annotation", "the headings stand in another order", 0) in told(f"### Annotation{rest}\n{first}")


def test_every_problem_is_told_at_once() -> None:
    """An unknown article hides neither the YAML nor the licence."""
    assert {field for field, _, _ in told(a_body("status: disputed", "x/y", "[ ]"))} == set(LABELS)


@pytest.mark.parametrize(
    "article",
    [
        "../../.github/workflows", "mill-bridge/../../x", "mill-bridge/valley-gazette/../hill-radio", "/etc/passwd",
        "mill-bridge\\valley-gazette", "mill-bridge/valley-gazette\x00", "mill-bridge/valley-gazette\nx",
        "mill-bridge/",
        "MILL-BRIDGE/VALLEY-GAZETTE", "mill-bridge/valley-gazette%2f..", "$(touch x)", "`touch x`",
        "${{ github.token }}",
        "https://example.org/", "https://example.org/mill-bridge/", "https://mill-bridge/valley-gazette",
        "https://example.org/mill-bridge/valley-gazette/../..", "https://example.org/mill-bridge/valley-gazette%2f..",
        "https://example.org/mill-bridge/valley-\ngazette", "javascript://x/mill-bridge/valley-gazette",
        "https://example.org/?/mill-bridge/valley-gazette", "https://example.org/../../.github/workflows",
    ],
)  # fmt: skip
def test_an_article_is_one_that_is_known_or_nothing(article: str) -> None:
    """Nothing that a person writes becomes part of a path but the ids of the corpus and a date."""
    file, problems = proposed(an_issue(a_body(article=article)), ARTICLES)
    assert file is None and problems[0].field == "Article"


@pytest.mark.parametrize(
    "on", ["../../x", "2026-03-01/../x", "2026-3-1", "٢٠٢٦-٠٣-٠١", '"2026-03-01\\n"', "[2026]", "~"]
)
def test_a_strange_day_does_not_become_part_of_the_path(on: str) -> None:
    """The check tells that it is no date; the path stays in the folder of its article."""
    file, _ = proposed(an_issue(a_body(ANNOTATION.replace("2026-03-01", on, 1))), ARTICLES)
    assert file is not None
    assert file.path == "annotations/mill-bridge/valley-gazette/undated-issue-12.yml"


@pytest.mark.parametrize("login", ["", "-x", "a b", "x\nCo-authored-by: y", "x<y>", "../x", "x" * 80, "a@b"])
def test_a_login_that_no_forge_gives_is_refused(login: str) -> None:
    """It would stand in a commit message."""
    with pytest.raises(ValueError, match="user name"):
        proposed(an_issue(a_body(), login), ARTICLES)


def test_a_login_that_yaml_takes_for_nothing_is_not_written_so() -> None:
    """`by: null` would name nobody; the check then asks for a name."""
    file, _ = proposed(an_issue(a_body(ANNOTATION.replace("by: octo-reader\n", "")), "null"), ARTICLES)
    assert file is not None and "by:" not in file.text


def test_the_longest_issue_there_can_be_is_read() -> None:
    """65,536 characters, most of them in a note."""
    body = a_body(ANNOTATION.replace("The baker's word, not", "word " * 12_900))
    assert 64_000 < len(body) <= 65_536
    assert len(made(body).text) > 64_000


@given(st.text(alphabet="#` \n-[]xYamlLicenceArticleAnnotation:_/\r\u202e", max_size=400))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    """Whatever stands in an issue, the answer is a file or words; a file lies where it belongs."""
    for body in (text, a_body(text), a_body(article=text.strip())):
        file, problems = proposed(an_issue(body), ARTICLES)
        assert problems or file
        assert file is None or re.fullmatch(r"annotations/mill-bridge/[a-z-]+/[0-9a-z-]+\.yml", file.path)
