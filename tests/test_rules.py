"""The named line rules: their examples, what they never cut, their cost, and rules that people write for an outlet."""

from __future__ import annotations

import json
from re import _constants as op  # the only way to ask a pattern for its structure
from re import _parser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import disk
from generator.formats import RuleWords
from generator.strip import rules
from tests.golden import ROOT

RULES = rules.load()
CUT_LINES = [line for rule in RULES for line in rule.cuts]
PATTERNS = [
    pattern
    for bucket in (*RULES.opening.values(), *RULES.closing.values())
    for pattern, _ in bucket.patterns
] + [pattern for pattern, _ in RULES.loose]  # fmt: skip
WRITTEN = (ROOT / "generator/strip/rules.yml").read_text("utf-8")
FILE, _ = rules.parse(WRITTEN, "rules.yml")
assert FILE is not None
EXAMPLES = [(rule, language) for rule, written in FILE.rules.items() for language in written.languages]
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "ru", "uk", "ar", "zh", "ja", "ko")
OUTLET = """\
outlet: Hill Radio
rules:
  radio-club:
    why: an invitation to the listeners' club
    languages:
      en:
        lines: [join the hill radio club …]
        cuts: ['Join the Hill Radio Club today!']
        keeps: [Join the miller on his walk.]
"""


def cut_by(line: str, above: str = "") -> str | None:
    return rules.rule_for(line, above, RULES)


def words(rule: str, language: str) -> RuleWords:
    return FILE.rules[rule].languages[language]


def below(rule: str) -> str:
    """A rule below which this one is tried."""
    after = FILE.rules[rule].after or ""
    return "share" if after == rules.ANY else after


def findings(text: str, path: str = "seeds/hill-radio.rules.yml") -> list[tuple[str, int, int, str, str]]:
    _, found = rules.outlets({path: text})
    return [(f.code, f.place.line, f.place.column, f.message, f.help) for f in found]


@pytest.mark.parametrize(("rule", "language"), EXAMPLES)
def test_a_rule_cuts_its_examples(rule: str, language: str) -> None:
    """A line listed under `cuts` is cut, and by this rule."""
    above = below(rule)
    assert {line: cut_by(line, above) for line in words(rule, language).cuts} == dict.fromkeys(
        words(rule, language).cuts, rule
    )


@pytest.mark.parametrize(("rule", "language"), EXAMPLES)
def test_a_rule_keeps_its_near_misses(rule: str, language: str) -> None:
    """A line listed under `keeps` is cut by no rule, even below a cut line."""
    for above in ("", "share", below(rule)):
        assert not {line: by for line in words(rule, language).keeps if (by := cut_by(line, above))}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.after])
def test_a_rule_with_a_place_cuts_nothing_elsewhere(rule: rules.Rule) -> None:
    """A question or a number is only furniture below furniture."""
    assert [cut_by(line) for line in rule.cuts] == [None] * len(rule.cuts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", ["advertisement", "newsletter", "comment-form", "log-in", "share", "read-more",
                                  "cookie-notice", "copyright"])  # fmt: skip
def test_the_main_rules_speak_sixteen_languages(rule: str, language: str) -> None:
    """The commonest furniture is known in each of the languages."""
    assert language in FILE.rules[rule].languages


@given(
    line=st.sampled_from(CUT_LINES), mark=st.sampled_from("“\"„«‘'「『"), above=st.sampled_from(["", "poll", "share"])
)
def test_a_line_that_opens_a_quotation_is_never_cut(line: str, mark: str, above: str) -> None:
    """A quotation is somebody's words, whatever they are."""
    assert cut_by(f"{mark}{line}", above) is None


@pytest.mark.parametrize(
    "line", ["SHARE:", "> Share", "• share", "Share →", "share »", "[  Share\x00 ]".strip("[ ]"), "Share!"]
)
def test_capitals_and_the_signs_around_a_label_do_not_count(line: str) -> None:
    """A label is known by its words."""
    assert cut_by(line) == "share"


def test_a_long_line_is_never_tried() -> None:
    """A line longer than MAX_LINE is prose, even where a rule would match it."""
    line = f"The post {'x' * 150} appeared first on {'y' * 62}"
    assert len(line) == rules.MAX_LINE
    assert cut_by(line) == "read-original"
    assert cut_by(f"{line}y") is None


def test_no_rule_cuts_part_of_a_sentence() -> None:
    """Words around a furniture line make it another line."""
    sentences = [f"Nobody on Mill Bridge had ever read {line} and a sentence that goes on" for line in CUT_LINES]
    assert not {line: by for line in sentences if (by := cut_by(line))}


