"""The named line rules: data in `rules.yml`, applied here. Each cuts a whole line or nothing.

What a rule cuts is written as lines, not as regular expressions: `…` stands for any words, `#` for
a number, `~` for signs only. A line without them is looked up; one with them becomes an expression
in which no gap is tried twice, so that time grows with the length of a line, whatever anybody writes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from generator import schema, yamlfile
from generator.diagnostics import Diagnostic, RashomonError
from generator.formats import CleaningRule, RulesFile
from generator.text import fold_words
from generator.yamlfile import Path, Tree

MAX_LINE = 240  # a line longer than this is prose, whatever it says
ANY = "any"
# What strip does without a line rule; a cuts file names these, too.
OWN_NAMES = frozenset({
    "headline", "repeated-headline", "by-hand", "no-visible-character", "white-space", "not-shown", "repeated",
    "classifier",
})  # fmt: skip
_OPENING = ('"', "'", "「", "『")
# Signs around a label: bullets, arrows, lines, and the invisible characters that buttons leave.
_EDGES = " .:!,;|<>*-_+=/\\•·●○▪■□◆►▶▸▼▾▲▴◀◂←→↓↑⇒›‹：。！｜・【】\u200b\u200c\u200d\u2060\ufe0f\ufeff"
_AFTER = _EDGES + '"'  # a closing guillemet is an arrow there; an opening one begins a quotation
_GAP = "…"
_GAPS = re.compile("…(?:\\s*…)+")
_WILD = re.compile("( ?… ?|#|~)")
_EXPRESSIONS = {"#": "[0-9][0-9.,]*+[km]?", "~": "[^\\w\"'$€£%]{1,8}"}
_REMEMBERED = 20_000  # so many ends of labels
_BEFORE = 60  # the most characters that a gap at the beginning of a line stands for
_SHORT = 8  # the most characters of a line that is nothing but signs or a number


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule. `after` limits it to lines below a cut of that rule, or of `any` rule.

    `lines`, `cuts` and `keeps` are those of all its languages.
    """

    name: str
    why: str
    after: str
    lines: tuple[str, ...]
    cuts: tuple[str, ...]
    keeps: tuple[str, ...]

    def applies(self, above: str) -> bool:
        """Whether it is tried; `above` is the rule that cut the nearest line above, or ''."""
        return not self.after or (above != "" and self.after in (ANY, above))


_Ranked = tuple[int, Rule]
_Pattern = tuple[re.Pattern[str], _Ranked]


@dataclass(frozen=True, slots=True)
class _Bucket:
    """Patterns that share the characters by which they are found; `ends` are their first or last words."""

    ends: tuple[str, ...]
    patterns: tuple[_Pattern, ...]

    def with_(self, end: str, pattern: _Pattern) -> _Bucket:
        return _Bucket((*self.ends, end), (*self.patterns, pattern))


_NONE = _Bucket((), ())


