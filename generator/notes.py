"""What a note says beside the text: its heading, our words, and who wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from generator import edition as editions
from generator import links
from generator.edition import Edition
from generator.formats import ClaimNote, Codebook, FramingNote, SourceNote
from generator.model import Anchored, Story

STANCE_WORDS = {
    "asserts": "asserted in the outlet’s voice",
    "attributes": "attributed",
    "hedges": "hedged",
    "disputes": "disputed",
    "mentions": "mentioned",
    "omits": "checked, not there",
}
VOICE_WORDS = {"outlet": "in the outlet’s voice", "quoted": "in a quoted voice"}
CHARACTERS_A_LINE = 44


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note: heading and manner stand in one line; the rest opens. `definition` comes from the codebook."""

    mark: Anchored
    heading: str
    manner: str
    url: str
    facts: tuple[str, ...]
    definition: str
    words: str

    @property
    def file(self) -> str:
        """The file that it is written in."""
        return self.mark.annotation.place().path

    @property
    def lines(self) -> float:
        """About how many lines of the margin it takes when it is open."""
        texts = (self.heading + self.manner, " · ".join(self.facts), self.words, self.definition)
        return 3 + sum(1 + len(text) / CHARACTERS_A_LINE for text in texts if text)


def note_view(story: Story, codebook: Codebook, mark: Anchored, edition: Edition) -> NoteView:
    """The note of one mark, with the words of the article that the edition shows."""
    note = mark.annotation.note
    if isinstance(note, ClaimNote):
        return _claim(story, mark, note)
    if isinstance(note, SourceNote):
        return _source(story, mark, note, edition)
    return _framing(story, codebook, mark, note, edition)


def _claim(story: Story, mark: Anchored, note: ClaimNote) -> NoteView:
    manner = STANCE_WORDS[note.stance]
    if note.source:
        manner += f" to {story.file.sources[note.source].name}" if note.stance == "attributes" else ""
    facts = (f"number given: {note.value}",) if note.value else ()
    statement = story.file.claims[note.claim].statement
    return NoteView(mark, statement, manner, links.claim(story, note.claim), facts, "", note.note or "")


def _source(story: Story, mark: Anchored, note: SourceNote, edition: Edition) -> NoteView:
    entry = story.file.sources[note.source]
    role = f", {entry.role}" if entry.role else ""
    carried = [story.file.sources[name].name for name in entry.via if name in story.file.sources]
    facts = (
        f"{entry.identity.replace('-', ' ')}, {entry.kind.replace('-', ' ')}{role}",
        f"{note.form} speech" + (f", as told by {', who had it from '.join(carried)}" if carried else ""),
    )
    cue = editions.cue(story.article(mark.annotation.article), note.cue, edition)
    manner = f"“{cue}”" if cue else ""
    return NoteView(mark, entry.name, manner, links.source(story, note.source), facts, "", note.note or "")


def _framing(story: Story, codebook: Codebook, mark: Anchored, note: FramingNote, edition: Edition) -> NoteView:
    label = codebook.get(note.label)
    article = story.article(mark.annotation.article)
    parts = editions.visible_in(story, article, mark.span, edition)
    words = " ".join(article.text[part.start : part.end] for part in parts)
    frame = codebook.get(note.frame) if note.frame else None
    target = story.file.targets.get(note.target) if note.target else None
    facts = [VOICE_WORDS[note.voice]]
    facts += [f"of {target.name}" + (f", {note.polarity}" if note.polarity else "")] if target else []
    facts += [frame.name] if frame else []
    return NoteView(
        mark,
        label.name if label else note.label,
        f"“{words}”",
        links.label(note.label),
        tuple(facts),
        label.definition if label else "",
        note.note or "",
    )
