"""Issues as the form makes them."""

from __future__ import annotations

from generator.issues import AGREED, Issue

ARTICLES = {"mill-bridge/valley-gazette", "mill-bridge/hill-radio"}
ANNOTATION = """\
by: octo-reader
on: 2026-03-01
framing:
- label: loaded-language
  quote: a lifeline
  voice: quoted
  note: The baker's word, not the reporter's.
"""


def a_body(annotation: str = ANNOTATION, article: str = "mill-bridge/valley-gazette", box: str = "[X]") -> str:
    """What GitHub writes when the form is sent."""
    return (
        f"### Article\n\n{article}\n\n### Annotation\n\n```yaml\n{annotation.rstrip()}\n```\n\n"
        f"### Licence\n\n- {box} {AGREED}\n"
    )


def an_issue(body: str, login: str = "octo-reader") -> Issue:
    """Issue 12 with this text."""
    return Issue(12, body, login, 5550123)
