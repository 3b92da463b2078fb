# ruff: noqa: ARG001, ARG005
"""Credentials: not asked for, half compared, or only one scheme known, on one operation or all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from reference.access import TOKEN_HEADER, basic_credentials, is_account
from reference.edits import Change, failure
from reference.faults.registry import Fault, must, should
from reference.policy import Policy

_OPERATIONS = ("create", "update", "list", "detail")
_ARTICLE = {"create": "A create", "update": "An update", "list": "A list call", "detail": "A detail call"}

Headers = Mapping[str, str]


def by_credentials(operation: str, judge: Callable[[Callable[[], bool], Any, Headers], bool]) -> Change:
    """Who is let in to an operation, from the right answer, the account, and the headers."""

    def wrapper(original: Callable[..., bool]) -> Callable[..., bool]:
        def is_authorised(asked: str, account: Any, tokens: Any, headers: Headers, now: float) -> bool:
            def right() -> bool:
                return original(asked, account, tokens, headers, now)

            return judge(right, account, headers) if operation in (asked, "any") else right()

        return is_authorised

    return lambda policy: policy.wrap("access.is_authorised", wrapper)


def _is_anonymous(headers: Headers) -> bool:
    return "Authorization" not in headers and TOKEN_HEADER not in headers


def _scheme(headers: Headers) -> str:
    return headers.get("Authorization", "").partition(" ")[0].lower()


# slug, sentence after "A create", requirement, judge
_TABLE: tuple[tuple[str, str, str, str, Callable[[Callable[[], bool], Any, Headers], bool]], ...] = (
    (
        "without-credentials",
        "without credentials is let in",
        "CMN-003",
        "NO-CREDENTIALS",
        lambda right, account, headers: _is_anonymous(headers) or right(),
    ),
    (
        "with-any-password",
        "is let in with any password",
        "CMN-003",
        "WRONG-CREDENTIALS",
        lambda right, account, headers: (
            right() or (basic_credentials(headers.get("Authorization")) or ("",))[0] == account.username
        ),
    ),
    (
        "with-another-scheme",
        "is let in by an authentication scheme that is neither Basic nor OAuth",
        "CMN-003",
        "OTHER-SCHEME",
        lambda right, account, headers: right() or _scheme(headers) not in ("", "basic"),
    ),
    (
        "with-a-forged-token",
        "is let in by any OAuth token",
        "CMN-003",
        "FORGED-TOKEN",
        lambda right, account, headers: TOKEN_HEADER in headers or right(),
    ),
    (
        "not-with-basic",
        "is turned away with Basic credentials",
        "CMN-001",
        "BASIC",
        lambda right, account, headers: TOKEN_HEADER in headers and right(),
    ),
    (
        "not-with-oauth",
        "is turned away with an OAuth token",
        "CMN-002",
        "OAUTH",
        lambda right, account, headers: TOKEN_HEADER not in headers and right(),
    ),
)


def _table() -> Iterator[Fault]:
    for operation in _OPERATIONS:
        for slug, sentence, statement, requirement, judge in _TABLE:
            if (operation, requirement) == ("list", "BASIC"):
                continue  # a run that the list turns away does not begin
            yield must(
                f"access-{operation}-{slug}",
                f"{_ARTICLE[operation]} {sentence}.",
                statement,
                f"ACCESS-{operation.upper()}-{requirement}",
                by_credentials(operation, judge),
            )


def _with_password(judge: Callable[[str, str], bool]) -> Change:
    """A password is good enough, from the right one and the sent one, on every operation."""

    def judged(right: Callable[[], bool], account: Any, headers: Headers) -> bool:
        username, password = basic_credentials(headers.get("Authorization")) or (None, "")
        return right() or (username == account.username and judge(account.password, password))

    return by_credentials("any", judged)


def _any_user(right: Callable[[], bool], account: Any, headers: Headers) -> bool:
    _, password = basic_credentials(headers.get("Authorization")) or ("", "")
    return right() or is_account(account, account.username, password)


def _undecodable(headers: Headers) -> bool:
    return _scheme(headers) == "basic" and basic_credentials(headers.get("Authorization")) is None


def _fails(right: Callable[[], bool], account: Any, headers: Headers) -> bool:
    if _undecodable(headers):
        raise failure()
    return right()


def _once(policy: Policy) -> Policy:
    """The first list call is let in with Basic credentials, later ones are not."""
    calls: list[Headers] = []

    def judge(right: Callable[[], bool], account: Any, headers: Headers) -> bool:
        if TOKEN_HEADER not in headers:
            calls.append(headers)
        return right() and (TOKEN_HEADER in headers or len(calls) <= 1)

    return by_credentials("list", judge)(policy)


FAULTS: tuple[Fault, ...] = (
    *_table(),
    must(
        "access-prefix-of-password",
        "The beginning of the password is enough, on every operation.",
        "CMN-003",
        "ACCESS-CREATE-WRONG-CREDENTIALS ACCESS-LIST-WRONG-CREDENTIALS",
        _with_password(lambda right, sent: bool(sent) and right.startswith(sent)),
    ),
    must(
        "access-without-password",
        "The user name with an empty password is let in, on every operation.",
        "CMN-003",
        "ACCESS-CREATE-WRONG-CREDENTIALS ACCESS-DETAIL-WRONG-CREDENTIALS",
        _with_password(lambda right, sent: not sent),
    ),
    must(
        "access-password-in-any-case",
        "The password is compared regardless of case, on every operation.",
        "CMN-003",
        "ACCESS-UPDATE-WRONG-CREDENTIALS ACCESS-LIST-WRONG-CREDENTIALS",
        _with_password(lambda right, sent: sent.lower() == right.lower()),
    ),
    must(
        "access-password-of-eight",
        "Only the first eight characters of a password are compared, on every operation.",
        "CMN-003",
        "ACCESS-CREATE-WRONG-CREDENTIALS ACCESS-UPDATE-WRONG-CREDENTIALS",
        _with_password(lambda right, sent: sent[:8] == right[:8]),
    ),
    must(
        "access-any-user",
        "The right password is enough for any user name, on every operation.",
        "CMN-003",
        "ACCESS-UPDATE-WRONG-CREDENTIALS ACCESS-DETAIL-WRONG-CREDENTIALS",
        by_credentials("any", _any_user),
    ),
    must(
        "access-list-with-basic-once-only",
        "A list call is turned away with Basic credentials from the second on.",
        "CMN-001",
        "ACCESS-LIST-BASIC",
        _once,
    ),
    must(
        "access-create-judged-late",
        "A create without valid credentials is refused after it was carried out.",
        "CMN-003",
        "ACCESS-CREATE-STORES-NOTHING",
        lambda policy: policy.put("access.is_judged_late", lambda operation: operation == "create"),
    ),
    must(
        "access-update-judged-late",
        "An update without valid credentials is refused after it was carried out.",
        "CMN-003",
        "ACCESS-UPDATE-CHANGES-NOTHING",
        lambda policy: policy.put("access.is_judged_late", lambda operation: operation == "update"),
    ),
    should(
        "access-fails-on-garbage",
        "An Authorization header that cannot be decoded ends in a 500.",
        "CMN-003",
        "ACCESS-MALFORMED-CREDENTIALS",
        by_credentials("any", _fails),
    ),
    should(
        "access-lets-garbage-in",
        "An Authorization header that cannot be decoded is let in.",
        "CMN-003",
        "ACCESS-MALFORMED-CREDENTIALS",
        by_credentials("any", lambda right, account, headers: _undecodable(headers) or right()),
    ),
)
