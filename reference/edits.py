# ruff: noqa: ARG005
"""The few ways in which faults and dialects change a policy: answers, bodies, stored badges, checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from reference.instants import DAY
from reference.model import Badge, JsonObject
from reference.policy import Policy
from reference.rules.checks import Case
from reference.rules.problems import INVALID, Problem, RefusedError, problem
from reference.rules.shapes import with_field

Change = Callable[[Policy], Policy]
Edit = Callable[[Any], Any]

#: What an edit returns to remove the member.
DROP: Final[Any] = object()


def chain(*changes: Change) -> Change:
    """Several changes of the policy, one after the other."""

    def apply(policy: Policy) -> Policy:
        for change in changes:
            policy = change(policy)
        return policy

    return apply


def drop(value: Any) -> Any:  # noqa: ARG001
    """The edit that removes."""
    return DROP


def always(value: Any) -> Edit:
    """The edit that puts this value, whatever was there."""
    return lambda old: value


def milliseconds(seconds: Any) -> Any:
    """The edit that shows a moment in milliseconds; null stays."""
    return None if seconds is None else 1000 * seconds


def at_most(most: float) -> Edit:
    """The edit that caps a number; null stays."""
    return lambda value: value if value is None else min(value, most)


def cut(letters: int) -> Edit:
    """The edit that keeps so many letters of a text."""
    return lambda text: text[:letters] if isinstance(text, str) else text


def several(count: int) -> Edit:
    """The edit that keeps the first entries of an array."""
    return lambda array: array[:count] if array else array


def one_each(key: Callable[[Any], Any]) -> Edit:
    """The edit that keeps, of the entries of an array that have one key, the last one only."""
    return lambda entries: list({key(entry): entry for entry in entries}.values())


def unprogressed(tag: Any) -> Any:
    """The tag of an image as one knows it who has never heard of IN_PROGRESS."""
    return "UN_EARNED" if tag == "IN_PROGRESS" else tag


def failure() -> RefusedError:
    """How a server answers that fell over: a 500 that is not the documented one."""
    return RefusedError([Problem(500, "Internal Server Error")], 500)


# JSON at a path: members joined by dots, `[]` behind one whose elements are meant


def edited(value: Any, path: str, edit: Edit, *, absent: bool = False) -> Any:
    """A copy in which what lies at the path is edited; null and absent are left alone unless `absent`."""
    head, _, rest = path.partition(".")
    name = head.removesuffix("[]")
    if not isinstance(value, dict):
        return value
    found: Any = value.get(name)
    if found is None and (rest or head != name or not absent):
        return value
    if head != name and not isinstance(found, list):
        return value
    if head != name:
        elements = [edited(one, rest, edit, absent=absent) if rest else edit(one) for one in found]
        changed: Any = [one for one in elements if one is not DROP]
    else:
        changed = edited(found, rest, edit, absent=absent) if rest else edit(found)
    result = {key: old for key, old in value.items() if key != name or changed is not DROP}
    if changed is not DROP:
        result[name] = changed
    return result


def values_at(value: Any, path: str) -> Iterator[Any]:
    """Every value that lies at the path."""
    head, _, rest = path.partition(".")
    name = head.removesuffix("[]")
    found = value.get(name) if isinstance(value, dict) else None
    for one in found if head != name and isinstance(found, list) else [found]:
        if rest:
            yield from values_at(one, rest)
        elif one is not None:
            yield one


# Answers


def shown(
    point: str,
    path: str,
    edit: Edit,
    *,
    when: Callable[[Any], bool] | None = None,
    absent: bool = False,
) -> Change:
    """An answer in which what lies at the path is edited, always or when the answer is such."""

    def view(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def spoilt(*arguments: Any) -> JsonObject:
            answer = original(*arguments)
            if when is not None and not when(answer):
                return answer
            changed: JsonObject = edited(answer, path, edit, absent=absent)
            return changed

        return spoilt

    return lambda policy: policy.wrap(point, view)


def copied(point: str, source: str, target: str, edit: Edit = lambda value: value) -> Change:
    """An answer in which one member shows what belongs to another."""

    def view(original: Callable[..., JsonObject]) -> Callable[..., JsonObject]:
        def spoilt(*arguments: Any) -> JsonObject:
            answer = original(*arguments)
            changed: JsonObject = edited(answer, target, always(edit(answer.get(source))), absent=True)
            return changed

        return spoilt

    return lambda policy: policy.wrap(point, view)


# Bodies


#: What an edit or a judgement raises when a body has another shape than it expects.
_OTHER_SHAPE = (AttributeError, IndexError, KeyError, TypeError, ValueError)


def _or_as_it_is(before: Callable[[JsonObject], JsonObject], body: JsonObject) -> JsonObject:
    """The body changed, or as it is when it has another shape than the change expects."""
    try:
        return before(body)
    except _OTHER_SHAPE:
        return body


def _or_nothing(
    judge: Callable[[JsonObject, JsonObject], list[Problem]], body: JsonObject, draft: JsonObject
) -> list[Problem]:
    """What a judgement finds; a body of another shape is left to the others."""
    try:
        return judge(body, draft)
    except _OTHER_SHAPE:
        return []


def operation_of(fields: tuple[Any, ...]) -> str:
    """Which write a table of fields belongs to."""
    return "update" if any(field.name == "id" for field in fields) else "create"


def reading(operation: str, before: Callable[[JsonObject], JsonObject]) -> Change:
    """The bodies of an operation (create, update, or write for both) changed before they are read."""

    def read(original: Callable[..., Any]) -> Callable[..., Any]:
        def misread(fields: tuple[Any, ...], body: JsonObject) -> Any:
            ours = operation in (operation_of(fields), "write")
            return original(fields, _or_as_it_is(before, body) if ours else body)

        return misread

    return lambda policy: policy.wrap("drafts.read", read)


def misread(operation: str, path: str, edit: Edit, *, absent: bool = False) -> Change:
    """What lies at the path of a body is read as something else."""
    return reading(operation, lambda body: edited(body, path, edit, absent=absent))


def judged(operation: str, judge: Callable[[JsonObject, JsonObject], list[Problem]]) -> Change:
    """Further problems that an operation finds, from the body and the draft made of it."""

    def read(original: Callable[..., Any]) -> Callable[..., Any]:
        def strict(fields: tuple[Any, ...], body: JsonObject) -> Any:
            draft, problems = original(fields, body)
            if operation in (operation_of(fields), "write"):
                problems = [*problems, *_or_nothing(judge, body, draft)]
            return draft, problems

        return strict

    return lambda policy: policy.wrap("drafts.read", read)


def refuses(operation: str, path: str, unwanted: Callable[[Any], bool], code: int = INVALID) -> Change:
    """Bodies are refused for a value at the path that is fine."""

    def judge(body: JsonObject, draft: JsonObject) -> list[Problem]:  # noqa: ARG001
        return [problem(code, path, "Not supported")] if any(map(unwanted, values_at(body, path))) else []

    return judged(operation, judge)


def refuses_bodies(operation: str, wrong: Callable[[JsonObject], bool], code: int = INVALID) -> Change:
    """Bodies of which `wrong` holds are refused."""
    return judged(operation, lambda body, draft: [problem(code)] if wrong(body) else [])


def crashes(operation: str, fatal: Callable[[JsonObject], bool]) -> Change:
    """The server fails on some bodies."""

    def before(body: JsonObject) -> JsonObject:
        if fatal(body):
            raise failure()
        return body

    return reading(operation, before)


def demands(operation: str, name: str) -> Change:
    """An optional member of the body becomes mandatory."""
    return lambda policy: policy.wrap(
        f"drafts.{operation}_fields", lambda fields: with_field(fields, name, required=True)
    )


def spares(operation: str, name: str, instead: Any) -> Change:
    """A mandatory member of the body may be left out; something is stored in its place."""

    def spare(policy: Policy) -> Policy:
        fields = f"drafts.{operation}_fields"
        policy = policy.wrap(fields, lambda table: with_field(table, name, required=False))
        return policy.wrap("drafts.defaults", lambda defaults: {**defaults, name: instead})

    return spare


# Stored badges


def stored(operation: str, change: Callable[[Badge, Badge | None], Mapping[str, Any]]) -> Change:
    """What a write stores is changed: from the badge to be stored, and on update the one before."""

    def born(original: Callable[..., Badge]) -> Callable[..., Badge]:
        def spoilt(*arguments: Any) -> Badge:
            badge = original(*arguments)
            return replace(badge, **change(badge, None))

        return spoilt

    def changed(original: Callable[..., Badge]) -> Callable[..., Badge]:
        def spoilt(before: Badge, *arguments: Any) -> Badge:
            badge = original(before, *arguments)
            return replace(badge, **change(badge, before))

        return spoilt

    def apply(policy: Policy) -> Policy:
        if operation in ("create", "write"):
            policy = policy.wrap("drafts.born", born)
        if operation in ("update", "write"):
            policy = policy.wrap("drafts.changed", changed)
        return policy

    return apply


def kept(
    *attributes: str, when: Callable[[Badge, Badge | None], bool] = lambda badge, before: True
) -> Change:
    """An update leaves some attributes as they were: always, or of such badges (to be stored, and before)."""
    return stored(
        "update",
        lambda badge, before: (
            {name: getattr(before, name) for name in attributes} if when(badge, before) else {}
        ),
    )


def noted(note: Callable[[Badge, Badge | None], None]) -> Change:
    """Every write is told of, with the badge before it on update."""

    def change(badge: Badge, before: Badge | None) -> Mapping[str, Any]:
        note(badge, before)
        return {}

    return stored("write", change)


def seen_as(change: Callable[[Badge], Badge]) -> Change:
    """Every read, that of an update included, finds badges changed in this way."""

    def found(original: Callable[..., Badge | None]) -> Callable[..., Badge | None]:
        def lookup(*arguments: Any) -> Badge | None:
            badge = original(*arguments)
            return None if badge is None else change(badge)

        return lookup

    return lambda policy: listed_as(change)(policy.wrap("lookups.badge", found).wrap("lookups.target", found))


def listed_as(change: Callable[[Badge], Badge]) -> Change:
    """The rows of a list show badges changed in this way."""
    return lambda policy: policy.wrap(
        "views.row",
        lambda original: lambda own, one, *rest: original(own, one._replace(badge=change(one.badge)), *rest),
    )


def detailed_as(change: Callable[[Badge], Badge]) -> Change:
    """The detail shows badges changed in this way."""
    return lambda policy: policy.wrap(
        "views.detail",
        lambda original: (
            lambda own, subject, *rest: original(own, replace(subject, badge=change(subject.badge)), *rest)
        ),
    )


# Checks


def silent(check: str, when: Callable[[Case], bool]) -> Change:
    """A check, such as `checks.update.frozen_start`, says nothing in some cases."""
    return lambda policy: policy.wrap(
        check, lambda original: lambda case: None if when(case) else original(case)
    )


def recoded(check: str, code: int) -> Change:
    """A check refuses with another code."""

    def wrapper(original: Callable[[Case], Problem | None]) -> Callable[[Case], Problem | None]:
        def judge(case: Case) -> Problem | None:
            found = original(case)
            return None if found is None else found._replace(code=code)

        return judge

    return lambda policy: policy.wrap(check, wrapper)


def reread(operation: str, old: int, new: int) -> Change:
    """What is wrong with the shape of a body is refused with another code."""

    def read(original: Callable[..., Any]) -> Callable[..., Any]:
        def recode(fields: tuple[Any, ...], body: JsonObject) -> Any:
            draft, problems = original(fields, body)
            if operation in (operation_of(fields), "write"):
                problems = [one._replace(code=new) if one.code == old else one for one in problems]
            return draft, problems

        return recode

    return lambda policy: policy.wrap("drafts.read", read)


def a_day_early(check: str) -> Change:
    """A check of updates that goes by the clock of tomorrow."""
    return lambda policy: policy.wrap(
        f"checks.update.{check}",
        lambda original: lambda case: original(replace(case, now=case.now + DAY)),
    )


def checks_also(operation: str, name: str, check: Callable[[Case], Problem | None]) -> Change:
    """One more check, by its name."""
    return lambda policy: policy.wrap(f"checks.{operation}", lambda checks: {**checks, name: check})
