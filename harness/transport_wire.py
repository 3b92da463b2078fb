"""One request and one response, within hard bounds; whatever goes wrong becomes a sentence.

There are no redirects, no cookies, no proxies, no repetitions and no credentials here.
"""

import http.client
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from socket import gaierror
from typing import Literal
from urllib.parse import urlsplit

import urllib3
from urllib3.exceptions import HTTPError, InsecureRequestWarning, LocationValueError

from harness.target_parts import Tls
from harness.transport_coding import KEPT, CodingError, OversizedError, unpack
from harness.transport_connection import PROGRESS, Adapter, Bounds, Progress, Session
from harness.transport_request import prepare

_CHUNK = 65536

# Who switches checking off in the profile knows it, and the report says it.
urllib3.disable_warnings(InsecureRequestWarning)

_ANOTHER_HOST = "write the host in base_url as the certificate names it"
#: What to do about a certificate, by OpenSSL's code of what is wrong; an unknown authority for all others.
_OF_A_CERTIFICATE = {
    9: "compare the clocks of this machine and the server",
    10: "the server needs a new one",
    62: _ANOTHER_HOST,
    64: _ANOTHER_HOST,
}

Cause = Literal["unbuildable", "unusable", "unreachable", "reset", "timeout", "garbled", "oversized"]
"""``unusable`` is an address or a certificate that will not do, however often it is tried."""


class WireError(Exception):
    """There is no whole answer; the message is one sentence."""

    def __init__(
        self,
        sentence: str,
        cause: Cause,
        *,
        sent: bool,
        headers: tuple[tuple[str, str], ...] = (),
        body: bytes = b"",
    ) -> None:
        super().__init__(sentence)
        self.cause = cause
        self.sent = sent  #: whether the server may have received (and carried out) the request
        self.retriable = cause in ("unreachable", "reset")  #: whether trying again may help
        self.headers = headers  #: those of a response that did arrive
        self.body = body  #: the beginning of a body that did arrive


@dataclass(frozen=True)
class Answer:
    """A whole response."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes  #: content codings undone
    received: int  #: bytes of the body as they came


class _Own(threading.local):
    """What each thread has for itself; the connections are everybody's."""

    def __init__(self, adapter: Adapter) -> None:
        self.session = Session(adapter)


