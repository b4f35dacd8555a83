"""The judgements on a corpus that has been read. One file, one code, one explanation, one case."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks import (
    cue_not_in_passage,
    duplicate_article,
    duplicate_id,
    evidence_not_found,
    missing_quote,
    omits_before_known,
    omits_unchecked,
    quote_ambiguous,
    quote_not_found,
    rights_without_basis,
    self_review,
    stance_needs_source,
    unknown_claim,
    unknown_label,
    unknown_source,
    unknown_target,
    via_cycle,
)
from generator.diagnostics import Diagnostic
from generator.model import Corpus

CHECKS: tuple[Callable[[Corpus], Iterator[Diagnostic]], ...] = (
    quote_not_found.check,
    quote_ambiguous.check,
    unknown_claim.check,
    unknown_source.check,
    unknown_target.check,
    unknown_label.check,
    stance_needs_source.check,
    missing_quote.check,
    omits_unchecked.check,
    omits_before_known.check,
    cue_not_in_passage.check,
    self_review.check,
    duplicate_id.check,
    duplicate_article.check,
    rights_without_basis.check,
    via_cycle.check,
    evidence_not_found.check,
)


def judge(corpus: Corpus) -> tuple[Diagnostic, ...]:
    """Every finding of every check."""
    return tuple(finding for check in CHECKS for finding in check(corpus))
