"""ISO dates of a create that decide one thing and not another: answer, storage, windows, or a rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reference.edits import Change, chain, judged, misread, silent
from reference.faults.registry import Fault, must, should
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Check
from reference.rules.problems import START_IS_PAST, Problem, problem


def _epoch_of(body: JsonObject, name: str) -> float | None:
    """The number that an ISO text in the body overrides."""
    overridden = body.get(name)
    return float(overridden) if body.get(f"{name}ISO") and isinstance(overridden, int | float) else None


def _noting(name: str, sent: dict[str, float]) -> Change:
    """Keeps the overridden number of the create at hand, by the name of the date."""

    def note(body: JsonObject, draft: JsonObject) -> list[Problem]:  # noqa: ARG001
        sent.clear()
        epoch = _epoch_of(body, name)
        if epoch is not None:
            sent[name] = epoch
        return []

    return judged("create", note)


def _with(badge: Badge, attribute: str, date: float) -> Badge:
    change: dict[str, Any] = {attribute: date}
    return replace(badge, **change)


def _stored_as_number(name: str, attribute: str) -> Change:
    """The ISO text decides the answer of the create, the number what is stored."""

    def apply(policy: Policy) -> Policy:
        sent: dict[str, float] = {}
        answered: dict[str, float] = {}

        def born(original: Callable[..., Badge]) -> Callable[..., Badge]:
            def spoilt(*arguments: Any) -> Badge:
                badge = original(*arguments)
                if name not in sent:
                    return badge
                answered[badge.id] = getattr(badge, attribute)
                return _with(badge, attribute, sent[name])

            return spoilt

        def created(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
            def view(own: Policy, one: Badge, *rest: Any) -> JsonObject:
                date = answered.get(one.id, getattr(one, attribute))
                return original(own, _with(one, attribute, date), *rest)

            return view

        noting = _noting(name, sent)
        return noting(policy).wrap("drafts.born", born).wrap("views.created", created)

    return apply


def _windows_by_number(policy: Policy) -> Policy:
    """Fixed windows start with startOn, the badge with startOnISO."""
    sent: dict[str, float] = {}
    starts: dict[str, float] = {}

    def born(original: Callable[..., Badge]) -> Callable[..., Badge]:
        def noted(*arguments: Any) -> Badge:
            badge = original(*arguments)
            starts[badge.id] = sent.get("startOn", badge.start_on)
            return badge

        return noted

    def start(original: Callable[[Badge], float]) -> Callable[[Badge], float]:
        return lambda badge: starts.get(badge.id, original(badge))

    return _noting("startOn", sent)(policy).wrap("drafts.born", born).wrap("windows.start", start)


def _no_header_for_texts(policy: Policy) -> Policy:
    """The migration header is of no use to a body with startOnISO."""
    sent: dict[str, float] = {}

    def past_start(original: Check) -> Check:
        return lambda case: original(replace(case, migration=case.migration and not sent))

    return _noting("startOn", sent)(policy).wrap("checks.create.past_start", past_start)


def _past_number_counts(policy: Policy) -> Policy:
    """A past startOn is refused although startOnISO overrides it."""
    sent: dict[str, float] = {}

    def past_start(original: Check) -> Check:
        def judge(case: Any) -> Problem | None:
            is_past = not case.migration and sent.get("startOn", case.now) < case.now
            return original(case) or (problem(START_IS_PAST) if is_past else None)

        return judge

    return _noting("startOn", sent)(policy).wrap("checks.create.past_start", past_start)


def _age_by_number(policy: Policy) -> Policy:
    """How old a start is, is judged by startOn alone."""
    sent: dict[str, float] = {}
    return chain(_noting("startOn", sent), silent("checks.create.ancient_start", lambda case: bool(sent)))(  # noqa: ARG005
        policy
    )


def _east(text: Any) -> Any:
    """A timestamp whose offset has lost its minus."""
    return re.sub(r"-(\d\d:\d\d)$", r"+\1", text) if isinstance(text, str) else text


FAULTS: tuple[Fault, ...] = (
    must(
        "create-stores-number-beside-iso-start",
        "startOnISO decides the rules and the answer of a create, and startOn what is stored.",
        "POST-013 XEP-001",
        "CREATE-START-ISO-WINS",
        _stored_as_number("startOn", "start_on"),
    ),
    must(
        "create-stores-number-beside-iso-end",
        "expiresOnISO decides the rules and the answer of a create, and expiresOn what is stored.",
        "POST-016 XEP-001",
        "CREATE-EXPIRES-ISO-WINS",
        _stored_as_number("expiresOn", "expires_on"),
    ),
    should(
        "create-window-starts-by-number",
        "Fixed windows start with startOn though startOnISO decides when the badge starts.",
        "POST-013 POST-101",
        "CREATE-WINDOW-START-EARN",
        _windows_by_number,
    ),
    must(
        "create-migration-not-for-iso",
        "The migration header does not help a past start that is sent as an ISO text, too.",
        "POST-007 POST-013",
        "CREATE-MIGRATION-PAST-START",
        _no_header_for_texts,
    ),
    must(
        "create-past-number-beside-iso",
        "A past startOn is refused with 722 although startOnISO overrides it with a future start.",
        "POST-013 POST-124",
        "CREATE-START-ISO-WINS",
        _past_number_counts,
    ),
    must(
        "create-ancient-start-by-iso",
        "With the migration header a startOnISO of more than a century ago is accepted.",
        "POST-011 POST-013",
        "CREATE-START-100-YEARS",
        _age_by_number,
    ),
    should(
        "create-iso-offsets-are-east",
        "A negative offset of an ISO date is read as a positive one.",
        "POST-012 POST-015",
        "CREATE-ISO-OFFSET",
        chain(misread("create", "startOnISO", _east), misread("create", "expiresOnISO", _east)),
    ),
)
