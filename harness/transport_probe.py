"""A look at the target before the run: can it be reached, does it let us in, does it know the customer?

What is wrong here would fail every test in the same way, so it is said once, in one sentence, at once.
What is wrong with the target's *rules* is not looked at: that is the run's business, and its report's.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote, urlsplit

from harness.exchange import ENVIRONMENTAL_STATUSES, Exchange, printable
from harness.redaction import PROCESS
from harness.target import Target, TargetError
from harness.transport import Transport, TransportOptions

_LIST = "/api_gateway/v1/badges/management/{customer}"  # 000:L27
# Asked for where the profile names no customer: whatever the answer, it shows whether there is a way in.
_SOMEONE = "0"
_QUOTED = 160
# What a sentence names that says by itself what to mend.
_ADVICE = re.compile(r"\[auth|\[tls\]|base_url|OAuth|hook|begins with http|certificate")


def probe(
    target: Target, options: TransportOptions | None = None, *observers: Callable[[Exchange], None]
) -> None:
    """Ask the target for the customer's badges and raise :class:`TargetError` when a run makes no sense.

    Raises for: no connection, a failing TLS handshake, refused or missing credentials, a redirect, a gateway
    that says nobody is there, an address without this API, a customer the target refuses.
    Sends one to four reads and no writes; the observers see what comes back.
    """
    options = options or TransportOptions.for_target(target)
    with Transport(target, replace(options, retries=min(1, options.retries), worker="probe")) as transport:
        transport.observers.extend(observers)
        customer = quote(target.customer.id if target.customer else _SOMEONE, safe="")
        path = _LIST.format(customer=customer)
        first = transport.send("GET", path, operation="probe")
        _check_way_in(target, first)
        if target.customer is None or _accepts(first):
            return
        # Perhaps only the short form is refused; then the run goes on and its report says so.
        again = transport.send("GET", path, params={"page": 0, "size": 10}, operation="probe")
        if again.error is None and not _accepts(again) and not _knows_badge(transport, target, path):
            raise TargetError(
                f"The target refuses the list of customer {target.customer.id} ({_reason(again)}): put the id"
                " of a customer that exists there into [customer] of the profile."
            )


def _knows_badge(transport: Transport, target: Target, path: str) -> bool:
    """Whether the customer exists all the same: the target shows him a badge of the profile."""
    badge = next(iter(target.fixtures.badges), None)
    if badge is None:
        return False
    shown = transport.send("GET", f"{path}/badge/{quote(badge, safe='')}", operation="probe")
    return shown.error is None and shown.status is not None and shown.status < 300 and _accepts(shown)


def _check_way_in(target: Target, exchange: Exchange) -> None:
    url, status = target.base_url, exchange.status
    if exchange.error is not None:
        raise TargetError(f"The target {url} cannot be tested: {_advised(exchange.error)}")
    if status in (401, 403):
        raise TargetError(f"The target {url} answers {status}: {_advice(target)}")
    if status in ENVIRONMENTAL_STATUSES:
        raise TargetError(f"The target {url} is not ready: it answers {status}; try again when it is up.")
    if status is not None and 300 <= status < 400:
        raise TargetError(
            f"The target {url} redirects{_whither(exchange)}: give the final address as base_url."
        )
    if status == 404 and exchange.problem is not None:
        raise TargetError(
            f"There is no Badges API at {url}: {exchange.url} answers 404 without JSON;"
            " base_url must be what stands before /api_gateway."
        )


def _advised(error: str) -> str:
    """What went wrong on the line, and what to look at if it does not say so itself."""
    if _ADVICE.search(error):
        return error
    return (
        f"{error.removesuffix('.')}; check scheme, host and port of base_url, and that the target is up and"
        " can be reached from here."
    )


def _advice(target: Target) -> str:
    match target.auth.scheme:
        case "none":
            return "it wants credentials, and the profile has none; give them in [auth]."
        case "basic":
            return (
                "it refuses the profile's username and password; mend them in [auth] (password_digest, too)."
            )
        case "oauth":
            return "it refuses the token got with the profile's key and secret; mend [auth.oauth]."
    return "it refuses what the callable of [auth] adds to the request."


def _whither(exchange: Exchange) -> str:
    location = exchange.header("Location")
    if not location:
        return ""
    parts = urlsplit(location)
    where = f"{parts.scheme}://{parts.hostname}" if parts.hostname else parts.path
    return f" to {printable(PROCESS.text(where))[:_QUOTED]}"


def _accepts(exchange: Exchange) -> bool:
    """Whether this is no refusal: a 5xx is no answer to the question, and the run will judge it."""
    if exchange.status is not None and 400 <= exchange.status < 500:
        return False
    return not exchange.at("/errors", None) or exchange.at("/data", None) is not None


def _reason(exchange: Exchange) -> str:
    code, message = exchange.at("/errors/0/code", None), exchange.at("/errors/0/message", None)
    told = [f"HTTP {exchange.status}"]
    if isinstance(code, int | str):
        told.append(f"code {code}")
    if isinstance(message, str):
        told.append(printable(PROCESS.text(message))[:_QUOTED])
    return ", ".join(told)
