"""Which updates of an EXPIRED badge are accepted; recorded, never judged (003:L67-69)."""

import pytest

from harness.answers import outcome_of
from harness.expectations import observe, requirement


@requirement("UPDATE-EXPIRED-EDITS-OBSERVED")
@pytest.mark.parametrize(
    ("what", "later_end"),
    [
        pytest.param("another description", {}, id="same-end"),
        pytest.param("another description and a future end", {"expiresOn": 60}, id="future-end"),
    ],
)
def test_edit_of_an_expired_badge(client, expired_badge, payloads, what, later_end):
    """Nothing is said of an EXPIRED badge but that its start stays (003:L67)."""
    end = {key: payloads.in_days(days) for key, days in later_end.items()}
    answer = client.update(expired_badge.with_({"description": "Changed afterwards", **end}))

    observe("UPDATE-EXPIRED-EDITS-OBSERVED", f"{what}: {outcome_of(answer)}", answer)
