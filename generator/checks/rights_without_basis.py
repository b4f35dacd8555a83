"""Publishing a text in full needs a ground: a licence, a permission, the public domain, one's own work."""

from __future__ import annotations

from collections.abc import Iterator

from generator.choices import Publish
from generator.diagnostics import Diagnostic
from generator.model import Corpus


def check(corpus: Corpus) -> Iterator[Diagnostic]:
    """A finding for each article published in full by way of quotation, or without its licence or permission."""
    for story in corpus.stories:
        for article in story.articles:
            rights = article.head.rights
            if rights.publish is not Publish.FULL:
                continue
            place = story.place_in(article, "rights")
            if rights.basis == "quotation":
                help_ = "write another `basis`, or `publish: excerpt`"
                yield Diagnostic("rights-without-basis", "`publish: full` needs more than quotation", place, help_)
            elif rights.basis == "licence" and not rights.licence:
                help_ = "add `licence: …` with its SPDX name, such as CC-BY-4.0"
                yield Diagnostic("rights-without-basis", "the licence is not named", place, help_)
            elif rights.basis == "permission" and not rights.permission_ref:
                help_ = "add `permission_ref: …`, a note of who said yes and when"
                yield Diagnostic("rights-without-basis", "the permission is not named", place, help_)
