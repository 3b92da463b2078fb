"""Everything that one process of a run works with, wired together."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from harness import recording
from harness.answers import data_of
from harness.changed_elsewhere import ChangedElsewhere
from harness.client import Client
from harness.clock import Clock
from harness.contracts import Contracts, load_contracts
from harness.exchange import Exchange
from harness.invariants import Invariants
from harness.leftovers import Leftovers
from harness.nursery import Nursery
from harness.payloads import Payloads
from harness.requirements import Catalogue, load_catalogue
from harness.settling import Lag
from harness.target import Target
from harness.transport import Transport, TransportOptions

SESSION = pytest.StashKey["Session"]()
"""Where pytest keeps the session of this process."""


@dataclass
class Session:
    """The target and the tools to exercise it; one per process."""

    target: Target
    run: str
    worker: str
    seed: int
    transport: Transport
    clock: Clock
    client: Client
    payloads: Payloads
    nursery: Nursery
    catalogue: Catalogue
    contracts: Contracts
    invariants: Invariants
    leftovers: Leftovers
    lag: Lag
    changed_elsewhere: ChangedElsewhere
    waived: frozenset[tuple[str, str]] = frozenset()  #: requirement and fingerprint of known deviations
    stocked: set[str] = field(default_factory=set)  #: files and fixtures that badges were created for
    recorder: recording.Recorder = field(default_factory=lambda: recording.current)

    @classmethod
    def open(
        cls,
        target: Target,
        *,
        run: str,
        worker: str,
        seed: int,
        options: TransportOptions,
        clock: Clock | None = None,
        pool: Path | None = None,
    ) -> Session:
        """Build the session of one process; nothing is sent yet.

        `pool` is the file where the processes of the run put the badges together that they clear away.
        """
        clock = clock or Clock()
        transport = Transport(target, options)
        lag = Lag()
        client = Client(transport, target, lag, run)
        payloads = Payloads(run, worker, clock, seed)
        catalogue, contracts = load_catalogue(), load_contracts()
        session = cls(
            target=target,
            run=run,
            worker=worker,
            seed=seed,
            transport=transport,
            clock=clock,
            client=client,
            payloads=payloads,
            nursery=Nursery(client, payloads, clock),
            catalogue=catalogue,
            contracts=contracts,
            invariants=Invariants(contracts, clock),
            leftovers=Leftovers(client, clock, pool),
            lag=lag,
            changed_elsewhere=ChangedElsewhere(client),
        )
        transport.observers.append(session._observe)
        return session

    def _observe(self, exchange: Exchange) -> None:
        self.clock.observe(exchange)
        if exchange.operation == "create" and exchange.succeeded:
            created = (data_of(exchange) or {}).get("createdOn")
            if isinstance(created, int | float) and not isinstance(created, bool):
                self.clock.learn(created, exchange)
        self.recorder.exchange(exchange)
        self.invariants.judge(exchange, self.recorder)
        self.leftovers.observe(exchange)
        self.lag.observe(exchange, self.recorder)

    def finds_lag(self) -> bool:
        """Whether reads prove to lag behind writes more than was known, which may explain a failure."""
        if self.target.customer is None or not self.lag.may_explain:
            return False
        return self.lag.measure(Client(self.transport, self.target), self.payloads, self.recorder)

    def finish(self) -> dict[str, Any]:
        """Clear away, and say what was recorded since the last test and what stays on the target."""
        left = self.leftovers.deactivate()
        self.transport.close()
        return {**self.recorder.drain(), "left_behind": left}

    def missing(self) -> dict[str, str]:
        """What the profile does not give, by the names that requirements use, each with a sentence."""
        wanted = {item.fixture for item in self.catalogue.requirements.values() if item.fixture}
        return {name: _sentence(name) for name in sorted(wanted) if not self.target.provides(name)}


def _sentence(name: str) -> str:
    group, _, key = name.partition(".")
    if name == "customer":
        return "The target profile names no [customer]."
    if group == "customer":
        return f"The target profile gives no {key} in [customer]."
    if group == "fixtures":
        return f"The target profile names no badge under {key} in [fixtures]."
    return f"The target profile gives no {name} credentials in [auth]."
