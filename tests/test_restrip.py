"""Seeds of HTML that somebody put into a project by hand, lines that an outlet repeats, and an outlet's own rules."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.articles import parse_body, split
from generator.cli import rashomon
from generator.strip.cutsfile import parse_cuts
from tests.golden import project
from tests.news import ARTICLE, FRAME, HEADLINE, NEWS, days, site_page

STEM = "ferry-cable-snaps-at-mill-bridge"
RULES = """outlet: Aldham Courier
rules:
  courier-songs:
    why: the Courier prints the songs of the fair below every text
    languages:
      en:
        lines: ["on the day of the fair … sang the old songs…"]
        cuts: [On the day of the fair the bakers sang the old songs.]
        keeps: [On the day of the fair it rained.]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return project(None, tmp_path)


def strip(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(rashomon, ["strip", "--project", str(folder), *arguments])


def check(folder: Path) -> Result:
    return CliRunner().invoke(rashomon, ["check", "--project", str(folder)])


def put(folder: Path, name: str, page: str | bytes) -> None:
    (folder / "seeds/mill-bridge" / name).write_bytes(page if isinstance(page, bytes) else page.encode())


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def corpus_of(folder: Path, seed: str) -> Path:
    """The corpus file that names a seed."""
    (path,) = [p for p in (folder / "corpus/mill-bridge").glob("*.md") if f"/{seed}" in p.read_text("utf-8")]
    return path


def body(folder: Path, seed: str) -> list[str]:
    return [text for _, text in parse_body(split(corpus_of(folder, seed).read_text("utf-8"))[1])]


def cuts(folder: Path, seed: str) -> dict[str, tuple[str, str]]:
    """What was cut of a seed: the line -> its rule and evidence."""
    record = parse_cuts(corpus_of(folder, seed).with_suffix(".cuts.yml").read_text("utf-8"))
    return {cut.text: (cut.rule, cut.evidence) for cut in record.cuts}


def says(folder: Path, seed: str, outlet: str) -> None:
    """A person writes the outlet, and a label for tables, into the metadata."""
    path = corpus_of(folder, seed)
    text = path.read_text("utf-8")
    assert "outlet: null" in text
    path.write_text(text.replace("outlet: null", f"outlet: {outlet}"), "utf-8")


# A page of HTML


def test_a_page_of_html_becomes_its_article(folder: Path) -> None:
    """No tag gets into the text, the headline goes to file name and metadata, and the cuts say that it was HTML."""
    put(folder, "ferry.html", NEWS)
    result = strip(folder)
    assert result.exit_code == 0, result.output
    assert f"corpus/mill-bridge/{STEM}.md: 12 blocks kept, " in result.output
    path = corpus_of(folder, "ferry.html")
    front, text = split(path.read_text("utf-8"))
    assert parse_body(text) == ARTICLE
    assert yaml.safe_load(front or "")["headline"] == HEADLINE
    assert yaml.safe_load(path.with_suffix(".cuts.yml").read_text("utf-8"))["form"] == "html"
    assert cuts(folder, "ferry.html")["Farming"][0] == "classifier"


def test_a_second_run_changes_nothing_and_check_agrees(folder: Path) -> None:
    """What was written is what strip would write; `strip --check` and `rashomon check` find nothing in it."""
    put(folder, "ferry.html", NEWS)
    put(folder, "FAIR.HTM", site_page(0))
    strip(folder)
    before = snapshot(folder)
    assert strip(folder).output.count("unchanged") == 4
    assert strip(folder, "--check").exit_code == 0
    assert snapshot(folder) == before
    assert "error" not in check(folder).output
    assert body(folder, "FAIR.HTM")[:3] == days(0)


def test_check_says_that_a_new_page_was_not_stripped(folder: Path) -> None:
    """`strip --check` fails, and writes nothing."""
    put(folder, "ferry.html", NEWS)
    before = snapshot(folder)
    result = strip(folder, "--check")
    assert (result.exit_code, "error[corpus-not-current]" in result.output) == (1, True)
    assert snapshot(folder) == before


def test_a_person_keeps_and_drops_lines_of_a_page(folder: Path) -> None:
    """Lines as the page shows them are named under `strip:`; one that it does not show is a finding."""
    put(folder, "ferry.html", NEWS)
    strip(folder)
    path = corpus_of(folder, "ferry.html")
    written = path.read_text("utf-8")
    path.write_text(
        written.replace("{keep: [], drop: []}", "{keep: [Manage choices], drop: [What the council will do]}")
    )
    assert strip(folder).exit_code == 0
    assert "Manage choices" in body(folder, "ferry.html")
    assert cuts(folder, "ferry.html")["What the council will do"] == ("by-hand", "")
    path.write_text(written.replace("drop: []", "drop: [What the council will de]"))
    assert "the page has: What the council will do" in strip(folder).output


def test_a_body_that_was_edited_is_not_overwritten(folder: Path) -> None:
    """An edit in the text of a page of HTML is "body-edited", as with any seed."""
    put(folder, "ferry.html", NEWS)
    strip(folder)
    path = corpus_of(folder, "ferry.html")
    path.write_text(path.read_text("utf-8").replace("Nobody was hurt", "Two were hurt"), "utf-8")
    assert "error[body-edited]" in strip(folder).output
    assert "Two were hurt" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><body><div id='root'></div><script src='/app.js'></script></body></html>", "page-needs-scripts"),
        ("<frameset cols='20%,80%'><frame src='/menu'><frame src='/story'></frameset>", "page-is-frames"),
        ("<body><iframe src='https://courier.example/story'></iframe></body>", "page-is-frames"),
        (f'<body><script>{{"articleBody": "{"The bridge is open. " * 30}"}}</script></body>', "page-states-json"),
        ("<nav><ul><li><a href='/'>Home</a><li><a href='/n'>News</a></ul></nav><p>© 2026 Courier</p>", "seed-empty"),
        ("<html><head><title>Nothing</title></head><body>\n</body></html>", "seed-empty"),
        ("<p>\0\0\0\0</p>" * 500, "seed-unreadable"),
        ("", "seed-empty"),
    ],
)
def test_a_page_that_yields_nothing_says_why_and_is_not_written(folder: Path, page: str, code: str) -> None:
    """Only scripts, frames, data or furniture: a finding at the seed, no empty article, and the others are stripped."""
    put(folder, "a-page.html", page)
    put(folder, "ferry.html", NEWS)
    before = snapshot(folder)
    result = strip(folder)
    assert result.exit_code == 1
    assert f"error[{code}]" in result.output
    assert "seeds/mill-bridge/a-page.html" in result.output
    new = set(snapshot(folder)) - set(before)
    assert new == {f"corpus/mill-bridge/{STEM}.md", f"corpus/mill-bridge/{STEM}.cuts.yml"}


