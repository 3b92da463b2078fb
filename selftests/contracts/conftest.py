"""What the tests of the contracts share: the compiled contracts and who is blamed for a value."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.contracts import Contracts, load_contracts


@pytest.fixture(scope="session")
def contracts() -> Contracts:
    """The contracts as the suite compiles them."""
    return load_contracts()


@pytest.fixture(scope="session")
def blamed(contracts: Contracts) -> Callable[[str, object], set[str]]:
    """The requirements that a value breaks, by the name of its contract."""
    return lambda contract, value: {found.requirement for found in contracts.violations(contract, value)}
