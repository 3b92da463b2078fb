"""How a run treats its target, and what it has sent so far."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from harness.target_parts import Limits, Target


@dataclass(frozen=True)
class TransportOptions:
    """How the run treats the target.  Times are seconds, sizes bytes."""

    connect_timeout: float = 10.0
    read_timeout: float = 30.0  #: without a single byte
    total_timeout: float = 60.0  #: one attempt altogether, however busily the server drips
    max_body: int = 20_000_000  #: one response, packed and unpacked
    retries: int = 3  #: repetitions of one request
    back_off: float = 0.5  #: pause before the first repetition, doubled for each further one
    longest_back_off: float = 15.0
    longest_retry_after: float = 60.0  #: a server that asks for more gets this
    requests_per_minute: float | None = None  #: for this process; several processes share by dividing
    time_budget: float | None = None  #: for the whole run, from the making of the transport
    breaker_threshold: int = 5  #: requests without answer in a row until the target counts as gone; 0: never
    breaker_pause: float = 15.0  #: until one request looks whether it is back; doubled each time
    longest_breaker_pause: float = 240.0
    read_only: bool = False
    max_writes: int | None = None
    tally: Path | None = None  #: the file in which the processes of a run count their writes together
    #: operation → writes that the budget keeps back for each of it, to clear away what it makes
    kept_back: Mapping[str, int] = field(default_factory=dict)
    worker: str = "main"  #: prefix of exchange ids
    user_agent: str = "badges-conformance"

    @classmethod
    def for_target(cls, target: Target, **chosen: Any) -> Self:
        """The profile's limits over the defaults, and what was chosen (and is not None) over both."""
        given = {**vars(Limits()), **vars(target.limits), **chosen}
        return cls(**{key: value for key, value in given.items() if value is not None})


@dataclass
class Counters:
    """What has gone over the line."""

    requests: int = 0  #: attempts, repetitions and token requests included
    writes: int = 0  #: of these, those that may change something on the target
    retries: int = 0
    failures: int = 0  #: exchanges without an answer
    bytes_sent: int = 0  #: bodies only
    bytes_received: int = 0  #: bodies only, as they came

    def to_dict(self) -> dict[str, int]:
        return asdict(self)
