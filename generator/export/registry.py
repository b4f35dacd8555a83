"""Story + codebook + repository -> `<story>/registry.js`: what the sheet on the article pages offers to choose from.

A script and no JSON file, so that a folder that is opened by double-click can load it. It is asked for only when
somebody begins to mark.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from generator import links
from generator.annotations import SECTIONS
from generator.choices import Explained, Form, LabelKind, Polarity, Stance, Voice
from generator.formats import (
    DATE_PATTERN,
    HANDLE_PATTERN,
    AnnotationFile,
    ClaimNote,
    Codebook,
    Label,
    SourceEntry,
    StoryFile,
    Written,
)
from generator.model import Document, Kind, Story
from generator.repository import Forge, Repository

# What would end the script element, or a line of it, in the middle of a text.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<\u2028\u2029"}


def registry(story: Story, codebook: Codebook, repository: Repository | None) -> Document:
    """The script of one story: it sets `window.rashomonRegistry`."""
    written = json.dumps(_offered(story, codebook, repository), ensure_ascii=False, separators=(",", ":"))
    return Document(f"{links.story(story)}registry.js", f"window.rashomonRegistry={written.translate(_UNSAFE)};\n")


def _offered(story: Story, codebook: Codebook, repository: Repository | None) -> dict[str, Any]:
    """The kinds of mark with their fields, and by field what it can name.

    Each entry has `id`, `name` and, where there is more to say, `about`.
    """
    return {
        "kind": [_kind(section, kind, model) for section, (kind, model) in SECTIONS.items()],
        "handle": {
            "about": _about(AnnotationFile, "by"),
            "is": HANDLE_PATTERN,
            "not": DATE_PATTERN,
            "wrong": "a handle is of letters, digits, dot, hyphen and underscore, at most 64, and no date",
        },
        "claim": _claims(story.file),
        "source": [
            {"id": name, "name": entry.name, "about": _source(entry)} for name, entry in story.file.sources.items()
        ],
        "target": [{"id": name, "name": entry.name} for name, entry in story.file.targets.items()],
        "label": _labels(label for label in codebook.labels if label.kind is LabelKind.FRAMING),
        "frame": _labels(label for label in codebook.labels if label.kind is LabelKind.FRAME),
        **{key: _meanings(words) for key, words in _CHOICES.items()},
        "absent": _absent(story),
        "refused": _REFUSED,
        "compare": "Would you mark the same words in another outlet?",
        "ways": _ways(story, repository) if repository and repository.forge else None,
    }


def _kind(section: str, kind: Kind, model: type[Written]) -> dict[str, Any]:
    """A kind of mark, the section of a file in which it stands, and its fields in the order of the format."""
    fields = [
        {"id": name, "about": _about(model, name) + _HINTS.get((section, name), ""), "needed": field.is_required()}
        for name, field in model.model_fields.items()
        if name != "id"
    ]
    return {
        "id": kind, "name": kind.capitalize(), "about": _about(AnnotationFile, section), "section": section,
        "fields": fields,
    }  # fmt: skip


def _about(model: type[Written], name: str) -> str:
    """What the format says of a field."""
    return model.model_fields[name].description or ""


_CHOICES: dict[str, type[Explained]] = {"stance": Stance, "voice": Voice, "form": Form, "polarity": Polarity}


# What the sheet adds to the words of the format.
_HINTS = {("framing", "note"): " A reviewer will ask why."}
# What the sheet says of a mark that the check would refuse; it makes a sentence of it.
_REFUSED = {
    "again": "this note says the same as another one",
    "standing": "this note says the same as another one; follow its “suggest a change”",
    "searched": "a checked absence needs the words that were searched for",
    "source": "an attributed claim needs a source",
    "carries": "the article carries the claim elsewhere",
    "once": "these words must stand in the article once",
    "apart": "longer than 4000 characters, or nothing beside it sets it apart",
    "hidden": "an invisible character stands in these words",
    "cue": "the cue does not stand in or near the passage; write it as the article has it",
}


def _meanings(words: type[Explained]) -> list[dict[str, str]]:
    return [{"id": word.value, "name": word.value, "about": word.meaning} for word in words]


def _claims(file: StoryFile) -> list[dict[str, str]]:
    """The claims; `type` and `since` decide what is asked, and what cannot have been omitted."""
    return [
        {
            "id": name,
            "name": entry.statement,
            "type": entry.type,
            "since": entry.since.isoformat() if entry.since else "",
        }
        for name, entry in file.claims.items()
    ]


def _source(entry: SourceEntry) -> str:
    words = (entry.role, entry.kind.replace("-", " "), entry.identity.replace("-", " "))
    return ", ".join(filter(None, words))


def _labels(labels: Iterable[Label]) -> list[dict[str, str]]:
    return [
        {"id": each.id, "name": each.name, "about": each.definition, "when": each.use_when, "not": each.not_when}
        for each in labels
    ]


def _absent(story: Story) -> list[str]:
    """`<article> <claim>` for each claim that somebody searched for in vain: nothing on a page shows them."""
    return [f"{one.article} {one.note.claim}" for one in story.absences if isinstance(one.note, ClaimNote)]


def _ways(story: Story, repository: Repository) -> dict[str, str]:
    """Where a file can be sent: `~article~`, `~name~` and `~text~` stand for what only the reader's browser knows.

    `file` is empty at a forge that fills in no text of a new file. `ask` leads to the form for what the registry lacks.
    """
    text = "~text~" if repository.forge is Forge.GITHUB else "\n\n```yaml\n~text~```"
    fields = {"article": f"{story.id}/~article~", "annotation": text}
    return {
        "account": "An account there is needed.",
        "opens": "Opens with the text in it.",
        "long": "Too long for an address: the text is copied, paste it there.",
        "host": urlsplit(repository.address).netloc,
        "file": repository.new_file(f"annotations/{story.id}/~article~", "~name~", "~text~"),
        "issue": repository.issue("annotation", "Annotation of ~article~", fields),
        "ask": repository.issue("correction", f"For the registry of {story.id}", {"file": story.path}),
    }
