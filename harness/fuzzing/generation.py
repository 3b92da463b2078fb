"""Cases from Schemathesis: the one place that knows it.

Schemathesis only generates. What it makes of `specs/openapi.yaml` becomes plain values here, in the same
order for the same seed, and is sent by our own client. It is loaded with the first case: to load it and
Hypothesis takes half a second, and the tests that come before need neither.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from harness.resources import CONTRACTS, SPECS

if TYPE_CHECKING:
    from hypothesis.internal.constants_ast import Constants
    from schemathesis import APIOperation, BaseSchema, Case

OPERATIONS = {
    "create": "createBadge",
    "update": "updateBadge",
    "list": "listCustomerBadges",
    "detail": "getCustomerBadge",
}
POSITIVE, NEGATIVE = "positive", "negative"
# How many cases one seed makes before the next takes over, so that generation can stop in between.
CHUNK = 100
# Probes that bend the request itself; the tables of hostile requests have their own.
PROBES = frozenset({"unspecified_http_method", "malformed_content_type", "unsupported_content_type"})


class _Absent:
    """There is no body."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()


@dataclass(frozen=True)
class Generated:
    """One generated request of an operation, as plain values; `words` say what was generated."""

    operation: str
    mode: str
    key: str  #: names the case within its seed: "create positive fuzzing 17"
    words: str = ""
    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = ABSENT

    @property
    def turn(self) -> int:
        """The place of the case among its kind: what every n-th case does is chosen by it."""
        return int(self.key.rpartition(" ")[2])

    @property
    def is_random(self) -> bool:
        """Whether the case is one of those that a seed makes."""
        return "fuzzing" in self.key

    @property
    def token(self) -> int:
        """A number to vary by, the same for the same content."""
        return int(self.digest[:12], 16)

    @property
    def digest(self) -> str:
        """A hash of what was generated, before names are made unique."""
        body = None if self.body is ABSENT else [self.body]
        parts = [self.operation, self.mode, self.path, self.query, self.headers, body]
        text = json.dumps(parts, sort_keys=True, default=repr)
        return hashlib.sha256(text.encode()).hexdigest()


@cache
def _schema() -> BaseSchema:
    import schemathesis

    configuration = schemathesis.Config.from_dict(
        {"generation": {"with-security-parameters": False, "database": "none"}}
    )
    return schemathesis.openapi.from_path(SPECS / "openapi.yaml", config=configuration)


@cache
def _operation(name: str) -> APIOperation[Any, Any, Any, Any]:
    from schemathesis.core.result import Ok

    for result in _schema().get_all_operations():
        operation = result.ok() if isinstance(result, Ok) else None
        if operation is not None and operation.definition.raw["operationId"] == OPERATIONS[name]:
            return operation
    raise LookupError(f"specs/openapi.yaml has no operation {OPERATIONS[name]}")


def prepare() -> None:
    """Read the API description, so that no test pays for it."""
    for name in OPERATIONS:
        _operation(name)


def fuzzed(operation: str, mode: str, count: int, seed_of: Callable[..., int]) -> Iterator[Generated]:
    """So many random cases of an operation; `seed_of` gives the seed of each chunk."""
    from schemathesis import GenerationMode

    strategy = _operation(operation).as_strategy(generation_mode=GenerationMode(mode))
    for start in range(0, count, CHUNK):
        seed = seed_of(operation, mode, start)
        for index, case in enumerate(drawn(strategy, min(CHUNK, count - start), seed), start):
            yield _plain(case, operation, mode, f"{operation} {mode} fuzzing {index}")


def covered(operation: str, mode: str) -> Iterator[Generated]:
    """The systematic cases of an operation: every member, word and boundary of its description once."""
    from schemathesis import GenerationMode

    api, schema = _operation(operation), _schema()
    with reproducible():
        cases = list(
            schema.iter_coverage_cases(
                api,
                generation_modes=[GenerationMode(mode)],
                generation_config=schema.config.generation_for(operation=api, phase="coverage"),
            )
        )
    for index, case in enumerate(cases):
        scenario = getattr(case.meta.phase.data, "scenario", None) if case.meta else None
        if scenario not in PROBES:
            yield _plain(case, operation, mode, f"{operation} {mode} coverage {index}")


def documented(operation: str) -> Iterator[Generated]:
    """The request bodies that the documents show."""
    for index, path in enumerate(sorted((CONTRACTS / "examples" / operation).glob("request-*.json"))):
        body = json.loads(path.read_text(encoding="utf-8"))
        key = f"{operation} {POSITIVE} examples {index}"
        yield Generated(operation, POSITIVE, key, f"the documented body {path.stem}", body=body)


def drawn(strategy: Any, count: int, seed: int) -> list[Any]:
    """So many values of a Hypothesis strategy, the same for the same seed."""
    import hypothesis
    from hypothesis import HealthCheck, Phase, settings

    found: list[Any] = []

    @hypothesis.seed(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(strategy)
    def collect(value: Any) -> None:
        found.append(value)

    with reproducible():
        collect()
    return found


@contextmanager
def reproducible() -> Iterator[None]:
    """Keep Hypothesis from drawing constants out of whatever modules happen to be loaded.

    It remembers them beyond one draw, so everything that generates must be within.
    """
    from unittest import mock

    from hypothesis.internal.conjecture import providers

    with mock.patch.object(providers, "_get_local_constants", _no_constants):
        yield


def _no_constants() -> Constants:
    from hypothesis.internal.constants_ast import Constants

    return Constants()


def _plain(case: Case[Any], operation: str, mode: str, key: str) -> Generated:
    data = case.meta.phase.data if case.meta else None
    words = " ".join(
        str(part) for part in (getattr(data, "parameter", None), getattr(data, "description", ""))
    )
    body = case.body if case.method.upper() in ("POST", "PUT") else ABSENT
    return Generated(
        operation=operation,
        mode=mode,
        key=key,
        words=words.replace("\n", " "),
        path={name: _unquoted(value) for name, value in (case.path_parameters or {}).items()},
        query=dict(case.query or {}),
        headers={str(name): str(value) for name, value in (case.headers or {}).items()},
        body=ABSENT if type(body).__name__ == "NotSet" else body,
    )


def _unquoted(value: Any) -> Any:
    # Schemathesis gives path parameters as they stand in a URL.
    return unquote(value) if isinstance(value, str) else value
