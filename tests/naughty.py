"""Strings that people and programs stumble over, made by rule: a YAML file must give back each as it was written."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
WORDS = (
    "null", "Null", "NULL", "~", "true", "True", "TRUE", "false", "False", "yes", "Yes", "YES", "no", "No",
    "NO", "on", "On", "ON", "off", "Off", "OFF", "y", "Y", "n", "N", "nan", ".nan", ".NaN", "inf", ".inf",
    "-.inf", "+.Inf", "<<", "=", "undefined", "None", "NaN", "Infinity",
)  # fmt: skip
NUMBERS = (
    "0", "-0", "+1", "007", "0o17", "0x1F", "0b101", "1_000", "1,000", "1.10", "1.", ".5", "1e3", "1E+3",
    "23e456", "12:30", "12:30:45", "190:20:30", "1.2.3", "١٢٣", "½", "Ⅷ", "1'000", "99%", "$5", "1/2",
)  # fmt: skip
DATES = (
    "2026-01-05", "2026-1-5", "2026-01-05T10:00:00Z", "2026-01-05 10:00:00", "2001-12-14t21:59:43.10-05:00",
    "05.01.2026", "2026-13-45", "20260105", "10:00",
)  # fmt: skip
DOCUMENTS = (
    "---", "...", "--- # text", "%YAML 1.2", "%TAG ! tag:x,2000:", "!!str text", "&anchor text", "*alias",
    "? key",
)  # fmt: skip
BREAKS = ("\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\v", "\f", "\t", "\n\n", "\n  ", "\\n")
CODE = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "javascript:alert(1)", "{{ 7 * 7 }}", "{% raw %}", "${7*7}", "#{7*7}", "<%= 7 %>", "`id`", "$(id)",
    "; rm -rf /", "' OR 1=1 --", "../../etc/passwd", "[x](javascript:alert(1))", "![x](x)",
    "*em*{: onclick=alert(1)}", "<!-- c -->", "]]>", "<![CDATA[x]]>", "&lt;b&gt;", "&#x3c;", "%3Cb%3E",
    "\\u003cb\\u003e", "=1+1", "@everyone", "#1", "GH-1", "::set-output name=x::y", "--8<-- x", "__proto__",
    "constructor", "toString", "%s%n", "{0}", "\x1b[31mred", "\\x41", "\\", "\\\\", '\\"', "C:\\new\\table",
)  # fmt: skip
SCRIPTS = (
    "Nicolás Maduro", "été", "Zürich – “so” ‘so’ …", "Ελλάδα", "Привет", "שלום עולם", "مرحبا بالعالم",
    "हिन्दी", "日本語", "中文", "ไทย", "한국어", "𝒜𝓈𝓉𝓇𝒶𝓁", "𐍈", "👩\u200d👩\u200d👧\u200d👦", "🇳🇴", "👍🏽", "a\u200db",
    "می\u200cخواهم", "ﬁ", "İı", "ẞß", "Ǆ", "́alone",
)  # fmt: skip
PLAIN = (
    "words", "Two words", "a, b; c. d", "it's", "“quoted”", "A - b", "a -b", "a: b", "a:b", "a #b", "a#b", "a:",
    ":a", "#a", "trailing:", "trailing ", " leading", "  both  ", "'", '"', "''", '""', "it''s", 'say "no"',
    "'whole'", '"whole"', "a 'b' c", "-", "- ", "- a", "-a", "--", "?", "? a", "[a]", "{a: b}", "[", "}", ", a",
    "| a", "> a", ">-", "|+", "!a", "&a", "*a", "@a", "%a", "`a`",
)  # fmt: skip


def strings() -> list[str]:
    """More than five hundred of them, each once, none empty."""
    found = dict.fromkeys(made for made in _made() if made)
    assert len(found) >= 500, len(found)
    return list(found)


def _made() -> Iterator[str]:
    yield from itertools.chain(WORDS, NUMBERS, DATES, DOCUMENTS, CODE, SCRIPTS, PLAIN)
    for sign in INDICATORS:
        yield from (sign, f"{sign}a", f"{sign} a", f"a{sign}", f"a {sign}", f"a{sign} b", f"a {sign}b", f"a {sign} b")
    for end in BREAKS:
        yield from (f"a{end}b", f"{end}a", f"a{end}", f"a{end}- b: c", f"a: b{end}# c")
    for code in (*range(0x21), *range(0x7F, 0xA1), 0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F)):
        yield f"a{chr(code)}b"
    odd = (0xFEFF, 0xFFF9, 0xFFFD, 0xFFFE, 0xFFFF, 0xE000, 0xE0041, 0xE007F, 0x1FFFE, 0x10FFFF)
    for code in (*range(0x2060, 0x206A), *odd):
        yield from (chr(code), f"a{chr(code)}b")
    yield from ("long " * 400, "x" * 3000, "é" * 1500, "a\tb " * 50, "word: " * 30, "# " * 30)
    yield from ("\\" * 99, '"' * 99, "'" * 99)
