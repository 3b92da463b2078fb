"""Which calls show a badge (002:L15-16, L33-34)."""

import pytest

from harness.answers import data_of, outcome_of
from harness.client import DETAIL_PATH
from harness.expectations import NotApplicable, expect, fail, given, observe, requirement

from .parts import expect_no_badge

MALFORMED = {
    "a blank":             " ",
    "letters beyond hex":  "65ae47103c2f9e3958309zzz",
    "punctuation":         "%{$ne}'\";--",
    "too long":            "6" * 600,
    "too short":           "65ae47103c2f9e395830",
    "a word":              "null",
}  # fmt: skip


@requirement("DETAIL-ACCEPTED")
def test_badge_is_shown(gallery, plain):
    """A badge that was created is shown to a customer that exists (002:L4-5, L15-16)."""
    expect(gallery.detail(plain)).accepted()


@requirement("DETAIL-BADGE-MANDATORY")
@pytest.mark.parametrize("end", [pytest.param("", id="no segment"), pytest.param("/", id="empty segment")])
def test_path_without_a_badge(client, end):
    """The badge id is mandatory: a path without one shows no badge (002:L34)."""
    path = DETAIL_PATH.format(customer=client.customer().value, badge="").rstrip("/") + end

    expect_no_badge(client.transport.send("GET", path))


@requirement("DETAIL-BADGE-UNKNOWN")
def test_badge_that_does_not_exist(client, gallery, plain, unknown_id):
    """Of a badge that is none nothing can be shown (002:L34)."""
    given(gallery.detail(plain)).accepted()

    expect(client.read(unknown_id)).refused()


@requirement("DETAIL-BADGE-MALFORMED")
@pytest.mark.parametrize("badge_id", MALFORMED.values(), ids=MALFORMED)
def test_badge_id_that_cannot_be_one(client, gallery, plain, badge_id):
    """What is no id names no badge (002:L34)."""
    given(gallery.detail(plain)).accepted()

    expect(client.read(badge_id)).refused()


@requirement("DETAIL-BADGE-UNKNOWN")
@pytest.mark.parametrize(
    "change",
    [lambda id: f"{id}0", lambda id: id[:-1], lambda id: f"{id[:-1]}{'01'[id[-1] == '0']}"],
    ids=["longer", "shorter", "ending otherwise"],
)
def test_nearly_the_id_of_a_badge(client, gallery, plain, change):
    """An id names one badge, and what is nearly it names none (002:L34)."""
    given(gallery.detail(plain)).accepted()
    other = change(plain.id)
    if not other:
        raise NotApplicable("the id of the badge has one letter")

    near = client.read(other)

    # Another badge may have this id, as ids may be numbers in a row.
    expect(near).not_a_server_error()
    if (data_of(near) or {}).get("id") == plain.id or (data_of(near) or {}).get("name") == plain.name:
        fail(
            "no badge, or another one",
            "the same badge",
            near,
            cause="found by another id",
            pointer="/data/id",
        )


@requirement("DETAIL-BADGE-UNKNOWN-OBSERVED")
def test_answer_to_an_unknown_badge(client, unknown_id):
    """No page says how an unknown badge is answered (002:L34)."""
    unknown = client.read(unknown_id)

    observe("DETAIL-BADGE-UNKNOWN-OBSERVED", outcome_of(unknown), unknown)