@given(st.lists(st.sampled_from([*CUT_LINES, "", " ", "The bridge is open.", "0", "Who is it?"])))
def test_a_page_is_cut_as_its_lines_are(lines: list[str]) -> None:
    """`cuts` gives for each line what `rule_for` gives below the nearest line that is not empty."""
    above, expected = "", []
    for line in lines:
        expected.append(rules.rule_for(line, above, RULES))
        above = (expected[-1] or "") if line.strip() else above
    assert rules.cuts(lines, RULES) == expected


def test_a_pattern_gives_back_characters_of_one_gap_only() -> None:
    """Twice the line takes at most twice the steps: no repetition in a repetition, all but one filled once for all."""
    assert len(PATTERNS) > 500
    assert not [pattern.pattern for pattern in PATTERNS if cost(_parser.parse(pattern.pattern)) > 1]


def cost(parsed: object) -> int:
    """How many repetitions may be tried again with fewer or more characters; a hundred for one in another."""
    found = 0
    for operator, argument in parsed:  # type: ignore[attr-defined]
        if operator is op.ATOMIC_GROUP:
            found += inner if (inner := cost(argument)) > 1 else 0
        elif operator in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            _, high, inner = argument
            found += 100 * cost(inner) + (high > 8 and operator is not op.POSSESSIVE_REPEAT)
        elif operator is op.SUBPATTERN:
            found += cost(argument[-1])
    return found


@pytest.mark.parametrize(
    ("pattern", "slow"),
    [("(a+)+", True), (".*a.*b", True), ("(?>.*?a).*b", False), ("[0-9]*+a.*", False), ("(?>.*a.*b)c", True)],
)
def test_a_slow_pattern_is_recognised(pattern: str, slow: bool) -> None:
    """The test above can fail."""
    assert (cost(_parser.parse(pattern)) > 1) is slow


def test_hostile_lines_of_a_contributor_stay_fast() -> None:
    """A rule with many gaps meets a line that nearly matches everywhere, far longer than any line that is tried."""
    pattern = rules.expression("a" + " … a" * 20 + " … b")
    assert pattern.fullmatch("a " * 20_000) is None
    assert pattern.fullmatch("a " * 20_000 + "b")


@pytest.mark.parametrize(
    ("line", "met", "missed"),
    [
        ("sign up for … newsletter", ["sign up for our newsletter", "sign up for a newsletter"],
         ["sign up forthe newsletter"]),
        ("tags: …", ["tags: mill, bridge"], ["tags", "tagged: mill"]),
        ("# comments", ["12 comments", "1,204 comments", "3k comments"], ["no comments", "# comments", "1 2 comments"]),
        ("关注…", ["关注我们"], ["请关注我们"]),
        ("a.c …", ["a.c d"], ["abc d"]),
    ],
)  # fmt: skip
def test_the_signs_for_gaps_mean_what_the_reference_says(line: str, met: list[str], missed: list[str]) -> None:
    """… is any words, # a number; everything else stands for itself."""
    pattern = rules.expression(line)
    assert [text for text in [*met, *missed] if pattern.fullmatch(text)] == met


@given(lines=st.lists(st.one_of(st.text(min_size=1), st.text("a …#~“.|", min_size=1)), min_size=1), met=st.text())
def test_whatever_a_contributor_writes_is_a_rule_or_a_finding(lines: list[str], met: str) -> None:
    """Odd signs, many gaps, nothing but blanks: no crash."""
    text = OUTLET.replace("[join the hill radio club …]", json.dumps(lines))
    outlets, found = rules.outlets({"seeds/odd.rules.yml": text})
    assert found
    rules.cuts([met, *lines], outlets.rules_for("Hill Radio"))
    made = rules.rules_of([rules.Rule("odd", "", "", tuple(lines), (), ())])
    rules.cuts([met, *lines], made)


def test_rules_of_an_outlet_cut_its_articles_only() -> None:
    """The outlet is found by its name whatever the capitals; every other one keeps the line."""
    outlets, found = rules.outlets({"seeds/hill-radio.rules.yml": OUTLET})
    assert not found
    line = "Join the Hill Radio Club for 5 pounds"
    assert rules.rule_for(line, "", outlets.rules_for("Hill radio")) == "radio-club"
    assert rules.rule_for(line, "", outlets.rules_for("Valley Gazette")) is None
    assert rules.rule_for(line, "", outlets.rules_for(None)) is None
    assert rules.rule_for("Share", "", outlets.rules_for("Hill Radio")) == "share"


