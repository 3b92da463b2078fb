"""Texts that trip careless readers, in every place that takes a text."""

import pytest

from harness.fuzzing.hostile import NEW_NAME, Hostile, cases

from .operations import writes

TEXTS = {
    "a backslash":             "back\\slash \\n \\u0041",
    "a bell and an escape":    "bell \x07 escape \x1b[31m",
    "a blank without a break": "no\u00a0break",
    "a byte order mark":       "\ufeffmark",
    "a combining sequence":    "e\u0301 a\u0308 Z\u0351\u036b\u0343",
    "a family of emoji":       "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea",
    "a format string":         "%s %n %x {0} ${jndi:none} #{7*7}",
    "a letter of four bytes":  "\U00020000 \U0001d518",
    "a line feed":             "line\nfeed\r\nend\ttab",
    "a lone high surrogate":   "half \ud83d",
    "a lone low surrogate":    "half \udc00",
    "a noncharacter":          "none \uffff \ufffe",
    "a null character":        "null \x00 character",
    "a private letter":        "private \ue000",
    "a quote of a database":   "Robert'); DROP TABLE badge;--",
    "a right-to-left text":    "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
    "a turn of direction":     "\u202egnirts\u202c \u2066x\u2069",
    "a zero width":            "zero\u200bwidth\u2060joiner",
    "an element":              "<script>alert(1)</script><b>&amp;",
    "an emoji":                "\U0001f3c5 Gold",
    "an empty text":           "",
    "blanks only":             "   ",
    "blanks around":           "  around  ",
    "dots and slashes":        "../../etc/passwd ..\\..\\",
    "letters beyond ASCII":    "Ünïcödé ß œ ž",
    "signs of the east":       "徽章 バッジ 배지",
    "the word null":           "null",
    "the word true":           "true",
    "10000 signs":             "x" * 10_000,
    "100000 signs":            "ä" * 100_000,
    "256 signs":               "y" * 256,
    "1000 signs":              "z" * 1000,
}  # fmt: skip


def image(text):
    """A body with a picture that is called so throughout."""
    return {"images": [{"name": text, "fileSvcHandle": text, "url": text, "tag": "EARNED"}]}


PLACES = {
    "custom field name":  lambda text: {"customFields": {text: "value"}},
    "custom field value": lambda text: {"customFields": {"field": text}},
    "description":        lambda text: {"description": text},
    "image":              image,
    "name":               lambda text: {"name": f"{NEW_NAME} {text}"},
    "tag":                lambda text: {"tags": [{"name": text, "value": text}]},
}  # fmt: skip


@writes()
@pytest.mark.parametrize("place", PLACES)
def test_hostile_texts(hostile_writes, operation, place):
    """No text leads to a server error; accepted names and descriptions come back (004:L26-27)."""
    rows = [Hostile(f"{words} as {place}", PLACES[place](text)) for words, text in TEXTS.items()]
    run = hostile_writes(operation)
    run.run(cases(operation, f"hostile {place}", rows))
    run.conclude()
