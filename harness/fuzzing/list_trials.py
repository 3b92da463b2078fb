"""Generated list queries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote

from harness import model
from harness.client import IDENTIFIER_HEADER, IDENTIFIERS, LIST_PATH
from harness.clock import DAY
from harness.exchange import Exchange
from harness.fuzzing import rows, words
from harness.fuzzing.business import status_of
from harness.fuzzing.due import Due
from harness.fuzzing.generation import POSITIVE, Generated
from harness.fuzzing.judgement import Mismatch
from harness.fuzzing.query_trials import QueryTrials, words_of
from harness.fuzzing.trials import Attempt
from harness.payloads import Badge

# The largest page and size that are asked for: what lies beyond is left open (000:L93-95).
PAGES, SIZES = 4, 50
# One in so many queries asks for the name of a badge of ours (and as many for no filter but the kind), or
# for an unknown customer.
NAMED, STRANGERS = 3, 6
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

PAIRS = (
    ("badgeStatus", "owner"),
    ("action", "badgeStatus"),
    ("action", "owner"),
    ("claimedBy", "owner"),
    ("badgeStatus", "claimedBy"),
    ("groupId", "owner"),
)
# Documented parameters with values that a target may refuse, but hardly ever fail on.
DOCUMENTED = {"action", "groupId", "sortOn"}
SORTING = ("page", "size", "sortOn", "order", "badgeType")
SORTS = ("EXPIRES_ON", "LAST_MODIFIED_DATE", "LAST_ISSUED_DATE", "LAST_EXPIRED_BADGE")
# Parameters of documented words; what is not among them is left open.
VALUES: Mapping[str, tuple[str, ...]] = {
    "sortOn": SORTS,
    "order": ("DESC", "ASC"),
    "badgeType": ("AVAILABLE_TO_ISSUE", "AVAILABLE", "EARNED", "EXPIRED"),
    # The other value has two documented spellings (000:L105, 002:L300), of which a target may know one.
    "action": ("ACTIVATED",),
    "badgeStatus": (model.UPCOMING, model.LIVE, model.EXPIRED),
    "owner": words.OWNERS,
    "claimedBy": words.OWNERS,
    "startOnOperator": ("LESS_THAN", "GREATER_THAN"),
    "expiresOnOperator": ("LESS_THAN", "GREATER_THAN"),
}
GROUPS = ("65c3600c60d9261bdd8a6410",)
ACCEPTED_RULES = {
    "badgeType": "LIST-TYPE-VALUES-ACCEPTED",
    "action": "LIST-ACTION-VALUES-ACCEPTED",
    "badgeStatus": "LIST-STATUS-VALUES-ACCEPTED",
    "owner": "LIST-OWNER-VALUES-ACCEPTED",
    "claimedBy": "LIST-CLAIMED-BY-VALUES-ACCEPTED",
    "sortOn=LAST_ISSUED_DATE": "LIST-SORT-LAST-ISSUED-ACCEPTED",
    "sortOn=LAST_EXPIRED_BADGE": "LIST-SORT-LAST-EXPIRED-ACCEPTED",
}
ROBUST_RULES = {
    "page": "LIST-ROBUST-PAGE",
    "size": "LIST-ROBUST-SIZE",
    "sortOn": "LIST-ROBUST-SORT",
    "order": "LIST-ROBUST-SORT",
    "badgeType": "LIST-ROBUST-TYPE",
    "action": "LIST-ROBUST-ACTION",
    "badgeStatus": "LIST-ROBUST-STATUS",
    "owner": "LIST-ROBUST-OWNER",
    "claimedBy": "LIST-ROBUST-OWNER",
    "startOn": "LIST-ROBUST-DATE",
    "expiresOn": "LIST-ROBUST-DATE",
    "startOnOperator": "LIST-ROBUST-OPERATOR",
    "expiresOnOperator": "LIST-ROBUST-OPERATOR",
    "name": "LIST-ROBUST-NAME",
    "groupId": "LIST-ROBUST-GROUP",
}


class ListTrials(QueryTrials):
    """Queries for the badges of the profile's customer, some of them for badges of our own."""

    operation = "list"

    @cached_property
    def badges(self) -> list[Badge]:
        """Badges that queries by name must find: UPCOMING and LIVE, of both kinds, active and not."""
        payloads, nursery = self.session.payloads, self.session.nursery
        return [
            nursery.create(payloads.earn()),
            nursery.create(payloads.issue_earn(active=False)),
            nursery.live(payloads.issue_earn()),
        ]

    # -- requests ---------------------------------------------------------------------------------

    def attempt(self, case: Generated) -> Attempt:
        query = {name: value for name, value in case.query.items() if value is not None}
        headers = dict(case.headers)
        if case.mode == POSITIVE:
            query = self.plain(query, case.turn, random=case.is_random)
            headers, customer = self.customer(headers, case.turn)
        else:
            # A negative case about the customer keeps its own; the others ask for one that exists.
            stranger = "customerId" in case.words or case.turn % STRANGERS == 1
            customer = (
                str(case.path.get("customerId", "")) if stranger else self.session.client.customer().value
            )
        attempt = Attempt(case.key, case.words, Due(), None, query, {"customer": customer}, headers)
        return self.reweighed(attempt)

    def plain(self, query: Mapping[str, Any], turn: int, *, random: bool) -> dict[str, Any]:
        """The query with documented values, such that the lists hold something to look at."""
        made = dict(query)
        if turn % 2:
            made.pop("groupId", None)  # no badge of ours is in a group
        if "page" in made:
            made["page"] = abs(int(made["page"])) % PAGES
        if "size" in made:
            made["size"] = 1 + abs(int(made["size"])) % SIZES
        for index, name in enumerate(("startOn", "expiresOn")):
            if name in made or f"{name}Operator" in made:
                days = turn * (7 + index) % 200 - 60
                made[name] = words.iso_millis(self.session.clock.now() + days * DAY)
                made.setdefault(f"{name}Operator", VALUES[f"{name}Operator"][(turn + index) % 2])
        # Each choice goes through its values while the one before it stays: no two of them go in step.
        place = turn // NAMED
        if turn % NAMED == 1:
            # Order shows in long lists only.
            kept = {name: made[name] for name in SORTING if name in made}
            again, which = divmod(place, len(SORTS))
            return {"sortOn": SORTS[which], "order": _value("order", again), **kept}
        if random and turn % NAMED == 2:
            # Many filters at once leave no row to look at: two, in every combination in turn.
            again, which = divmod(place, len(PAIRS))
            one, other = PAIRS[which]
            values = {one: _value(one, again + which), other: _value(other, again + which + 1)}
            return {"badgeType": _value("badgeType", (again + which) % 2), **values, "size": SIZES}
        if "name" in made or turn % NAMED == 0:
            made["name"] = self.badges[place % len(self.badges)].name
            made.pop("page", None)
        return made

    def target_path(self, attempt: Attempt) -> str:
        return LIST_PATH.format(customer=quote(attempt.path["customer"], safe="", errors="surrogatepass"))

    # -- judgement --------------------------------------------------------------------------------

    def weigh(self, attempt: Attempt) -> Due:
        due = Due()
        for name, value in attempt.query.items():
            if not _is_plain(name, value, attempt.query):
                due.leave(f"/{name}", "a value or parameter beyond the documented")
            elif name == "page" and str(value) != "0":
                due.leave("/page", "a page that there may not be", kept=True)
        for name in ("startOnOperator", "expiresOnOperator"):
            if name in attempt.query and name.removesuffix("Operator") not in attempt.query:
                due.leave(f"/{name}", "an operator without its date")
        if not self.is_ours(attempt):
            due.leave("/customerId", "another customer, or another kind of identifier")
        return due

    def error_rule(self, attempt: Attempt) -> str:
        odd = _odd(attempt)
        if odd <= DOCUMENTED and odd < attempt.query.keys():
            # Nothing of the query is odd, it is the combination that fails.
            return "FUZZ-LIST-VALID"
        rules = {ROBUST_RULES.get(name, "LIST-ROBUST-PARAMETERS") for name in odd}
        return next(iter(rules)) if len(rules) == 1 else super().error_rule(attempt)

    def refusal(self, attempt: Attempt) -> tuple[str, str]:
        told = words_of(attempt.query)
        names = [word if word in ACCEPTED_RULES else word.partition("=")[0] for word in told]
        rules = {ACCEPTED_RULES.get(name, "FUZZ-LIST-VALID") for name in names}
        if attempt.headers:
            kind = attempt.headers[IDENTIFIER_HEADER]
            rules.add(f"LIST-CUSTOMER-{IDENTIFIERS[kind].upper().replace('_', '-')}")
        return next(iter(rules)) if len(rules) == 1 else "FUZZ-LIST-VALID", ", ".join(told)

    def look(self, attempt: Attempt, exchange: Exchange) -> list[Mismatch]:
        if _odd(attempt) - {"action", "sortOn"}:
            return []
        now = self.session.clock.now()
        found = list(rows.mismatches(attempt.query, exchange, now))
        if str(attempt.query.get("page", 0)) == "0":
            for badge in self.badges if "name" in attempt.query else ():
                status = status_of(badge, now)
                if badge.name == attempt.query["name"] and status is not None:
                    absent = rows.missing(attempt.query, badge, status, exchange)
                    found.extend([absent] if absent else [])
        return found


def _odd(attempt: Attempt) -> set[str]:
    """The parameters whose value is open, and with it what the list shows."""
    return {reason.place[1:] for reason in attempt.due.open if not reason.kept}


def _value(name: str, turn: int) -> str:
    values = VALUES.get(name, GROUPS)
    return values[turn % len(values)]


def _is_plain(name: str, value: Any, query: Mapping[str, Any]) -> bool:
    text = str(value)
    if isinstance(value, list | tuple | dict):
        return False
    if name in ("page", "size"):
        least, most = (0, PAGES) if name == "page" else (1, SIZES)
        return text.isascii() and text.isdigit() and len(text) < 6 and least <= int(text) <= most
    if name == "name":
        return words.is_plain(text)
    if name in ("startOn", "expiresOn"):
        return bool(ISO.fullmatch(text)) and f"{name}Operator" in query
    return name in VALUES and text in VALUES[name]
