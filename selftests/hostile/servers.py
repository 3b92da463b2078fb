"""The hostile servers: how each behaves, and what a run against it must come to."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from selftests.hostile.proxy import Answer, Upstream, after, every_second, through
from selftests.transport.tiny_servers import Asked, Behaviour, Reply, always

# So many requests are answered well before a server turns hostile: the look at the target and a little more.
SOUND = 12

INCOMPLETE, NON_CONFORMANT, USAGE = 6, 1, 4


@dataclass(frozen=True)
class Hostile:
    """One hostile server."""

    name: str
    behaviour: Callable[[Upstream], Behaviour]
    status: int  #: exit status of a run against it
    says: str = ""  #: what the run must tell about it
    reference: tuple[str, ...] = ()  #: options of the odd reference behind it
    secure: bool = False
    failed: tuple[str, ...] = ()  #: requirements that must be among those that fail


# -- answers that are no answers ------------------------------------------------------------------


def never(_: Asked, reply: Reply) -> None:
    reply.hang()


def one_byte_a_second(_: Asked, reply: Reply) -> None:
    reply.drip(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + b" " * 600, pause=1)


def closes_mid_body(_: Asked, reply: Reply) -> None:
    reply.raw(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"data": {')
    reply.close()


def endless_body(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        reply.raw(b"10000\r\n" + b" " * 65536 + b"\r\n")


def hundred_megabytes(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n")
    for _ in range(1600):
        reply.raw(b" " * 65536)


@cache
def bomb() -> bytes:
    """A gigabyte of blanks, packed twice; made piece by piece, as it would count as memory of the run."""
    packer = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    pieces = [packer.compress(b" " * 1_000_000) for _ in range(1000)]
    return gzip.compress(b"".join([*pieces, packer.flush()]), 9)


def exploding() -> Behaviour:
    """Packs the bomb before the run begins: the time for it is not the server's."""
    return always(200, bomb(), Content_Encoding="gzip, gzip")


def too_long_a_length(_: Asked, reply: Reply) -> None:
    reply.send(200, b"{}", Content_Length="2000")


def redirect_loop(asked: Asked, reply: Reply) -> None:
    reply.send(302, b"", Location=asked.target)


# -- answers that are spoilt ----------------------------------------------------------------------


def invalid_json(answer: Answer) -> Answer:
    return Answer(answer.status, answer.headers, answer.body.replace(b'"', b"'"))


def utf_16(answer: Answer) -> Answer:
    return Answer(answer.status, answer.headers, answer.body.decode().encode("utf-16"))


def with_bom(answer: Answer) -> Answer:
    return Answer(answer.status, answer.headers, b"\xef\xbb\xbf" + answer.body)


def _changed(answer: Answer, change: Callable[[dict[str, Any]], None]) -> Answer:
    body = answer.payload if answer.body else None
    if not isinstance(body, dict) or not isinstance(body.get("data"), dict):
        return answer
    change(body["data"])
    return answer.with_json(body)


def wrong_description(answer: Answer) -> Answer:
    """A replica that has lost a field: whatever badge a list or a detail shows, the description is wrong."""

    def change(data: dict[str, Any]) -> None:
        for badge in data.get("customerBadges", [data]):
            if "startsOn" in badge:
                badge["description"] = "lost"

    return _changed(answer, change)


# -- the table ------------------------------------------------------------------------------------

Make = Callable[[Upstream], Behaviour]


def _from_the_start(behaviour: Behaviour) -> Make:
    return lambda upstream: behaviour


def _later(behaviour: Behaviour, sound: int = SOUND) -> Make:
    return lambda upstream: after(sound, through(upstream), behaviour)


def _spoilt(spoil: Callable[[Answer], Answer]) -> Make:
    return lambda upstream: through(upstream, spoil)


def _too_short(upstream: Upstream) -> Behaviour:
    return through(upstream, hidden=5)


