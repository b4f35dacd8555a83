"""What people may write in the YAML files: one frozen class for each structure.

The JSON Schemas in `annotations/` are generated from these classes: an editor shows the `description` of a key
and the meaning of a value while one types, in the words of docs/formats.md. Nothing here knows files or
positions; rules that need a second file (does this claim exist?) are checks.

Names follow W3C Web Annotation (exact, prefix, suffix), PARC 3.0 (source, cue), BASIL (polarity),
the Media Frames Corpus (frame) and schema.org (headline).
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    HttpUrl,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator.choices import (
    ClaimType,
    Form,
    Identity,
    LabelKind,
    Level,
    Polarity,
    Publish,
    QuestionKind,
    SourceKind,
    Stance,
    Status,
    Voice,
)

ID_PATTERN = r"^[a-z][a-z0-9-]{2,63}$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}$"  # ISO 639; mul for several, zxx for no words
# BCP 47: language, script, region and variants, in the case that it recommends.
TAG_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$"
HANDLE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
EDITOR_PATTERN = r"^@?[A-Za-z0-9][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63})?$"  # a team: group/team
DATE_PATTERN = r"^([0-9]{4}[._-][0-9]{1,2}[._-][0-9]{1,2}|[0-9]{1,2}[._-][0-9]{1,2}[._-][0-9]{2,4})$"
# The first eight are the format's; the others are addresses of the site itself.
RESERVED = frozenset({
    "claims", "sources", "labels", "compare", "evidence", "packet", "search", "assets",
    "codebook", "method", "contribute", "credits", "data", "rights", "pages", "pagefind",
    "rashomon-shell", "stylesheets", "javascripts",
})  # fmt: skip
DEVICES = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)})


def _written_as_date(value: Any) -> Any:
    """The value, if it begins as a date is written; pydantic would take `20260105` for seconds since 1970."""
    if isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\d", value.strip()):
        raise PydanticCustomError("date_form", "not a date")
    return value


def _no_date(value: str) -> str:
    """The value, unless it is a date: somebody mixed up `by` and `on`."""
    if re.fullmatch(DATE_PATTERN.strip("^$"), value):
        raise PydanticCustomError("handle_is_date", "a date")
    return value


Day = Annotated[datetime.date, BeforeValidator(_written_as_date)]
Handle = Annotated[
    str,
    StringConstraints(pattern=HANDLE_PATTERN),
    AfterValidator(_no_date),
    Field(json_schema_extra={"not": {"pattern": DATE_PATTERN}}),
]
Editor = Annotated[str, StringConstraints(pattern=EDITOR_PATTERN)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
# To an editor `value: 8` is a number; here it is the text that was written.
Line = Annotated[
    str, StringConstraints(min_length=1, max_length=2000), Field(json_schema_extra={"type": ["string", "number"]})
]
Language = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
LanguageTag = Annotated[str, StringConstraints(pattern=TAG_PATTERN, max_length=35)]
Lines = Annotated[tuple[Line, ...], Field(min_length=1)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=8000)]


def is_id(name: str) -> bool:
    """Whether `name` may name a story or an article: matched whole, not reserved, no Windows device."""
    whole = re.fullmatch(ID_PATTERN.strip("^$"), name) is not None
    return whole and name not in RESERVED and name not in DEVICES


class Written(BaseModel):
    """A structure that a person writes: unknown keys are mistakes, values never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Quote(Written):
    """Words of an article: a W3C TextQuoteSelector, or plain text for its `exact`."""

    exact: Annotated[str, StringConstraints(min_length=1, max_length=4000)] = Field(description="The words.")
    prefix: Annotated[str, StringConstraints(max_length=400)] = Field(
        default="", description="Words that stand directly before."
    )
    suffix: Annotated[str, StringConstraints(max_length=400)] = Field(
        default="", description="Words that stand directly after."
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"exact": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The JSON Schema: text or an object, as both may be written."""
        return {"anyOf": [{"type": "string", "minLength": 1}, handler.resolve_ref_schema(handler(core))]}


class Rights(Written):
    """How much of the text may be published, and on what ground."""

    publish: Publish = Publish.EXCERPT
    basis: Literal["quotation", "public-domain", "licence", "permission", "own-work"] = "quotation"
    licence: Line | None = None
    permission_ref: Line | None = None
    credit: Line | None = None


class StripCorrections(Written):
    """A person's corrections of the stripper: exact lines of the seed."""

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


class TakenFrom(Written):
    """How the page came to be the seed, each as far as it is known.

    `file` with its SHA-256 is what the page was taken out of, `address` and `retrieved` where and when the page
    was loaded, `encoding` what the server said of its bytes, where they alone would be read otherwise.
    """

    file: Line | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    address: HttpUrl | None = None
    retrieved: Day | None = None
    encoding: Line | None = None


class ArticleHead(Written):
    """The metadata of a corpus file, in schema.org's words where it has one."""

    headline: Line | None = None
    short: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    outlet: Line | None = None
    byline: Line | None = None
    published: Annotated[datetime.date | datetime.datetime | None, BeforeValidator(_written_as_date)] = None
    url: HttpUrl | None = None
    language: LanguageTag = "en"
    seed: Line
    seed_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    taken_from: TakenFrom = TakenFrom()
    inferred: dict[Literal["headline", "outlet", "byline", "published", "url"], Line] = {}
    rights: Rights = Rights()
    strip: StripCorrections = StripCorrections()


class ClaimEntry(Written):
    """One claim of a story's registry."""

    statement: Line = Field(description="The claim, in neutral words of ours.")
    type: ClaimType = Field(description="What kind of statement it is.")
    since: Day | None = Field(
        default=None, description="When it was first publicly known. An older article cannot omit it."
    )
    first_reported_by: Id | None = Field(default=None, description="Who reported it first: the id of a source.")
    contradicts: tuple[Id, ...] = Field(default=(), description="Claims that cannot be true together with it.")


class SourceEntry(Written):
    """One source of a story's registry; `via` names who carried its words, nearest first."""

    name: Line = Field(description="The name, or how the texts describe the source.")
    kind: SourceKind = Field(description="What kind of source it is.")
    identity: Identity = Field(default=Identity.NAMED, description="How far the texts name it.")
    role: Line | None = Field(default=None, description="What the person is or does.")
    via: tuple[Id, ...] = Field(default=(), description="Who carried its words, nearest first.")


class TargetEntry(Written):
    """Somebody or something that is called names."""

    name: Line = Field(description="The name.")
    kind: Line = Field(description="A person, a country, a plan: in words of your own.")


class Evidence(Written):
    """A passage that an answer rests on."""

    article: Id = Field(description="The article.")
    quote: Quote = Field(description="Its words.")


class Question(Written):
    """A question for a class, with its answer."""

    ask: Text = Field(description="The question.")
    kind: QuestionKind = Field(description="What it practises.")
    answer: Text = Field(description="The answer.")
    evidence: tuple[Evidence, ...] = Field(default=(), description="Passages that the answer rests on.")


class Criterion(Written):
    """One row of the rubric for the writing task."""

    criterion: Line = Field(description="What is judged.")
    excellent: Text = Field(description="What excellent work does.")
    developing: Text = Field(description="What work on its way does.")
    beginning: Text = Field(description="What a beginner's work does.")


class Teaching(Written):
    """What a teacher needs beside the texts."""

    level: Line | None = Field(default=None, description="For which class.")
    time: Line | None = Field(default=None, description="How long it takes.")
    questions: tuple[Question, ...] = Field(default=(), description="Questions with answers.")
    glossary: dict[str, Text] = Field(default={}, description="Words explained.")
    rubric: tuple[Criterion, ...] = Field(default=(), description="How written work is judged.")


class StoryFile(Written):
    """story.yml: the story and its registry."""

    title: Line = Field(description="The title of the story.")
    summary: Text = Field(description="What happened, in neutral words of ours.")
    question: Text = Field(description="The question that the story asks.")
    editors: tuple[Editor, ...] = Field(
        default=(), description="Who looks after the story: handles on the forge, or teams as group/team."
    )
    claims: dict[Id, ClaimEntry] = Field(default={}, description="The claims. The table has them in this order.")
    sources: dict[Id, SourceEntry] = Field(default={}, description="The sources.")
    targets: dict[Id, TargetEntry] = Field(default={}, description="Who or what is given names.")
    teaching: Teaching = Field(default=Teaching(), description="Material for a class.")


class ClaimNote(Written):
    """What one article does with one claim."""

    claim: Id = Field(description="The claim.")
    stance: Stance = Field(description="What the article does with it.")
    source: Id | None = Field(default=None, description="Who makes the claim.")
    quote: Quote | None = Field(default=None, description="The words.")
    value: Line | None = Field(
        default=None, description="A quantity as the article gives it: 3 boats, 3+ boats, 8-10 ships."
    )
    searched: tuple[Line, ...] = Field(default=(), description="The words that were searched for.")
    note: Text | None = Field(default=None, description="Why, in your words.")
    id: Id | None = Field(default=None, description="A name for the note. Without one, it is made from the note.")


class SourceNote(Written):
    """One attribution: source and cue as PARC 3.0 names them."""

    source: Id = Field(description="Who speaks.")
    quote: Quote = Field(description="The passage.")
    cue: Line = Field(description="The verb, as the text has it, in the passage or at most 160 characters from it.")
    form: Form = Field(description="Whether the words are quoted, retold, or both.")
    note: Text | None = Field(default=None, description="Why, in your words.")
    id: Id | None = Field(default=None, description="A name for the note. Without one, it is made from the note.")


class FramingNote(Written):
    """One choice of words."""

    label: Id = Field(description="A label of the codebook.")
    quote: Quote = Field(description="The words.")
    voice: Voice = Field(description="Whose words they are.")
    target: Id | None = Field(default=None, description="Whom or what they describe.")
    polarity: Polarity | None = Field(default=None, description="Their tone.")
    frame: Id | None = Field(
        default=None, description="The side from which the matter is seen: a frame of the codebook."
    )
    note: Text | None = Field(default=None, description="Why, in your words.")
    id: Id | None = Field(default=None, description="A name for the note. Without one, it is made from the note.")


class AnnotationFile(Written):
    """An annotation file: who wrote it, when, and the notes."""

    by: Handle = Field(description="Who wrote the notes: a handle, not a date.")
    on: Day = Field(description="When: a date such as 2026-01-05.")
    status: Status = Field(
        default=Status.PROPOSED,
        description="How far they have come through review. It counts for all notes of the file.",
    )
    reviewed_by: tuple[Line, ...] = Field(default=(), description="Who else has read them.")
    claims: tuple[ClaimNote, ...] = Field(default=(), description="What the article does with claims.")
    sources: tuple[SourceNote, ...] = Field(default=(), description="Attributions.")
    framing: tuple[FramingNote, ...] = Field(default=(), description="Choices of words.")


class Label(Written):
    """A label of the codebook."""

    id: Id = Field(description="The name by which notes use it.")
    name: Line = Field(description="The name that readers see.")
    kind: LabelKind = Field(description="A choice of words, or the side from which a matter is seen.")
    level: Level = Field(description="For whom it is.")
    definition: Text = Field(description="What it means.")
    use_when: Text = Field(description="When to use it.")
    not_when: Text = Field(description="When not, and what to use instead.")
    examples: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)] = Field(
        description="Passages that carry it."
    )
    near_misses: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)] = Field(
        description="Passages that seem to and do not."
    )
    maps_to: dict[Literal["basil", "semeval2023", "mfc", "newswcl50", "entman"], Line] = Field(
        default={}, description="The term in published vocabularies."
    )


