"""What is tested: the address, the way in, and what may be used there.

A target is read once, from a TOML profile, the command line and the environment, and checked completely
before the first request; whatever is wrong with it is said in one sentence (:class:`TargetError`).
"""

import importlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args
from urllib.parse import urlsplit

from harness.redaction import PROCESS
from harness.target_parts import (
    CUSTOMER_KEYS,
    FIXTURE_KINDS,
    HEADER_NAME,
    OAUTH_HEADER,
    Auth,
    AuthenticationHook,
    BasicAuth,
    CustomAuth,
    Customer,
    Fixtures,
    Limits,
    OAuth,
    Scheme,
    Target,
    Tls,
)
from harness.target_table import Table, TargetError

__all__ = [
    "Auth",
    "BasicAuth",
    "CustomAuth",
    "Customer",
    "Fixtures",
    "Limits",
    "OAuth",
    "Target",
    "TargetError",
    "Tls",
    "load_target",
]

_AUTH_HEADERS = frozenset({"authorization", "proxy-authorization", "x-cap-api-oauth-token"})
_SUITE_HEADERS = frozenset(
    {
        "accept",
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "host",
        "transfer-encoding",
        "x-cap-badges-migration",
        "x-cap-customer-identifier",
    }
)


def load_target(base_url: str | None, file: Path | None, environ: Mapping[str, str]) -> Target:
    """Read the target from the command line's base URL, a profile and the environment.

    ``base_url`` wins over the profile's, and that over ``PYTEST_BASE_URL``.
    Raises :class:`TargetError` for everything that is missing or wrong.
    """
    profile = Table("command line", "", {}, environ) if file is None else Table.read(file, environ)
    url, place = _first_base_url(base_url, profile, environ)
    auth = profile.take_table("auth")
    customer = profile.take_table("customer")
    fixtures = profile.take_table("fixtures")
    tls = profile.take_table("tls")
    headers = profile.take_table("headers")
    limits = profile.take_table("limits")
    profile.finish()
    folder = Path() if file is None else file.parent
    read_auth = _auth(auth, folder) if auth else Auth()
    read_headers, hidden = _headers(headers, read_auth) if headers else ((), ())
    target = Target(
        base_url=_checked_base_url(url, place),
        auth=read_auth,
        customer=_customer(customer) if customer else None,
        fixtures=_fixtures(fixtures) if fixtures else Fixtures(),
        tls=_tls(tls, folder) if tls else Tls(),
        headers=read_headers,
        limits=_limits(limits) if limits else Limits(),
        hidden=hidden,
    )
    PROCESS.add(*target.secrets)
    return target


def _first_base_url(base_url: str | None, profile: Table, environ: Mapping[str, str]) -> tuple[str, str]:
    """The base URL that counts, and the name of the place it was found in."""
    own = profile.take_text("base_url")
    if base_url:
        return base_url, "--base-url"
    if own:
        return own, f"base_url in the {profile.source}"
    if environ.get("PYTEST_BASE_URL"):
        return environ["PYTEST_BASE_URL"], "PYTEST_BASE_URL"
    raise TargetError(
        'No target is given: pass --base-url=URL, or put base_url = "https://…" into the target profile.'
    )


