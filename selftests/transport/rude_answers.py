"""What servers do to a client that waits for an answer."""

import gzip

from tiny_servers import Asked, Reply

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def never_answers(_: Asked, reply: Reply) -> None:
    reply.hang()


def drips_the_head(_: Asked, reply: Reply) -> None:
    reply.drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000, 0.05)


def drips_the_body(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    reply.drip(b"x" * 1000, 0.05)


def interim_answers_without_end(_: Asked, reply: Reply) -> None:
    while True:
        reply.raw(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        reply.wait(0.01)


def closes_at_once(_: Asked, reply: Reply) -> None:
    reply.close()


def resets(_: Asked, reply: Reply) -> None:
    reply.reset()


def closes_in_the_head(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 O")
    reply.close()


def closes_before_the_end_of_the_head(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n")
    reply.close()


def redirects_with_an_endless_body(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 302 Found\r\nLocation: /y\r\n\r\n")
    while True:
        reply.raw(b"x" * 65536)


def two_lengths(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n{}")
    reply.hang()


def closes_mid_body(_: Asked, reply: Reply) -> None:
    reply.raw(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"data": ')
    reply.close()


def closes_mid_chunk(_: Asked, reply: Reply) -> None:
    reply.raw(b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{"data": ')
    reply.close()


def promises_too_much(_: Asked, reply: Reply) -> None:
    reply.send(body=b'{"a": 1}', Content_Length="9")
    reply.hang()


def endless_body(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        reply.raw(b"x" * 65536)


def endless_chunks(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        reply.raw(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def endless_headers(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\n")
    while True:
        reply.raw(b"X-More: 1\r\n" * 50)


def endless_header_line(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        reply.raw(b"x" * 65536)


# Made before anybody waits for it.
BOMB = gzip.compress(bytes(30_000_000))


def gzip_bomb(_: Asked, reply: Reply) -> None:
    reply.send(body=BOMB, Content_Encoding="gzip")


def false_gzip(_: Asked, reply: Reply) -> None:
    reply.send(body=b'{"a": 1}', Content_Encoding="gzip")


def half_a_gzip(_: Asked, reply: Reply) -> None:
    reply.send(body=gzip.compress(b'{"a": 1}' * 100, mtime=0)[:-10], Content_Encoding="gzip")


def unknown_coding(_: Asked, reply: Reply) -> None:
    reply.send(Content_Encoding="br")


def not_http(_: Asked, reply: Reply) -> None:
    reply.raw(b"220 mail.example ESMTP\r\n")
    reply.close()


def bad_chunk_size(_: Asked, reply: Reply) -> None:
    reply.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
    reply.hang()
