"""The verbs that tests use: each failure says what was expected, what was observed, and where.

`expect(exchange)` judges the requirement under test; `given(exchange)` states a precondition,
whose failure makes the test inconclusive instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, Self

import pytest
from _pytest.outcomes import Skipped

from harness import reading, recording
from harness.answers import (
    GATEWAY_STATUSES,
    codes_of,
    data_of,
    errors_of,
    is_accepted,
    is_documented_failure,
    is_kept_out,
    outcome_of,
    refuses_credentials,
    shown,
)
from harness.exchange import Exchange
from harness.reading import Canonical, Difference
from harness.redaction import redact
from harness.row_verbs import RowVerbs

# Left out of every comparison of a badge with its earlier self (rulings on windows and statistics).
VOLATILE = frozenset({"customerConstraints", "badgeConstraints"})


class ConformanceFailure(AssertionError):  # noqa: N818 - the field's word, no error of the program
    """The target breaks a requirement.

    `requirement` is None for the first one in the test's decorator; `cause` names the kind of
    failure without values that change from run to run.
    """

    def __init__(
        self,
        expected: str,
        observed: str,
        *,
        cause: str,
        exchanges: Iterable[Exchange] = (),
        pointer: str | None = None,
        requirement: str | None = None,
    ) -> None:
        # Both quote what the target said.
        self.expected, self.observed, self.cause = redact(expected), redact(observed), cause
        self.exchanges = tuple(exchanges)
        self.pointer, self.requirement = pointer, requirement
        self.controls = tuple(recording.current.controls)
        for exchange in self.exchanges:
            recording.current.keep(exchange)
        shown = self.exchanges[-1] if self.exchanges else None
        evidence = f"\n  exchange {shown.id}: {shown.curl()}" if shown else ""
        super().__init__(f"expected {self.expected}\n  observed {self.observed}{evidence}")


class Inconclusive(Skipped):
    """A precondition could not be set up: neither a pass nor the requirement's failure."""

    verdict = recording.INCONCLUSIVE


class NotApplicable(Skipped):
    """The target profile does not give what the requirement needs."""

    verdict = recording.NOT_APPLICABLE


class Untested(Skipped):
    """The run was told not to do what the requirement needs (read-only, no customer, budget spent)."""

    verdict = recording.UNTESTED


def requirement(*ids: str) -> pytest.MarkDecorator:
    """Name the requirements that a test judges; the first is blamed unless `expect` says otherwise."""
    return pytest.mark.requirement(*ids)


def expect(exchange: Exchange, of: str | None = None) -> Expectation:
    """Judge an exchange; `of` names the requirement when it is not the first of the test."""
    return Expectation(exchange, of)


def given(exchange: Exchange) -> Precondition:
    """State what must hold before the requirement can be judged."""
    return Precondition(exchange)


def fail(
    expected: str,
    observed: str,
    *exchanges: Exchange,
    cause: str,
    pointer: str | None = None,
    of: str | None = None,
) -> NoReturn:
    """Report a failure that no verb of `expect` words."""
    raise ConformanceFailure(
        expected, observed, cause=cause, exchanges=exchanges, pointer=pointer, requirement=of
    )


def observe(
    requirement_id: str, answer: str, exchange: Exchange | None = None, *, alternatives: Iterable[str] = ()
) -> None:
    """Record what the target does where the documents leave it open."""
    if exchange is not None:
        recording.current.keep(exchange)
    recording.current.observe(requirement_id, answer, exchange, alternatives)


VIEWS: Mapping[str, Callable[[Mapping[str, Any]], Canonical]] = {
    "create": reading.read_written,
    "update": reading.read_written,
    "detail": reading.read_detail,
}


