"""The two maps of the API that a report colours: ways between the states of a badge, and its error codes.

Each way and each code names the statements that speak of it; the requirements that cover them, and what
became of these, give its verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from harness.reporting.verdicts import FAILED, fold_findings


@dataclass(frozen=True)
class Way:
    """A documented way from state to state (or a documented refusal), and where the picture draws it."""

    number: int
    words: str
    statements: tuple[str, ...]
    #: Requirements whose ids begin so; where none does, those that cover the statements speak for the way.
    prefixes: tuple[str, ...]
    path: str
    at: tuple[int, int]
    refused: bool = False
    both_ways: bool = False


@dataclass(frozen=True)
class Code:
    """A documented error code of one operation, its meaning in our words, and the statements behind it."""

    operation: str
    number: int
    meaning: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """A way or a code with the requirements that speak for it and their common state."""

    subject: Way | Code
    state: str
    rows: tuple[Mapping[str, Any], ...]

    @property
    def against(self) -> tuple[Mapping[str, Any], ...]:
        """The requirements that keep it from being passed, the first few."""
        return tuple(row for row in self.rows if row["verdict"] != "passed")[:4]

    @property
    def held(self) -> int:
        """How many of the requirements passed."""
        return sum(row["verdict"] == "passed" for row in self.rows)


WAYS: Final = (
    Way(
        1,
        "A badge created with a future start is UPCOMING.",
        ("POST-111",),
        ("CREATE-STATUS-UPCOMING", "LIFECYCLE-UPCOMING-"),
        "M150 52 V96",
        (150, 74),
    ),
    Way(
        2,
        "Created with a past start and the migration header, it is LIVE at once.",
        ("POST-006", "POST-007"),
        ("CREATE-STATUS-LIVE", "CREATE-MIGRATION-PAST-START"),
        "M208 36 H272 Q292 36 292 56 V230 Q292 250 272 250 H219",
        (292, 140),
    ),
    Way(
        3,
        "Without that header a past start is refused (722).",
        ("POST-124",),
        ("CREATE-722-",),
        "M92 36 H30",
        (64, 36),
        refused=True,
    ),
    Way(
        4,
        "UPCOMING becomes LIVE when startOn passes.",
        ("XEP-012",),
        ("LIFECYCLE-LIVE-BY-WAITING", "LIFECYCLE-LIVE-FILTER"),
        "M122 146 V211",
        (122, 178),
    ),
    Way(
        5,
        "UPCOMING becomes LIVE when an update moves startOn into the past.",
        ("PUT-015",),
        ("LIFECYCLE-LIVE-BY-MOVED-START", "UPDATE-START-UPCOMING-PAST", "UPDATE-STATUS-LIVE"),
        "M178 146 V211",
        (178, 178),
    ),
    Way(
        6,
        "While UPCOMING, an update may move startOn and the badge stays UPCOMING.",
        ("PUT-014",),
        ("UPDATE-START-UPCOMING-LATER", "UPDATE-START-UPCOMING-EARLIER"),
        "M84 112 C26 96 26 148 80 134",
        (40, 122),
    ),
    Way(
        7,
        "Once LIVE, startOn is frozen (723).",
        ("PUT-012", "PUT-016"),
        ("UPDATE-START-FROZEN-LIVE", "UPDATE-START-FROZEN-AFTER-PAST", "UPDATE-723-"),
        "M84 236 H26",
        (58, 236),
        refused=True,
    ),
    Way(
        8,
        "While LIVE, the end may be moved; the badge stays LIVE until the new end.",
        ("PUT-019",),
        ("LIFECYCLE-NEW-END-COUNTS",),
        "M84 262 C22 254 22 300 80 280",
        (38, 276),
    ),
    Way(
        9,
        "LIVE becomes EXPIRED when expiresOn passes.",
        ("XEP-012",),
        ("LIFECYCLE-EXPIRED-BY-WAITING", "LIFECYCLE-EXPIRED-FILTER"),
        "M150 288 V353",
        (150, 320),
    ),
    Way(
        10,
        "Once EXPIRED, startOn is frozen too.",
        ("PUT-013",),
        ("UPDATE-START-FROZEN-EXPIRED",),
        "M84 382 H26",
        (58, 382),
        refused=True,
    ),
    Way(
        11,
        "Being active is another matter: an update switches it in any state, and time never does.",
        ("PUT-129", "LIST-104", "EXPL-034"),
        (
            "LIFECYCLE-DEACTIVAT",
            "LIFECYCLE-REACTIVAT",
            "LIFECYCLE-ACTIVE-SURVIVES",
        ),
        "M256 406 V366 M290 406 V366",
        (273, 386),
        both_ways=True,
    ),
)

CODES: Final = (
    Code("create", 714, "an owner that is not allowed", ("POST-125",)),
    Code("create", 722, "a start in the past", ("POST-124",)),
    Code("create", 725, "a name that another badge has", ("POST-123",)),
    Code("create", 728, "no owner at all", ("POST-121",)),
    Code("create", 999999, "the server's own failure on null in an array", ("POST-127",)),
    Code("update", 400, "a value outside its enumeration", ("PUT-135",)),
    Code("update", 720, "a start that is not before the end", ("PUT-132",)),
    Code("update", 723, "a start moved after the badge went live", ("PUT-131",)),
    Code("update", 724, "an end in the past", ("PUT-133",)),
    Code("update", 826, "a live constraint changed to or from a fixed window", ("PUT-134",)),
)

_NOT_JUDGING: Final = ("observation",)


def state_of(row: Mapping[str, Any]) -> str:
    """The verdict of a requirement as a report shows it: a failed SHOULD is a `warning`."""
    if row["verdict"] == FAILED and row["level"] != "MUST":
        return "warning"
    return str(row["verdict"])


def common_state(rows: Iterable[Mapping[str, Any]]) -> str:
    """The state of several requirements together: as their verdicts fold, a failed SHOULD as a warning."""
    rows = list(rows)
    verdict = fold_findings(str(row["verdict"]) for row in rows)
    if verdict == FAILED and not any(state_of(row) == FAILED for row in rows):
        return "warning"
    return verdict


def ways(requirements: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """Every documented way with its verdict."""
    return [_judged(way, _speaking_for_way(way, requirements)) for way in WAYS]


def codes(requirements: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """Every documented error code with its verdict."""
    return [
        _judged(
            code,
            [
                row
                for row in _judging(requirements)
                if row["operation"] == code.operation and set(row["covers"]) & set(code.statements)
            ],
        )
        for code in CODES
    ]


def _judged(subject: Way | Code, rows: Sequence[Mapping[str, Any]]) -> Judged:
    worst_first = sorted(rows, key=lambda row: (state_of(row) == "passed", row["level"] != "MUST"))
    return Judged(subject, common_state(rows), tuple(worst_first))


def _speaking_for_way(way: Way, requirements: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    judging = _judging(requirements)
    named = [row for row in judging if str(row["id"]).startswith(way.prefixes)]
    return named or [row for row in judging if set(row["covers"]) & set(way.statements)]


def _judging(requirements: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [
        row
        for row in requirements
        if row["level"] != "MAY" and row.get("check", "") not in (*_NOT_JUDGING, "fuzz")
    ]