class _Ends(dict[str, bool]):
    """Five characters -> whether a bucket is found by them, or by two of them; worked out once for each."""

    def __init__(self, buckets: Collection[str], two: slice) -> None:
        super().__init__()
        self._buckets, self._two = buckets, two

    def __missing__(self, end: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        self[end] = known = end in self._buckets or end[self._two] in self._buckets
        return known


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules in the order in which they win, their lines sorted for finding.

    `exact` holds lines without gaps; `opening` and `closing` the others by the characters with which
    they begin or end (five, or two where there are fewer); `loose` those that have neither. `begins` and `ends`
    say of five characters whether `opening` or `closing` has a line for them.
    """

    ordered: tuple[Rule, ...]
    exact: Mapping[str, tuple[_Ranked, ...]]
    opening: Mapping[str, _Bucket]
    closing: Mapping[str, _Bucket]
    loose: tuple[_Pattern, ...]
    begins: Mapping[str, bool]
    ends: Mapping[str, bool]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.ordered)

    def suspects(self, labels: Iterable[str]) -> set[int]:
        """The numbers of the labels that a rule may know: nearly all others are passed over at a glance at their ends.

        Below a cut line there are more: what rules with `after` say has to be tried there.
        """
        exact, begins, ends = self.exact, self.begins, self.ends
        return {
            number
            for number, label in enumerate(labels)
            if label
            and (
                label in exact
                or begins[label[:5]]
                or ends[label[-5:]]
                or (len(label) <= _SHORT and not label.isalpha())
            )
        }

    def first(self, label: str, above: str) -> str | None:
        """The name of the first rule that knows a line by its label and applies below `above`."""
        found = list(self.exact.get(label, ()))
        for bucket in (self.opening.get(label[:5]), self.opening.get(label[:2])):
            if bucket and label.startswith(bucket.ends):
                found += _matched(bucket.patterns, label)
        for bucket in (self.closing.get(label[-5:]), self.closing.get(label[-2:])):
            if bucket and label.endswith(bucket.ends):
                found += _matched(bucket.patterns, label)
        if above or len(label) <= _SHORT:
            found += _matched(self.loose, label)
        applying = [(n, rule.name) for n, rule in found if rule.applies(above)]
        return min(applying)[1] if applying else None


def _matched(patterns: tuple[_Pattern, ...], label: str) -> list[_Ranked]:
    return [ranked for pattern, ranked in patterns if pattern.fullmatch(label)]


def rules_of(rules: Iterable[Rule]) -> Rules:
    """The rules ready for use; the first one that cuts a line wins."""
    ordered = tuple(rules)
    exact: dict[str, tuple[_Ranked, ...]] = {}
    opening: dict[str, _Bucket] = {}
    closing: dict[str, _Bucket] = {}
    loose: tuple[_Pattern, ...] = ()
    for ranked in enumerate(ordered):
        for line in dict.fromkeys(map(_as_met, ranked[1].lines)):
            parts = _WILD.split(line)
            first, last, pattern = parts[0], parts[-1], (expression(line), ranked)
            if len(parts) == 1:
                exact[line] = (*exact.get(line, ()), ranked)
            elif first:
                key = first[:5] if len(first) > 4 else f"{first} "[:2]
                opening[key] = opening.get(key, _NONE).with_(first, pattern)
            elif len(last) > 1:
                key = last[-5:] if len(last) > 4 else last[-2:]
                closing[key] = closing.get(key, _NONE).with_(last, pattern)
            else:
                loose = (*loose, pattern)
    begins, ends = _Ends(opening, slice(None, 2)), _Ends(closing, slice(-2, None))
    return Rules(ordered, exact, opening, closing, loose, begins, ends)


def expression(line: str) -> re.Pattern[str]:
    """The expression for a rule's line. Every gap but the last is atomic: it is filled in one way only.

    A gap at the beginning is short: a longer one could be a sentence of the article that furniture was joined to.
    """
    parts = _WILD.split(line)
    last_gap = max((n for n, part in enumerate(parts) if _GAP in part), default=0)
    made, still_open = "", False
    for n, part in enumerate(parts):
        if _GAP in part:
            before = "(?!\\w)" if part.startswith(" ") else ""
            after = "(?<!\\w)" if part.endswith(" ") else ""
            still_open = n != last_gap
            many = f"{{0,{_BEFORE}}}" if not made else "*"
            made += f"{before}(?>.{many}?{after}" if still_open else f"{before}.{many}{after}"
        else:
            made += _EXPRESSIONS.get(part) or re.escape(part)
            if still_open and part:
                made, still_open = f"{made})", False
    return re.compile(made)


def _as_met(line: str) -> str:
    """A rule's line as lines are met; the signs for gaps stay."""
    parts = _GAPS.sub(_GAP, line.lower()).split(_GAP)
    return _label(_GAP.join(fold_words(f"|{part}|")[1:-1] for part in parts))


def _label(folded: str) -> str:
    """The words of a folded line without the signs around them; the line itself where it has no words."""
    return folded.lstrip(_EDGES).rstrip(_AFTER) or folded


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page as rules see them: `folded` in small letters, '' where a line is empty or too long for them.

    `suspects` are the numbers of lines that a rule may cut wherever they stand; below a cut line others may be cut.
    """

    rules: Rules
    folded: Sequence[str]
    labels: Sequence[str]
    suspects: Collection[int]

    def rule(self, number: int, above: str) -> str | None:
        """The name of the first rule that cuts a line, or None. A line that opens a quotation stays.

        `above` is the rule that cut the nearest line above that is not empty, or ''.
        """
        if not (self.folded[number] and (above or number in self.suspects)):
            return None
        found = self.rules.first(self.labels[number], above)
        return None if found and self.folded[number].startswith(_OPENING) else found


def lines_for(rules: Rules, bare: Iterable[str]) -> Lines:
    """What rules see of lines, given without white space at their ends. All lines at once take half the time."""
    folded = [
        "" if not 0 < len(line) <= MAX_LINE
        else line.lower() if line.isascii() and line.isprintable() and "  " not in line
        else fold_words(line).lower()
        for line in bare
    ]  # fmt: skip
    labels = [line and (line.lstrip(_EDGES).rstrip(_AFTER) or line) for line in folded]
    return Lines(rules, folded, labels, rules.suspects(labels))


def rule_for(line: str, above: str, rules: Rules) -> str | None:
    """The name of the first rule that cuts the line, or None; see `Lines.rule`."""
    return lines_for(rules, [line.strip()]).rule(0, above)


def cuts(lines: Iterable[str], rules: Rules) -> list[str | None]:
    """For each line of a page the name of the rule that cuts it, or None; empty lines are passed over."""
    bare = list(map(str.strip, lines))
    known = lines_for(rules, bare)
    found: list[str | None] = []
    above = ""
    for number, line in enumerate(bare):
        rule = known.rule(number, above) if line else None
        found.append(rule)
        if line:
            above = rule or ""
    return found


@cache
def load() -> Rules:
    """The rules that come with the program. Raises RashomonError where `rules.yml` was spoilt."""
    text = (files("generator.strip") / "rules.yml").read_text("utf-8")
    read, findings = parse(text, "rules.yml")
    if read is None or findings:
        raise RashomonError(f"rules.yml: {findings[0].message}, line {findings[0].place.line}")
    return rules_of(_rules(read))


def parse(text: str, path: str) -> tuple[RulesFile | None, tuple[Diagnostic, ...]]:
    """The rules of one file (None where it cannot be read) and what is wrong with their form."""
    tree = yamlfile.read(text, path)
    if tree.data is None:
        return None, tree.findings
    read, findings = schema.validate(RulesFile, tree)
    found = (*tree.findings, *findings)
    return read, found or tuple(_unusable(read, tree) if read else ())


def _unusable(read: RulesFile, tree: Tree) -> Iterator[Diagnostic]:
    """Lines of rules that would cut nothing, or too much."""
    for name, rule in read.rules.items():
        for language, words in rule.languages.items():
            for n, line in enumerate(words.lines):
                if message := _mistake(line):
                    place = tree.places["rules", name, "languages", language, "lines", n]
                    yield Diagnostic("rule-line", message[0], place, message[1])


def _mistake(line: str) -> tuple[str, str] | None:
    """What is wrong with a rule's line and the remedy, or None."""
    met = _as_met(line)
    parts = _WILD.split(met)
    gaps = met.startswith(_GAP), met.endswith(_GAP)
    if all(gaps):
        return "a line that is open at both ends would cut sentences", "name the words at its beginning or its end"
    if _GAP in met and not parts[0] and not parts[-1]:
        return "a line that is open must begin or end with words", "name the words at its beginning or its end"
    if met.startswith(_OPENING):
        return "a line that opens a quotation is never cut", "leave out the quotation mark, or the line"
    if len(line) > MAX_LINE:
        return f"a line longer than {MAX_LINE} characters is never cut", "name its beginning, then …"
    return None


def _rules(read: RulesFile) -> tuple[Rule, ...]:
    return tuple(_rule(name, rule) for name, rule in read.rules.items())


def _rule(name: str, rule: CleaningRule) -> Rule:
    words = rule.languages.values()
    lines = tuple(line for part in words for line in part.lines)
    cut = tuple(line for part in words for line in part.cuts)
    kept = tuple(line for part in words for line in part.keeps)
    return Rule(name, rule.why, rule.after or "", lines, cut, kept)


@dataclass(frozen=True, slots=True)
class OutletRules:
    """The rules that people wrote for single outlets, by the outlet's name as metadata has it."""

    by_outlet: Mapping[str, Rules]

    def rules_for(self, outlet: str | None) -> Rules:
        """The rules for an article of this outlet: its own behind those for everybody."""
        return self.by_outlet.get(_name(outlet or ""), load())


def _name(outlet: str) -> str:
    return fold_words(outlet).casefold()


def outlets(texts: Mapping[str, str]) -> tuple[OutletRules, tuple[Diagnostic, ...]]:
    """The rules of `seeds/*.rules.yml` (path -> text) and every finding. A file with findings is left out.

    Rules of one outlet may stand in several files. Examples are tried: what a rule must cut and keep
    is cut and kept by all rules of its outlet together.
    """
    findings: list[Diagnostic] = []
    sound: dict[str, list[tuple[RulesFile, Tree]]] = {}
    for path in sorted(texts):
        read, found = parse(texts[path], path)
        tree = yamlfile.read(texts[path], path)
        if read and not found and not read.outlet:
            help_ = "add a line `outlet: …` with the name that the articles' metadata has"
            found = (Diagnostic("missing-key", "'outlet' is missing", tree.places[()], help_),)
        if read and not found:
            sound.setdefault(_name(read.outlet or ""), []).append((read, tree))
        findings += found
    made: dict[str, Rules] = {}
    for outlet, parts in sound.items():
        own = tuple(rule for read, _ in parts for rule in _rules(read))
        rules = rules_of((*load(), *own))
        wrong = [finding for read, tree in parts for finding in _names(read, tree, rules)]
        wrong += [finding for read, tree in parts for finding in _examples(read, tree, rules)] if not wrong else []
        findings += wrong
        if not wrong:
            made[outlet] = rules
    return OutletRules(made), tuple(findings)


def _names(read: RulesFile, tree: Tree, rules: Rules) -> Iterator[Diagnostic]:
    """Names of rules that are taken, or that `after` looks for in vain."""
    known = [rule.name for rule in rules]
    for name, rule in read.rules.items():
        if name in OWN_NAMES or known.count(name) > 1:
            message = f"{name!r} is the name of another rule"
            yield Diagnostic("duplicate-id", message, tree.keys["rules", name], "give the rule a name of its own")
        if rule.after and rule.after not in (ANY, *known):
            help_ = schema.did_you_mean(rule.after, [ANY, *known])
            message = f"there is no rule {rule.after!r}"
            yield Diagnostic("unknown-rule", message, tree.places["rules", name, "after"], help_)


def _examples(read: RulesFile, tree: Tree, rules: Rules) -> Iterator[Diagnostic]:
    """Examples that turn out otherwise than the file says."""
    for name, rule in read.rules.items():
        above = {None: "", ANY: name}.get(rule.after, rule.after or "")
        for language, words in rule.languages.items():
            at: Path = ("rules", name, "languages", language)
            yield from _wrongly_kept(words.cuts, name, above, tree, at, rules)
            yield from _wrongly_cut(words.keeps, above, tree, at, rules)


def _wrongly_kept(
    lines: Sequence[str], name: str, above: str, tree: Tree, at: Path, rules: Rules
) -> Iterator[Diagnostic]:
    for n, line in enumerate(lines):
        by = rule_for(line, above, rules)
        if by != name:
            message = f"the rule {by!r} cuts this line first" if by else f"the rule {name!r} does not cut this line"
            help_ = "leave the line out" if by else "compare it with `lines`, word by word"
            yield Diagnostic("rule-example", message, tree.places[*at, "cuts", n], help_)


def _wrongly_cut(lines: Sequence[str], above: str, tree: Tree, at: Path, rules: Rules) -> Iterator[Diagnostic]:
    for n, line in enumerate(lines):
        if by := rule_for(line, above, rules):
            help_ = "write more words into `lines`, so that no sentence of an article matches"
            message = f"the rule {by!r} cuts this near miss"
            yield Diagnostic("rule-example", message, tree.places[*at, "keeps", n], help_)
