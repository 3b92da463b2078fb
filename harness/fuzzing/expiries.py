"""What the shape of an expiry makes due (003:L71-79, 004:L34-38)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.fuzzing import words
from harness.fuzzing.places import Place, Reader, is_object, time, whole, word

EXPIRY_MEMBERS = ("expiryType", "type", "expiresOn", "expireWithBadgeMeta", "relativeExpirytype", "value")
RELEVANT = {
    "RELATIVE": ("expiryType", "relativeExpirytype", "value"),
    "WITH_BADGE_META": ("expiryType", "type", "expireWithBadgeMeta"),
    "FIXED_DATE": ("expiryType", "type", "expireWithBadgeMeta", "expiresOn"),
    "NEVER": ("expiryType",),
}


def expiry(earned: bool) -> Reader:
    """An expiry object of the earned or of the issued badge (003:L71-79, 004:L34-38)."""

    def read(place: Place, value: Any) -> None:
        if not is_object(place, value):
            return
        kind = value.get("expiryType")
        if kind is None:
            if earned and place.creates:
                place.due.forbid(
                    f"{place.pointer}/expiryType", "no expiryType", "CREATE-MANDATORY-EXPIRY-TYPE"
                )
            else:
                (place / "expiryType").leave("an expiry without expiryType")
            return
        rule = "ENUM-EXPIRY-TYPE-UNKNOWN" if earned else "ENUM-ISSUED-EXPIRY-TYPE-UNKNOWN"
        if not earned and not place.creates:
            rule = "ENUM-EXPIRY-TYPE-UNKNOWN"
        word(place / "expiryType", kind, words.EXPIRY_TYPES, place.rule(rule))
        if kind in words.EXPIRY_TYPES:
            _of_kind(place, value, kind, earned=earned)

    return read


def _of_kind(place: Place, value: Mapping[str, Any], kind: str, *, earned: bool) -> None:
    if kind == "RELATIVE":
        _relative(place, value)
    elif kind == "ABSOLUTE":
        kind = _absolute(place, value, earned=earned)
    for name, member in value.items():
        if member is not None and kind in RELEVANT and name not in RELEVANT[kind]:
            (place / name).leave("a member that this kind of expiry does not have")


def _relative(place: Place, value: Mapping[str, Any]) -> None:
    unit, number = value.get("relativeExpirytype"), value.get("value")
    if unit is None or number is None:
        place.leave("a relative expiry without unit or value")
    if unit is not None:
        word(place / "relativeExpirytype", unit, words.UNITS, place.rule("ENUM-RELATIVE-TYPE-UNKNOWN"))
    if number is not None:
        whole(place / "value", number)


def _absolute(place: Place, value: Mapping[str, Any], *, earned: bool) -> str:
    kind, with_badge = value.get("type"), value.get("expireWithBadgeMeta")
    if kind is None:
        (place / "type").leave("an absolute expiry without type")
        return ""
    word(place / "type", kind, words.ABSOLUTE_TYPES, place.rule("ENUM-TYPE-UNKNOWN"))
    if kind not in words.ABSOLUTE_TYPES:
        return ""
    if with_badge is None:
        (place / "expireWithBadgeMeta").leave("an absolute expiry without its flag")
    elif isinstance(with_badge, list | dict):
        (place / "expireWithBadgeMeta").structure("boolean", with_badge)
    elif with_badge is not (kind == "WITH_BADGE_META"):
        (place / "expireWithBadgeMeta").leave("a flag that contradicts the type")
    if kind == "FIXED_DATE":
        _date(place, value.get("expiresOn"), earned=earned)
    return str(kind)


def _date(place: Place, date: Any, *, earned: bool) -> None:
    if date is not None:
        time(place / "expiresOn", date)
    elif earned:
        place.due.forbid(
            f"{place.pointer}/expiresOn", "a fixed date without a date", place.rule("FIXED-DATE-NEEDS-DATE")
        )
    else:
        (place / "expiresOn").leave("a fixed date without a date")