def _dead(name: str, behaviour: Behaviour, says: str) -> list[Hostile]:
    return [
        Hostile(f"{name}, from the start", _from_the_start(behaviour), USAGE, says),
        Hostile(f"{name}, later", _later(behaviour), INCOMPLETE, says),
    ]


def elsewhere(url: str) -> Behaviour:
    """Sends everybody to another host."""
    return lambda asked, reply: reply.send(302, b"", Location=f"{url}{asked.target}")


ELSEWHERE = "http://127.0.0.2:9"

SERVERS: tuple[Hostile, ...] = (
    *_dead("never answers", never, "is silent for"),
    *_dead("one byte a second", one_byte_a_second, "does not finish its answer"),
    *_dead("closes mid-body", closes_mid_body, "in the middle of the answer"),
    *_dead("endless body", endless_body, "is longer than"),
    *_dead("body of 100 MB", hundred_megabytes, "is longer than"),
    Hostile("gzip bomb, from the start", lambda _: exploding(), USAGE, "unpacks to more than"),
    Hostile(
        "gzip bomb, later",
        lambda upstream: after(SOUND, through(upstream), exploding()),
        INCOMPLETE,
        "unpacks to more than",
    ),
    *_dead("length too long", too_long_a_length, "is silent for"),
    *_dead("429 storm", always(429, b"{}", Retry_After="1"), "429"),
    Hostile("redirect loop, from the start", _from_the_start(redirect_loop), USAGE, "redirects"),
    Hostile("redirect loop, later", _later(redirect_loop), NON_CONFORMANT, "302"),
    Hostile("redirect elsewhere, from the start", _from_the_start(elsewhere(ELSEWHERE)), USAGE, "127.0.0.2"),
    Hostile("redirect elsewhere, later", _later(elsewhere(ELSEWHERE)), NON_CONFORMANT, "302"),
    Hostile("certificate wrong", _spoilt(lambda answer: answer), USAGE, "not trusted", secure=True),
    Hostile("401 after a while", _later(always(401, b"{}")), INCOMPLETE, "credentials"),
    Hostile("invalid JSON", _spoilt(invalid_json), NON_CONFORMANT, failed=("COMMON-BODY-JSON",)),
    Hostile("UTF-16", _spoilt(utf_16), NON_CONFORMANT, failed=("COMMON-BODY-JSON",)),
    Hostile("BOM", _spoilt(with_bom), NON_CONFORMANT, failed=("COMMON-BODY-JSON",)),
    Hostile("length too short", _too_short, NON_CONFORMANT, failed=("COMMON-BODY-JSON",)),
    Hostile(
        "half of the replicas faulty",
        _spoilt(every_second(wrong_description)),
        NON_CONFORMANT,
    ),
    Hostile(
        "an hour ahead, and says so",
        _spoilt(lambda answer: answer),
        INCOMPLETE,
        reference=("--clock-off", "3600", "--date-off", "3600"),
    ),
    Hostile(
        "an hour behind, and says so",
        _spoilt(lambda answer: answer),
        INCOMPLETE,
        reference=("--clock-off", "-3600", "--date-off", "-3600"),
    ),
    Hostile(
        "its Date header an hour ahead of its rules",
        _spoilt(lambda answer: answer),
        NON_CONFORMANT,
        reference=("--date-off", "3600"),
        failed=("BADGE-META-STATUS-BY-CLOCK",),
    ),
    Hostile(
        "reads follow writes after one second",
        _spoilt(lambda answer: answer),
        INCOMPLETE,
        says="a write shows after up to",
        reference=("--lag", "1"),
    ),
    Hostile(
        "reads follow late, and details keep the first owners",
        _spoilt(lambda answer: answer),
        NON_CONFORMANT,
        says="a write shows after up to",
        reference=("--lag", "1", "--fault", "detail-keeps-first-owners"),
        failed=("UPDATE-VISIBLE-IN-DETAIL",),
    ),
)
