"""Many requests in a fixed order on a fixed clock: what a fault changes must show in some answer to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selftests.faults.battery_company import company
from selftests.faults.battery_creates import creates, refusals
from selftests.faults.battery_kinds import kinds
from selftests.faults.battery_oddities import odd_writes
from selftests.faults.battery_openings import oddities, openings
from selftests.faults.battery_reads import access, details, lists, lives
from selftests.faults.battery_specimens import specimens
from selftests.faults.battery_states import combinations, filters, states
from selftests.faults.battery_updates import refused_updates, updates
from selftests.reference.in_process import Answer, Api

Section = Callable[[Api], Iterator[Answer]]

SECTIONS: dict[str, Section] = {
    "creates": creates,
    "refusals": refusals,
    "updates": updates,
    "refused updates": refused_updates,
    "lives": lives,
    "lists": lists,
    "details": details,
    "access": access,
    "openings": openings,
    "oddities": oddities,
    "states": states,
    "filters": filters,
    "combinations": combinations,
    "kinds": kinds,
    "specimens": specimens,
    "odd writes": odd_writes,
    "company": company,
}
