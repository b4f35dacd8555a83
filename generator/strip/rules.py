"""The named line rules: data in `rules.yml`, applied here. Each cuts a whole line or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from generator.text import fold_words

MAX_LINE = 240  # a line longer than this is prose, whatever it says
_OPENING = ('"', "'")


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule. `after` limits it to lines below a cut of that rule, or of `any` rule."""

    name: str
    why: str
    line: re.Pattern[str]
    after: str
    cuts: tuple[str, ...]
    keeps: tuple[str, ...]

    def matches(self, line: str, above: str) -> bool:
        """Whether it cuts `line`; `above` is the rule that cut the nearest line above, or ''."""
        if self.after and not (above and self.after in ("any", above)):
            return False
        return self.line.fullmatch(line) is not None


@cache
def load() -> tuple[Rule, ...]:
    """The rules in the order in which they are tried."""
    text = (files("generator.strip") / "rules.yml").read_text("utf-8")
    written = yaml.load(text, Loader=yaml.CBaseLoader)
    return tuple(
        Rule(
            name, rule["why"], re.compile(rule["line"]), rule.get("after", ""),
            tuple(rule["cuts"]), tuple(rule["keeps"]),
        )
        for name, rule in written.items()
    )  # fmt: skip


def rule_for(line: str, above: str, rules: Iterable[Rule]) -> str | None:
    """The name of the first rule that cuts the line, or None. A line that opens a quotation stays."""
    folded = fold_words(line).lower()
    if len(folded) > MAX_LINE or folded.startswith(_OPENING):
        return None
    return next((rule.name for rule in rules if rule.matches(folded, above)), None)
