"""Every decision of the reference in one frozen tree; a fault or a dialect replaces one point of it.

`Policy().put("dates.is_past", other)` gives a policy with another function at that point;
`Policy().wrap("views.row", lambda original: …)` gives one whose point calls the original.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from reference import access, instants, listing, lookups
from reference.model import Badge, Customer, JsonObject
from reference.rules import bodies, checks, constraints, dates, drafts, fields, names, owners, windows
from reference.store import Condition
from reference.views import details, envelope, rows, writes


@dataclass(frozen=True)
class Access:
    """Credentials and headers."""

    is_authorised: Callable[..., bool] = access.is_authorised
    is_client: Callable[..., bool] = access.is_client
    is_migration: Callable[..., bool] = access.is_migration
    identifiers: Mapping[str, str] = field(default_factory=lambda: access.IDENTIFIERS)
    token_seconds: float = access.TOKEN_SECONDS
    #: Whether an operation is carried out before its caller is turned away.
    is_judged_late: Callable[[str], bool] = lambda operation: False  # noqa: ARG005


@dataclass(frozen=True)
class Routes:
    """What lies beside the documented paths and methods."""

    #: Methods that no page names, each with the one that it is taken for.
    also: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    #: The HTTP status of what the router refuses.
    refusal_status: Callable[[int], int] = lambda status: status


@dataclass(frozen=True)
class Lookups:
    """Customers, badges and groups by what requests call them."""

    customer: Callable[..., Customer | None] = lookups.customer
    badge: Callable[..., Badge | None] = lookups.badge
    #: The badge that an update means.
    target: Callable[..., Badge | None] = lookups.badge
    group_name: Callable[..., str | None] = lookups.group_name


@dataclass(frozen=True)
class Bodies:
    """From bytes to a JSON object."""

    max_bytes: int = bodies.MAX_BYTES
    check_media_type: Callable[..., None] = bodies.check_media_type
    parse: Callable[..., dict[str, Any]] = bodies.parse


@dataclass(frozen=True)
class Drafts:
    """From a JSON object to a stored badge: tables of fields, defaults, and what storing makes of them."""

    create_fields: tuple[Any, ...] = fields.CREATE
    update_fields: tuple[Any, ...] = fields.UPDATE
    defaults: Mapping[str, Any] = field(default_factory=lambda: fields.DEFAULTS)
    read: Callable[..., Any] = drafts.read
    complete: Callable[..., dict[str, Any]] = drafts.complete
    new_id: Callable[..., str] = drafts.new_id
    born: Callable[..., Any] = drafts.born
    changed: Callable[..., Any] = drafts.changed
    #: Whether a refused write is stored all the same; a refusal stores nothing (003:L1129, 004:L716).
    stores_refused: Callable[..., bool] = lambda operation, problems: False  # noqa: ARG005
    #: Seconds between judging a write and storing it; more than none opens a race.
    pause: float | None = None


@dataclass(frozen=True)
class Checks:
    """The rules beyond shape, by name."""

    create: Mapping[str, checks.Check] = field(default_factory=lambda: checks.CREATE)
    update: Mapping[str, checks.Check] = field(default_factory=lambda: checks.UPDATE)


@dataclass(frozen=True)
class Dates:
    """Comparisons of instants."""

    is_past: Callable[..., bool] = dates.is_past
    is_too_old: Callable[..., bool] = dates.is_too_old
    is_reversed: Callable[..., bool] = dates.is_reversed
    is_moved: Callable[..., bool] = dates.is_moved
    start_frozen_in: frozenset[str] = frozenset({dates.LIVE, dates.EXPIRED})


@dataclass(frozen=True)
class Names:
    """Uniqueness of names."""

    key: Callable[[str], str] = names.name_key
    is_taken: Callable[..., bool] = names.is_taken
    #: Whether the store's unique index stands behind the check.
    unique_index: bool = True


@dataclass(frozen=True)
class Owners:
    """Who may be removed."""

    removed_with_claim: Callable[..., set[str]] = owners.removed_with_claim


@dataclass(frozen=True)
class Constraints:
    """Changes of kind on a live badge."""

    is_frozen_change: Callable[..., bool] = constraints.is_frozen_change
    frozen_in: frozenset[str] = frozenset({dates.LIVE, dates.EXPIRED})
    frozen_arrays: tuple[str, ...] = ("customerConstraints", "badgeConstraints")


@dataclass(frozen=True)
class Windows:
    """What is computed for fixed windows."""

    reference_id: Callable[..., str | None] = windows.reference_id
    cycle_status: Callable[..., str | None] = windows.cycle_status
    start: Callable[..., float] = windows.window_start
    end: Callable[..., float] = windows.window_end
    cycle_at: Callable[..., windows.Cycle] = windows.cycle_at


@dataclass(frozen=True)
class Views:
    """Shapes of answers."""

    render: Callable[[Any], bytes] = envelope.render
    media_type: str = envelope.MEDIA_TYPE
    success: Callable[..., JsonObject] = envelope.success
    refusal: Callable[..., JsonObject] = envelope.refusal
    refusal_status: Callable[..., int] = envelope.refusal_status
    created_status: int = envelope.CREATED_STATUS
    success_status: int = envelope.SUCCESS_STATUS
    iso: Callable[..., str | None] = instants.iso
    created: Callable[..., JsonObject] = writes.created
    updated: Callable[..., JsonObject] = writes.updated
    written_badge: Callable[..., JsonObject] = writes.badge
    written_constraint: Callable[..., JsonObject] = writes.constraint
    ownership: Callable[..., JsonObject] = writes.ownership
    image: Callable[..., JsonObject] = writes.image
    row: Callable[..., JsonObject] = rows.row
    page: Callable[..., JsonObject] = rows.page
    detail: Callable[..., JsonObject] = details.detail
    statistics: Callable[..., JsonObject] = details.statistics
    #: Whether the four blocks are shown when includeStatistics is not sent.
    statistics_by_default: bool = False
    read_constraint: Callable[..., JsonObject] = details.constraint
    read_kinds: Mapping[str, str] = field(default_factory=lambda: details.READ_KINDS)
    read_expiry: Callable[..., JsonObject | None] = details.expiry
    roll: Callable[..., details.Roll] = details.roll_of
    counts: Callable[..., JsonObject] = details.counts
    action: Callable[..., str] = details.action
    claimed_by: Callable[..., list[str]] = details.claimed_by
    issued_status: Callable[..., str | None] = details.issued_status


@dataclass(frozen=True)
class Listing:
    """Filters, sorting, paging."""

    read: Callable[..., Any] = listing.read
    read_statistics: Callable[..., Any] = listing.read_statistics
    parameters: tuple[Any, ...] = listing.PARAMETERS
    defaults: Mapping[str, Any] = field(default_factory=lambda: listing.DEFAULTS)
    filters: Mapping[str, listing.Filter] = field(default_factory=lambda: listing.FILTERS)
    earn_types: Mapping[str, str] = field(default_factory=lambda: listing.EARN_TYPES)
    earned_by: Callable[..., Condition] = listing.earned_by
    status_condition: Callable[..., Condition] = listing.status_condition
    compare: Callable[..., Condition | None] = listing.compare
    combine: Callable[..., Condition] = listing.combine
    sorts: Mapping[str, str] = field(default_factory=lambda: listing.SORTS)
    order: Callable[..., str] = listing.order
    offset: Callable[..., int] = listing.offset
    limit: Callable[[int], int] = listing.limit
    total_pages: Callable[..., int] = listing.total_pages
    pagination: Callable[..., JsonObject] = listing.pagination


@dataclass(frozen=True)
class Policy:
    """The behaviour of one reference server."""

    clock: Callable[[], float] = time.time
    status_at: Callable[[float, float, float], str] = dates.status_at
    access: Access = Access()
    routes: Routes = Routes()
    lookups: Lookups = Lookups()
    bodies: Bodies = Bodies()
    drafts: Drafts = Drafts()
    checks: Checks = Checks()
    dates: Dates = Dates()
    names: Names = Names()
    owners: Owners = Owners()
    constraints: Constraints = Constraints()
    windows: Windows = Windows()
    views: Views = Views()
    listing: Listing = Listing()

    def point(self, path: str) -> Any:
        """The value at a point, such as `listing.filters.owner`; raises KeyError when there is none."""
        return _get(self, path.split("."))

    def put(self, path: str, value: Any) -> Policy:
        """This policy with another value at a point; raises KeyError when there is no such point."""
        replaced: Policy = _put(self, path.split("."), value)
        return replaced

    def wrap(self, path: str, wrapper: Callable[[Any], Any]) -> Policy:
        """This policy with a point made from the original one."""
        return self.put(path, wrapper(self.point(path)))

    def without(self, path: str) -> Policy:
        """This policy without one entry of a table, such as `checks.create.past_start`."""
        table, _, name = path.rpartition(".")
        entries = dict(self.point(table))
        del entries[name]
        return self.put(table, entries)


def _get(tree: Any, path: list[str]) -> Any:
    for name in path:
        if isinstance(tree, Mapping):
            tree = tree[name]
        elif dataclasses.is_dataclass(tree) and name in {each.name for each in dataclasses.fields(tree)}:
            tree = getattr(tree, name)
        else:
            raise KeyError(f"the policy has no point {'.'.join(path)}")
    return tree


def _put(tree: Any, path: list[str], value: Any) -> Any:
    head, *rest = path
    below = _put(_get(tree, [head]), rest, value) if rest else value
    _get(tree, [head])
    if isinstance(tree, Mapping):
        return {**tree, head: below}
    return dataclasses.replace(tree, **{head: below})
