"""Generated detail queries, for badges that generated creates have made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

from harness import reading
from harness.answers import data_of, is_accepted
from harness.client import DETAIL_PATH, IDENTIFIER_HEADER, IDENTIFIERS
from harness.exchange import Exchange
from harness.expectations import Inconclusive
from harness.fuzzing import crossing, features, judgement
from harness.fuzzing.create_trials import CreateTrials
from harness.fuzzing.due import Due
from harness.fuzzing.echo import predicted
from harness.fuzzing.generation import POSITIVE, Generated, fuzzed
from harness.fuzzing.judgement import Mismatch
from harness.fuzzing.query_trials import QueryTrials
from harness.fuzzing.trials import Attempt, Evidence
from harness.payloads import Body
from harness.reading import Canonical
from harness.session import Session

# How many badges there are to read.
BADGES = 16
# From how many bodies they are chosen, so that together they have as many features as possible.
DRAWN = 60
# One in so many queries leaves includeStatistics out.
OMITTED = 10
STATISTICS = ("true", "false")

# Stands in the cause of a failure that depends on the badge, before the features of the badge.
OF_BADGE = " for a badge with "


@dataclass(frozen=True)
class Made:
    """A badge that a generated create has made: the body, what reads must show of it, and the exchange."""

    body: Body
    shows: Canonical
    exchange: Exchange


class Readable:
    """Badges to read, made once by generated creates that together have as many features as possible."""

    def __init__(self, session: Session, seeds: Callable[..., int]) -> None:
        self._session, self._seeds = session, seeds

    @cached_property
    def badges(self) -> dict[str, Made]:
        """The badges by id; Inconclusive when no create is accepted."""
        creates = CreateTrials(self._session)
        made: dict[str, Made] = {}
        shown_features: set[str] = set()
        for case in fuzzed("create", POSITIVE, DRAWN, self._seeds):
            attempt = creates.attempt(case)
            own = creates.features(attempt).keys()
            if attempt.due.acceptance != "accepted" or own <= shown_features or len(made) >= BADGES:
                continue
            shown_features |= own
            answer = creates.send(attempt)
            data = data_of(answer)
            if is_accepted(answer) and data and isinstance(data.get("id"), str):
                expected, told = predicted(attempt.body, attempt.due), reading.read_written(data)
                # What the create itself answers otherwise is its own fault, not that of the detail.
                kept = {name: value for name, value in expected.items() if not differs(name, expected, told)}
                made[data["id"]] = Made(attempt.body, kept, answer)
        if not made:
            raise Inconclusive("none of the generated creates was accepted, so there is nothing to read")
        return made


class DetailTrials(QueryTrials):
    """Queries for the detail of badges of ours, for the profile's customer."""

    operation = "detail"

    def __init__(self, session: Session, readable: Readable) -> None:
        super().__init__(session)
        self._source = readable

    @property
    def badges(self) -> dict[str, Made]:
        """The badges to read, by id."""
        return self._source.badges

    # -- requests ---------------------------------------------------------------------------------

    def attempt(self, case: Generated) -> Attempt:
        ids = list(self.badges)
        customer, badge = self.session.client.customer().value, ids[case.turn % len(ids)]
        query, headers = dict(case.query), dict(case.headers)
        if case.mode == POSITIVE:
            headers, customer = self.customer(headers, case.turn)
            query.setdefault("includeStatistics", STATISTICS[case.turn // len(ids) % 2])
            if case.turn % OMITTED == 0:
                del query["includeStatistics"]
        else:
            if "customerId" in case.words:
                customer = str(case.path.get("customerId", ""))
            if "badgeId" in case.words or case.turn % 2:
                badge = str(case.path.get("badgeId", ""))
        path = {"customer": customer, "badge": badge}
        return self.reweighed(Attempt(case.key, case.words, Due(), None, query, path, headers))

    def target_path(self, attempt: Attempt) -> str:
        parts = {name: quote(value, safe="", errors="surrogatepass") for name, value in attempt.path.items()}
        return DETAIL_PATH.format(**parts)

    # -- judgement --------------------------------------------------------------------------------

    def weigh(self, attempt: Attempt) -> Due:
        due = Due()
        for name, value in attempt.query.items():
            if name != "includeStatistics" or str(value).lower() not in STATISTICS:
                due.leave(f"/{name}", "a value or parameter beyond the documented")
        if not self.is_ours(attempt):
            due.leave("/customerId", "another customer, or another kind of identifier")
        if attempt.path["badge"] not in self.badges:
            due.leave("/badgeId", "an id that may be of no badge")
        return due

    def error_rule(self, attempt: Attempt) -> str:
        places = {reason.place for reason in attempt.due.open}
        known = {
            "/includeStatistics": "DETAIL-ROBUST-STATISTICS",
            "/badgeId": "DETAIL-BADGE-MALFORMED",
        }
        precise = known.get(next(iter(places))) if len(places) == 1 else None
        return precise or super().error_rule(attempt)

    def control(self, attempt: Attempt) -> Exchange | None:
        """The plain detail of the same badge, or of another one where this one cannot be read."""
        own = attempt.path["badge"]
        return self._read(own) or next(iter(self._readable().values()), None)

    def _read(self, badge: str) -> Exchange | None:
        answer = self.session.client.read(badge, statistics=None)
        return answer if is_accepted(answer) else None

    def _readable(self) -> dict[str, Exchange]:
        """The badges whose plain detail is answered, each with its answer."""
        answers = {badge: self._read(badge) for badge in self.badges}
        return {badge: answer for badge, answer in answers.items() if answer is not None}

    def shrink(self, attempt: Attempt, exchange: Exchange, mismatch: Mismatch, most: int) -> Evidence | None:
        found = super().shrink(attempt, exchange, mismatch, most)
        own = attempt.path["badge"]
        if found is None or own not in self.badges:
            return found
        found = replace(found, exchanges=(self.badges[own].exchange, *found.exchanges))
        if found.control is None or own in found.control.url:
            return found
        # Other badges can be read: what this one has beyond all of them is to blame.
        readable = self._readable()
        others = set().union(*(self._features(badge) for badge in readable))
        words = ", ".join(sorted(self._features(own) - others))
        expected = f"the detail of a badge with {words or 'nothing unusual'}"
        cause = f"{mismatch.cause}{OF_BADGE}{words}"
        blamed = replace(found.mismatch, requirement="FUZZ-DETAIL-VALID", expected=expected, cause=cause)
        return replace(found, mismatch=blamed)

    def explains(self, evidence: Evidence, attempt: Attempt) -> bool:
        _, of_badge, words = evidence.mismatch.cause.partition(OF_BADGE)
        if not of_badge:
            return super().explains(evidence, attempt)
        return set(words.split(", ")) <= self._features(attempt.path["badge"])

    def _features(self, badge: str) -> set[str]:
        body = self.badges[badge].body if badge in self.badges else {}
        return set(features.of_create(body, migration=False, now=self.session.clock.now()))

    def refusal(self, attempt: Attempt) -> tuple[str, str]:
        if attempt.headers:
            kind = attempt.headers[IDENTIFIER_HEADER]
            return f"DETAIL-CUSTOMER-{IDENTIFIERS[kind].upper().replace('_', '-')}", str(kind)
        if not attempt.query:
            return "DETAIL-STATISTICS-OMITTED", "without includeStatistics"
        words = f"includeStatistics={attempt.query['includeStatistics']}".lower()
        return "FUZZ-DETAIL-VALID", words

    def look(self, attempt: Attempt, exchange: Exchange) -> list[Mismatch]:
        known = self.badges.get(attempt.path["badge"])
        data = data_of(exchange)
        if known is None or data is None or attempt.due.open:
            return []
        body, expected = known.body, dict(known.shows)
        limits = {name: expected.pop(name) for name in crossing.ARRAYS if name in expected}
        read = reading.read_detail(data)
        found = [
            judgement.differs(crossing.detail_rule(body, difference.pointer), difference, "reads otherwise")
            for difference in reading.differences(expected, read)
        ]
        if str(attempt.query.get("includeStatistics")).lower() == "true":
            found.extend(
                Mismatch(
                    rule,
                    f"{name} with a limit of the kind {kind}",
                    told,
                    f"kind missing: {kind}",
                    f"/data/{name}",
                )
                for rule, name, kind, told in crossing.missing_kinds(limits, read)
            )
        return found


def differs(name: str, expected: Canonical, told: Canonical) -> bool:
    """Whether two views of a badge disagree in a field."""
    return bool(reading.differences(expected, told, [name]))