def test_rules_of_one_outlet_may_stand_in_several_files() -> None:
    """Two contributors never need to edit the same file, and two rules of one name are found."""
    other = OUTLET.replace("radio-club", "radio-shop").replace("club", "shop").replace("Club", "Shop")
    outlets, found = rules.outlets({"seeds/a.rules.yml": OUTLET, "seeds/b.rules.yml": other})
    assert not found
    assert [rule.name for rule in outlets.rules_for("Hill Radio")][-2:] == ["radio-club", "radio-shop"]
    _, found = rules.outlets({"seeds/a.rules.yml": OUTLET, "seeds/b.rules.yml": OUTLET})
    assert [(finding.code, finding.place.path) for finding in found] == [
        ("duplicate-id", "seeds/a.rules.yml"),
        ("duplicate-id", "seeds/b.rules.yml"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "message", "help_"),
    [
        ("outlet: Hill Radio\n", "", "missing-key", (1, 1), "'outlet' is missing",
         "add a line `outlet: …` with the name that the articles' metadata has"),
        ("languages:", "langages:", "unknown-key", (5, 5), "unknown key 'langages'", "did you mean 'languages'?"),
        ("    why", "    line: join.*\n    why", "unknown-key", (4, 5), "unknown key 'line'",
         "keys here: why, after, languages"),
        ("      en:", "      English:", "bad-value", (6, 7), "'English' is not the code of a language",
         "two or three small letters, as in en, de or tr; mul for several languages, zxx for no words"),
        ("[join the hill radio club …]", "[]", "bad-value", (7, 16), "'lines': at least 1 entries must stand here", ""),
        ("join the hill radio club …", "… club …", "rule-line", (7, 17),
         "a line that is open at both ends would cut sentences", "name the words at its beginning or its end"),
        ("[join the hill radio club …]", "['# …']", "rule-line", (7, 17),
         "a line that is open must begin or end with words", "name the words at its beginning or its end"),
        ("[join the hill radio club …]", "['“join us']", "rule-line", (7, 17),
         "a line that opens a quotation is never cut", "leave out the quotation mark, or the line"),
        ("    why", "    after: pol\n    why", "unknown-rule", (4, 12), "there is no rule 'pol'",
         "did you mean 'poll'?"),
        ("radio-club:", "share:", "duplicate-id", (3, 3), "'share' is the name of another rule",
         "give the rule a name of its own"),
        ("radio-club:", "by-hand:", "duplicate-id", (3, 3), "'by-hand' is the name of another rule",
         "give the rule a name of its own"),
        ("radio-club:", "Radio Club:", "bad-id", (3, 3), "'Radio Club' is not an id",
         "write it as radio-club: small letters a-z, digits and hyphens, 3 to 64 of them, a letter first"),
        ("Join the Hill Radio Club today!", "Join our club", "rule-example", (8, 16),
         "the rule 'radio-club' does not cut this line", "compare it with `lines`, word by word"),
        ("Join the Hill Radio Club today!", "Subscribe", "rule-example", (8, 16),
         "the rule 'newsletter' cuts this line first", "leave the line out"),
        ("Join the miller on his walk.", "Join the Hill Radio Club meeting and weep.", "rule-example", (9, 17),
         "the rule 'radio-club' cuts this near miss",
         "write more words into `lines`, so that no sentence of an article matches"),
    ],
)  # fmt: skip
def test_a_mistake_in_an_outlets_rules_is_found(
    old: str, new: str, code: str, place: tuple[int, int], message: str, help_: str
) -> None:
    """Each mistake gives one finding with its place and its remedy, and the rules are not used."""
    assert old in OUTLET
    text = OUTLET.replace(old, new, 1)
    assert findings(text) == [(code, *place, message, help_)]
    outlets, _ = rules.outlets({"seeds/hill-radio.rules.yml": text})
    assert outlets.rules_for("Hill Radio") == RULES


def test_the_rules_of_a_project_are_read_from_beside_its_stories(tmp_path: object) -> None:
    """`seeds/*.rules.yml` is read and is no seed; links and wrong encodings are findings."""
    from pathlib import Path

    root = Path(str(tmp_path))
    (root / "seeds/mill-bridge").mkdir(parents=True)
    (root / "seeds/hill-radio.rules.yml").write_text(OUTLET, "utf-8")
    (root / "seeds/odd.rules.yml").write_bytes(b"outlet: Caf\xe9")
    (root / "seeds/link.rules.yml").symlink_to(root / "seeds/hill-radio.rules.yml")
    gathered = disk.outlet_rules(root)
    assert gathered.files == {"seeds/hill-radio.rules.yml": OUTLET}
    assert [finding.code for finding in gathered.findings] == ["symlink", "not-utf8"]
    assert disk.seeds(root) == ()


def test_a_sentence_to_which_furniture_was_joined_is_kept() -> None:
    """What stands before the words of a rule may be short, such as an outlet's name, and no more."""
    furniture = "Aldham Courier. All rights reserved."
    assert cut_by(furniture) == "copyright"
    assert cut_by(f"Eleven miles is nothing, my grandfather walked it each week. {furniture}") is None
