"""One change -> one item: what happened, the passage before and after, and the values that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.changes.nouns import (
    ArticleChange,
    CellChange,
    EntryChange,
    Fate,
    FieldChange,
    Note,
    NoteChange,
    Passage,
    TextChange,
)
from generator.changes.pieces import Item, Line, Piece, Style, line, strong
from generator.changes.sentence import counted
from generator.diagnostics import Diagnostic
from generator.model import Kind

_FATES = {
    Fate.ADDED: Piece("Added", Style.COMES),
    Fate.CHANGED: strong("Changed"),
    Fate.REMOVED: Piece("Removed", Style.GOES),
    Fate.WITHDRAWN: Piece("Withdrawn", Style.GOES),
    Fate.UNREAD: Piece("No longer read", Style.GOES),
}
_REVIEW = frozenset({"by", "on", "status", "reviewed by"})
_TOGETHER = 3  # annotations with one and the same change of review are told in one item
_ONE_LINE, _CLIP = 90, 400  # characters
_TOLD_APART = frozenset({"quote", "prefix", "suffix", "note"})
_KINDS = {Kind.CLAIM: ("claim", "claim"), Kind.SOURCE: ("source", "source"), Kind.FRAMING: ("label", "label")}
_PARAGRAPHS = 3


def article_items(article: ArticleChange) -> Iterator[Item]:
    """The article itself, if it changed, then its annotations; a change of review that many share stands once."""
    if article.fate or article.fields or article.text:
        yield _article(article)
    together = _by_review(article.notes)
    for change in article.notes:
        group = together.get(change.fields, ()) if _only_review(change) else ()
        if len(group) < _TOGETHER:
            yield note_item(change)
        elif change is group[0]:
            first = line(_FATES[Fate.CHANGED], f" {len(group):,} annotations")
            names = [_name(one.note) for one in group[:_TOGETHER]]
            rest = f", and {len(group) - _TOGETHER:,} more" if len(group) > _TOGETHER else ""
            yield Item(first, (*_differences(change.fields), line("; ".join(names) + rest)))


def _only_review(change: NoteChange) -> bool:
    return change.fate is Fate.CHANGED and _REVIEW.issuperset(field.name for field in change.fields)


def _by_review(notes: Iterable[NoteChange]) -> dict[tuple[FieldChange, ...], tuple[NoteChange, ...]]:
    groups: dict[tuple[FieldChange, ...], list[NoteChange]] = {}
    for change in filter(_only_review, notes):
        groups.setdefault(change.fields, []).append(change)
    return {fields: tuple(changes) for fields, changes in groups.items()}


def note_item(change: NoteChange) -> Item:
    """An annotation: where it was added or removed all of it, else what differs."""
    note = change.note
    first = line(_FATES[change.fate], f" {_name(note)}")
    written = line(f"by {note.by}, {note.field('on')}, {_review(note)}; {note.path}:{note.line}")
    if change.before is None or change.after is None:
        return Item(first, (*_passage(note, ""), *_facts(note), written))
    fields = (field for field in change.fields if field.name != "quote" or not _both_placed(change))
    return Item(first, (*_passages(change.before, change.after), *_differences(fields), written))


def _facts(note: Note) -> Iterator[Line]:
    """Its values in one line, its annotator's words in the next."""
    left_out = _TOLD_APART | _REVIEW | {_KINDS[note.kind][1]}
    facts = [f"{name}: {_clip(words)}" for name, words in note.fields if name not in left_out]
    if facts:
        yield line("; ".join(facts))
    if note.field("note"):
        yield line(f"note: {_clip(note.field('note'))}")


def _name(note: Note) -> str:
    """What an annotation is about: the claim, source or label that it names."""
    return f"{_KINDS[note.kind][0]} “{_clip(note.heading)}”"


def _review(note: Note) -> str:
    reviewers = note.field("reviewed by")
    return f"{note.field('status')}, reviewed by {reviewers}" if reviewers else note.field("status")


def _both_placed(change: NoteChange) -> bool:
    return bool(change.before and change.after and change.before.passage and change.after.passage)