def test_a_page_in_an_old_encoding_is_read_as_it_says(folder: Path) -> None:
    """The charset of its meta element counts, where nothing else could tell it, and the cuts name it."""
    page = NEWS.replace('"utf-8"', '"iso-8859-15"').replace("40,000 crowns", "€40,000")
    put(folder, "ferry.html", page.encode("iso-8859-15", "xmlcharrefreplace"))
    strip(folder)
    assert any("A new cable costs €40,000, which" in text for text in body(folder, "ferry.html"))
    assert "8859-15" in corpus_of(folder, "ferry.html").with_suffix(".cuts.yml").read_text("utf-8")


# What an outlet repeats


@pytest.fixture
def courier(folder: Path) -> Path:
    """A project with two pages of one outlet and one of another, all stripped once, with the outlets written in."""
    for number in range(3):
        put(folder, f"fair-{number}.html", site_page(number))
    assert strip(folder).exit_code == 0
    assert all(FRAME in body(folder, f"fair-{number}.html") for number in range(3))
    for number, outlet in enumerate(("Aldham Courier", "aldham courier", "Hill Radio")):
        says(folder, f"fair-{number}.html", outlet)
    return folder


def test_a_line_that_two_pages_of_an_outlet_have_is_cut_from_both(courier: Path) -> None:
    """The rule is `repeated`, the evidence counts pages; a page of another outlet, and the texts, keep theirs."""
    assert strip(courier).exit_code == 0
    for number in (0, 1):
        assert body(courier, f"fair-{number}.html") == days(number)
        rule, evidence = cuts(courier, f"fair-{number}.html")[FRAME]
        assert (rule, evidence.lower()) == ("repeated", "stands on 2 of 2 saved pages of aldham courier")
    assert FRAME in body(courier, "fair-2.html")
    assert strip(courier, "--check").exit_code == 0


