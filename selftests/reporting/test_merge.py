"""Shards united give the verdict, the counts and the findings of the whole run."""

from __future__ import annotations

import random

import pytest

from harness.reporting.conclusion import concluded
from harness.reporting.merge import merge
from harness.reporting.results import ReportError
from harness.reporting.verify import problems
from selftests.reporting import sample
from selftests.reporting.pieces import exchange, finding, requirement
from selftests.reporting.sample import small, stamped

NA = "not applicable"

#: What a shard can know of a requirement, by verdict.
SEEN = {
    "failed": {"findings": [finding("failed")], "judged": 1},
    "waived": {"findings": [finding("waived")], "judged": 1},
    "inconclusive": {"findings": [finding("inconclusive")], "judged": 0},
    "passed": {"findings": [], "judged": 1},
    NA: {"findings": [], "judged": 0, "verdict": NA, "reason": "No fixture."},
    "untested": {"findings": [], "judged": 0, "verdict": "untested", "reason": "No test of it ran."},
}
WAIVER = {
    "requirement": "A",
    "operation": None,
    "fingerprint": finding()["fingerprint"],
    "reason": "known",
    "owner": "team",
    "ticket": None,
    "expires": "2030-01-01",
    "status": "used",
    "hides": 1,
    "says": "",
}


@pytest.mark.parametrize(
    ("first", "second", "united"),
    [
        ("failed", "passed", "failed"),
        ("failed", "inconclusive", "failed"),
        ("inconclusive", "passed", "inconclusive"),
        ("passed", NA, "passed"),
        ("passed", "untested", "passed"),
        (NA, "untested", NA),
        ("untested", "untested", "untested"),
        ("inconclusive", "untested", "inconclusive"),
    ],
)
def test_a_requirement_seen_twice_folds(first, second, united):
    for pair in ((first, second), (second, first)):
        documents = [small(requirement("A", **SEEN[verdict])) for verdict in pair]

        assert merge(documents)["requirements"][0]["verdict"] == united


@pytest.mark.parametrize(
    ("other", "united"), [("passed", "waived"), ("untested", "waived"), ("inconclusive", "inconclusive")]
)
def test_a_waived_failure_stays_waived_by_its_waiver(other, united):
    documents = [small(requirement("A", **SEEN[verdict])) for verdict in ("waived", other)]
    documents[0]["waivers"] = [WAIVER]

    merged = merge(documents)

    assert merged["requirements"][0]["verdict"] == united
    assert merged["waivers"][0]["status"] == "used"


def test_a_failure_of_two_shards_is_one_finding_with_both_counts():
    documents = [
        small(
            requirement("A", findings=[finding("failed", "a", count=2, test="one"), finding("failed", "b")])
        ),
        small(requirement("A", findings=[finding("failed", "a", count=3, test="two")])),
    ]

    first, second = merge(documents)["requirements"][0]["findings"]

    assert (first["count"], first["tests"]) == (5, ["one", "two"])
    assert second["count"] == 1


def test_what_is_needed_may_have_failed_in_another_shard():
    dependant = requirement("B", needs=["A"])
    documents = [
        small(requirement("A", findings=[finding()]), {**dependant, "judged": 0}),
        small(requirement("A", judged=0), {**dependant, "findings": [finding()]}),
    ]

    assert [row["verdict"] for row in merge(documents)["requirements"]] == ["failed", "inconclusive"]


def test_exchanges_of_different_shards_do_not_mix():
    documents = []
    for status in (200, 500):
        row = requirement(
            "A", findings=[finding("failed", str(status), exchanges=["gw0-1"], control=["gw0-0"])]
        )
        document = small(row)
        for identifier in ("gw0-0", "gw0-1"):
            document["exchanges"][identifier] = exchange(identifier, "GET", "/x", None, status, {})
        documents.append(document)

    merged = merge(documents)

    findings = merged["requirements"][0]["findings"]
    assert [merged["exchanges"][item["exchanges"][0]]["status"] for item in findings] == [200, 500]
    assert problems(stamped(merged)) == []


