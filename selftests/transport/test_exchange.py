"""The record of a request: what it says about JSON, how it travels, and its curl line in a real shell."""

import json
import os
import pickle
import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_servers import KEY, PASSWORD, SECRET, USER, TinyServer, always

from harness import authentication
from harness.authentication import DEFAULT, NONE
from harness.client import Client
from harness.exchange import MISSING, Exchange, Headers, parse_json, printable
from harness.redaction import REDACTED, Redactor
from harness.target import Auth, BasicAuth, OAuth
from harness.transport import Transport

Connect = Callable[..., Transport]


def exchange(body: bytes = b"{}", **changed: Any) -> Exchange:
    parts: dict[str, Any] = {
        "id": "gw0-1",
        "operation": "list",
        "method": "GET",
        "url": "http://h/x",
        "request_headers": Headers({"Accept": "application/json"}),
        "request_body": None,
        "started": 1000.5,
        "elapsed": 0.25,
        "status": 200,
        "response_headers": Headers({"Content-Type": "application/json"}),
        "response_body": body,
        "error": None,
        "attempts": 1,
    }
    return Exchange(**{**parts, **changed})


BOTH = Auth("basic", BasicAuth(USER, PASSWORD), OAuth("/token", KEY, SECRET))


class TestPayload:
    @pytest.mark.parametrize(
        ("body", "payload"),
        [
            (b'{"a": [1, 2.5, null, true, "\xc3\xbc"]}', {"a": [1, 2.5, None, True, "ü"]}),
            (b"null", None),
            (b" " + b"9" * 50, 10**50 - 1),
            (b'"\\ud83d"', "\ud83d"),
        ],
    )  # fmt: skip
    def test_json_is_parsed(self, body: bytes, payload: Any) -> None:
        assert exchange(body).payload == payload
        assert exchange(body).problem is None

    @pytest.mark.parametrize(
        ("body", "problem"),
        [
            (b"", "The body is empty."),
            (b"[1,\n x]", "The body is not JSON: Expecting value at line 2, column 2."),
            (b"<html>", "The body is not JSON: Expecting value at line 1, column 1."),
            (b"{} {}", "The body is not JSON: Extra data at line 1, column 4."),
            (b"[NaN]", "The body is not JSON that can be read: NaN is not a JSON number."),
            (b"[-Infinity]", "The body is not JSON that can be read: -Infinity is not a JSON number."),
            (b"\xef\xbb\xbf{}", "The body begins with a byte order mark, which JSON does not allow."),
            ('{"a": 1}'.encode("utf-16"), "The body is UTF-16 or UTF-32; JSON is exchanged as UTF-8."),
            ('{"a": 1}'.encode("utf-16-le"), "The body is UTF-16 or UTF-32; JSON is exchanged as UTF-8."),
            ('{"a": 1}'.encode("utf-16-be"), "The body is UTF-16 or UTF-32; JSON is exchanged as UTF-8."),
            ('{"a": "ü"}'.encode("latin-1"), "The body is not UTF-8: byte 7 is 0xfc."),
            (b"[" * 200_000, "The body is nested too deeply to be read."),
            (b"9" * 5000, "The body is not JSON that can be read: Exceeds the limit (4300 digits) for integer"
             " string conversion: value has 5000 digits."),
        ],
    )  # fmt: skip
    def test_what_is_no_json_is_said(self, body: bytes, problem: str) -> None:
        assert exchange(body).payload is None
        assert exchange(body).problem == problem

    def test_a_name_that_occurs_twice_is_noted(self) -> None:
        twice = exchange(b'{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}')

        assert twice.payload == {"a": 3, "b": {"c": 2}}
        assert twice.duplicate_keys == ("c", "a")
        assert exchange(b'{"a": 1}').duplicate_keys == ()

    def test_it_is_parsed_once(self) -> None:
        record = exchange(b"[1]")

        assert record.payload is record.payload

    @pytest.mark.parametrize(
        ("pointer", "value"),
        [
            ("", {"a": [{"b/c": 1}], "": 2}),
            ("/a/0/b~1c", 1),
            ("/", 2),
            ("/a/1", MISSING),
            ("/a/x", MISSING),
            ("/a/-1", MISSING),
            ("/a/0/b~1c/d", MISSING),
        ],
    )
    def test_a_pointer_finds_a_value(self, pointer: str, value: Any) -> None:
        assert exchange(b'{"a": [{"b/c": 1}], "": 2}').at(pointer) == value

    def test_missing_is_false(self) -> None:
        assert not exchange(b"x").at("/a")
        assert exchange(b"x").at("/a", 7) == 7