def _passages(before: Note, after: Note) -> Iterator[Line]:
    """The passage once where it is the same, else before and after."""
    if before.passage == after.passage or before.passage is None or after.passage is None:
        yield from _passage(after if after.passage else before, "")
    else:
        yield from _passage(before, "before: ")
        yield from _passage(after, "after: ")


def _passage(note: Note, when: str) -> Iterator[Line]:
    """The words of the article around the mark; the quote alone where it has no place."""
    if note.passage:
        yield _in_context(note.passage, when)
    elif note.field("quote"):
        yield line(f"{when}{note.state}: ", Piece(_clip(note.field("quote")), Style.MARKED))
    elif note.state:
        yield line(f"{when}{note.state}")


def _in_context(passage: Passage, when: str) -> Line:
    return line(f"{when}{passage.place}: {passage.before}", Piece(passage.words, Style.MARKED), passage.after)


def _differences(fields: Iterable[FieldChange]) -> Iterator[Line]:
    yield from (told for field in fields for told in _difference(field))


def _difference(field: FieldChange) -> Iterator[Line]:
    """A value before and after: in one line where it is short."""
    name, before, after = strong(field.name), _clip(field.before), _clip(field.after)
    if not before:
        yield line(name, f", new: {after}")
    elif not after:
        yield line(name, f", taken out: {before}")
    elif len(before) + len(after) <= _ONE_LINE:
        yield line(name, f": {before} → {after}")
    else:
        yield line(name, f", before: {before}")
        yield line(name, f", after: {after}")


def _article(article: ArticleChange) -> Item:
    """An article with its metadata and what differs in its text."""
    fate = article.fate or Fate.CHANGED
    first = line(_FATES[fate], f" the article {article.name} ({article.id})")
    below = list(_differences(article.fields))
    if fate is Fate.ADDED:
        below = [line(strong(field.name), f": {_clip(field.after)}") for field in article.fields if field.name != "id"]
    if fate is Fate.UNREAD:
        below = [line("Its file has mistakes; the article and its annotations are not compared.")]
    return Item(first, (*below, *(_text(article.text) if article.text else ())))


def _text(text: TextChange) -> Iterator[Line]:
    yield line(strong("text"), f": {counted(text.words_added, 'word')} added, {text.words_removed:,} taken out")
    for when, paragraphs in (("before", text.before), ("after", text.after)):
        for place, words in paragraphs[:_PARAGRAPHS]:
            yield line(f"{when}, {place}: {_clip(words)}")
        if len(paragraphs) > _PARAGRAPHS:
            yield line(f"{when}, and {counted(len(paragraphs) - _PARAGRAPHS, 'more paragraph')}")


def entry_item(entry: EntryChange) -> Item:
    """An entry of the registry or the codebook."""
    name = f" {entry.kind} “{_clip(entry.name)}”" + (f" ({entry.id})" if entry.id not in ("", entry.name) else "")
    fields = () if entry.fate is Fate.REMOVED else entry.fields
    if entry.fate is Fate.ADDED:
        below = tuple(
            line(strong(field.name), f": {_clip(field.after)}") for field in fields if field.after != entry.name
        )
        return Item(line(_FATES[Fate.ADDED], name), below)
    return Item(line(_FATES[entry.fate], name), tuple(_differences(fields)))


def cell_item(cell: CellChange) -> Item:
    """A cell of the claim table before and after."""
    before, after = cell.before or "not in the table", cell.after or "not in the table"
    return Item(line(strong(cell.article), f", “{_clip(cell.claim)}”: {before} → ", strong(after)))


def finding_item(finding: Diagnostic) -> Item:
    """A finding of the check: code, message, place, remedy."""
    place = f"{finding.place.path}:{finding.place.line}:{finding.place.column}"
    help_ = (line("help: " + _clip(finding.help)),) if finding.help else ()
    return Item(
        line(strong(f"{finding.severity} {finding.code}"), f": {_clip(finding.message)}"), (line(place), *help_)
    )


def _clip(text: str) -> str:
    """A text that a reader takes in: of a long one the beginning, and how much follows."""
    if len(text) <= _CLIP:
        return text
    return f"{text[:_CLIP].rstrip()} … ({len(text) - _CLIP:,} more characters)"