class Expectation(RowVerbs):
    """The verbs. Every verb returns the expectation, so that they chain."""

    def __init__(self, exchange: Exchange, of: str | None = None) -> None:
        self.exchange, self.of = exchange, of

    @property
    def data(self) -> dict[str, Any]:
        """The `data` object of an accepted answer."""
        self.accepted()
        return data_of(self.exchange) or {}

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of an accepted list."""
        rows = self.data.get("customerBadges")
        if not isinstance(rows, list):
            raise Inconclusive(f"the list of exchange {self.exchange.id} holds no customerBadges array")
        return [row for row in rows if isinstance(row, dict)]

    @property
    def badge(self) -> Canonical:
        """The badge of a write or detail response in canonical names."""
        return VIEWS[self.exchange.operation or ""](self.data)

    def accepted(self) -> Expectation:
        """2xx with `data` and without errors; Inconclusive when the caller is not let in at all."""
        self._answered()
        if self.exchange.status == 401:
            # Who is let in is judged by the tests of access; here the run has lost its credentials.
            raise Inconclusive(f"exchange {self.exchange.id} was refused for its credentials (HTTP 401)")
        if not is_accepted(self.exchange):
            self._fail("the request to be accepted", outcome_of(self.exchange), cause=self._kind("refused"))
        if data_of(self.exchange) is None:
            self._fail(
                "an accepted request with a data object",
                f"HTTP {self.exchange.status} with "
                + (self.exchange.problem or f"data {shown((self.exchange.payload or {}).get('data'), 60)}")
                if not isinstance(self.exchange.payload, list)
                else f"HTTP {self.exchange.status} with an array as body",
                cause="accepted without data",
                pointer="/data",
            )
        return self

    def refused(self, code: int | None = None, *, any_of: Iterable[int] = ()) -> Expectation:
        """Not accepted, without a server error; with `code`/`any_of`, such a code is among the errors."""
        self._answered()
        wanted = frozenset(any_of) | (frozenset({code}) if code is not None else frozenset())
        words = "a refusal" + (f" with {' or '.join(map(str, sorted(wanted)))}" if wanted else "")
        if is_accepted(self.exchange):
            self._fail(words, outcome_of(self.exchange), cause="accepted")
        status = self.exchange.status or 0
        if status >= 500:
            self._fail(words, outcome_of(self.exchange), cause="server error")
        if refuses_credentials(self.exchange):
            raise Inconclusive(f"exchange {self.exchange.id} was refused for its credentials (HTTP {status})")
        if wanted:
            codes = codes_of(self.exchange)
            if codes is None and status not in GATEWAY_STATUSES:
                # Judged on every exchange by the rules of the envelope; blamed there, once.
                raise Inconclusive(f"the refusal of exchange {self.exchange.id} carries no readable code")
            if not (codes or frozenset()) & wanted:
                self._fail(words, outcome_of(self.exchange), cause="other code", pointer="/errors")
        return self

    def refused_internally(self) -> Expectation:
        """A refusal, or the documented internal failure: 999999 with a message that begins HV000028."""
        self._answered()
        status = self.exchange.status or 0
        if status >= 500:
            if not any(map(is_documented_failure, errors_of(self.exchange) or ())):
                self._fail(
                    "a refusal, or 500 with code 999999 and a message that begins HV000028",
                    outcome_of(self.exchange),
                    cause="server error without the documented envelope",
                )
            return self
        return self.refused()

    def not_a_server_error(self) -> Expectation:
        """Any answer below 500."""
        self._answered()
        if (self.exchange.status or 0) >= 500:
            self._fail("an answer without a server error", outcome_of(self.exchange), cause="server error")
        return self

    def shows(self, **fields: Any) -> Expectation:
        """An accepted answer whose badge shows these values (canonical names, see `harness.reading`)."""
        return self.echoes(fields)

    def echoes(self, expected: Mapping[str, Any], *fields: str) -> Expectation:
        """An accepted answer whose badge shows what `expected` holds (in `fields`, or everywhere)."""
        found = reading.differences(expected, self.badge, fields or None)
        if found:
            self._differs(found)
        return self

    def shows_none(self, *fields: str) -> Expectation:
        """An accepted answer whose badge shows nothing in these fields: absent, null or empty."""
        badge = self.badge
        for field in fields:
            if not reading.is_nothing(badge.get(field)):
                self._differs([Difference(f"/{field}", None, badge[field])])
        return self

    def does_not_show(self, **fields: Any) -> Expectation:
        """An accepted answer whose badge shows other values than these, or none."""
        badge = self.badge
        for field, value in fields.items():
            if badge.get(field) is not None and not reading.differences({field: value}, badge):
                self._fail(
                    f"{field} other than {shown(value)}",
                    f"{field} = {shown(badge[field])}",
                    cause=f"took over: /{field}",
                    pointer=f"/data/{field}",
                )
        return self

    def advances(self, field: str, since: Exchange) -> Expectation:
        """The instant in this field is later than in an earlier accepted answer."""
        before = reading.instant(given(since).accepted().badge.get(field))
        after = reading.instant(self.badge.get(field))
        if before is None:
            raise Inconclusive(f"exchange {since.id} shows no {field}")
        if after is None or after <= before:
            self._fail(
                f"{field} later than {before}",
                f"{field} = {after}",
                cause=f"not later: /{field}",
                pointer=f"/data/{field}",
            )
        return self

    def keeps(self, *fields: str, since: Exchange) -> Expectation:
        """These fields are as in an earlier accepted write; Inconclusive where it shows none of them."""
        earlier = given(since).accepted().badge
        missing = [field for field in fields if earlier.get(field) is None]
        if missing:
            raise Inconclusive(f"exchange {since.id} shows no {', '.join(missing)}")
        found = reading.differences(earlier, self.badge, fields)
        if found:
            self._differs(found, cause="changed", also=(since,))
        return self

    def if_accepted(self) -> Expectation:
        """What follows is judged of an accepted answer only; a refusal is as good."""
        self._answered()
        if is_kept_out(self.exchange):
            return Settled(self.exchange, self.of)
        return self if is_accepted(self.exchange) else Settled(self.refused().exchange, self.of)

    def unchanged_since(self, earlier: Exchange, ignoring: Iterable[str] = ()) -> Expectation:
        """The badge reads exactly as in an earlier accepted answer of the same operation."""
        before = given(earlier).accepted().badge
        after = self.badge
        left_out = VOLATILE | frozenset(ignoring)
        fields = sorted((before.keys() | after.keys()) - left_out)
        found = reading.differences(before, after, fields) + _constraint_changes(before, after, ignoring)
        if found:
            self._differs(found, cause="changed", also=(earlier,))
        return self

    # -- how failures are worded ----------------------------------------------------------------

    def _answered(self) -> None:
        if self.exchange.environmental:
            raise Inconclusive(f"exchange {self.exchange.id} found no answer: {outcome_of(self.exchange)}")

    def _differs(
        self, found: list[Difference], cause: str = "other value", also: Iterable[Exchange] = ()
    ) -> NoReturn:
        first = found[0]
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        self._fail(
            f"{first.pointer[1:]} = {shown(first.expected)}{more}",
            f"{first.pointer[1:]} = {shown(first.observed)}",
            cause=f"{cause}: {first.pointer}",
            pointer=f"/data{first.pointer}",
            also=also,
        )

    def _kind(self, word: str) -> str:
        codes = codes_of(self.exchange)
        return (
            f"{word} {'+'.join(map(str, sorted(codes)))}" if codes else f"{word} HTTP {self.exchange.status}"
        )

    def _fail(
        self,
        expected: str,
        observed: str,
        *,
        cause: str,
        pointer: str | None = None,
        also: Iterable[Exchange] = (),
    ) -> NoReturn:
        raise ConformanceFailure(
            expected,
            observed,
            cause=cause,
            exchanges=(*also, self.exchange),
            pointer=pointer,
            requirement=self.of,
        )


class Settled(Expectation):
    """A refusal where the documents allow one: the verbs that speak of an accepted answer hold."""

    def _holds(self, *_: Any, **__: Any) -> Self:
        return self

    accepted = shows = echoes = shows_none = does_not_show = advances = keeps = unchanged_since = _holds
    finds = omits = each = satisfies = _holds


class Precondition(Expectation):
    """The same verbs; what fails here makes the test inconclusive."""

    def accepted(self) -> Expectation:
        """As `Expectation.accepted`; the exchange becomes the control of what is judged next."""
        super().accepted()
        controls = recording.current.controls
        if self.exchange.id not in controls:
            recording.current.keep(self.exchange)
            controls.append(self.exchange.id)
        return self

    def supported(self, what: str, **members: Any) -> Expectation:
        """As `accepted`, of what a target need not have: where it is refused, the rule does not apply.

        Nor does it where the answer shows other values than these: what was sent was accepted and left out.
        """
        if is_kept_out(self.exchange) or (errors_of(self.exchange) and not is_accepted(self.exchange)):
            raise NotApplicable(f"the target refuses {what}")
        found = self.accepted()
        if reading.differences(members, found.badge):
            raise NotApplicable(f"the target accepts {what} and does not take it over")
        return found

    def _fail(
        self,
        expected: str,
        observed: str,
        **_: object,
    ) -> NoReturn:
        raise Inconclusive(
            f"a precondition failed: expected {expected}, observed {observed} (exchange {self.exchange.id})"
        )


def _constraint_changes(before: Canonical, after: Canonical, ignoring: Iterable[str]) -> list[Difference]:
    """Differences of the constraints without what the server computes anew at every query."""
    found: list[Difference] = []
    for key in VOLATILE - frozenset(ignoring):
        if key in before or key in after:
            found.extend(reading.differences({key: settled(before.get(key))}, {key: settled(after.get(key))}))
    return found


def settled(constraints: object) -> object:
    """Constraints without their computed members (cycle, statistics, window dates)."""
    if not isinstance(constraints, list):
        return constraints
    return [
        {key: value for key, value in item.items() if key not in reading.COMPUTED_IN_CONSTRAINTS}
        if isinstance(item, dict)
        else item
        for item in constraints
    ]
