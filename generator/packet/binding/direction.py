"""Which languages are written from right to left."""

from __future__ import annotations

# Languages whose usual script (CLDR, likely subtags) runs from right to left, and those scripts (ISO 15924).
_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})
_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


def right_to_left(tag: str) -> bool:
    """Whether a BCP 47 tag names a language or a script that runs from right to left."""
    language, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    return script in _SCRIPTS if script else language in _LANGUAGES