def test_without_a_second_page_of_the_outlet_nothing_is_repeated(courier: Path) -> None:
    """When the other page goes, the line comes back."""
    strip(courier)
    path = corpus_of(courier, "fair-1.html")
    (courier / "seeds/mill-bridge/fair-1.html").unlink()
    path.with_suffix(".cuts.yml").unlink()
    path.unlink()
    assert strip(courier).exit_code == 0
    assert FRAME in body(courier, "fair-0.html")


def test_a_page_that_cannot_be_read_does_not_count_as_a_page_of_the_outlet(courier: Path) -> None:
    """Its own finding comes, and the others are stripped as if it were not there."""
    put(courier, "fair-1.html", "")
    result = strip(courier)
    assert "error[seed-empty]" in result.output
    assert FRAME in body(courier, "fair-0.html")


def test_versions_of_one_text_repeat_nothing(folder: Path) -> None:
    """The same article saved twice stays whole in both."""
    put(folder, "one.html", site_page(0))
    put(folder, "two.html", site_page(0).replace("<p>Our history", "<p>They came home late.</p><p>Our history"))
    strip(folder)
    for name in ("one.html", "two.html"):
        says(folder, name, "Aldham Courier")
    strip(folder)
    for name in ("one.html", "two.html"):
        assert {*days(0), FRAME} <= set(body(folder, name))


# An outlet's own rules


def test_an_outlets_own_rule_cuts_its_line_and_only_there(courier: Path) -> None:
    """A file in seeds/ names the outlet and its line; the cut has the name of the rule."""
    (courier / "seeds/courier.rules.yml").write_text(RULES, "utf-8")
    assert strip(courier).exit_code == 0
    for number in (0, 1):
        assert cuts(courier, f"fair-{number}.html")[days(number)[0]] == ("courier-songs", "")
        assert body(courier, f"fair-{number}.html") == days(number)[1:]
    assert days(2)[0] in body(courier, "fair-2.html")
    assert strip(courier, "--check").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("outlet: Aldham Courier\n", "", "missing-key"),
        ("keeps: [On", "keeps: [On the day of the fair they sang the old songs loudly., On", "rule-example"),
        ("on the day of the fair … sang the old songs…", "…sang…", "rule-line"),
        ("why:", "wy:", "unknown-key"),
        ("courier-songs", "share", "duplicate-id"),
        ("outlet: Aldham", "outlet: : Aldham", "yaml-"),
    ],
)
def test_a_mistake_in_an_outlets_rules_is_found_by_strip_and_check(
    courier: Path, old: str, new: str, code: str
) -> None:
    """The finding is at the rules file; its rules cut nothing, and the seeds are stripped all the same."""
    assert old in RULES
    (courier / "seeds/courier.rules.yml").write_text(RULES.replace(old, new), "utf-8")
    for result in (strip(courier), check(courier)):
        assert result.exit_code == 1
        assert f"error[{code}" in result.output
        assert "seeds/courier.rules.yml" in result.output
    assert days(0)[0] in body(courier, "fair-0.html")
    assert FRAME not in body(courier, "fair-0.html")


def test_a_rules_file_is_no_seed(courier: Path) -> None:
    """It becomes no article, and a folder of seeds needs none."""
    (courier / "seeds/courier.rules.yml").write_text(RULES, "utf-8")
    before = {path.name for path in (courier / "corpus/mill-bridge").iterdir()}
    strip(courier)
    assert {path.name for path in (courier / "corpus/mill-bridge").iterdir()} == before


def test_a_page_nested_too_deeply_is_a_finding_at_once(folder: Path) -> None:
    """Its parser would need minutes; many tags beside each other are no reason to refuse a page."""
    seeds = folder / "seeds/mill-bridge"
    (seeds / "deep.html").write_text("<div>" * 60_000 + "The bridge is closed.")
    (seeds / "long.html").write_text("<p>The bridge is closed.<br><img src=a>" * 20_000)
    result = strip(folder)
    assert "error[seed-unreadable]: its elements stand 60,000 deep inside each other" in result.output
    assert "long.html" not in result.output
