"""Who a request says it is: the target's own credentials, none at all, or deliberately wrong ones."""

import base64
import json
import re
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from harness.redaction import PROCESS
from harness.target import BasicAuth, OAuth, Target
from harness.target_parts import OAUTH_HEADER

__all__ = [
    "DEFAULT",
    "NONE",
    "AuthenticationError",
    "Authenticator",
    "Credentials",
    "basic",
    "forged_token",
    "oauth",
    "unknown_scheme",
    "wrong_password",
    "wrong_user",
]

TokenCall = Callable[[str, bytes], tuple[int, bytes]]
"""Posts a JSON body to a URL and gives status and body; raises AuthenticationError when nothing comes."""


class AuthenticationError(Exception):
    """The credentials of the profile could not be turned into headers; the message is one sentence."""


@dataclass(frozen=True)
class Credentials:
    """One way to authenticate a request."""

    label: str  #: how texts name it, such as "wrong password"
    kind: Literal["profile", "none", "oauth", "fixed"]
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  #: of the kind "fixed"
    curl: str = ""  #: the same as curl arguments, with secrets left to shell variables
    own: bool = False  #: whether they are valid ones of the profile


DEFAULT: Final = Credentials("the profile's credentials", "profile", own=True)
NONE: Final = Credentials("no credentials", "none")

_CURL_BASIC = '-u "$BADGES_USER:$BADGES_PASSWORD"'


def basic(target: Target) -> Credentials | None:
    """The profile's user name and password; None when it has none."""
    given = target.auth.basic
    if given is None:
        return None
    header = _basic_header(given.username, given.sent_password)
    return Credentials("Basic credentials", "fixed", header, _CURL_BASIC, own=True)


def oauth(target: Target) -> Credentials | None:
    """A token from the profile's token endpoint; None when it has none."""
    given = target.auth.oauth
    if given is None:
        return None
    return Credentials("OAuth token", "oauth", curl=_curl_token(given.header), own=True)


def wrong_password(target: Target) -> Credentials | None:
    """The profile's user name with a password that is not its own; None without Basic credentials."""
    given = target.auth.basic
    if given is None:
        return None
    # Unrelated to the real one: a variation of it would carry most of it into the records.
    invented = BasicAuth(given.username, f"not-{secrets.token_hex(8)}", given.digest).sent_password
    header = _basic_header(given.username, invented)
    return Credentials("wrong password", "fixed", header, f'-u "$BADGES_USER:{invented}"')


def wrong_user(target: Target) -> Credentials | None:
    """The profile's password with a user name that does not exist; None without Basic credentials."""
    given = target.auth.basic
    if given is None:
        return None
    invented = f"nobody-{secrets.token_hex(8)}"
    header = _basic_header(invented, given.sent_password)
    return Credentials("wrong user name", "fixed", header, f'-u "{invented}:$BADGES_PASSWORD"')


def forged_token(target: Target) -> Credentials | None:
    """A token that nobody issued; None when the target asks for no credentials."""
    if target.auth.scheme == "none":
        return None
    name = target.auth.oauth.header if target.auth.oauth else OAUTH_HEADER
    token = f"forged-{secrets.token_hex(16)}"
    return Credentials("forged token", "fixed", ((name, token),), f"-H '{name}: {token}'")


def unknown_scheme(target: Target) -> Credentials | None:
    """An Authorization header of a scheme that no document names; None when no credentials are asked for."""
    if target.auth.scheme == "none":
        return None
    value = f"Unheard-Of {secrets.token_hex(16)}"
    return Credentials("unknown scheme", "fixed", (("Authorization", value),), f"-H 'Authorization: {value}'")


