"""Page -> article and cuts: who says that a line goes. A person first, then rules, then the classifiers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count, islice
from typing import NamedTuple

from generator.formats import StripCorrections
from generator.model import Cut
from generator.strip import html_classifier, opinion, repetition, rules, text_classifier
from generator.strip.blocks import CLOSING, SENTENCE_END, Stripped, blocks_at, written
from generator.strip.html import unshown
from generator.strip.html_features import headings_over_nothing, headline_at, named_by
from generator.strip.page import Page
from generator.strip.rules import Rules
from generator.text import fold_words, normalise

HEADLINE, REPEATED_HEADLINE, BY_HAND = "headline", "repeated-headline", "by-hand"
EMPTIED, WHITE_SPACE, NOT_SHOWN = "no-visible-character", "white-space", "not-shown"
CLASSIFIER = "classifier"
JUDGEMENTS = frozenset({BY_HAND, CLASSIFIER, NOT_SHOWN, repetition.RULE})  # perhaps the article's after all
_NONE: Mapping[int, str] = {}
_HEADLINE_WITHIN = 4  # a headline that nobody states stands among the first lines twice


def strip(
    page: Page,
    headline: str | None,
    corrections: StripCorrections,
    outlet_rules: Rules | None = None,
    repeated: Mapping[int, str] = _NONE,
) -> Stripped:
    """The article and the cuts of a page.

    A person's `keep` and `drop` win over everything. The line that is the headline goes to the metadata and is named
    in the cuts; without a headline in the metadata it is the page's own: of HTML the heading that the title names, of
    a text a first line that is repeated further down and is no whole sentence. Then named rules cut (`outlet_rules`
    are those for everybody with the outlet's own behind them), lines that stand on other pages of the outlet
    (`repeated`: number from 0 -> evidence), lines that the page hides, and last what the classifier takes for
    furniture, with its evidence, and headings of which nothing is left.
    """
    headline = headline or _own_headline(page)
    spoken = {n: _Verdict(NOT_SHOWN, why) for n, why in unshown(page.marked).items()}
    spoken |= {n: _Verdict(repetition.RULE, evidence) for n, evidence in repeated.items()}
    certain = _certain(page.lines, headline, corrections, outlet_rules or rules.load(), spoken)
    judged = _classified(page, {number for number, verdict in certain.items() if verdict.rule})
    stays = list(judged.keep)
    for number, verdict in certain.items():
        stays[number] = not verdict.rule
    for number in headings_over_nothing(page.marked, stays):
        if number not in certain:
            stays[number], certain[number] = False, _OVER_NOTHING
    kept = list(compress(count(), stays))
    blocks = blocks_at(page, kept)
    cuts = [
        Cut(number + 1, line, *(certain.get(number) or (CLASSIFIER, judged.evidence(number))))
        for number, (line, staying) in enumerate(zip(page.lines, stays, strict=True))
        if line and not staying
    ]
    blank = tuple(number for number, line in enumerate(page.lines, 1) if not line)
    changed = tuple(
        (number + 1, line)
        for number, line, (kind, text) in zip(kept, compress(page.lines, stays), blocks, strict=True)
        if line != written(kind, text, page.seed.form)
    )
    return Stripped(tuple(blocks), tuple(cuts), blank, changed, headline, page.seed.form)


class _Verdict(NamedTuple):
    """What is certain of a line: the rule that cuts it, or '' where a person keeps it."""

    rule: str
    evidence: str = ""


_OVER_NOTHING = _Verdict(CLASSIFIER, "a heading; all that stands below it in its box is cut")


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a classifier says of all lines; `evidence` of a dropped line by its number from 0."""

    keep: Sequence[bool]
    evidence: Callable[[int], str]


def _certain(
    lines: Sequence[str],
    headline: str | None,
    corrections: StripCorrections,
    known: Rules,
    spoken: Mapping[int, _Verdict],
) -> dict[int, _Verdict]:
    """What is certain of lines, by their numbers from 0, before any classifier is asked.

    `spoken` is what was found of lines without their words; it counts where no person and no rule speaks.
    """
    bare = list(map(str.strip, lines))
    seen = rules.lines_for(known, bare)
    found = _settled(lines, bare, seen.folded, headline, corrections)
    doubtful = {*seen.suspects, *found, *spoken}
    above = ""
    for number, line in enumerate(bare):
        if line and (above or number in doubtful):
            if number in found:
                above = found[number].rule
            elif rule := seen.rule(number, above):
                found[number], above = _Verdict(rule), rule
            elif number in spoken:
                found[number], above = spoken[number], spoken[number].rule
            else:
                above = ""
    return found


def _settled(
    lines: Sequence[str],
    bare: Sequence[str],
    folded: Sequence[str],
    headline: str | None,
    corrections: StripCorrections,
) -> dict[int, _Verdict]:
    """What is certain before any rule is tried: a person's word, the headline, lines that show nothing."""
    found: dict[int, _Verdict] = {}
    if corrections.drop or corrections.keep:
        by_hand = {line.strip(): _Verdict(BY_HAND) for line in corrections.drop}
        by_hand |= {line.strip(): _Verdict("") for line in corrections.keep}
        found = {number: by_hand[line] for number, line in enumerate(bare) if line and line in by_hand}
    if wanted := fold_words(headline) if headline else "":
        same = [number for number, line in enumerate(bare) if number not in found and fold_words(line) == wanted]
        found |= {number: _Verdict(HEADLINE if number == same[0] else REPEATED_HEADLINE) for number in same}
    for number in (number for number, line in enumerate(folded) if not line and lines[number]):
        if not bare[number]:
            found[number] = _Verdict(WHITE_SPACE)
        elif not (bare[number].isprintable() or normalise(bare[number])):
            found[number] = _Verdict(EMPTIED)
    return found


def _classified(page: Page, gone: set[int]) -> _Judged:
    if page.marked:
        marked = html_classifier.judge(page.title, page.marked, gone, lambda: opinion.held(page.seed.text, page.marked))
        return _Judged(marked.keep, marked.evidence)
    judged = text_classifier.judge(page.lines, gone)
    return _Judged(judged.keep, judged.evidence)


def _own_headline(page: Page) -> str | None:
    if page.marked:
        at = headline_at(page.marked, page.title)
        return page.lines[at] if at >= 0 else named_by(page.title, page.lines)
    texts = islice(filter(None, map(normalise, page.lines)), _HEADLINE_WITHIN)
    first = next(texts, "")
    is_sentence = first.rstrip(CLOSING).endswith(SENTENCE_END)
    return first if first in texts and not is_sentence else None
