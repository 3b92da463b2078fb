# ruff: noqa: ARG001, ARG005
"""Other ways to list and to detail: bounds, orders, matching, words, and which members there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reference import instants
from reference.dialects.dialect import Dialect
from reference.edits import Change, chain, copied, drop, milliseconds, shown
from reference.instants import DAY
from reference.listing import EARNED, Search, whole
from reference.model import JsonObject
from reference.policy import Policy
from reference.rules import shapes
from reference.rules.dates import EXPIRED
from reference.rules.problems import INVALID, RefusedError, problem
from reference.rules.shapes import with_field
from reference.rules.windows import Cycle
from reference.store import Condition

_ROW, _DETAIL = "views.row", "views.detail"


def _page_size_as_rows(original: Callable[..., Any]) -> Callable[..., Any]:
    def pagination(policy: Policy, page: int, size: int, total: int, rows: int) -> Any:
        return {**original(policy, page, size, total, rows), "size": rows}

    return pagination


def _values(name: str, *values: str) -> Change:
    """A parameter takes these words only."""
    return lambda policy: policy.wrap(
        "listing.parameters", lambda fields: with_field(fields, name, read=shapes.one_of(values))
    )


def _wrong_is_ignored(original: Callable[..., Any]) -> Callable[..., Any]:
    """A parameter that cannot be understood is as good as missing."""

    def read(parameters: Any, items: Any, defaults: Any) -> Any:
        values, _ = original(parameters, items, defaults)
        return values, []

    return read


def _refused_past_end(original: Callable[..., Any]) -> Callable[..., Any]:
    def pagination(policy: Policy, page: int, size: int, total: int, rows: int) -> Any:
        if page and page * size >= total:
            raise RefusedError([problem(INVALID, "page", "No such page")], 400)
        return original(policy, page, size, total, rows)

    return pagination


def _largest(most: int) -> Change:
    return lambda policy: policy.wrap(
        "listing.parameters",
        lambda fields: with_field(fields, "size", read=whole(1, most)),
    )


def _lower_case_only(fields: Sequence[Any]) -> Any:
    return with_field(with_field(fields, "page", also=()), "size", also=())


def _contains(policy: Policy, search: Search) -> Condition | None:
    """Names that contain the text, case apart."""
    name = search.values.get("name")
    return None if name is None else Condition("instr(lower(b.name), lower(?)) > 0", (name,))


def _begins(policy: Policy, search: Search) -> Condition | None:
    """Names that begin with the text."""
    name = search.values.get("name")
    return None if name is None else Condition("substr(b.name, 1, length(?)) = ?", (name, name))


def _current(policy: Policy, search: Search) -> Condition | None:
    """Lists of what is available leave out what is over or inactive."""
    if search.values["badgeType"] in (EXPIRED, EARNED) or search.values.get("action") == "DEACTIVATED":
        return None
    over = search.values.get("badgeStatus") == EXPIRED
    return None if over else Condition("b.expires_on > ? ", (search.now,))


def _sorted_otherwise(policy: Policy) -> Policy:
    """Ties by age the other way round, and what has no date first."""

    def order(column: str, direction: str) -> str:
        nulls = f"{column} IS NOT NULL, " if column.startswith("p.") else ""
        return f"{nulls}{column} {direction}, b.number {'ASC' if direction == 'DESC' else 'DESC'}"

    return chain(
        lambda own: own.put("listing.order", order),
        lambda own: own.put("listing.sorts.LAST_EXPIRED_BADGE", "b.updated_on"),
        lambda own: own.put("listing.sorts.LAST_ISSUED_DATE", "b.start_on"),
    )(policy)


def _modules(name: str, condition: str) -> Change:
    """A parameter takes several modules, parted by commas."""

    def judge(policy: Policy, search: Search) -> Condition | None:
        owners = search.values.get(name)
        if owners is None:
            return None
        return Condition(" OR ".join([condition] * len(owners)), tuple(owners))

    def read(original: shapes.Reader) -> shapes.Reader:
        def several(value: Any, path: str, problems: shapes.Problems) -> Any:
            found = [original(one, path, problems) for one in value.split(",")]
            return shapes.MISSING if shapes.MISSING in found else found

        return several

    def apply(policy: Policy) -> Policy:
        field = next(one for one in policy.listing.parameters if one.name == name)
        policy = policy.wrap(
            "listing.parameters", lambda fields: with_field(fields, name, read=read(field.read))
        )
        return policy.put(f"listing.filters.{name}", judge)

    return apply


def _operatorless(original: Callable[..., Any]) -> Callable[..., Any]:
    return lambda column, instant, operator: None if operator is None else original(column, instant, operator)


def _exact_form(original: shapes.Reader) -> shapes.Reader:
    """Only the documented form of an instant: milliseconds and Z."""

    def read(value: Any, path: str, problems: shapes.Problems) -> Any:
        if len(value) != 24 or not value.endswith("Z"):
            return shapes.wrong(problems, path, f"{path} must be YYYY-MM-DDTHH:MM:SS.SSSZ")
        return original(value, path, problems)

    return read


def _strict_instants(fields: Sequence[Any]) -> Any:
    for name in ("startOn", "expiresOn"):
        field = next(one for one in fields if one.name == name)
        fields = with_field(fields, name, read=_exact_form(field.read))
    return fields


class _AnyCase(dict[str, str]):
    """Kinds of identifier in any case."""

    def __contains__(self, kind: object) -> bool:
        return str(kind).lower() in {name.lower() for name in self}

    def __getitem__(self, kind: str) -> str:
        return next(column for name, column in self.items() if name.lower() == kind.lower())


def _unearned_is_null(count: int) -> int | None:
    return count or None


def _cycle(edit: Callable[[Cycle, float], Cycle]) -> Change:
    """The cycle of a window, from the right one and the start of the badge."""
    return lambda policy: policy.wrap(
        "windows.cycle_at",
        lambda original: (
            lambda constraint, start_on, now: edit(original(constraint, start_on, now), start_on)
        ),
    )


def _at_start_of_badge(cycle: Cycle, start_on: float) -> Cycle:
    """The time of day is that of the badge's start."""
    moved = start_on % DAY - cycle.start % DAY
    return Cycle(cycle.start + moved, cycle.end + moved)


