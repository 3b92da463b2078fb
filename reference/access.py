"""Who calls, about which customer, and whether history may be written: credentials and headers."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from reference.rules.problems import UNAUTHORISED, RefusedError, problem

TOKEN_PATH = "/v3/oauth/token/generate"  # noqa: S105
TOKEN_HEADER = "X-CAP-API-OAUTH-TOKEN"  # noqa: S105
TOKEN_SECONDS = 3600
MIGRATION_HEADER = "X-CAP-BADGES-MIGRATION"
IDENTIFIER_HEADER = "X-CAP-CUSTOMER-IDENTIFIER"

#: The values of the identifier header, and the customer's attribute that each looks up (000:L41-53).
IDENTIFIERS: Mapping[str, str] = MappingProxyType(
    {"email": "email", "mobile": "mobile", "externalId": "external_id", "cardNumber": "card_number"}
)


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account: Basic credentials, OAuth credentials, and the id that its writes are signed with."""

    user_id: int
    username: str
    password: str
    key: str
    secret: str
    org_id: int


DEMO_ACCOUNT = Account(75086856, "demo_till_1", "demo-password", "demo-key", "demo-secret", 100458)


@dataclass
class Tokens:
    """The access tokens that are out, with the instants at which they end."""

    ends: dict[str, float] = field(default_factory=dict)

    def issue(self, now: float, seconds: float) -> str:
        """Make a token that is good for that long, and forget those that are over."""
        self.ends = {token: end for token, end in self.ends.items() if end > now}
        token = secrets.token_urlsafe(24)
        self.ends[token] = now + seconds
        return token

    def is_good(self, token: str, now: float) -> bool:
        """Whether the token was issued here and is not over."""
        return self.ends.get(token, 0.0) > now


def is_account(account: Account, username: str, password: str) -> bool:
    """Whether Basic credentials are the account's."""
    same_name = hmac.compare_digest(username.encode(), account.username.encode())
    return hmac.compare_digest(password.encode(), account.password.encode()) and same_name


def is_client(account: Account, key: object, secret: object) -> bool:
    """Whether OAuth credentials are the account's."""
    return key == account.key and secret == account.secret


def basic_credentials(header: str | None) -> tuple[str, str] | None:
    """User name and password of an Authorization header, or None when it holds none."""
    scheme, _, encoded = (header or "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        username, colon, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return (username, password) if colon else None


def is_authorised(
    operation: str,  # noqa: ARG001
    account: Account,
    tokens: Tokens,
    headers: Mapping[str, str],
    now: float,
) -> bool:
    """A token, when one is sent, decides; otherwise Basic credentials do (000:L17)."""
    token = headers.get(TOKEN_HEADER)
    if token is not None:
        return tokens.is_good(token, now)
    credentials = basic_credentials(headers.get("Authorization"))
    return credentials is not None and is_account(account, *credentials)


def unauthorised() -> RefusedError:
    """The refusal of a caller without valid credentials."""
    return RefusedError([problem(UNAUTHORISED)], 401, {"WWW-Authenticate": 'Basic realm="badges"'})


def is_migration(header: str | None) -> bool:
    """Whether historical badges are enabled: the header has one documented value (004:L18-22)."""
    return header == "migration"
