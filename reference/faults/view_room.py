"""Views that are right for usual values, and cut, merge or respell what is large, odd or many."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from reference.edits import Change, Edit, at_most, cut, one_each, several, shown, unprogressed
from reference.faults.registry import Fault, must, should
from reference.faults.view_edits import DETAIL, ROW
from reference.model import JsonObject
from reference.policy import Policy


def _having(member: str) -> Edit:
    return lambda entries: [entry for entry in entries if entry.get(member)]


def _latin(text: Any) -> Any:
    return text.encode("latin-1", "replace").decode("latin-1") if isinstance(text, str) else text


def _fields(edit: Callable[[str], Any]) -> Edit:
    """The texts of custom fields edited; those that become None go."""
    return lambda fields: {name: new for name, text in fields.items() if (new := edit(text)) is not None}


def _named_when_undescribed(point: str) -> Change:
    """A badge without a description shows its name as such."""

    def view(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def spoilt(*arguments: Any) -> JsonObject:
            answer = original(*arguments)
            return {**answer, "description": answer.get("description") or answer["name"]}

        return spoilt

    def apply(policy: Policy) -> Policy:
        return policy.wrap(point, view)

    return apply


FAULTS: tuple[Fault, ...] = (
    must(
        "list-row-keeps-two-images",
        "A row shows the first two images only.",
        "LIST-063",
        "LIST-MAPS-IMAGES",
        shown(ROW, "images", several(2)),
    ),
    must(
        "list-row-merges-images-by-tag",
        "A row shows one image for each tag.",
        "LIST-063",
        "LIST-MAPS-IMAGES",
        shown(ROW, "images", one_each(lambda one: one.get("tag"))),
    ),
    must(
        "list-row-drops-unnamed-images",
        "A row leaves out images without a name.",
        "LIST-063",
        "LIST-MAPS-IMAGES",
        shown(ROW, "images", _having("name")),
    ),
    must(
        "list-row-cuts-urls",
        "A row shows the first 255 letters of the URL of an image.",
        "LIST-063",
        "LIST-MAPS-IMAGES",
        shown(ROW, "images[].url", cut(255)),
    ),
    must(
        "list-row-knows-no-progress",
        "A row shows an image with the tag IN_PROGRESS as UN_EARNED.",
        "LIST-063 LIST-064",
        "LIST-MAPS-IMAGES",
        shown(ROW, "images[].tag", unprogressed),
    ),
    must(
        "list-row-cuts-descriptions",
        "A row shows the first thousand letters of a description.",
        "LIST-055",
        "LIST-MAPS-DESCRIPTION",
        shown(ROW, "description", cut(1000)),
    ),
    must(
        "list-row-describes-by-name",
        "A row of a badge without a description shows its name as such.",
        "LIST-055",
        "LIST-MAPS-DESCRIPTION",
        _named_when_undescribed(ROW),
    ),
    must(
        "list-row-escapes-names",
        "A row shows the name with its markup escaped.",
        "LIST-054",
        "LIST-MAPS-NAME",
        shown(ROW, "name", escape),
    ),
    must(
        "list-row-strips-names",
        "A row shows a name without the blank at its end.",
        "LIST-054",
        "LIST-MAPS-NAME",
        shown(ROW, "name", str.rstrip),
    ),
    must(
        "list-row-cuts-names",
        "A row shows the first hundred letters of a name.",
        "LIST-054",
        "LIST-MAPS-NAME",
        shown(ROW, "name", cut(100)),
    ),
    must(
        "list-row-knows-latin-names-only",
        "A row shows letters of a name beyond Latin-1 as question marks.",
        "LIST-054",
        "LIST-MAPS-NAME",
        shown(ROW, "name", _latin),
    ),
    must(
        "list-row-caps-ranks",
        "A row shows ranks over 255 as 255.",
        "LIST-090",
        "LIST-MAPS-RANK",
        shown(ROW, "badgeRank", at_most(255)),
    ),
    must(
        "list-row-keeps-five-owners",
        "A row shows the first five owners only.",
        "LIST-095 LIST-096",
        "LIST-MAPS-OWNERS",
        shown(ROW, "ownership.restrictedToOwners", several(5)),
    ),
    must(
        "detail-keeps-two-images",
        "The detail shows the first two images only.",
        "EXPL-043",
        "CROSS-IMAGES",
        shown(DETAIL, "images", several(2)),
    ),
    must(
        "detail-merges-images-by-tag",
        "The detail shows one image for each tag.",
        "EXPL-043",
        "CROSS-IMAGES",
        shown(DETAIL, "images", one_each(lambda one: one.get("tag"))),
    ),
    must(
        "detail-drops-unnamed-images",
        "The detail leaves out images without a name.",
        "EXPL-043 EXPL-044",
        "CROSS-IMAGES",
        shown(DETAIL, "images", _having("name")),
    ),
    must(
        "detail-cuts-long-urls",
        "The detail shows the first 255 letters of the URL of an image.",
        "EXPL-046",
        "CROSS-IMAGES",
        shown(DETAIL, "images[].url", cut(255)),
    ),
    should(
        "detail-knows-no-progress",
        "The detail shows an image with the tag IN_PROGRESS as UN_EARNED.",
        "EXPL-047",
        "CROSS-IMAGE-TAGS",
        shown(DETAIL, "images[].tag", unprogressed),
    ),
    must(
        "detail-cuts-descriptions",
        "The detail shows the first thousand letters of a description.",
        "EXPL-017",
        "CROSS-DESCRIPTION",
        shown(DETAIL, "description", cut(1000)),
    ),
    must(
        "detail-describes-by-name",
        "The detail of a badge without a description shows its name as such.",
        "EXPL-017",
        "CROSS-DESCRIPTION",
        _named_when_undescribed(DETAIL),
    ),
    must(
        "detail-strips-names",
        "The detail shows a name without the blank at its end.",
        "EXPL-016",
        "CROSS-NAME",
        shown(DETAIL, "name", str.rstrip),
    ),
    should(
        "detail-caps-ranks",
        "The detail shows ranks over 255 as 255.",
        "EXPL-101",
        "CROSS-RANK",
        shown(DETAIL, "badgeRank", at_most(255)),
    ),
    must(
        "detail-keeps-five-owners",
        "The detail shows the first five owners only.",
        "EXPL-038 EXPL-039",
        "CROSS-OWNERS",
        shown(DETAIL, "owner", several(5)),
    ),
    should(
        "detail-keeps-four-tags",
        "The detail shows the first four tags only.",
        "EXPL-099",
        "CROSS-TAGS",
        shown(DETAIL, "tags", several(4)),
    ),
    should(
        "detail-merges-tags-by-name",
        "The detail shows one tag for each name.",
        "EXPL-099",
        "CROSS-TAGS",
        shown(DETAIL, "tags", one_each(lambda one: one.get("name"))),
    ),
    should(
        "detail-cuts-tags",
        "The detail shows the first hundred letters of the value of a tag.",
        "EXPL-099",
        "CROSS-TAGS",
        shown(DETAIL, "tags[].value", cut(100)),
    ),
    should(
        "detail-cuts-custom-fields",
        "The detail shows the first hundred letters of a custom field.",
        "EXPL-102",
        "CROSS-CUSTOM-FIELDS",
        shown(DETAIL, "customFields", _fields(cut(100))),
    ),
    should(
        "detail-knows-latin-custom-fields-only",
        "The detail shows letters of custom fields beyond Latin-1 as question marks.",
        "EXPL-102",
        "CROSS-CUSTOM-FIELDS",
        shown(DETAIL, "customFields", _fields(_latin)),
    ),
    should(
        "detail-takes-words-for-nothing",
        "The detail leaves out custom fields that say 0, false or null.",
        "EXPL-102",
        "CROSS-CUSTOM-FIELDS",
        shown(DETAIL, "customFields", _fields(lambda text: None if text in ("0", "false", "null") else text)),
    ),
    must(
        "detail-caps-customer-limits",
        "The detail shows limits of a customer over 32767 as 32767.",
        "EXPL-067 XEP-008",
        "CROSS-MAX-EARN-LIMIT",
        shown(DETAIL, "customerConstraints[].maxEarnLimit", at_most(32_767)),
    ),
    must(
        "detail-caps-refresh-rates",
        "The detail shows windows of more than 365 days as windows of 365.",
        "EXPL-072 XEP-008",
        "CROSS-REFRESH-RATE",
        shown(DETAIL, "badgeConstraints[].refreshRate", at_most(365)),
    ),
    must(
        "detail-caps-rolls",
        "The detail shows rolling windows of more than 127 units as windows of 127.",
        "EXPL-071 XEP-010",
        "CROSS-ROLL-VALUE",
        shown(DETAIL, "badgeConstraints[].rollValue", at_most(127)),
    ),
    must(
        "detail-caps-expiries",
        "The detail shows relative expiries of more than 365 units as 365.",
        "EXPL-053 EXPL-054",
        "CROSS-EARN-EXPIRY-RELATIVE",
        shown(DETAIL, "earnExpiry.value", at_most(365)),
    ),
)
