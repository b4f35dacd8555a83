"""The words of which a person chooses one in the YAML files, each with its meaning: for editors, pages and docs."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Self

from pydantic import GetJsonSchemaHandler


class Explained(StrEnum):
    """Words of which one is to be chosen, each with what it means."""

    meaning: str

    def __new__(cls, word: str, meaning: str) -> Self:
        """The word; its meaning travels with it."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.meaning = meaning
        return member

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The JSON Schema: a choice of constants, the form in which editors show a meaning beside each."""
        del core, handler
        return {
            "type": "string",
            "description": cls.__doc__,
            "oneOf": [{"const": each.value, "description": each.meaning} for each in cls],
        }


class Stance(Explained):
    """What an article does with a claim."""

    ASSERTS = "asserts", "states the claim in its own voice"
    ATTRIBUTES = "attributes", "gives it as somebody else's statement"
    HEDGES = "hedges", "states it in its own voice, but weakened"
    DISPUTES = "disputes", "contradicts it, or sets evidence against it"
    MENTIONS = "mentions", "reports that the claim exists"
    OMITS = "omits", "was searched for it, and does not carry it"


class Status(Explained):
    """How far an annotation has come through review."""

    PROPOSED = "proposed", "one reader's proposal; nobody else has read it yet"
    REVIEWED = "reviewed", "somebody other than its author has read it and would make it, too"
    DISPUTED = "disputed", "two readers disagree; both reasons stand in the note"
    WITHDRAWN = "withdrawn", "taken back; the notes stay in the file and count nowhere"


class Voice(Explained):
    """Whose words a framing note marks."""

    OUTLET = "outlet", "the outlet's own words, also where it retells in its own way"
    QUOTED = "quoted", "direct speech, or words plainly reported as a speaker's own"


class Form(Explained):
    """How an article gives what somebody said."""

    DIRECT = "direct", "quoted, in quotation marks"
    INDIRECT = "indirect", "retold"
    MIXED = "mixed", "retold, with some words quoted"


class Polarity(Explained):
    """The tone of words about a target."""

    NEGATIVE = "negative", "they speak against the target"
    POSITIVE = "positive", "they speak for the target"
    NEUTRAL = "neutral", "they do neither"


class Publish(StrEnum):
    """How much of an article's text the public edition may show."""

    FULL = "full"
    EXCERPT = "excerpt"
    QUOTES = "quotes"
    LINK = "link"
    NONE = "none"


class ClaimType(Explained):
    """What kind of statement a claim is."""

    FACTUAL = "factual", "something is, was or was done so"
    QUANTITY = "quantity", "how many or how much"
    CAUSAL = "causal", "one thing comes of another"
    PREDICTIVE = "predictive", "something will or may happen"
    LEGAL = "legal", "what the law says, or how something stands before it"
    VALUE = "value", "something is good, bad, enough or too little"
    POLICY = "policy", "something should be done"


class Identity(Explained):
    """How far the texts name a source."""

    NAMED = "named", "by name"
    ROLE_ONLY = "role-only", "by what the source is or does, without a name: the mayor's spokesman"
    UNNAMED = "unnamed", "by neither; nobody could find out who it is: two people close to the council"


class SourceKind(Explained):
    """The kinds of source."""

    OFFICIAL = "official", "a government, an authority, or somebody who speaks for it"
    MILITARY = "military", "armed forces, or somebody in them"
    OPPOSITION = "opposition", "political opponents of those who govern"
    FOREIGN_GOVERNMENT = "foreign-government", "the government of another country than the outlet's"
    INTERGOVERNMENTAL = "intergovernmental", "an organisation of several states"
    EXPERT = "expert", "somebody who is asked for knowledge of the matter"
    NGO = "ngo", "an organisation that belongs to no state and seeks no profit"
    BUSINESS = "business", "a company or a trade"
    WITNESS = "witness", "somebody who was there, or whom it concerns"
    DOCUMENT = "document", "a paper, a letter, a ruling"
    DATA = "data", "figures that somebody gathered"
    OTHER_OUTLET = "other-outlet", "a paper, a station, an agency"
    SOCIAL_MEDIA = "social-media", "a post, or its author"
    OWN_REPORTING = "own-reporting", "what the outlet says that it saw or found out itself"


class QuestionKind(Explained):
    """What a question practises."""

    SOURCING = "sourcing", "who says it, and how they can know"
    CONTEXT = "context", "when it was written, and what was known then"
    CLOSE_READING = "close-reading", "how the words work"
    CORROBORATION = "corroboration", "what bears it out, and what speaks against it"
    DISCUSSION = "discussion", "what follows; more than one answer can be good"


class LabelKind(Explained):
    """What a label names."""

    FRAMING = "framing", "a choice of words"
    FRAME = "frame", "the side from which a matter is seen"


class Level(Explained):
    """For whom a label is; each level builds on the one before."""

    CLASSROOM = "classroom", "for a first reading, also in a class"
    STANDARD = "standard", "for annotators"
    RESEARCH = "research", "for studies that need finer distinctions"
