"""The parts of a target as typed, immutable values."""

import base64
import hashlib
import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import certifi

OAUTH_HEADER = "X-CAP-API-OAUTH-TOKEN"
"""The header that carries an OAuth token, unless the profile names another."""

FIXTURE_KINDS = ("earned", "issued", "revoked", "claimed", "grouped")
"""States of badges that no documented endpoint can create, so that a profile may name badges in them."""

CUSTOMER_KEYS = ("id", "email", "mobile", "external_id", "card_number")
"""Ways to name a customer: the plain id, and the four identifier types (000:L41-L53)."""

HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""What may name a header (RFC 9110, 5.6.2)."""

Scheme = Literal["basic", "oauth", "custom", "none"]
AuthenticationHook = Callable[[str, str, Mapping[str, str]], Mapping[str, str]]
"""Called with method, URL and headers of a request; gives the headers that authenticate it."""


@dataclass(frozen=True)
class BasicAuth:
    """A user name and a password for HTTP Basic authentication."""

    username: str
    password: str = field(repr=False)
    digest: Literal["md5"] | None = None  #: how the password is digested before it is sent

    @property
    def sent_password(self) -> str:
        """The password as it goes over the line: hex MD5 where the tenant wants that."""
        return md5_hex(self.password) if self.digest == "md5" else self.password


@dataclass(frozen=True)
class OAuth:
    """Client credentials for a token endpoint."""

    token_url: str  #: absolute, or a path below the base URL
    key: str = field(repr=False)
    secret: str = field(repr=False)
    header: str = OAUTH_HEADER


@dataclass(frozen=True)
class CustomAuth:
    """A Python function that authenticates each request."""

    name: str  #: as in the profile: ``package.module:function``
    hook: AuthenticationHook = field(repr=False)


@dataclass(frozen=True)
class Auth:
    """How requests prove who they are; beside the default scheme a second one may be given."""

    scheme: Scheme = "none"
    basic: BasicAuth | None = None
    oauth: OAuth | None = None
    custom: CustomAuth | None = None


@dataclass(frozen=True)
class Customer:
    """A customer that exists on the target, by each identifier under which it can be found."""

    id: str
    email: str | None = None
    mobile: str | None = None
    external_id: str | None = None
    card_number: str | None = None


@dataclass(frozen=True)
class Fixtures:
    """Ids of badges on the target, by the state they are in for the customer."""

    earned: tuple[str, ...] = ()
    issued: tuple[str, ...] = ()
    revoked: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()
    grouped: tuple[str, ...] = ()

    @property
    def badges(self) -> tuple[str, ...]:
        """All of them, those of several states more than once."""
        return (*self.earned, *self.issued, *self.revoked, *self.claimed, *self.grouped)


@dataclass(frozen=True)
class Tls:
    """How the connection is secured; certificates are PEM files."""

    ca_file: Path | None = None
    client_cert: Path | None = None
    client_key: Path | None = None
    verify: bool = True

    def context(self) -> ssl.SSLContext:
        """The settings as OpenSSL takes them.

        Trusted is the CA file, or else the authorities of the system and those of the certifi package.
        Raises OSError (ssl.SSLError is one) when a file cannot be used.
        """
        context = ssl.create_default_context(cafile=self.ca_file)
        if self.ca_file is None:
            context.load_verify_locations(certifi.where())
        context.set_alpn_protocols(["http/1.1"])
        if self.client_cert is not None:
            # An encrypted key fails here instead of asking at a terminal that nobody watches.
            context.load_cert_chain(self.client_cert, self.client_key, password=lambda: "")
        if not self.verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


@dataclass(frozen=True)
class Limits:
    """What the target bears; None leaves the choice to the run."""

    requests_per_minute: float | None = None
    max_writes: int | None = None
    connect_timeout: float | None = None  #: seconds
    read_timeout: float | None = None  #: seconds without a single byte
    total_timeout: float | None = None  #: seconds for one request altogether
    max_body: int | None = None  #: bytes of one response


@dataclass(frozen=True)
class Target:
    """One target, complete and checked."""

    base_url: str  #: scheme, host, optional port and path prefix; never ends in a slash
    auth: Auth = Auth()
    customer: Customer | None = None
    fixtures: Fixtures = Fixtures()
    tls: Tls = Tls()
    #: sent with every request, such as attribution headers
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    limits: Limits = Limits()
    hidden: tuple[str, ...] = field(default=(), repr=False)  #: header values that came from the environment

    def provides(self, name: str) -> bool:
        """Whether the profile gives what a requirement needs.

        Names: ``customer``, ``customer.email`` (and the other identifiers), ``fixtures.earned`` (and the
        other kinds), ``basic``, ``oauth``, ``credentials`` (any scheme but none).
        Raises KeyError for a name that means nothing.
        """
        group, _, key = name.partition(".")
        match group:
            case "customer" if not key or key in CUSTOMER_KEYS:
                return self.customer is not None and (not key or getattr(self.customer, key) is not None)
            case "fixtures" if key in FIXTURE_KINDS:
                return bool(getattr(self.fixtures, key))
            case "basic" if not key:
                return self.auth.basic is not None
            case "oauth" if not key:
                return self.auth.oauth is not None
            case "credentials" if not key:
                return self.auth.scheme != "none"
        raise KeyError(f"no part of a target is called {name!r}")

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every string that must never be shown."""
        found: list[str] = list(self.hidden)
        if basic := self.auth.basic:
            for password in (basic.password, md5_hex(basic.password)):
                found += [password, base64.b64encode(f"{basic.username}:{password}".encode()).decode()]
        if oauth := self.auth.oauth:
            found += [oauth.key, oauth.secret]
        return tuple(dict.fromkeys(secret for secret in found if secret))

    def describe(self) -> dict[str, Any]:
        """The target for a report: plain JSON values, no secrets, no personal data but the customer's id."""
        customer = self.customer
        return {
            "base_url": self.base_url,
            "auth": {
                "scheme": self.auth.scheme,
                "basic": self.auth.basic is not None,
                "oauth": self.auth.oauth is not None,
                "password_digest": self.auth.basic.digest if self.auth.basic else None,
            },
            "customer": customer
            and {
                "id": customer.id,
                "identifiers": [key for key in CUSTOMER_KEYS[1:] if getattr(customer, key) is not None],
            },
            "fixtures": {kind: len(getattr(self.fixtures, kind)) for kind in FIXTURE_KINDS},
            "headers": [name for name, _ in self.headers],
            "tls": {
                "verify": self.tls.verify,
                "ca_file": self.tls.ca_file.name if self.tls.ca_file else None,
                "client_certificate": self.tls.client_cert is not None,
            },
            "limits": {key: value for key, value in vars(self.limits).items() if value is not None},
        }


def md5_hex(text: str) -> str:
    """The hex MD5 that some tenants want instead of a password; no protection, only a format."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
