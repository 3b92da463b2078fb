"""Hostile bodies end in a 4xx with the envelope, quickly, and store nothing."""

from __future__ import annotations

import json
import time

import pytest
from in_process import MANAGEMENT, Api, changed

BROKEN = {
    "empty": b"",
    "blank": b"  ",
    "no JSON": b"name=x",
    "cut off": b'{"name": "x", "startOn": 17',
    "comment": b'{"name": "x"} // done',
    "two objects": b"{}{}",
    "array": b"[]",
    "string": b'"badge"',
    "number": b"5",
    "null": b"null",
    "NaN": b'{"startOn": NaN}',
    "Infinity": b'{"startOn": -Infinity}',
    "overflow": b'{"startOn": 1e999}',
    "long integer": b'{"badgeRank": ' + b"9" * 5000 + b"}",
    "huge integer": b'{"badgeRank": ' + b"9" * 400 + b"}",
    "not UTF-8": b'{"name": "\xff\xfe"}',
    "UTF-16": '{"name": "x"}'.encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf{}",
    "raw NUL": b'{"name": "a\x00b"}',
    "escaped NUL": b'{"name": "a\\u0000b"}',
    "lone surrogate": b'{"name": "\\ud800"}',
    "lone surrogate as a name": b'{"\\udfff": 1}',
    "duplicate name": b'{"name": "a", "name": "b"}',
    "nested duplicate": b'{"ownership": {"restrictedToOwners": [], "restrictedToOwners": []}}',
    "deep arrays": b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep objects": b'{"x": ' * 500 + b"1" + b"}" * 500,
    "unclosed depth": b"[" * 200_000,
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_broken_bodies(api: Api, method: str, body: bytes) -> None:
    answer = api.write(method, body)
    assert 400 in answer.codes
    assert b"Traceback" not in answer.body


def test_brackets_in_texts_are_no_depth(api: Api) -> None:
    assert api.made(description="[{" * 500)["description"] == "[{" * 500
    assert api.made(description='"\\[' * 500)["description"] == '"\\[' * 500


def test_a_body_of_ten_megabytes_is_refused_quickly(api: Api) -> None:
    body = json.dumps(api.body(description="x" * 10_000_000)).encode()
    started = time.perf_counter()
    answer = api.create(body)
    assert answer.status == 413
    assert answer.codes == {400}
    assert time.perf_counter() - started < 1


TEXTS = (
    "x" * 300_000,
    "\u202eabc",
    "e\u0301",
    "🏅" * 50,
    "\x7f\x01\n\t",
    "\\u0000",
    "'); DROP TABLE badges",
)


def test_long_and_odd_texts_come_back_unchanged(api: Api) -> None:
    for text in TEXTS:
        badge = api.made(description=text, customFields={text: text})
        assert api.detail(badge["id"]).data["description"] == text
        assert api.detail(badge["id"]).data["customFields"] == {text: text}


OTHER_TYPES = (
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/json; charset=latin-1",
    "json",
    ",",
)


@pytest.mark.parametrize("content_type", OTHER_TYPES)
def test_other_media_types(api: Api, content_type: str) -> None:
    answer = api.create(api.body(), {"Content-Type": content_type})
    assert answer.status == 415
    assert answer.codes == {400}


@pytest.mark.parametrize("content_type", ["application/json; charset=UTF-8", "application/problem+json", ""])
def test_media_types_that_are_json(api: Api, content_type: str) -> None:
    assert api.create(api.body(), {"Content-Type": content_type}).data


def test_a_refused_update_leaves_the_badge(api: Api) -> None:
    badge = api.made()
    before = api.stored(badge["id"])
    whole = json.dumps(changed(badge, name="Other")).encode()
    for cut in range(0, len(whole), 97):
        assert api.update(whole[:cut]).codes == {400}
    assert api.stored(badge["id"]) == before


@pytest.mark.parametrize("segment", ["%", "..", "\x00", "\ufffd", "a" * 5000, "' OR 1=1", "☃"])
def test_odd_path_segments(api: Api, segment: str) -> None:
    assert api.send("GET", f"{MANAGEMENT}/{segment}").status in (400, 404)
    assert api.send("GET", f"{MANAGEMENT}/62090013/badge/{segment}").status in (400, 404)


ODD_QUERIES = ("%", "&&&", "=", "name", "name=%ff", "a=1&a=2", "name=" + "x" * 9000, "size=10&size=10")


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_odd_queries(api: Api, query: str) -> None:
    assert api.send("GET", f"{MANAGEMENT}/62090013", query=query).status == 200