class Codebook(Written):
    """codebook.yml: the labels in the order in which they are taught."""

    labels: tuple[Label, ...] = Field(default=(), description="The labels.")

    def get(self, label: str) -> Label | None:
        """The label with this id, or None."""
        return next((known for known in self.labels if known.id == label), None)


class RuleWords(Written):
    """The lines that a cleaning rule cuts in one language, and the lines on which it is tried."""

    lines: Lines = Field(description="What is cut: … stands for any words, # for a number.")
    cuts: Lines = Field(description="Lines of a page that it must cut, as they are found.")
    keeps: Lines = Field(description="Near misses that it must keep: sentences that look alike.")


class CleaningRule(Written):
    """A rule of strip; `after` is the rule, or `any`, that must have cut the line above."""

    why: Line = Field(description="What such a line is.")
    after: Id | None = Field(
        default=None, description="The nearest line above that is not empty was cut by that rule, or by any."
    )
    languages: Annotated[dict[Language, RuleWords], Field(min_length=1)] = Field(
        description="The rule's words by the code of their language (ISO 639)."
    )


class RulesFile(Written):
    """Cleaning rules for everybody (`rules.yml` of the program), or those for one outlet."""

    outlet: Line | None = Field(
        default=None, description="The outlet, named as in the metadata of its articles; capitals do not count."
    )
    rules: Annotated[dict[Id, CleaningRule], Field(min_length=1)] = Field(
        description="The rules by their names, which are ids that no other rule has."
    )
