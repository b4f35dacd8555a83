"""The templates, with autoescape on and undefined names an error: text stays text."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

STANCES = {
    "asserts": "asserts",
    "attributes": "attributes",
    "hedges": "hedges",
    "disputes": "disputes",
    "mentions": "mentions",
    "checked, not there": "omits",
    "not yet known": "unknown",
    "not reviewed": "blank",
}


@cache
def environment() -> Environment:
    """The Jinja environment; templates hold loops and choices and nothing else."""
    found = Environment(
        loader=PackageLoader("generator", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["date"] = date_in_words
    found.filters["number"] = _number
    found.filters["counted"] = _counted
    found.globals["glyphs"] = STANCES
    return found


def render(template: str, **values: Any) -> str:
    """The HTML of one template."""
    return environment().get_template(template).render(**values)


def date_in_words(day: datetime.date | None) -> str:
    """A day as the site writes it: 5 September 2025."""
    return f"{day.day} {day:%B %Y}" if day else "date not known"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