class TestRecord:
    def test_headers_are_found_in_any_case(self) -> None:
        headers = Headers([("Content-Type", "a"), ("X", "1"), ("x", "2")])

        assert headers["content-type"] == "a"
        assert dict(headers) == {"Content-Type": "a", "X": "1, 2"}
        assert "CONTENT-TYPE" in headers
        assert headers.get("y") is None

    def test_it_goes_to_json_and_back(self) -> None:
        record = exchange(b'{"name": "\xc3\xbc"}', method="PUT", request_body=b"[1]")
        read = Exchange.from_dict(json.loads(json.dumps(record.to_dict())))

        assert read.to_dict() == record.to_dict()
        assert (read.payload, read.request_payload, read.status) == ({"name": "ü"}, [1], 200)
        assert read.response_headers["content-type"] == "application/json"

    def test_it_can_be_pickled(self) -> None:
        assert pickle.loads(pickle.dumps(exchange(b"[1]"))).payload == [1]

    def test_the_keys_are_those_of_the_report(self) -> None:
        assert list(exchange().to_dict()) == [
            *("id", "operation", "method", "url", "request_headers", "request_body", "status"),
            *(
                "response_headers",
                "response_body",
                "elapsed",
                "started",
                "error",
                "attempts",
                "curl",
                "truncated",
            ),
        ]

    def test_long_bodies_are_cut_and_say_so(self) -> None:
        record = exchange(b'"' + b"x" * 100_000 + b'"').to_dict()
        read = Exchange.from_dict(record)

        assert len(record["response_body"]) == 65536
        assert record["truncated"]
        assert (read.payload, read.problem) == (None, "The recorded body is cut.")
        assert exchange(b"abc").to_dict(limit=2)["response_body"] == "ab"
        assert not exchange(b"abc").to_dict(limit=3)["truncated"]

    def test_a_secret_at_the_cut_is_not_shown_in_part(self, own_secrets: Redactor) -> None:
        own_secrets.add("very-secret-value")
        record = exchange(b"x" * 90 + b"very-secret-value").to_dict(limit=100)

        assert "very" not in record["response_body"]

    def test_control_characters_are_shown_as_escapes(self) -> None:
        record = exchange(b"\x00\x1b[31m\r\n\t\xff\xc2\x85\xe2\x80\xae").to_dict()

        assert record["response_body"] == "\\x00\\x1b[31m\\x0d\n\t\ufffd\\x85\\u202e"
        assert printable("naïve 😀 text") == "naïve 😀 text"

    def test_what_a_server_echoes_is_redacted(self, own_secrets: Redactor) -> None:
        own_secrets.add("very-secret-value")
        record = exchange(
            b'{"echo": "very-secret-value"}',
            url="http://h/x?q=very-secret-value",
            request_body=b"very-secret-value",
            response_headers=Headers({"X-Echo": "very-secret-value", "Set-Cookie": "a=b"}),
        )

        assert "very-secret-value" not in json.dumps(record.to_dict())
        assert record.to_dict()["response_headers"] == {"X-Echo": REDACTED, "Set-Cookie": REDACTED}
        assert "very-secret-value" not in repr(record)

    @pytest.mark.parametrize(
        ("changed", "environmental"),
        [
            ({"status": 200}, False),
            ({"status": 500}, False),
            *(({"status": status}, True) for status in (429, 502, 503, 504)),
            ({"status": None, "error": "gone"}, True),
        ],
    )
    def test_the_environment_is_told_from_the_target(self, changed: Any, environmental: bool) -> None:
        assert exchange(**changed).environmental is environmental

    def test_half_surrogates_do_not_break_the_report(self) -> None:
        value, problem, _ = parse_json(b'"\\udc00"')

        assert (value, problem) == ("\udc00", None)
        json.dumps(exchange(b'"\\udc00"').to_dict()).encode()


