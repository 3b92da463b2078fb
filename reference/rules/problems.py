"""Why a request is refused: the documented codes, and a few of our own where the documents leave it open."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

OWNERS_REFERENCE = "ownership.restrictedToOwners"

# Documented codes (004:L716-723, 003:L1129-1143).
INVALID = 400
OWNER_NOT_ALLOWED = 714
START_NOT_BEFORE_END = 720
START_IS_PAST = 722
START_FROZEN = 723
EXPIRY_IS_PAST = 724
NAME_TAKEN = 725
NO_OWNER = 728
KIND_FROZEN = 826
INTERNAL = 999999
# Codes of our choice: the documents demand the refusal and name no code.
UNAUTHORISED = 401
UNKNOWN_BADGE = 404
ID_MISSING = 715
OWNER_CLAIMED = 738
UNKNOWN_CUSTOMER = 1026
UNKNOWN_IDENTIFIER = 1028

MESSAGES: Mapping[int, str] = MappingProxyType(
    {
        INVALID: "Invalid request",
        OWNER_NOT_ALLOWED: "Owner type is not allowed.",
        START_NOT_BEFORE_END: "Start Date should be before End Date",
        START_IS_PAST: "Start Date cannot be past date",
        START_FROZEN: "Start Date cannot change once the badge is live",
        EXPIRY_IS_PAST: "Expiry Date cannot be past date",
        NAME_TAKEN: "Badge name cannot be duplicate",
        NO_OWNER: "Atleast one owner is required",
        KIND_FROZEN: "A change between fixed window and rolling window or fixed value is not allowed.",
        INTERNAL: "HV000028: Unexpected exception during isValid call.",
        UNAUTHORISED: "Valid credentials are required",
        UNKNOWN_BADGE: "Badge not found",
        ID_MISSING: "Badge id is mandatory",
        OWNER_CLAIMED: "An owner with an active claim cannot be removed",
        UNKNOWN_CUSTOMER: "Customer not found",
        UNKNOWN_IDENTIFIER: "Invalid customer identifier type",
    }
)


class Problem(NamedTuple):
    """One member of `errors[]` (004:L693-713): `reference` is a path into the request, or None."""

    code: int
    message: str
    reference: str | None = None


def problem(code: int, reference: str | None = None, message: str | None = None) -> Problem:
    """The problem of that code, with the usual message unless another is given."""
    return Problem(code, MESSAGES[code] if message is None else message, reference)


class RefusedError(Exception):
    """Ends the handling of a request before anything is stored."""

    def __init__(self, problems: list[Problem], status: int, headers: dict[str, str] | None = None) -> None:
        super().__init__("; ".join(f"{p.code} {p.message}" for p in problems))
        self.problems = problems
        self.status = status
        self.headers = headers
