"""What people may write in the YAML files: one frozen class for each structure.

The JSON Schemas in `annotations/` are generated from these classes. Nothing here knows files or
positions; rules that need a second file (does this claim exist?) are checks.

Names follow W3C Web Annotation (exact, prefix, suffix), PARC 3.0 (source, cue), BASIL (polarity),
the Media Frames Corpus (frame) and schema.org (headline).
"""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import (
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

ID_PATTERN = r"^[a-z][a-z0-9-]{2,63}$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}$"  # ISO 639; mul for several, zxx for no words
# BCP 47: language, script, region and variants, in the case that it recommends.
TAG_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$"
# The first eight are the format's; the others are addresses of the site itself.
RESERVED = frozenset({
    "claims", "sources", "labels", "compare", "evidence", "packet", "search", "assets",
    "codebook", "method", "contribute", "data", "rights", "pages", "pagefind",
    "rashomon-shell", "stylesheets", "javascripts",
})  # fmt: skip
DEVICES = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)})


def _written_as_date(value: Any) -> Any:
    """The value, if it begins as a date is written; pydantic would take `20260105` for seconds since 1970."""
    if isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\d", value.strip()):
        raise PydanticCustomError("date_form", "not a date")
    return value


Day = Annotated[datetime.date, BeforeValidator(_written_as_date)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
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


class Stance(StrEnum):
    """What an article does with a claim."""

    ASSERTS = "asserts"
    ATTRIBUTES = "attributes"
    HEDGES = "hedges"
    DISPUTES = "disputes"
    MENTIONS = "mentions"
    OMITS = "omits"


class Status(StrEnum):
    """How far an annotation has come through review."""

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


class Voice(StrEnum):
    """Whose words a framing note marks."""

    OUTLET = "outlet"
    QUOTED = "quoted"


class Publish(StrEnum):
    """How much of an article's text the public edition may show."""

    FULL = "full"
    EXCERPT = "excerpt"
    QUOTES = "quotes"
    LINK = "link"
    NONE = "none"


ClaimType = Literal["factual", "quantity", "causal", "predictive", "legal", "value", "policy"]
Identity = Literal["named", "role-only", "unnamed"]
SourceKind = Literal[
    "official", "military", "opposition", "foreign-government", "intergovernmental", "expert", "ngo",
    "business", "witness", "document", "data", "other-outlet", "social-media", "own-reporting",
]  # fmt: skip


class Quote(Written):
    """Words of an article: a W3C TextQuoteSelector, or plain text for its `exact`."""

    exact: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    prefix: Annotated[str, StringConstraints(max_length=400)] = ""
    suffix: Annotated[str, StringConstraints(max_length=400)] = ""

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

    statement: Line
    type: ClaimType
    since: Day | None = None
    first_reported_by: Id | None = None
    contradicts: tuple[Id, ...] = ()


class SourceEntry(Written):
    """One source of a story's registry; `via` names who carried its words, nearest first."""

    name: Line
    kind: SourceKind
    identity: Identity = "named"
    role: Line | None = None
    via: tuple[Id, ...] = ()


class TargetEntry(Written):
    """Somebody or something that is called names."""

    name: Line
    kind: Line


class Evidence(Written):
    """A passage that an answer rests on."""

    article: Id
    quote: Quote


class Question(Written):
    """A question for a class, with its answer."""

    ask: Text
    kind: Literal["sourcing", "context", "close-reading", "corroboration", "discussion"]
    answer: Text
    evidence: tuple[Evidence, ...] = ()


class Criterion(Written):
    """One row of the rubric for the writing task."""

    criterion: Line
    excellent: Text
    developing: Text
    beginning: Text


class Teaching(Written):
    """What a teacher needs beside the texts."""

    level: Line | None = None
    time: Line | None = None
    questions: tuple[Question, ...] = ()
    glossary: dict[str, Text] = {}
    rubric: tuple[Criterion, ...] = ()


class StoryFile(Written):
    """story.yml: the story and its registry."""

    title: Line
    summary: Text
    question: Text
    claims: dict[Id, ClaimEntry] = {}
    sources: dict[Id, SourceEntry] = {}
    targets: dict[Id, TargetEntry] = {}
    teaching: Teaching = Teaching()


class ClaimNote(Written):
    """What one article does with one claim."""

    claim: Id
    stance: Stance
    source: Id | None = None
    quote: Quote | None = None
    value: Line | None = None
    searched: tuple[Line, ...] = ()
    note: Text | None = None
    id: Id | None = None


class SourceNote(Written):
    """One attribution: source and cue as PARC 3.0 names them."""

    source: Id
    quote: Quote
    cue: Line
    form: Literal["direct", "indirect", "mixed"]
    note: Text | None = None
    id: Id | None = None


class FramingNote(Written):
    """One choice of words."""

    label: Id
    quote: Quote
    voice: Voice
    target: Id | None = None
    polarity: Literal["negative", "positive", "neutral"] | None = None
    frame: Id | None = None
    note: Text | None = None
    id: Id | None = None


class AnnotationFile(Written):
    """An annotation file: who wrote it, when, and the notes."""

    by: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    on: Day
    status: Status = Status.PROPOSED
    reviewed_by: tuple[Line, ...] = ()
    claims: tuple[ClaimNote, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    framing: tuple[FramingNote, ...] = ()


class Label(Written):
    """A label of the codebook."""

    id: Id
    name: Line
    kind: Literal["framing", "frame"]
    level: Literal["classroom", "standard", "research"]
    definition: Text
    use_when: Text
    not_when: Text
    examples: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]
    near_misses: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]
    maps_to: dict[Literal["basil", "semeval2023", "mfc", "newswcl50", "entman"], Line] = {}


class Codebook(Written):
    """codebook.yml: the labels in the order in which they are taught."""

    labels: tuple[Label, ...] = ()

    def get(self, label: str) -> Label | None:
        """The label with this id, or None."""
        return next((known for known in self.labels if known.id == label), None)


class RuleWords(Written):
    """The lines that a cleaning rule cuts in one language, and the lines on which it is tried."""

    lines: Lines
    cuts: Lines
    keeps: Lines


class CleaningRule(Written):
    """A rule of strip; `after` is the rule, or `any`, that must have cut the line above."""

    why: Line
    after: Id | None = None
    languages: Annotated[dict[Language, RuleWords], Field(min_length=1)]


class RulesFile(Written):
    """Cleaning rules for everybody (`rules.yml` of the program), or those for one outlet."""

    outlet: Line | None = None
    rules: Annotated[dict[Id, CleaningRule], Field(min_length=1)]
