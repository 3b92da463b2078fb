"""Bodies are laid out as they were sent, and the offending part is marked."""

from __future__ import annotations

import json
import time

import pytest

from harness.reporting.evidence import LINES_SHOWN, body, differing

DOCUMENT = json.dumps({"data": {"id": "x", "rows": [{"a/b": 1}, {"a/b": 2, "c~d": []}]}, "errors": []})


def _text(shown):
    return str(shown.markup.striptags())


def _marked(shown, kind):
    parts = str(shown.markup).split(f'<mark class="{kind}">')[1:]
    return [part.split("</mark>")[0].replace("&#34;", '"') for part in parts]


@pytest.mark.parametrize(
    ("pointer", "line", "missing"),
    [
        ("/data/id", '"id": "x",', False),
        ("/data/rows/1/a~1b", '"a/b": 2,', False),
        ("/data/rows/1/c~0d", '"c~d": []', False),
        ("/data/rows", '"rows": [', False),
        ("/errors", '"errors": []', False),
        ("", "{", False),
        ("/data/rows/1/missing", "{", True),
        ("/data/name", '"data": {', True),
        ("/nothing/at/all", "{", True),
    ],
)
def test_the_value_at_the_pointer_is_marked(pointer, line, missing):
    shown = body(DOCUMENT, offending=pointer)

    assert _marked(shown, "offending") == [line]
    assert (shown.note is not None) == missing


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1.50, "a": 1e400, "b": "\\u202e", "c": 0.10000000000000001}',
        '{"a": [1, 2, {"b": "cut he',
        '{"a" "b"}',
        "{,}",
        "[1, 2}}} x",
        "{",
        "[]",
        '{"a":1}{"b":2}',
    ],
)
def test_what_was_sent_is_what_is_shown(text):
    bare = "".join(body(text).markup.unescape().split())

    assert bare == "".join(text.split())


def test_the_changed_members_are_marked_against_the_control():
    changed, gone = differing(
        '{"name": "a", "startOn": 1, "owners": ["x"], "old": {"y": 1}}',
        '{"name": "a", "startOn": 2, "owners": []}',
    )

    assert (changed, gone) == (["/owners", "/startOn"], ["/old/y"])
    assert _marked(body('{"name": "a", "startOn": 2, "owners": []}', changed=changed), "changed") == [
        '"startOn": 2,',
        '"owners": []',
    ]


@pytest.mark.parametrize(("control", "other"), [(None, "{}"), ("{}", "<html>"), ("", "")])
def test_bodies_that_are_no_json_are_not_compared(control, other):
    assert differing(control, other) == ([], [])


def test_a_long_body_is_cut_to_what_stands_around_the_mark():
    rows = json.dumps({"rows": [{"number": number} for number in range(500)]})

    shown = body(rows, offending="/rows/400/number")

    assert _marked(shown, "offending") == ['"number": 400']
    assert len(_text(shown).split("\n")) <= LINES_SHOWN + 3
    assert "more lines" in str(shown.markup)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 300_000,
        "[" * 300_000,
        '{"a":1,' * 60_000,
        '["' + "\\" * 300_000,
        '{"a": "' + "<script>" * 40_000 + '"}',
        "<html>" * 60_000,
        "\n" * 300_000,
        '{"a": "\n\n\n' + "\u202e" * 50_000 + '"}',
    ],
)
def test_a_hostile_body_costs_little_and_stays_small(text):
    began = time.perf_counter()

    shown = body(text, offending="/a/b/c")

    assert time.perf_counter() - began < 2
    assert len(shown.markup) < 40_000
    assert "<script" not in str(shown.markup)


def test_an_empty_body_is_empty():
    assert body(None).empty
    assert body("").empty
