"""How hard an English text is to read, by the formula of Flesch and Kincaid.

J. P. Kincaid, R. P. Fishburne, R. L. Rogers, B. S. Chissom, "Derivation of new readability formulas for Navy
enlisted personnel", Research Branch Report 8-75, 1975. The formula knows the length of sentences and words and
nothing else. Syllables are counted by their letters, so the grade is "about".
"""

from __future__ import annotations

import re

from generator.model import Article
from generator.text import sentence_spans

MIN_WORDS = 100  # the formula was made from passages of about 150 words
_WORD = re.compile(r"\w[\w’'.,-]*\w|\w")
_VOWELS = re.compile(r"[aeiouyáàâäéèêëíìîïóòôöúùûü]+")
_SILENT = re.compile(r"(?:(?<![aeiouyl])|(?<=[aeiouy]l))e$|(?<![aeiouytdl])ed$|(?<=[aeiouy][^aeiouysxzcg])es$")


def grade(article: Article) -> int | None:
    """The school grade in the United States that the text is for, or None if it is short or in another language."""
    texts = [block.text for block in article.blocks if block.kind.running]
    words = [word.lower() for text in texts for word in _WORD.findall(text)]
    if article.head.language.partition("-")[0] != "en" or len(words) < MIN_WORDS:
        return None
    sentences = sum(len(sentence_spans(text)) for text in texts)
    return max(1, round(0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59))


def syllables(word: str) -> int:
    """About how many syllables an English word in small letters has: its groups of vowels without a silent `e`."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word))))
