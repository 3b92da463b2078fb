"""The kinds of badges that a create can make: of either earn type, active or not, new or historical."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from harness.payloads import Body


@dataclass(frozen=True)
class Kind:
    """What makes a badge one of its kind: the maker of its body, its changes, and the migration header."""

    maker: str = "earn"
    changes: Mapping[str, Any] = field(default_factory=dict)
    historical: bool = False

    def creation(self, day, changes: Body | None = None):
        """What `creations` makes such a badge of: a historical one started two days ago (004:L21)."""
        past = {"startOn": day(-2), "expiresOn": day(330)} if self.historical else {}
        return {
            "changes": {**self.changes, **past, **(changes or {})} or None,
            "kind": self.maker,
            "migration": self.historical,
        }


#: Kinds that differ from the plain one in a single way each, for rules that have many cases.
OTHERS = ("historical", "inactive", "to issue")

KINDS = {
    "plain": Kind(),
    "inactive": Kind(changes={"active": False}),
    "to issue": Kind("issue_earn"),
    "inactive to issue": Kind("issue_earn", {"active": False}),
    "historical": Kind(historical=True),
    "historical to issue": Kind("issue_earn", historical=True),
}
