"""The parts of the Word file beside the text: our styles, lists and faces, and what the file says about itself.

python-docx begins with a template that holds a hundred table styles, a picture and a stylesheet of 2013; they go.
"""

from __future__ import annotations

from itertools import combinations

from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml

from generator.model import Kind
from generator.packet.docx.fitting import cut
from generator.packet.docx.job import Job
from generator.templates import render

AUTHOR = "Rashomon"
MOST = 255  # characters that python-docx takes in a property of the file
_LEFT_OUT = ("/thumbnail", "/extended-properties", "/customXml", "/stylesWithEffects", "/webSettings")
# Every way in which marks may lie over each other.
_OVERLAPS = tuple(kinds for length in (1, 2, 3) for kinds in combinations(Kind, length))


def dress(job: Job) -> None:
    """Give the empty document our styles, lists, faces and settings, and its title, language and dates."""
    _drop(job)
    marks = {mark_style(kinds): kinds for kinds in _OVERLAPS}
    for name in ("styles", "numbering", "fontTable", "settings"):
        values = {"look": job.look, "language": job.packet.language, "marks": marks}
        _replace(_part(job, name), render(f"docx_{name}.xml", **values))
    _describe(job)


def mark_style(kinds: tuple[Kind, ...]) -> str:
    """The id of the character style of a mark: `MarkClaimSource`."""
    return "Mark" + "".join(kind.capitalize() for kind in kinds)


def _drop(job: Job) -> None:
    for relations in (job.document.part.rels, job.document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_LEFT_OUT)]:
            del relations[key]


def _part(job: Job, name: str) -> Part:
    relations = job.document.part.rels.values()
    found: Part = next(each for each in relations if each.reltype.endswith(f"/{name}")).target_part
    return found


def _replace(part: Part, xml: str) -> None:
    if isinstance(part, XmlPart):
        part._element = parse_xml(xml.encode())
    else:  # python-docx carries it along unread
        part._blob = xml.encode()


def _describe(job: Job) -> None:
    about = job.document.core_properties
    copy = f" ({job.packet.choice.words})"
    about.title = cut(job.packet.title, MOST - len(copy)) + copy
    about.subject = cut(job.packet.question, MOST)
    about.language = job.packet.language
    about.author = about.last_modified_by = AUTHOR
    about.identifier = job.packet.identifier
    about.created = about.modified = job.moment.replace(tzinfo=None)
    about.revision, about.comments, about.keywords = 1, "", ""
