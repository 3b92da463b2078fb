"""Undoes the content codings of a response, no further than a bound: a small body may unpack to gigabytes."""

import zlib
from collections.abc import Sequence

KEPT = 65536
"""How much of a body that is too long is kept as evidence (bytes)."""


class CodingError(Exception):
    """The body is not packed as the headers say; the message is the end of a sentence about it."""


class OversizedError(CodingError):
    """The body is longer than the bound; :attr:`beginning` is what is kept of it if it was packed."""

    def __init__(self, complaint: str, beginning: bytes = b"") -> None:
        super().__init__(complaint)
        self.beginning = beginning


def unpack(body: bytes, headers: Sequence[tuple[str, str]], most: int) -> bytes:
    """The body without its content codings, at most ``most`` bytes.

    Raises :class:`OversizedError` or :class:`CodingError`.
    """
    codings = [
        coding.strip().lower()
        for name, value in headers
        if name.lower() == "content-encoding"
        for coding in value.split(",")
    ]
    for coding in reversed([coding for coding in codings if coding not in ("", "identity")]):
        if coding not in ("gzip", "x-gzip", "deflate"):
            raise CodingError(f'is packed as "{coding[:40]}", which was not asked for')
        if body:
            body = _inflate(body, coding, most)
    return body


def _inflate(body: bytes, coding: str, most: int) -> bytes:
    """Undo gzip (all its members) or deflate (with or without the zlib header)."""
    headless = coding == "deflate" and not _has_zlib_header(body)
    found = bytearray()
    try:
        while body:
            member = zlib.decompressobj(-zlib.MAX_WBITS if headless else zlib.MAX_WBITS | 32)
            found += member.decompress(body, most + 1 - len(found))
            if len(found) > most:
                raise OversizedError(f"unpacks to more than {most} bytes", bytes(found[:KEPT]))
            if not member.eof:
                raise CodingError(f"is {coding} that ends early")
            body = member.unused_data.lstrip(b"\0")
    except zlib.error:
        raise CodingError(f"is not valid {coding}") from None
    return bytes(found)


def _has_zlib_header(body: bytes) -> bool:
    """Whether the first two bytes are those of RFC 1950; many servers leave them out."""
    return len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
