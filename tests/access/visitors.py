"""Who knocks: the credentials that must not open a door, by the words that reports use."""

import base64
import secrets

from harness import authentication
from harness.authentication import NONE, Credentials
from harness.expectations import NotApplicable

# Secrets stay with the shell: nothing of the password stands in a report.
HALF = "${BADGES_PASSWORD:0:$((${#BADGES_PASSWORD} / 2))}"


def half_password(target):
    """The profile's user name with the first half of its password; None where there is no such thing."""
    return _with_password(target, "half a password", lambda right: right[: len(right) // 2], HALF)


def longer_password(target):
    """The profile's user name with the password and something behind it."""
    return _with_password(target, "a longer password", lambda right: f"{right}-more", "$BADGES_PASSWORD-more")


def bearer(target):
    """A bearer token that nobody issued."""
    value = f"Bearer {secrets.token_hex(16)}"
    return Credentials("forged bearer", "fixed", (("Authorization", value),), f"-H 'Authorization: {value}'")


def empty_pair(target):
    """Basic credentials of neither a user nor a password."""
    return Credentials("empty pair", "fixed", (("Authorization", "Basic Og=="),), "-u ':'")


def empty_token(target):
    """The header of the token without a token; None where the profile names no such header."""
    if target.auth.oauth is None:
        return None
    name = target.auth.oauth.header
    return Credentials("empty token", "fixed", ((name, ""),), f"-H '{name};'")


def no_password(target):
    """The profile's user name with an empty password."""
    return _with_password(target, "an empty password", lambda right: "", "")


def other_case(target):
    """The password in the other case; of a digest, which may be compared in any case, there is none."""
    if target.auth.basic is None or target.auth.basic.digest:
        return None
    return _with_password(target, "a password in another case", str.swapcase, "${BADGES_PASSWORD~~}")


def other_ending(target):
    """The password but for its last character, which is another one."""
    return _with_password(
        target,
        "a password with another ending",
        lambda right: right[:-1] + ("0" if right[-1:] != "0" else "1"),
        "${BADGES_PASSWORD%?}$([[ $BADGES_PASSWORD != *0 ]]; echo $?)",
    )


def _with_password(target, name, change, shell):
    """The profile's user name with a changed password; None where the change leaves the right one."""
    given = target.auth.basic
    if given is None or len(given.sent_password) < 2:
        return None
    password = change(given.sent_password)
    if password == given.sent_password:
        return None
    value = "Basic " + base64.b64encode(f"{given.username}:{password}".encode()).decode()
    return Credentials(name, "fixed", (("Authorization", value),), f'-u "$BADGES_USER:{shell}"')


# How each kind of visitor is made from the target; None where its profile does not allow it.
UNWANTED = {
    "no credentials": lambda target: NONE,
    "bearer": bearer,
    "empty pair": empty_pair,
    "empty password": no_password,
    "empty token": empty_token,
    "forged token": authentication.forged_token,
    "half password": half_password,
    "longer password": longer_password,
    "other case": other_case,
    "other ending": other_ending,
    "other scheme": authentication.unknown_scheme,
    "wrong password": authentication.wrong_password,
    "wrong user": authentication.wrong_user,
}

# Authorization headers that hold no credentials, whatever is done to decode them.
MALFORMED = {
    "no colon": "Basic " + base64.b64encode(b"nobody").decode(),
    "no text": "Basic " + base64.b64encode(b"\xff\xfe:\xff\xfe").decode(),
    "no value": "Basic",
    "not base64": "Basic !§$%&".encode("ascii", "replace").decode(),
    "open padding": "Basic bm9ib2R5Om5v=cGFzc3dvcmQ",
}


def unwanted(target, kind):
    """The credentials of a visitor; NotApplicable where the profile gives nothing to make them from."""
    if target.auth.scheme == "none":
        raise NotApplicable("the target profile says that the target asks for no credentials")
    made = UNWANTED[kind](target)
    if made is None:
        raise NotApplicable(f"the target profile gives no Basic credentials that a {kind} could be made from")
    return made


def malformed(target, kind):
    """An Authorization header that cannot be decoded."""
    if target.auth.scheme == "none":
        raise NotApplicable("the target profile says that the target asks for no credentials")
    value = MALFORMED[kind]
    return Credentials(kind, "fixed", (("Authorization", value),), f"-H 'Authorization: {value}'")


def welcome(made, scheme):
    """Valid credentials of a scheme; NotApplicable where the profile has none."""
    if made is None:
        raise NotApplicable(f"the target profile gives no {scheme} credentials in [auth]")
    return made