def _checked_base_url(text: str, place: str) -> str:
    def wrong(complaint: str) -> TargetError:
        return TargetError(f"The base URL ({place}) {complaint}.")

    if not text.isprintable() or any(character.isspace() for character in text):
        raise wrong("has blanks or control characters in it")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as flaw:
        raise wrong(f"cannot be read: {flaw}") from None
    if parts.username is not None or parts.password is not None:
        raise wrong("has credentials in it; give them in [auth] of the target profile")
    if parts.scheme not in ("http", "https"):
        raise wrong(f'is "{text}", which does not begin with http:// or https://')
    if not parts.hostname:
        raise wrong(f'is "{text}", which names no host')
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise wrong(f'is "{text}"; it must end before the query (?) and the fragment (#)')
    if port == 0:
        raise wrong(f'is "{text}", whose port cannot be 0')
    try:
        parts.hostname.encode("idna")
    except UnicodeError:
        raise wrong(f'is "{text}", whose host is not a valid name') from None
    if re.search(r"/v1/badges(/|$)", parts.path):
        raise wrong(
            f'is "{text}", which goes too far: end it before /api_gateway, as in https://host.example'
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")


def _auth(table: Table, folder: Path) -> Auth:
    scheme = table.take_choice("scheme", get_args(Scheme))
    username, password = table.take_secret("username"), table.take_secret("password")
    digest = table.take_choice("password_digest", ("md5",))
    hook = table.take_text("callable")
    oauth = table.take_table("oauth")
    table.finish()
    if (username is None) != (password is None):
        given, lacking = ("username", "password") if password is None else ("password", "username")
        raise table.wrong(lacking, f"is missing beside {table.name(given)} (or give {lacking}_env)")
    if username is not None and ":" in username:
        raise table.wrong("username", "has a colon in it, which Basic authentication cannot carry")
    basic = BasicAuth(username, password, "md5" if digest else None) if username and password else None
    if digest and not basic:
        raise table.wrong("password_digest", "is given without a password")
    read_oauth = _oauth(oauth) if oauth else None
    custom = CustomAuth(hook, _imported(table, hook, folder)) if hook else None
    given_schemes = {"basic": basic, "oauth": read_oauth, "custom": custom}
    if scheme is None:
        scheme = next((name for name, given in given_schemes.items() if given), "none")
    wanted = {"basic": "username and password", "oauth": "the table [auth.oauth]", "custom": "callable"}
    if scheme in wanted and not given_schemes[scheme]:
        raise table.wrong("scheme", f'is "{scheme}", which needs {wanted[scheme]}')
    if scheme == "none" and any(given_schemes.values()):
        raise table.wrong("scheme", 'is "none" though credentials are given; name their scheme or drop them')
    return Auth(cast(Scheme, scheme), basic, read_oauth, custom)


def _oauth(table: Table) -> OAuth:
    token_url = table.take_text("token_url")
    key, secret = table.take_secret("key"), table.take_secret("secret")
    header = table.take_text("header") or OAUTH_HEADER
    table.finish()
    for name, value in (("token_url", token_url), ("key", key), ("secret", secret)):
        if value is None:
            raise table.wrong(name, f"is missing{'' if name == 'token_url' else f' (or give {name}_env)'}")
    if not (token_url and key and secret):
        raise AssertionError("checked above")
    if not re.match(r"https?://[^/?#@\s]+|/", token_url) or "#" in token_url or " " in token_url:
        raise table.wrong("token_url", f'is "{token_url}"; it must be a path (/…) or a URL (https://…)')
    if not HEADER_NAME.fullmatch(header):
        raise table.wrong("header", f'is "{header}", which cannot name a header')
    return OAuth(token_url, key, secret, header)


def _imported(table: Table, name: str, folder: Path) -> AuthenticationHook:
    """The function that ``package.module:function`` names, looked up beside the profile, too."""
    module_name, colon, attribute = name.partition(":")
    if not colon or not module_name or not attribute:
        raise table.wrong("callable", f'is "{name}"; it must look like package.module:function')
    sys.path.append(str(folder.resolve()))
    try:
        module = importlib.import_module(module_name)
    except Exception as flaw:  # noqa: BLE001 - whatever a foreign module raises is the profile's mistake
        raise table.wrong(
            "callable", f'names the module "{module_name}", which cannot be imported: {flaw!r}'
        ) from None
    finally:
        sys.path.remove(str(folder.resolve()))
    hook = getattr(module, attribute, None)
    if not callable(hook):
        raise table.wrong("callable", f'names "{attribute}", which is no function of {module_name}')
    return cast(AuthenticationHook, hook)


def _customer(table: Table) -> Customer:
    values = {key: table.take_text(key) for key in CUSTOMER_KEYS}
    table.finish()
    customer_id = values.pop("id")
    if customer_id is None:
        raise table.wrong("id", "is missing; the customer's plain id is needed beside any other identifier")
    if not re.fullmatch(r"[^\s/?#%]+", customer_id):
        raise table.wrong("id", f'is "{customer_id}"; an id stands in the path: no blank, /, ?, # or %')
    email, mobile = values["email"], values["mobile"]
    if email is not None and not re.fullmatch(r"[^@\s/]+@[^@\s/]+", email):
        raise table.wrong("email", f'is "{email}", which is no e-mail address')
    if mobile is not None and not re.fullmatch(r"\+?[0-9]+", mobile):
        raise table.wrong("mobile", f'is "{mobile}"; a number has digits only, with or without a leading +')
    return Customer(customer_id, **values)


def _fixtures(table: Table) -> Fixtures:
    kinds = {kind: table.take_texts(kind) for kind in FIXTURE_KINDS}
    table.finish()
    return Fixtures(**kinds)


def _tls(table: Table, folder: Path) -> Tls:
    ca_file, cert, key = (table.take_file(name, folder) for name in ("ca_file", "client_cert", "client_key"))
    verify = table.take_flag("verify")
    table.finish()
    if key and not cert:
        raise table.wrong("client_key", "is given without client_cert")
    if ca_file and verify is False:
        raise table.wrong("verify", "is false though ca_file is given; drop one of them")
    try:
        Tls(ca_file).context()
    except OSError:
        raise table.wrong("ca_file", "is no file of certificates in PEM form") from None
    tls = Tls(ca_file, cert, key, verify is not False)
    try:
        tls.context()
    except OSError:
        raise table.wrong(
            "client_cert",
            "and its key (client_key, or in the same file) are no matching, unencrypted PEM pair",
        ) from None
    return tls


def _headers(table: Table, auth: Auth) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The extra headers, and those of their values that came from the environment and stay hidden."""
    headers, hidden = [], []
    reserved = _SUITE_HEADERS | ({auth.oauth.header.lower()} if auth.oauth else set())
    for name in table.keys():  # noqa: SIM118 - a Table is no mapping
        value = table.take_raw(name)
        if not HEADER_NAME.fullmatch(name):
            raise table.wrong(name, "cannot name a header")
        if name.lower() in _AUTH_HEADERS:
            raise table.wrong(name, "carries credentials; give them in [auth]")
        if name.lower() in reserved:
            raise table.wrong(name, "is a header that the suite sets itself")
        if isinstance(value, dict) and value.keys() == {"env"}:
            value = table.from_environment(f"{name}.env", value["env"])
            hidden.append(value)
        value = table.as_text(name, value)
        if not value.isascii():
            raise table.wrong(name, "has characters in it that a header cannot carry")
        headers.append((name, value))
    return tuple(headers), tuple(hidden)


def _limits(table: Table) -> Limits:
    limits = Limits(
        requests_per_minute=table.take_positive("requests_per_minute"),
        max_writes=table.take_count("max_writes"),
        connect_timeout=table.take_positive("connect_timeout"),
        read_timeout=table.take_positive("read_timeout"),
        total_timeout=table.take_positive("total_timeout"),
        max_body=table.take_count("max_body", least=1),
    )
    table.finish()
    return limits