@pytest.mark.parametrize(
    ("shards", "missing"),
    [
        ([(1, 2), (2, 2)], None),
        ([(1, 3), (3, 3)], "Shard 2 of 3 is missing."),
        ([(1, 1)], None),
        ([(1, 2), (2, 3)], "The shards disagree on how many there are: 2, 3."),
    ],
)
def test_a_missing_shard_makes_the_whole_incomplete(shards, missing):
    documents = [small(requirement("A"), shard={"index": index, "total": total}) for index, total in shards]

    merged = merge(documents)

    assert merged["run"]["interrupted"] == missing
    assert merged["verdict"] == ("incomplete" if missing else "conformant")


def test_a_single_shard_is_incomplete_until_it_is_merged():
    alone = small(requirement("A"), shard={"index": 1, "total": 2})

    assert alone["verdict"] == "incomplete"
    assert alone["reasons"] == ["The run is not whole: shard 1 of 2, to be merged with the others."]


def test_an_unreadable_and_an_interrupted_shard_are_named():
    documents = [small(requirement("A"), interrupted="the target died")]

    merged = merge(documents, ["There is no report b.json."])

    assert merged["verdict"] == "incomplete"
    assert "There is no report b.json." in merged["reasons"][0]
    assert "the target died" in merged["reasons"][0]


def test_counts_and_times_are_those_of_the_whole():
    documents = [
        small(requirement("A"), started="2026-01-01T10:00:00Z", finished="2026-01-01T10:01:00Z"),
        small(requirement("A"), started="2026-01-01T10:00:10Z", finished="2026-01-01T10:02:00Z"),
    ]

    run = merge(documents)["run"]

    assert run["duration"] == 120
    assert run["counts"]["requests"] == 2 * documents[0]["run"]["counts"]["requests"]
    assert run["counts"]["by_verdict"] == {"passed": 1}
    assert run["merged_from"] == [document["run"]["id"] for document in documents]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"spec_digest": "sha256:" + "0" * 64}, "specification"),
        ({"base_url": "https://other.example.com"}, "target"),
        ({"versions": {"suite": "9"}}, "suite version"),
        ({"options": {"strict": True}}, "strictness"),
    ],
)
def test_reports_of_different_runs_are_not_united(change, what):
    with pytest.raises(ReportError, match=f"not shards of one run: {what}"):
        merge([small(requirement("A")), small(requirement("A"), **change)])


def test_a_shard_is_not_united_with_itself():
    document = small(requirement("A"), shard={"index": 1, "total": 2})
    with pytest.raises(ReportError, match=r"Shard 1 of 2 .* is given twice: name each report once"):
        merge([document, document])


def test_the_embedded_server_has_another_port_in_every_shard():
    documents = [
        small(requirement("A"), embedded=True, base_url=f"http://127.0.0.1:{port}") for port in (40001, 40002)
    ]

    assert merge(documents)["verdict"] == "conformant"


def test_nothing_to_unite_is_said():
    with pytest.raises(ReportError, match="There is no whole report to merge"):
        merge([])


@pytest.mark.parametrize("total", [1, 2, 4])
@pytest.mark.parametrize("seed", range(5))
def test_dealt_out_and_united_again_the_run_is_the_same(total, seed):
    whole = sample.sample()
    rng = random.Random(seed)
    shards = [
        {**whole, "requirements": [], "run": {**whole["run"], "shard": {"index": n, "total": total}}}
        for n in range(1, total + 1)
    ]
    for row in whole["requirements"]:
        home = rng.randrange(total)
        for number, shard in enumerate(shards):
            away = {
                **row,
                "findings": [],
                "tests": [],
                "judged": 0,
                "verdict": "untested",
                "reason": "not here",
            }
            shard["requirements"].append(row if number == home or row["verdict"] == NA else away)

    merged = merge([concluded(shard) for shard in shards])

    assert (merged["verdict"], merged["reasons"]) == (whole["verdict"], whole["reasons"])
    assert merged["run"]["counts"]["by_level"] == whole["run"]["counts"]["by_level"]
    for row, original in zip(merged["requirements"], whole["requirements"], strict=True):
        assert (row["id"], row["verdict"]) == (original["id"], original["verdict"])
        assert [item["fingerprint"] for item in row["findings"]] == [
            item["fingerprint"] for item in original["findings"]
        ]
    assert problems(stamped(merged)) == []