@pytest.mark.skipif(shutil.which("curl") is None or shutil.which("sh") is None, reason="needs curl and sh")
class TestCurl:
    @staticmethod
    def run(line: str, **environment: str) -> str:
        done = subprocess.run(
            ["sh", "-c", line],
            env={"BADGES_USER": USER, "BADGES_PASSWORD": PASSWORD, "PATH": os.environ["PATH"], **environment},
            capture_output=True,
            timeout=10,
            check=True,
        )
        return done.stdout.decode()

    @pytest.mark.parametrize(
        ("method", "path", "given"),
        [
            ("GET", "/x?a=1&b=%20%22", {}),
            ("GET", "/x/../y/%2e%2e/[z]{1,2}$HOME`id`'\"", {"params": {"q": "ü & 'quoted' \"$(id)\" \\"}}),
            ("GET", "/x", {"headers": {"Accept": None}}),
            ("GET", "/x", {"headers": {"X-Empty": "", "X-Quote": 'it\'s $HOME "x" \\'}}),
            ("GET", "/x", {"content": b"body of a read"}),
            ("HEAD", "/x", {}),
            ("DELETE", "/x", {}),
            ("POST", "/x", {"json": {"name": 'it\'s a "badge" $HOME `id` \\ ü 😀', "n": [1, None]}}),
            ("PUT", "/x", {"content": b"", "headers": {"Content-Type": "application/json"}}),
            ("PUT", "/x", {"content": b"no type"}),
            ("PUT", "/x", {"content": b"@/etc/passwd"}),
            ("POST", "/x", {"content": b"line 1\nline 2\r\n\ttab \\n %s %d 'x'\n\n"}),
            ("POST", "/x", {"content": bytes(range(256))}),
            ("POST", "/x", {"content": "\u202e{}\x07".encode()}),
        ],
    )
    @pytest.mark.parametrize("credentials", [DEFAULT, NONE])
    def test_it_sends_the_same_request(
        self, connect: Connect, method: str, path: str, given: Any, credentials: Any
    ) -> None:
        with TinyServer(always()) as server:
            transport = connect(server.url, auth=BOTH, headers=(("X-Attribution", "till"),))
            record = transport.send(method, path, credentials=credentials, **given)
            line = record.to_dict()["curl"]
            self.run(line)
            ours, theirs = server.asked

        assert "\n" not in line
        assert PASSWORD not in line
        ignored = ("user-agent", "accept-encoding", "connection")
        for asked in (ours, theirs):
            for name in ignored:
                asked.headers.pop(name, None)
            if asked.headers.get("content-length") == "0":
                del asked.headers["content-length"]
        assert (theirs.method, theirs.target, theirs.body) == (ours.method, ours.target, ours.body)
        assert theirs.headers == ours.headers

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(body=st.text().map(lambda text: text.encode("utf-8", "surrogatepass")), query=st.text())
    def test_any_text_survives_the_shell(self, connect: Connect, body: bytes, query: str) -> None:
        with TinyServer(always()) as server:
            record = connect(server.url).send("PUT", "/x", params={"q": query}, content=body)
            self.run(record.to_dict()["curl"])
            ours, theirs = server.asked

        assert (theirs.target, theirs.body) == (ours.target, ours.body)

    @pytest.mark.parametrize(
        "name", ["wrong_password", "wrong_user", "forged_token", "unknown_scheme", "oauth"]
    )
    def test_it_authenticates_in_the_same_way(self, connect: Connect, name: str) -> None:
        with TinyServer(always(body={"accessToken": "token-1234"})) as server:
            transport = connect(server.url, auth=BOTH)
            record = transport.send("GET", "/x", credentials=getattr(authentication, name)(transport.target))
            ours = server.asked[-1]
            self.run(record.curl(), BADGES_TOKEN="token-1234")
            theirs = server.asked[-1]

        for header in ("authorization", "x-cap-api-oauth-token"):
            assert theirs.header(header) == ours.header(header)

    def test_a_header_name_does_not_speak_to_the_shell(self, connect: Connect) -> None:
        auth = Auth("oauth", oauth=OAuth("/token", KEY, SECRET, "X-$HOME`id`"))
        with TinyServer(always(body={"accessToken": "token-1234"})) as server:
            record = connect(server.url, auth=auth).send("GET", "/x")
            self.run(record.curl(), BADGES_TOKEN="token-1234")
            theirs = server.asked[-1]

        assert theirs.header("x-$home`id`") == "token-1234"

    def test_a_digested_password_is_given_as_it_is_sent(self, connect: Connect) -> None:
        auth = Auth("basic", BasicAuth(USER, PASSWORD, "md5"))
        with TinyServer(always()) as server:
            record = connect(server.url, auth=auth).send("GET", "/x")
            assert auth.basic is not None
            self.run(record.curl(), BADGES_PASSWORD=auth.basic.sent_password)
            ours, theirs = server.asked

        assert theirs.header("authorization") == ours.header("authorization")

    def test_a_name_that_was_used_up_is_another_one_each_time(self, connect: Connect) -> None:
        with TinyServer(always(201)) as server:
            client = self.client(connect, server)
            self.run(client.create({"name": "It's Gold 1a2b3c4d-main-1", "rank": 1}).curl())
            sent = json.loads(server.asked[-1].body)

        assert re.fullmatch(r"It's Gold \d{10}-main-1", sent["name"])
        assert sent["rank"] == 1

    def test_a_name_that_is_meant_to_be_taken_stays(self, connect: Connect) -> None:
        with TinyServer(always(201)) as server:
            client = self.client(connect, server)
            client.create({"name": "Gold 1a2b3c4d-main-1"})
            self.run(client.create(b'{"name": "Gold 1a2b3c4d-main-1"}').curl())

        assert json.loads(server.asked[-1].body) == {"name": "Gold 1a2b3c4d-main-1"}

    def test_a_name_that_is_still_free_stays(self, connect: Connect) -> None:
        with TinyServer(always(400)) as server:
            record = self.client(connect, server).create({"name": "Gold 1a2b3c4d-main-1"})
            self.run(record.curl())

        assert json.loads(server.asked[-1].body) == {"name": "Gold 1a2b3c4d-main-1"}

    @staticmethod
    def client(connect: Connect, server: TinyServer) -> Client:
        transport = connect(server.url)
        return Client(transport, transport.target, run="1a2b3c4d")

    def test_a_long_body_is_left_out(self) -> None:
        line = exchange(method="PUT", request_body=b"x" * 100_000).curl()

        assert line.endswith("  # the body of 100000 bytes is left out")
        assert len(line) < 300

    def test_a_record_keeps_its_line(self) -> None:
        record = exchange(authentication='-u "$BADGES_USER:$BADGES_PASSWORD"')

        assert Exchange.from_dict(record.to_dict()).curl() == record.curl()
