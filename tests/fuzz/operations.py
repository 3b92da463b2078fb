"""The two writes as parameters of hostile tests, each with the requirements that are put to the test."""

import pytest

from harness.expectations import requirement

# What a refusal must leave as it was.
AFTER_REFUSAL = {"create": "REFUSED-STORES-NOTHING", "update": "REFUSED-CHANGES-NOTHING"}


def writes(*, refused=False):
    """Both writes; `refused` when the family has rows that must be refused, and leave things as they were."""
    return pytest.mark.parametrize(
        "operation",
        [
            pytest.param(
                operation,
                marks=requirement(
                    f"FUZZ-{operation.upper()}-SERVER-ERROR",
                    f"FUZZ-{operation.upper()}-999999",
                    *([f"FUZZ-{operation.upper()}-{AFTER_REFUSAL[operation]}"] if refused else []),
                ),
                id=operation,
            )
            for operation in ("create", "update")
        ],
    )
