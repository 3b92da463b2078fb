"""The issuals of the badges that the profile names, as records that `parts.expect_each` judges."""

from harness.expectations import given

from .parts import part

# What a record tells of the badge beside the issual.
BADGE_EXPIRY, BADGE_OWNERS = "expiry of the badge", "owners of the badge"


def issuals_of(details):
    """Every issual of these details, each with the expiry and the owners of its badge."""
    return [
        (detail, f"/data/issualDetails/issuals/{index}", {**issual, **_context(detail)})
        for detail in details
        for index, issual in enumerate(_listed(detail))
        if isinstance(issual, dict)
    ]


def having(records, *names):
    """The records that show something under each of these names."""
    return [record for record in records if all(record[2].get(name) is not None for name in names)]


def _listed(detail):
    block = part(detail, "issualDetails")
    found = block.get("issuals") if isinstance(block, dict) else None
    return found if isinstance(found, list) else ()


def _context(detail):
    badge = given(detail).badge
    expiry, owners = badge.get("issuedBadgeExpiry"), badge.get("owners")
    return {
        BADGE_EXPIRY: expiry if isinstance(expiry, dict) else {},
        BADGE_OWNERS: owners if isinstance(owners, list) else [],
    }
