"""How findings are shown: text with a caret, JSON, GitHub."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Severity
from generator.model import Place
from generator.report import MAX_LINE, as_diff, as_github, as_json, as_text, ordered


def text(line: str, column: int, end: int) -> list[str]:
    """The lines of the report on one stretch of one line."""
    finding = Diagnostic("a-code", "a message", Place("a.yml", 1, column, end))
    return as_text([finding], {"a.yml": line}).plain.split("\n")


def under(line: str, words: str) -> str:
    """What the caret stands under when `words` are meant, in a terminal where wide characters take two cells."""
    start = line.index(words) + 1
    report = text(line, start, start + len(words))
    shown, caret = report[3].removeprefix("1 | "), report[4].removeprefix("  | ")
    cells = "".join(c + ("\0" if "\u3000" <= c <= "\uffee" or c == "🌉" else "") for c in shown if c != "\u0301")
    return cells[caret.index("^") : len(caret)].replace("\0", "")


def test_the_caret_stands_under_the_words() -> None:
    """Plain letters take one cell each."""
    assert under("quote: the bridge opend", "opend") == "opend"


def test_the_caret_counts_wide_characters_twice() -> None:
    """Chinese characters and emoji before and under the caret do not move it."""
    assert under("橋梁 🌉 the bridge", "bridge") == "bridge"
    assert under("the 橋梁 opened", "橋梁") == "橋梁"


def test_the_caret_counts_combining_marks_not_at_all() -> None:
    """An accent of its own takes no cell."""
    assert under("cafe\u0301 bridge", "bridge") == "bridge"


def test_the_caret_counts_escapes_as_they_are_shown() -> None:
    """An invisible character is written out before the caret."""
    report = text("a\u202eb bad", 5, 8)
    assert report[3] == "1 | a\\u202eb bad"
    assert report[4] == "  |          ^^^"


def test_a_long_line_is_cut_around_the_caret() -> None:
    """The words stay in sight, with an ellipsis on each cut side."""
    line = "x" * 300 + " opend " + "y" * 300
    assert under(line, "opend") == "opend"
    shown = text(line, 302, 307)[3]
    assert len(shown) == MAX_LINE + 6
    assert shown.count("…") == 2


def test_a_narrow_terminal_shortens_the_line_and_keeps_the_words_in_sight() -> None:
    """At 48 cells the line takes no more, and the caret stands under the words."""
    line = "x" * 300 + " opend " + "y" * 300
    finding = Diagnostic("a-code", "a message", Place("a.yml", 1, 302, 307))
    shown, caret = as_text([finding], {"a.yml": line}, 48).plain.split("\n")[3:5]
    assert len(shown) <= 48 + 6
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "opend"


def test_a_caret_at_the_end_of_a_line_stays_in_sight() -> None:
    """A place behind the last character, and an end beyond it, are shown."""
    assert text("stance:", 8, 9)[4] == "  |        ^"
    assert text("stance:", 1, 900)[4].rstrip("^") == "  | "


def test_a_finding_on_a_whole_file_shows_no_line() -> None:
    """Where no words are meant, none are pointed at."""
    assert text("by: ada", 1, 2) == ["error[a-code]: a message", " --> a.yml:1:1", "", ""]


def test_a_finding_on_a_file_that_was_not_read_has_a_place() -> None:
    """Seeds and binary files are not shown."""
    finding = Diagnostic("a-code", "a message", Place("seeds/a/b.txt", 7, 3), "a help")
    assert as_text([finding], {}).plain == "error[a-code]: a message\n --> seeds/a/b.txt:7:3\n  = help: a help\n\n"


def test_related_places_and_help_follow_the_line() -> None:
    """The other place of a clash is named."""
    finding = Diagnostic("a-code", "m", Place("a.yml", 10), "do this", related=(Place("b.yml", 2, 3),))
    assert as_text([finding], {}).plain.split("\n")[2:4] == ["   = help: do this", "   = also: b.yml:2:3"]


def test_findings_are_ordered_by_place_and_reported_once() -> None:
    """The order in which they were found does not matter."""
    late, early = Diagnostic("a", "m", Place("a.yml", 10)), Diagnostic("b", "m", Place("a.yml", 9))
    other = Diagnostic("a", "m", Place("A.yml", 99), severity=Severity.WARNING)
    assert ordered([late, early, other, late]) == (other, early, late)


@given(st.text(), st.integers(1, 400), st.integers(0, 30))
def test_any_line_can_be_shown(line: str, column: int, width: int) -> None:
    """No text and no place breaks the report, and no control character gets out."""
    one_line = line.replace("\n", " ")
    report = as_text([Diagnostic("a", "m", Place("a.yml", 1, column, column + width))], {"a.yml": one_line}).plain
    assert "\x1b" not in report
    assert "\u202e" not in report


def test_a_path_cannot_steer_the_terminal() -> None:
    """A file name with an escape sequence is written out."""
    assert "\x1b" not in as_text([Diagnostic("a", "m", Place("a\x1b[2J.yml"))], {}).plain


def test_github_commands_cannot_be_forged() -> None:
    """Newlines, percent signs, colons and commas of a finding are escaped."""
    finding = Diagnostic("a-code", "100% wrong\n::error::forged", Place("a,b:c.yml", 2, 3, 5), "help\r\nhere")
    (command,) = as_github([finding]).split("\n")
    assert command.startswith("::error file=a%2Cb%3Ac.yml,line=2,col=3,endColumn=5,title=a-code::100%25 wrong%0A")
    assert "\r" not in command


def test_a_warning_is_a_warning_everywhere() -> None:
    """The severity reaches text and GitHub."""
    finding = Diagnostic("a-code", "m", Place("a.yml"), severity=Severity.WARNING)
    assert as_github([finding]).startswith("::warning ")
    assert as_text([finding], {}).plain.startswith("warning[a-code]")


def test_json_holds_every_part() -> None:
    """Programs get what people get."""
    finding = Diagnostic("a-code", "“m”", Place("a.yml", 2, 3, 5), "h", related=(Place("b.yml"),))
    (read,) = json.loads(as_json([finding]))
    assert read == {
        "code": "a-code", "message": "“m”", "help": "h", "severity": "error",
        "place": {"path": "a.yml", "line": 2, "column": 3, "end_column": 5},
        "related": [{"path": "b.yml", "line": 1, "column": 1, "end_column": 2}],
    }  # fmt: skip
    assert json.loads(as_json([])) == []


def github(*severities: Severity) -> list[str]:
    """The lines for GitHub of one finding for each severity, on lines of their own."""
    return as_github([
        Diagnostic("a-code", f"message {n}", Place("a.yml", n), severity=each) for n, each in enumerate(severities, 1)
    ]).split("\n")  # fmt: skip


def test_github_gets_no_more_commands_of_a_severity_than_it_shows() -> None:
    """It drops the eleventh without a word; so a notice counts the rest, and the log has them."""
    lines = github(*[Severity.ERROR] * 12, *[Severity.WARNING] * 11)
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::warning ") for line in lines) == 10
    assert lines[20] == "::notice::and 3 more findings: see the log, or the summary of this run"
    assert [line.split(": ")[0] for line in lines[21:]] == ["  a.yml:11:1", "  a.yml:12:1", "  a.yml:23:1"]


def test_github_gets_errors_first() -> None:
    """By place within a severity."""
    assert [line[:9] for line in github(Severity.WARNING, Severity.ERROR)] == ["::error f", "::warning"]
    assert github(*[Severity.ERROR] * 11)[10].startswith("::notice::and 1 more finding:")


def test_a_line_of_the_log_is_no_command() -> None:
    """A finding beyond the limit cannot command GitHub either."""
    findings = [Diagnostic("a-code", "m\n::error::forged", Place("a.yml", n)) for n in range(1, 13)]
    assert not [line for line in as_github(findings).split("\n")[11:] if line.lstrip().startswith("::")]


def test_a_difference_is_shown_as_diff_shows_it() -> None:
    """Only the lines around what changed, and no control character."""
    before = "".join(f"line {n}\n" for n in range(20))
    shown = as_diff("a.yml", before, before.replace("line 9\n", "line \x1b[2J9\n")).plain
    assert shown.startswith("--- a/a.yml\n+++ b/a.yml\n@@ -7,7 +7,7 @@\n line 6\n")
    assert "-line 9\n+line \\u001b[2J9\n" in shown
    assert shown.endswith(" line 12\n")
