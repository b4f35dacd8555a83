"""Questions and criteria that fit every story, for those that bring none of their own.

The `answer` of such a question says what to look for. No word here is about any story.
"""

from __future__ import annotations

from generator.choices import QuestionKind
from generator.formats import Question

ANY = (
    Question(
        ask="Who wrote this, for which outlet and when? Which of these things does the text itself tell you, and which "
        "can you only infer or not know?",
        kind=QuestionKind.SOURCING,
        answer="Names, outlets and dates that are printed are kept apart from those that are inferred. Where nothing "
        "is given, pupils say so and do not guess.",
    ),
    Question(
        ask="Choose the most important statement. Draw its path from the people who know to you. How many hands did it "
        "pass through?",
        kind=QuestionKind.SOURCING,
        answer="Each hand that is named in the text: source, outlet that carried it, this outlet, reader. Documents "
        "that retell one report are not independent witnesses.",
    ),
    Question(
        ask="Put what happened in order of time. What could the writer not yet know?",
        kind=QuestionKind.CONTEXT,
        answer="The day of the document against the day of each event. What was not yet known is not left out.",
    ),
    Question(
        ask="What does a reader need to know beforehand? How much of it is explained?",
        kind=QuestionKind.CONTEXT,
        answer="Background that is given, with its place, and background that is taken for granted. Of each piece: "
        "does a reader need it, or does it tilt the picture?",
    ),
    Question(
        ask="Set the headline, if there is one, and the first sentence beside the rest. Are they firmer than the rest?",
        kind=QuestionKind.CLOSE_READING,
        answer="Words of certainty (“will”, “plans to”) and of doubt (“may”, “could”), each with its place.",
    ),
    Question(
        ask="Find a sentence in which the outlet judges in its own voice and one in which it reports somebody else’s "
        "judgement. How can you tell?",
        kind=QuestionKind.CLOSE_READING,
        answer="A reported judgement has a name, a verb of saying or quotation marks with it; the outlet’s own has "
        "none. That there is no judgement is an answer, too.",
    ),
    Question(
        ask="Whose voices do you hear, and whose do you miss? Whom would you ask next if this were your story?",
        kind=QuestionKind.DISCUSSION,
        answer="Those whom it concerns and who are not heard. There is no single right answer; each call has a reason.",
    ),
)
SEVERAL = (
    Question(
        ask="Which facts stand in more than one document? Do they rest on different sources or on the same one?",
        kind=QuestionKind.CORROBORATION,
        answer="For each fact, the source that each document names. Agreement helps as far as sources are independent.",
    ),
    Question(
        ask="Where do the documents differ in numbers, names or reasons? What would you check to find out why?",
        kind=QuestionKind.CORROBORATION,
        answer="First the dates and what is counted, then the sources. A difference is not always a mistake.",
    ),
    Question(
        ask="Write four sentences on this story in which all the outlets could agree.",
        kind=QuestionKind.DISCUSSION,
        answer="They say what is reported, by whom, and what is open, and hold no word that praises or blames.",
    ),
)
ALONE = (
    Question(
        ask="Choose two facts. Where else could you look to find out whether they are right?",
        kind=QuestionKind.CORROBORATION,
        answer="A place that depends neither on this document nor on its source: a record, another report, somebody "
        "who was there.",
    ),
    Question(
        ask="Tell this story in four sentences that everybody in it could accept.",
        kind=QuestionKind.DISCUSSION,
        answer="They say what is reported, by whom, and what is open, and hold no word that praises or blames.",
    ),
)
CRITERIA = (
    "One clear claim that answers the question",
    "Evidence in exact words, with document and paragraph",
    "Where the news comes from: who says it and how they know",
    "Fairness: the same measure for every outlet and every side",
    "What is still open, and what would settle it",
)
CRITERIA_SEVERAL = ("Comparison of documents, with their dates",)


def questions(documents: int) -> tuple[Question, ...]:
    """The questions for so many documents, by kind."""
    order = ("sourcing", "context", "close-reading", "corroboration", "discussion")
    every = (*ANY, *(SEVERAL if documents > 1 else ALONE))
    return tuple(sorted(every, key=lambda question: order.index(question.kind)))


def criteria(documents: int) -> tuple[str, ...]:
    """What a text about so many documents is judged by."""
    first, *others = CRITERIA
    return (first, *(CRITERIA_SEVERAL if documents > 1 else ()), *others)