class Authenticator:
    """Turns credentials into headers; fetches, keeps and renews the OAuth token.  Thread-safe."""

    def __init__(self, target: Target, call: TokenCall, clock: Callable[[], float] = time.monotonic) -> None:
        self._target = target
        self._call = call
        self._clock = clock
        self._lock = threading.Lock()
        self._token: str | None = None
        self._good_until = float("inf")
        default = basic(target)
        self._basic = default.headers if default else ()
        PROCESS.add(*target.secrets)
        PROCESS.hide_headers(*([target.auth.oauth.header] if target.auth.oauth else []))

    def authenticate(
        self, credentials: Credentials, method: str, url: str, headers: Mapping[str, str]
    ) -> tuple[tuple[tuple[str, str], ...], str]:
        """The headers that carry the credentials, and the curl arguments that stand for them.

        Raises :class:`AuthenticationError` when no token can be fetched or the profile's hook fails.
        """
        match self._kind(credentials):
            case "fixed":
                return credentials.headers, credentials.curl
            case "basic":
                return self._basic, _CURL_BASIC
            case "oauth":
                given = self._oauth()
                return ((given.header, self._current_token(given)),), _curl_token(given.header)
            case "custom":
                return self._custom(method, url, headers)
        return (), ""

    def renew(self, credentials: Credentials, sent: tuple[tuple[str, str], ...]) -> bool:
        """After a 401: forget the token that was refused; whether another attempt makes sense."""
        if self._kind(credentials) != "oauth":
            return False
        with self._lock:
            # Another thread may have renewed it since.
            if any(value == self._token for _, value in sent):
                self._token = None
        return True

    def _kind(self, credentials: Credentials) -> str:
        return self._target.auth.scheme if credentials.kind == "profile" else credentials.kind

    def _oauth(self) -> OAuth:
        given = self._target.auth.oauth
        if given is None:
            raise AuthenticationError("The profile has no [auth.oauth], so there is no token.")
        return given

    def _current_token(self, given: OAuth) -> str:
        with self._lock:
            if self._token is None or self._clock() >= self._good_until:
                self._token, lifetime = self._fetch(given)
                # Renew while the old one is still good, also when it lives for seconds only.
                self._good_until = self._clock() + lifetime - min(60.0, lifetime / 5)
            return self._token

    def _fetch(self, given: OAuth) -> tuple[str, float]:
        """A new token and its lifetime in seconds (infinite when the server does not tell)."""
        path = given.token_url
        url = f"{self._target.base_url}{path}" if path.startswith("/") else path
        status, body = self._call(url, json.dumps({"key": given.key, "secret": given.secret}).encode())
        if not 200 <= status < 300:
            raise AuthenticationError(
                f"No OAuth token: {url} answers {status}; check key, secret and token_url in [auth.oauth]."
            )
        try:
            document = json.loads(body)
        except (ValueError, RecursionError):
            raise AuthenticationError(
                f"No OAuth token: {url} answers {status} without JSON; check token_url in [auth.oauth]."
            ) from None
        token, lifetime = _token_of(document)
        if token is None:
            raise AuthenticationError(
                f"No OAuth token: the answer of {url} has no data.accessToken (or access_token)."
            )
        PROCESS.add(token)
        return token, lifetime

    def _custom(
        self, method: str, url: str, headers: Mapping[str, str]
    ) -> tuple[tuple[tuple[str, str], ...], str]:
        custom = self._target.auth.custom
        if custom is None:
            raise AuthenticationError("The profile names no callable for the custom scheme.")
        try:
            added = custom.hook(method, url, dict(headers))
            pairs = tuple((str(name), str(value)) for name, value in added.items())
        except Exception as flaw:  # noqa: BLE001 - whatever foreign code raises is reported as its failure
            kind = type(flaw).__name__
            raise AuthenticationError(
                f"The authentication hook {custom.name} failed: {kind}: {flaw}"
            ) from None
        PROCESS.hide_headers(*(name for name, _ in pairs))
        PROCESS.add(*(value for _, value in pairs if len(value) >= 8))
        curl = " ".join(
            _curl_header(name, f"BADGES_{re.sub('[^A-Z0-9]', '_', name.upper())}") for name, _ in pairs
        )
        return pairs, curl


def _token_of(document: Any) -> tuple[str | None, float]:
    """Token and lifetime, wherever the known token endpoints put them."""
    if not isinstance(document, dict):
        return None, float("inf")
    data = document.get("data")
    for place in (data if isinstance(data, dict) else {}, document):
        token = _first(place, "accessToken", "access_token")
        if isinstance(token, str) and token:
            lifetime = _first(place, "ttlSeconds", "expires_in", "expiresIn")
            if isinstance(lifetime, str) and lifetime.isascii() and lifetime.isdigit():
                lifetime = float(lifetime)
            if isinstance(lifetime, int | float) and not isinstance(lifetime, bool) and lifetime > 0:
                return token, float(lifetime)
            return token, float("inf")
    return None, float("inf")


def _first(place: Mapping[str, Any], *names: str) -> Any:
    return next((place[name] for name in names if place.get(name) is not None), None)


def _basic_header(username: str, password: str) -> tuple[tuple[str, str], ...]:
    return (("Authorization", f"Basic {base64.b64encode(f'{username}:{password}'.encode()).decode()}"),)


def _curl_token(header: str) -> str:
    return _curl_header(header, "BADGES_TOKEN")


def _curl_header(name: str, variable: str) -> str:
    """A header as a curl argument, its value in a shell variable ($ and ` are legal in names)."""
    quoted = re.sub("([$`])", r"\\\1", name)
    return f'-H "{quoted}: ${variable}"'
