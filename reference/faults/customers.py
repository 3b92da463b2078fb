# ruff: noqa: ARG001
"""Which customer a read is about: the identifier header, and customers and badges that do not exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from reference.access import IDENTIFIERS
from reference.edits import Change, chain, failure, noted
from reference.faults.registry import Fault, must, should
from reference.model import Badge, Customer
from reference.policy import Policy
from reference.seeds import CUSTOMERS
from reference.store import Store

_NOBODY = Customer("0", "", "", "", "")
Lookup = Callable[[Store, str, str], Customer | None]

_KINDS = (
    ("email", "EMAIL", "CMN-024"),
    ("mobile", "MOBILE", "CMN-025"),
    ("externalId", "EXTERNAL-ID", "CMN-026"),
    ("cardNumber", "CARD-NUMBER", "CMN-027"),
)


def _customers(lookup: Callable[[Lookup], Lookup]) -> Change:
    return lambda policy: policy.wrap("lookups.customer", lookup)


def _badges(lookup: Callable[[Store, str, Badge | None], Badge | None]) -> Change:
    return lambda policy: policy.wrap(
        "lookups.badge",
        lambda original: lambda store, badge_id: lookup(store, badge_id, original(store, badge_id)),
    )


def _unknown_kinds() -> Iterator[Fault]:
    for kind, slug, statement in _KINDS:
        yield must(
            f"customer-{slug.lower()}-is-unknown",
            f"The identifier header {kind} is not known.",
            f"CMN-023 {statement}",
            f"LIST-CUSTOMER-{slug} DETAIL-CUSTOMER-{slug}",
            lambda policy, kind=kind: policy.without(f"access.identifiers.{kind}"),  # type: ignore[misc]
        )


def _means(kind: str, column: str) -> Change:
    return lambda policy: policy.put(f"access.identifiers.{kind}", column)


def _any_column(original: Lookup) -> Lookup:
    """Whatever the header says, every identifier is tried."""

    def lookup(store: Store, key: str, value: str) -> Customer | None:
        found = (original(store, column, value) for column in ("id", *IDENTIFIERS.values()))
        return next((customer for customer in found if customer is not None), None)

    return lookup


def _stranger(original: Lookup) -> Lookup:
    """A customer who does not exist is one who has done nothing."""

    def lookup(store: Store, key: str, value: str) -> Customer | None:
        return original(store, key, value) or _NOBODY

    return lookup


def _fails(original: Lookup) -> Lookup:
    def lookup(store: Store, key: str, value: str) -> Customer | None:
        customer = original(store, key, value)
        if customer is None:
            raise failure()
        return customer

    return lookup


def _neighbour_for(key: str) -> Callable[[Lookup], Lookup]:
    """The customers of one kind of identifier are mixed up."""

    def wrapper(original: Lookup) -> Lookup:
        def lookup(store: Store, column: str, value: str) -> Customer | None:
            customer = original(store, column, value)
            if customer is None or column != key:
                return customer
            return next(other for other in CUSTOMERS if other.id != customer.id)

        return lookup

    return wrapper


class _Any(dict[str, str]):
    """Every kind of identifier is known."""

    def __contains__(self, kind: object) -> bool:
        return True

    def __missing__(self, kind: str) -> str:
        raise failure()


def _last_written(policy: Policy) -> Policy:
    """A badge that does not exist is the one written last."""
    last: list[Badge] = []

    def note(badge: Badge, before: Badge | None) -> None:
        last[:] = [badge]

    def lookup(store: Store, badge_id: str, found: Badge | None) -> Badge | None:
        return found or (replace(last[0], id=badge_id) if last else None)

    return chain(noted(note), _badges(lookup))(policy)


def _fails_without_badge(store: Store, badge_id: str, found: Badge | None) -> Badge | None:
    if found is None:
        raise failure()
    return found


def _fails_on_odd_ids(store: Store, badge_id: str, found: Badge | None) -> Badge | None:
    if found is None and not (len(badge_id) == 24 and set(badge_id) <= set("0123456789abcdef")):
        raise failure()
    return found


def _route_fails(status: int) -> Change:
    return lambda policy: policy.put(
        "routes.refusal_status", lambda refused: 500 if refused == status else refused
    )


FAULTS: tuple[Fault, ...] = (
    *_unknown_kinds(),
    must(
        "customer-header-is-ignored",
        "The identifier header has no effect: the path holds the internal id.",
        "CMN-023 CMN-024 CMN-025 CMN-026 CMN-027 CMN-028",
        "LIST-CUSTOMER-EMAIL DETAIL-CUSTOMER-MOBILE DETAIL-CUSTOMER-CARD-NUMBER",
        lambda policy: policy.put("access.identifiers", dict.fromkeys(IDENTIFIERS, "id")),
    ),
    must(
        "customer-email-is-another",
        "By e-mail address another customer is found.",
        "CMN-023 CMN-024 CMN-028",
        "LIST-CUSTOMER-EMAIL DETAIL-CUSTOMER-EMAIL",
        _customers(_neighbour_for("email")),
    ),
    must(
        "customer-mobile-is-another",
        "By mobile number another customer is found.",
        "CMN-023 CMN-025 CMN-028",
        "LIST-CUSTOMER-MOBILE DETAIL-CUSTOMER-MOBILE",
        _customers(_neighbour_for("mobile")),
    ),
    must(
        "customer-id-is-another",
        "By internal id another customer is found.",
        "CMN-029 EXPL-004 EXPL-092",
        "DETAIL-EARNED-SHOWN",
        _customers(_neighbour_for("id")),
    ),
    must(
        "customer-external-id-is-the-internal",
        "The identifier header externalId looks for the internal id.",
        "CMN-023 CMN-026 CMN-028",
        "LIST-CUSTOMER-EXTERNAL-ID DETAIL-CUSTOMER-EXTERNAL-ID",
        _means("externalId", "id"),
    ),
    must(
        "customer-card-number-is-the-external-id",
        "The identifier header cardNumber looks for the external id.",
        "CMN-023 CMN-027 CMN-028",
        "LIST-CUSTOMER-CARD-NUMBER DETAIL-CUSTOMER-CARD-NUMBER",
        _means("cardNumber", "external_id"),
    ),
    should(
        "customer-by-any-identifier",
        "A customer is found by any identifier, whatever kind the header names.",
        "CMN-023",
        "LIST-CUSTOMER-WRONG-KIND DETAIL-CUSTOMER-WRONG-KIND",
        _customers(_any_column),
    ),
    should(
        "customer-who-does-not-exist",
        "A customer who does not exist is shown as one who has done nothing.",
        "LIST-005 EXPL-004",
        "LIST-CUSTOMER-UNKNOWN DETAIL-CUSTOMER-UNKNOWN",
        _customers(_stranger),
    ),
    should(
        "customer-who-does-not-exist-fails",
        "A customer who does not exist ends in a 500.",
        "LIST-005 EXPL-004 CMN-023",
        "LIST-CUSTOMER-UNKNOWN DETAIL-CUSTOMER-UNKNOWN LIST-CUSTOMER-WRONG-KIND",
        _customers(_fails),
    ),
    should(
        "customer-of-unknown-kind-fails",
        "An identifier header that names no documented kind ends in a 500.",
        "CMN-023",
        "LIST-CUSTOMER-UNKNOWN-KIND DETAIL-CUSTOMER-UNKNOWN-KIND",
        lambda policy: policy.put("access.identifiers", _Any({**IDENTIFIERS, "any": "id"})),
    ),
    should(
        "path-without-end-fails",
        "A path that ends before its customer or badge ends in a 500.",
        "LIST-005 EXPL-005",
        "LIST-CUSTOMER-MANDATORY DETAIL-BADGE-MANDATORY",
        _route_fails(404),
    ),
    should(
        "badge-that-does-not-exist",
        "A badge that does not exist is shown as the one written last.",
        "EXPL-005",
        "DETAIL-BADGE-UNKNOWN DETAIL-BADGE-MALFORMED",
        _last_written,
    ),
    should(
        "badge-that-does-not-exist-fails",
        "A detail of a badge that does not exist ends in a 500.",
        "EXPL-005",
        "DETAIL-BADGE-UNKNOWN",
        _badges(_fails_without_badge),
    ),
    should(
        "badge-with-odd-id-fails",
        "A detail of a badge id that is no hexadecimal number ends in a 500.",
        "EXPL-005",
        "DETAIL-BADGE-MALFORMED",
        _badges(_fails_on_odd_ids),
    ),
)
