"""Constraints keep their kind and their array, under the names that reading has for them (002:L91-172)."""

import pytest

from harness.answers import is_accepted, outcome_of, shown
from harness.expectations import NotApplicable, expect, given, observe, requirement
from harness.reading import read_request

from .limits import BADGE, BODIES, CUSTOMER, FIXED_VALUE, FIXED_WINDOW, ROLLING_WINDOW
from .parts import expect_kind, raw_constraints

# requirement, body, array, kind
KINDS = [
    ("CROSS-BADGE-FIXED-VALUE",       "customer days",       BADGE,    FIXED_VALUE),
    ("CROSS-BADGE-FIXED-WINDOW",      "badge days",          BADGE,    FIXED_WINDOW),
    ("CROSS-BADGE-FIXED-WINDOW",      "badge months",        BADGE,    FIXED_WINDOW),
    ("CROSS-BADGE-FIXED-WINDOW",      "badge weeks",         BADGE,    FIXED_WINDOW),
    ("CROSS-BADGE-ROLLING-WINDOW",    "badge rolling weeks", BADGE,    ROLLING_WINDOW),
    ("CROSS-BADGE-ROLLING-WINDOW",    "customer months",     BADGE,    ROLLING_WINDOW),
    ("CROSS-BADGE-ROLLING-WINDOW",    "customer weeks",      BADGE,    ROLLING_WINDOW),
    ("CROSS-CUSTOMER-FIXED-VALUE",    "badge days",          CUSTOMER, FIXED_VALUE),
    ("CROSS-CUSTOMER-FIXED-VALUE",    "combined",            CUSTOMER, FIXED_VALUE),
    ("CROSS-CUSTOMER-FIXED-WINDOW",   "customer days",       CUSTOMER, FIXED_WINDOW),
    ("CROSS-CUSTOMER-FIXED-WINDOW",   "customer months",     CUSTOMER, FIXED_WINDOW),
    ("CROSS-CUSTOMER-FIXED-WINDOW",   "customer weeks",      CUSTOMER, FIXED_WINDOW),
    ("CROSS-CUSTOMER-ROLLING-WINDOW", "badge weeks",         CUSTOMER, ROLLING_WINDOW),
    ("CROSS-CUSTOMER-ROLLING-WINDOW", "combined",            CUSTOMER, ROLLING_WINDOW),
    ("CROSS-CUSTOMER-ROLLING-WINDOW", "customer rolling",    CUSTOMER, ROLLING_WINDOW),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "array", "kind"),
    [pytest.param(*row, marks=requirement(key), id=f"{row[0]} {row[1]}") for key, *row in KINDS],
)
def test_kind_is_kept(gallery, body, array, kind):
    """Each kind is shown in the array that it was written in (002:L91-172)."""
    expect_kind(gallery.detail(gallery.badge(BODIES[body])), array, kind)


@requirement("CROSS-CONSTRAINTS-COMPLETE")
@pytest.mark.parametrize(("body", "array"), [("combined", BADGE), ("badge days", CUSTOMER)])
def test_each_constraint_is_shown_once(gallery, body, array):
    """One constraint or several, each is shown as itself and once (004:L111-128, 002:L112-172)."""
    badge = gallery.badge(BODIES[body])

    expect(gallery.detail(badge)).echoes(read_request(badge.request), array)


@pytest.fixture(params=["inactive to issue", "live", "reactivated to issue", "updated"])
def combined(request, gallery):
    """A badge with several constraints in both arrays, in one of the states."""
    return gallery.in_state(request.param, BODIES["combined"])


@requirement("CROSS-CONSTRAINTS-COMPLETE")
def test_several_constraints_in_every_state(gallery, combined):
    """Nor does one of several get lost later (004:L111-128, 002:L112-172)."""
    expect(gallery.detail(combined)).echoes(read_request(combined.request), BADGE)


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(FIXED_VALUE, marks=requirement("CROSS-CUSTOMER-FIXED-VALUE"), id=FIXED_VALUE),
        pytest.param(ROLLING_WINDOW, marks=requirement("CROSS-CUSTOMER-ROLLING-WINDOW"), id=ROLLING_WINDOW),
    ],
)
def test_two_kinds_for_the_customer_in_every_state(gallery, combined, kind):
    """Two constraints of the customer keep their kinds; how a rolling one reads is open (004:L258-272)."""
    expect_kind(gallery.detail(combined), CUSTOMER, kind)


@requirement("CROSS-CONSTRAINTS-COMPLETE")
@pytest.mark.parametrize("array", [BADGE, CUSTOMER])
def test_no_constraint_comes_out_of_nothing(gallery, plain, array):
    """What was written without constraints, and has none by the answer, shows none (004:L41, L53)."""
    if given(plain.exchange).badge.get(array):
        raise NotApplicable(f"the target gives badges without {array} some of its own")
    expect(gallery.detail(plain)).shows_none(array)


@requirement("CROSS-NO-LIMIT-OBSERVED")
@pytest.mark.parametrize(("body", "array"), [("badge no limit", BADGE), ("customer no limit", CUSTOMER)])
def test_kind_without_a_limit(gallery, body, array):
    """The detail page does not know the kind without a limit (003:L87, 002:L693)."""
    trace = gallery.trace(BODIES[body])

    observe("CROSS-NO-LIMIT-OBSERVED", words_of(trace, array), trace)


@requirement("CROSS-CUSTOMER-ROLLING-OBSERVED")
def test_three_limits_of_the_customer(gallery):
    """No page shows how a rolling window of the customer reads (002:L109)."""
    trace = gallery.trace(BODIES["customer rolling"])

    observe("CROSS-CUSTOMER-ROLLING-OBSERVED", words_of(trace, CUSTOMER), trace)


@requirement("DETAIL-CONSTRAINT-NAMES-OBSERVED")
@pytest.mark.parametrize("body", ["badge days", "badge weeks"])
def test_names_of_the_kinds(gallery, body):
    """The table and the examples of the page name the kinds differently (002:L693, L93, L115, L135)."""
    detail = gallery.detail(gallery.badge(BODIES[body]))

    names = [
        item.get("constraintType") for array in (BADGE, CUSTOMER) for item in raw_constraints(detail, array)
    ]

    observe("DETAIL-CONSTRAINT-NAMES-OBSERVED", ", ".join(map(str, names)), detail)


def words_of(trace, array):
    """How the constraints of an array read, or that they were refused."""
    return shown(raw_constraints(trace, array)) if is_accepted(trace) else outcome_of(trace)