def _claims_as_objects(claims: tuple[Any, ...]) -> Any:
    return [
        {"ownerType": one.owner_type, "referenceId": one.reference_id, "isActive": one.is_active}
        for one in claims
    ]


def _epoch_text(text: str) -> str:
    return str(int(instants.parse(text) or 0))


def _without_revoked(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
    def view(*arguments: Any) -> JsonObject:
        answer = original(*arguments)
        issuals = answer["issualDetails"]["issuals"]
        count = sum(not issual["revokedOn"] for issual in issuals)
        return {**answer, "issualDetails": {"issuedCount": count, "issuals": issuals}}

    return view


def _table_members(policy: Policy) -> Policy:
    """The detail has the members of the table that no example has."""
    return chain(
        copied(_DETAIL, "action", "isActive", lambda action: action == "ACTIVATED"),
        copied(_DETAIL, "owner", "ownerType", lambda owners: owners[0]),
    )(policy)


def _named_as_written(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
    """Constraints have the type that was written."""

    def view(policy: Policy, subject: Any, level: str, stored: JsonObject, now: float) -> JsonObject:
        return {**original(policy, subject, level, stored, now), "constraintType": stored["constraintType"]}

    return view


def _lenient_switch(sent: Sequence[str], default: bool) -> Any:
    """Whatever is no true is false."""
    return (sent[-1].lower() in ("true", "1", "yes") if sent else default), []


DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        "page-size-rows",
        "pagination.size is the number of rows on the page.",
        lambda policy: policy.wrap("listing.pagination", _page_size_as_rows),
    ),
    Dialect(
        "empty-has-a-page",
        "A list without rows has one page.",
        lambda policy: policy.wrap(
            "listing.total_pages", lambda original: lambda total, size: max(1, original(total, size))
        ),
    ),
    Dialect(
        "past-end-refused",
        "A page past the end is refused.",
        lambda policy: policy.wrap("listing.pagination", _refused_past_end),
    ),
    Dialect("size-at-most-100", "A size over 100 is refused.", _largest(100)),
    Dialect(
        "lower-case-parameters",
        "Page and Size with a capital are not known.",
        lambda policy: policy.wrap("listing.parameters", _lower_case_only),
    ),
    Dialect(
        "wrong-parameters-ignored",
        "Parameters that cannot be understood are ignored.",
        lambda policy: policy.wrap("listing.read", _wrong_is_ignored),
    ),
    Dialect(
        "de-activated",
        "The action filter takes DE_ACTIVATED only.",
        lambda policy: policy.wrap(
            "listing.parameters",
            lambda fields: with_field(
                fields, "action", read=shapes.one_of(("ACTIVATED",), {"DE_ACTIVATED": "DEACTIVATED"})
            ),
        ),
    ),
    Dialect(
        "older-sort-keys",
        "The two newer sort keys of the last earning are refused.",
        _values("sortOn", "EXPIRES_ON", "LAST_MODIFIED_DATE", "LAST_ISSUED_DATE", "LAST_EXPIRED_BADGE"),
    ),
    Dialect(
        "older-rows",
        "Rows have no dates of the last earning but one.",
        chain(
            shown(_ROW, "lastEarnEventDate", drop, absent=True),
            shown(_ROW, "lastEarnedOnDate", drop, absent=True),
        ),
    ),
    Dialect(
        "earned-dates-in-milliseconds",
        "The two newer dates of the last earning come in milliseconds, as their table says.",
        chain(
            shown(_ROW, "lastEarnEventDate", milliseconds),
            shown(_ROW, "lastEarnedOnDate", milliseconds),
        ),
    ),
    Dialect(
        "unearned-is-null",
        "A badge that was never earned has null for its count.",
        shown(_ROW, "earnCount", _unearned_is_null),
    ),
    Dialect(
        "name-contains",
        "The name filter finds names that contain the text, case apart.",
        lambda policy: policy.put("listing.filters.name", _contains),
    ),
    Dialect(
        "name-begins",
        "The name filter finds names that begin with the text.",
        lambda policy: policy.put("listing.filters.name", _begins),
    ),
    Dialect(
        "available-is-current",
        "Lists of what is available leave out what is over.",
        lambda policy: policy.wrap("listing.filters", lambda filters: {**filters, "current": _current}),
    ),
    Dialect("sorted-otherwise", "Ties and missing dates are sorted the other way round.", _sorted_otherwise),
    Dialect(
        "several-modules",
        "owner and claimedBy take several modules.",
        chain(
            _modules("owner", "instr(b.owners, '|' || ? || '|') > 0"),
            _modules("claimedBy", "b.id IN (SELECT badge_id FROM claims WHERE owner_type = ? AND is_active)"),
        ),
    ),
    Dialect(
        "date-needs-operator",
        "A date filter without its operator has no effect.",
        lambda policy: policy.wrap("listing.compare", _operatorless),
    ),
    Dialect(
        "exact-instants",
        "Date filters take the documented form only.",
        lambda policy: policy.wrap("listing.parameters", _strict_instants),
    ),
    Dialect(
        "identifiers-in-any-case",
        "The identifier header takes its values in any case.",
        lambda policy: policy.wrap("access.identifiers", lambda known: _AnyCase({**known, "id": "id"})),
    ),
    Dialect(
        "statistics-by-default",
        "The detail shows statistics when includeStatistics is not sent.",
        lambda policy: policy.put("views.statistics_by_default", True),
    ),
    Dialect(
        "lenient-switch",
        "includeStatistics takes 1 and yes, and anything else is false.",
        lambda policy: policy.put("listing.read_statistics", _lenient_switch),
    ),
    Dialect(
        "cycle-ends-after",
        "The end of a cycle is the day after its last.",
        _cycle(lambda cycle, start_on: Cycle(cycle.start, cycle.end + DAY)),
    ),
    Dialect(
        "cycle-at-start-of-badge",
        "Cycles have the time of day of the badge's start.",
        _cycle(_at_start_of_badge),
    ),
    Dialect(
        "expired-cycle",
        "The fixed window of a badge that is over has the cycle status EXPIRED.",
        lambda policy: policy.wrap(
            "windows.cycle_status",
            lambda original: lambda status: EXPIRED if status == EXPIRED else original(status),
        ),
    ),
    Dialect(
        "constraints-named-as-written",
        "The detail names the types of constraints as writes do, and no level.",
        chain(
            lambda policy: policy.wrap("views.read_constraint", _named_as_written),
            shown("views.read_constraint", "constraintLevel", drop),
        ),
    ),
    Dialect(
        "claims-as-objects",
        "The detail shows claims as objects, as the list does.",
        lambda policy: policy.put("views.claimed_by", _claims_as_objects),
    ),
    Dialect("members-of-the-table", "The detail has the members that only its table names.", _table_members),
    Dialect(
        "last-earned-as-text",
        "lastEarnedOnISO holds the epoch seconds as a text, as its table says.",
        shown(_DETAIL, "lastEarnedOnISO", _epoch_text),
    ),
    Dialect(
        "revoked-not-counted",
        "The count of issuals leaves out those that were revoked.",
        lambda policy: policy.wrap("views.statistics", _without_revoked),
    ),
    Dialect(
        "unknown-is-400",
        "Customers and badges that do not exist are refused with 400.",
        lambda policy: policy.put("views.refusal_status", lambda problems: 400),
    ),
)