class Wire:
    """The way to one origin (scheme, host, port); may be used by several threads."""

    def __init__(self, origin: str, tls: Tls) -> None:
        parts = urlsplit(origin)
        assert parts.hostname is not None
        secure = parts.scheme == "https"
        host, port = parts.hostname.encode("idna").decode(), parts.port or (443 if secure else 80)
        self._origin, self._host = origin, parts.hostname
        self._adapter = Adapter(host, port, tls if secure else None)
        self._own = _Own(self._adapter)
        self.name = f"{self._host}:{port}"
        self.host_header = parts.netloc.encode("idna").decode()

    def close(self) -> None:
        """Close the idle connections."""
        self._adapter.close()

    def ask(
        self, method: str, target: str, headers: Sequence[tuple[str, str]], body: bytes | None, bounds: Bounds
    ) -> Answer:
        """Send one request and read the whole answer, or raise :class:`WireError`."""
        try:
            request = prepare(method, self._origin + target, headers, body)
        except ValueError as flaw:
            raise WireError(str(flaw), "unbuildable", sent=False) from None
        progress = Progress(bounds, target)
        PROGRESS.set(progress)
        patience = (bounds.connect_timeout, bounds.read_timeout)
        try:
            with self._own.session.send(
                request, stream=True, allow_redirects=False, timeout=patience
            ) as response:
                progress.status = response.status_code
                progress.headers = tuple(response.raw.headers.items())
                while part := response.raw.read1(_CHUNK, decode_content=False):
                    progress.body += part
                    if len(progress.body) > bounds.max_body:
                        raise OversizedError(f"is longer than {bounds.max_body} bytes")
            unpacked = unpack(bytes(progress.body), progress.headers, bounds.max_body)
        except (CodingError, HTTPError, OSError, ValueError, OverflowError) as flaw:
            raise self._error(_root(flaw), progress) from None
        return Answer(response.status_code, progress.headers, unpacked, len(progress.body))

    def _error(self, flaw: BaseException, progress: Progress) -> WireError:
        connecting = progress.phase == "connecting"
        if isinstance(flaw, CodingError):
            sentence = f"The body of the answer (status {progress.status}) {flaw}."
            cause: Cause = "oversized" if isinstance(flaw, OversizedError) else "garbled"
        else:
            tell = self._no_connection if connecting else self._no_answer
            sentence, cause = tell(flaw, progress)
        beginning = flaw.beginning if isinstance(flaw, OversizedError) else b""
        return WireError(
            sentence,
            cause,
            sent=not connecting,
            headers=progress.headers,
            body=beginning or bytes(progress.body[:KEPT]),
        )

    def _no_connection(self, flaw: BaseException, progress: Progress) -> tuple[str, Cause]:
        """Why nothing was sent."""
        match flaw:
            case TimeoutError():
                within = f"{progress.bounds.connect_timeout:.3g} s"
                return f"{self.name} does not accept a connection within {within}.", "timeout"
            case gaierror() | LocationValueError():
                return f"The host name {self._host} cannot be resolved.", "unusable"
            case ssl.SSLCertVerificationError():
                why = flaw.verify_message.rstrip(".")
                advice = _OF_A_CERTIFICATE.get(flaw.verify_code, "name its authority with [tls] ca_file")
                return f"The certificate of {self.name} is not trusted: {why} ({advice}).", "unusable"
            case ssl.SSLError(reason="WRONG_VERSION_NUMBER"):
                advice = "perhaps its address begins with http://"
                return f"{self.name} does not speak TLS ({advice}).", "unusable"
            case ssl.SSLError():
                reason = (flaw.reason or "protocol error").replace("_", " ").lower()
                return f"No TLS connection to {self.name}: {reason}.", "unusable"
            case ConnectionRefusedError():
                return f"{self.name} refuses connections: nothing listens there.", "unreachable"
            case ConnectionError():
                return f"{self.name} drops the connection while it is being made.", "unreachable"
        reason = getattr(flaw, "strerror", None) or "no address"
        return f"{self.name} cannot be reached: {reason}.", "unreachable"

    def _no_answer(self, flaw: BaseException, progress: Progress) -> tuple[str, Cause]:
        """Why there is no whole answer to what was sent, at least in part."""
        status, size = progress.status, len(progress.body)
        arrived = f" (status {status} and {size} bytes of the body had arrived)" if status else ""
        cause: Cause = "reset"
        match flaw:
            case TimeoutError() if progress.phase == "sending":
                cause, what = "timeout", "does not take the request in time"
            case TimeoutError() if time.monotonic() >= progress.bounds.deadline:
                cause, what = "timeout", "does not finish its answer within the time for one request"
                arrived = arrived or f" ({progress.received} bytes had arrived)"
            case TimeoutError():
                cause, what = "timeout", f"is silent for {progress.bounds.read_timeout:.3g} s"
            case ssl.SSLError() if "CERTIFICATE_REQUIRED" in (flaw.reason or ""):
                cause, what = "unusable", "asks for a client certificate ([tls] client_cert names one)"
            case http.client.IncompleteRead() if progress.ended:
                what = "closes the connection in the middle of the answer"
            case http.client.RemoteDisconnected():
                what = "closes the connection without an answer"
            case OSError() if progress.phase == "sending":
                what = "drops the connection while the request is being sent"
            case OSError():
                what = "breaks the connection before the answer is whole"
            case _:
                cause, what = "garbled", "answers with something that is not HTTP/1.1"
        return f"{self.name} {what}{arrived}.", cause


def _root(flaw: BaseException) -> BaseException:
    """What was raised first, under the wrappings of requests and urllib3."""
    wrapped = (flaw.__cause__, getattr(flaw, "reason", None), *flaw.args)
    inner = next((each for each in wrapped if isinstance(each, BaseException)), None)
    return flaw if inner is None else _root(inner)
