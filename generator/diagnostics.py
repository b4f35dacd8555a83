"""What a finding is: a value with a code, a place and a remedy. Rendering is in `report`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model import Place


class Severity(StrEnum):
    """An error stops a build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `message` says what is wrong, `help` the nearest remedy; both begin in lower case.

    `code` names a file of `generator/explanations/`, which `rashomon explain` prints.
    """

    code: str
    message: str
    place: Place
    help: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Place, ...] = ()


class RashomonError(Exception):
    """The command cannot go on. Its text is shown to the user as it is; the exit code is 2."""
