"""Faults and dialects: one point of the policy replaced, and nothing else."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
import yaml
from in_process import DAY, MIGRATION, NOW, Api, changed

from reference.dialects import all_dialects
from reference.faults import registry
from reference.faults.registry import Fault, all_faults
from reference.policy import Policy
from reference.rules.shapes import with_field

SPECS = Path(__file__).parents[2] / "specs"
STATEMENTS = {
    entry["id"] for entry in yaml.safe_load((SPECS / "statements.yaml").read_text(encoding="utf-8"))
}


def with_fault(name: str) -> Api:
    return Api(all_faults()[name].apply(Policy()))


def with_dialect(name: str) -> Api:
    return Api(all_dialects()[name].apply(Policy()))


def test_a_point_is_replaced_and_the_original_is_left() -> None:
    policy = Policy()
    other = policy.put("dates.is_past", lambda instant, now: False)
    assert not other.dates.is_past(0, 1)
    assert policy.dates.is_past(0, 1)
    assert other.listing is policy.listing


def test_a_point_can_wrap_the_original() -> None:
    policy = Policy().wrap("listing.offset", lambda original: lambda page, size: original(page, size) + 1)
    assert policy.listing.offset(2, 10) == 21


def test_entries_of_tables_are_points() -> None:
    policy = Policy().put("listing.sorts.EXPIRES_ON", "b.start_on").without("checks.update.frozen_kind")
    assert policy.listing.sorts["EXPIRES_ON"] == "b.start_on"
    assert policy.listing.sorts["LAST_MODIFIED_DATE"] == Policy().listing.sorts["LAST_MODIFIED_DATE"]
    assert set(Policy().checks.update) - set(policy.checks.update) == {"frozen_kind"}


@pytest.mark.parametrize("path", ["nothing", "dates.nothing", "listing.sorts.NAME", "dates.is_past.deeper"])
def test_a_point_that_does_not_exist_is_an_error(path: str) -> None:
    with pytest.raises(KeyError):
        Policy().put(path, None)


def test_one_field_of_a_body_can_be_read_differently() -> None:
    policy = Policy().wrap("drafts.create_fields", lambda fields: with_field(fields, "name", required=False))
    required = {field.name for field in policy.drafts.create_fields if field.required}
    assert "name" not in required
    assert "earnType" in required
    with pytest.raises(KeyError):
        with_field(policy.drafts.create_fields, "colour", required=True)


@pytest.mark.parametrize("fault", all_faults().values(), ids=all_faults())
def test_every_fault_is_well_formed_and_changes_the_policy(fault: Fault) -> None:
    assert fault.id == fault.id.lower().replace(" ", "-")
    assert fault.sentence.endswith(".")
    assert fault.violates
    assert set(fault.violates) <= STATEMENTS
    assert fault.apply(Policy()) != Policy()


@pytest.mark.parametrize("name", all_dialects())
def test_every_dialect_changes_the_policy(name: str) -> None:
    assert all_dialects()[name].sentence.endswith(".")
    assert all_dialects()[name].apply(Policy()) != Policy()


def test_two_faults_cannot_share_an_id(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = importlib.import_module("reference.faults.examples")
    monkeypatch.setattr(examples, "FAULTS", examples.FAULTS[:1] * 2)
    with pytest.raises(ValueError, match="two faults"):
        registry.all_faults()


def test_fault_create_accepts_past_start() -> None:
    api = with_fault("create-accepts-past-start")
    assert api.made(startOn=NOW - DAY)["status"] == "LIVE"
    assert api.create(api.body(startOn=NOW - 101 * 366 * DAY)).codes == {722}


def test_fault_update_moves_live_start() -> None:
    api = with_fault("update-moves-live-start")
    live = api.live()
    assert api.update(changed(live, startOn=NOW - 9)).data
    expired = api.expired()
    assert 723 in api.update(changed(expired, startOn=NOW - 9)).codes


def test_fault_list_status_live_includes_expired() -> None:
    rows = (
        with_fault("list-status-live-includes-expired")
        .list(badgeStatus="LIVE", size=100)
        .data["customerBadges"]
    )
    assert {row["badgeStatus"] for row in rows} == {"LIVE", "EXPIRED"}


def test_fault_detail_forgets_rank() -> None:
    api = with_fault("detail-forgets-rank")
    badge = api.made(badgeRank=3)
    assert badge["badgeRank"] == 3
    assert "badgeRank" not in api.detail(badge["id"]).data


def test_fault_access_list_is_open() -> None:
    api = with_fault("access-list-is-open")
    nobody = {"Authorization": ""}
    assert api.list(headers=nobody).status == 200
    assert api.create(api.body(), nobody).status == 401


def test_dialect_create_200() -> None:
    api = with_dialect("create-200")
    assert api.create(api.body()).status == 200


def test_dialect_iso_india() -> None:
    badge = with_dialect("iso-india").made(startOn=1_801_000_000)
    assert badge["startOnISO"] == "2027-01-27T03:16:40+05:30"


def test_dialect_page_size_rows() -> None:
    pagination = with_dialect("page-size-rows").list(badgeType="EARNED").data["pagination"]
    assert pagination == {"page": 0, "size": 2, "total": 2, "totalPages": 1}


def test_dialect_refusal_200() -> None:
    answer = with_dialect("refusal-200").create({})
    assert answer.status == 200
    assert answer.payload["data"] is None
    assert answer.payload["errors"]


def test_dialect_statistics_by_default() -> None:
    api = with_dialect("statistics-by-default")
    assert "earnDetails" in api.detail(api.made()["id"], None).data


def test_the_store_can_be_told_to_keep_what_was_refused() -> None:
    api = Api(Policy().put("drafts.stores_refused", lambda operation, problems: operation == "create"))
    body = api.body(startOn=NOW - 5)
    assert api.create(body).codes == {722}
    assert api.names(name=body["name"], badgeType="AVAILABLE") == [body["name"]]


def test_a_defect_is_an_envelope_without_its_trace() -> None:
    api = Api(Policy().put("views.row", lambda *arguments: 1 / 0))
    with pytest.raises(ZeroDivisionError):  # for the log of the server
        api.list()
    start, body = api.messages
    assert start["status"] == 500
    assert json.loads(body["body"])["errors"][0]["message"] == "Unexpected failure"


def test_without_the_index_a_race_is_possible_and_with_it_not() -> None:
    unguarded = Policy().put("names.is_taken", lambda holder, own: False)
    open_api = Api(unguarded.put("names.unique_index", False))
    assert open_api.made(name="Twin")
    assert open_api.made(name="Twin")
    api = Api(unguarded)
    assert api.made(name="Twin")
    assert api.create(api.body(name="Twin"), MIGRATION).codes == {725}
    other = api.made()
    assert api.update(changed(other, name="Twin")).codes == {725}
    assert json.loads(api.detail(other["id"]).body)["data"]["name"] == other["name"]
