"""The JSON Schemas of `contracts/`, compiled once: what is wrong with a value, and which rule says so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from harness.resources import CONTRACTS

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

Schema = Mapping[str, Any] | bool


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a value breaks a contract.

    `requirement` is the `x-requirement` of the deepest schema on the way to the broken keyword,
    `pointer` the JSON pointer into the value, `source` the page and line behind the rule.
    """

    requirement: str
    pointer: str
    expected: str
    observed: str
    source: str | None = None


class Contracts:
    """All contracts of a directory, by file name without `.schema.json`."""

    def __init__(self, directory: Path = CONTRACTS) -> None:
        self._schemas: dict[str, dict[str, Any]] = {
            path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(directory.glob("*.schema.json"))
        }
        self._by_reference = {f"{name}.schema.json": schema for name, schema in self._schemas.items()}
        self._quick: dict[str, jsonschema_rs.Draft202012Validator] = {}
        # By identity: the schemas are read once and never change.
        self._parts: dict[int, jsonschema_rs.Draft202012Validator] = {}
        self._thorough: dict[str, Draft202012Validator] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all contracts."""
        return tuple(self._schemas)

    def schema(self, name: str) -> dict[str, Any]:
        """The schema as it stands in its file."""
        return self._schemas[name]

    def holds(self, name: str, value: object) -> bool:
        """Whether the value keeps the contract; far quicker than asking for the violations."""
        if name not in self._quick:
            self._quick[name] = self._compile(self._schemas[name], f"{name}.schema.json")
        return _holds(self._quick[name], value)

    def violations(self, name: str, value: object) -> list[Violation]:
        """Everything that is wrong with the value, each thing once."""
        if self.holds(name, value):
            return []
        if name not in self._thorough:
            self._thorough[name] = self._explaining(self._schemas[name])
        found: dict[tuple[str, str], Violation] = {}
        for error in self._thorough[name].iter_errors(value):
            for violation in self._blame(self._schemas[name], error):
                found.setdefault((violation.requirement, violation.pointer), violation)
        return list(found.values())

    def _explaining(self, schema: dict[str, Any]) -> Draft202012Validator:
        # Imported late: a tenth of a second, which a run in which nothing is wrong need not pay.
        from jsonschema import Draft202012Validator
        from referencing import Registry
        from referencing.jsonschema import DRAFT202012

        registry: Registry[Any] = Registry().with_resources(
            (reference, DRAFT202012.create_resource(one))
            for key, one in self._by_reference.items()
            for reference in {key, one.get("$id", key)}
        )
        return Draft202012Validator(schema, registry=registry)

    def judged(self, name: str, value: object) -> set[str]:
        """The requirements that this value gave a chance to fail.

        A schema location counts when the value has something there (a property that is present,
        an item, a branch whose condition holds) - so a rule about revoked issuals is not called
        passed by a run that never saw one.
        """
        seen: set[str] = set()
        root = self._schemas[name]
        self._visit(root, root, value, seen)
        return seen

    # -- attribution -------------------------------------------------------------------------

    def _blame(self, root: Schema, error: ValidationError) -> Iterator[Violation]:
        if error.validator in ("anyOf", "oneOf") and error.context:
            # The branch that came nearest says best what is missing.
            deepest = max(error.context, key=lambda child: (len(child.path), -len(child.context or ())))
            if len(deepest.absolute_path) > len(error.absolute_path):
                yield from self._blame(root, deepest)
                return
        trail = self._trail(root, error.absolute_schema_path)
        pointer = _pointer(error.absolute_path)
        if error.validator == "required" and isinstance(error.instance, Mapping):
            for name in _missing(error):
                properties = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
                own = properties.get(name)
                if isinstance(own, Mapping) and "x-requirement" in own:
                    trail = [*trail, own]
                yield _violation(trail, f"{pointer}/{name}", f"{name} is present", "it is absent")
            return
        yield _violation(trail, pointer, _expectation(error), _shown(error.instance))

    def _trail(self, root: Schema, path: Iterable[str | int]) -> list[Mapping[str, Any]]:
        """The annotated schemas on the way to a keyword, outermost first.

        jsonschema leaves `$ref` out of the path, so a reference is followed where the next token is not
        beside it.
        """
        node: Any = root
        trail: list[Mapping[str, Any]] = []
        for token in path:
            while isinstance(node, Mapping):
                if "x-requirement" in node:
                    trail.append(node)
                if token in node or "$ref" not in node:
                    break
                root, node = self._resolve(root, node["$ref"])
            node = node.get(token) if isinstance(node, Mapping) else node[int(token)]
        return trail

    def _resolve(self, root: Schema, reference: str) -> tuple[Schema, Any]:
        """The document and the schema in it that a reference names."""
        file, _, fragment = reference.partition("#")
        document: Any = self._by_reference[file.rsplit("/", 1)[-1]] if file else root
        target = document
        for token in filter(None, fragment.split("/")):
            target = target[token]
        return document, target

    def _compile(self, schema: dict[str, Any] | bool, name: str) -> jsonschema_rs.Draft202012Validator:
        return jsonschema_rs.Draft202012Validator(
            schema, retriever=self._retrieve, base_uri=f"contract:///{name}"
        )

    def _retrieve(self, uri: str) -> Any:
        return self._by_reference[uri.rsplit("/", 1)[-1]]

    # -- what a value gave a chance to fail ----------------------------------------------------

    def _visit(self, root: Schema, schema: Schema, value: object, seen: set[str]) -> None:
        if isinstance(schema, bool):
            return
        get = schema.get
        if owner := get("x-requirement"):
            seen.add(owner)
        if reference := get("$ref"):
            self._visit(*self._resolve(root, reference), value, seen)
        for part in get("allOf", ()):
            self._visit(root, part, value, seen)
        for part in (*get("anyOf", ()), *get("oneOf", ())):
            if self._satisfies(part, value):
                self._visit(root, part, value, seen)
        if "if" in schema:
            branch = "then" if self._satisfies(schema["if"], value) else "else"
            self._visit(root, get(branch, True), value, seen)
        if isinstance(value, dict):
            properties = get("properties", {})
            for name in properties.keys() & value.keys():
                self._visit(root, properties[name], value[name], seen)
            extra = get("additionalProperties")
            if isinstance(extra, dict):
                for name in value.keys() - properties.keys():
                    self._visit(root, extra, value[name], seen)
        elif isinstance(value, list) and "items" in schema:
            for item in value:
                self._visit(root, schema["items"], item, seen)

    def _satisfies(self, schema: dict[str, Any] | bool, value: object) -> bool:
        # Conditions and alternatives name files or nothing; a local reference would need its root here.
        if id(schema) not in self._parts:
            self._parts[id(schema)] = self._compile(schema, "part")
        return _holds(self._parts[id(schema)], value)


def _holds(validator: jsonschema_rs.Draft202012Validator, value: object) -> bool:
    try:
        return validator.is_valid(value)
    except UnicodeEncodeError:
        # JSON can spell half a surrogate pair, which the quick validator cannot be told.
        return validator.is_valid(_without_half_pairs(value))


def _without_half_pairs(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_without_half_pairs(item) for item in value]
    if isinstance(value, dict):
        return {_without_half_pairs(key): _without_half_pairs(item) for key, item in value.items()}
    return value


# Generated names make new builds for ever; so many are enough to have met every rule.
BUILDS = 3000


@dataclass
class Coverage:
    """Counts, per requirement of kind `shape`, on how many kinds of responses it could have failed.

    Walking a schema beside a value costs more than validating it, so only the first value of each
    build is walked: the same members, types and words of vocabularies reach the same rules.
    """

    contracts: Contracts
    reached: dict[str, int] = field(default_factory=dict)
    _known: set[tuple[str, int]] = field(default_factory=set)

    def add(self, name: str, value: object) -> set[str]:
        """Note one validated value; returns the requirements that it reached, if its build is new."""
        places: set[tuple[str, str]] = set()
        _build(value, "", places)
        build = (name, hash(frozenset(places)))
        if build in self._known or len(self._known) >= BUILDS:
            return set()
        self._known.add(build)
        reached = self.contracts.judged(name, value)
        for requirement in reached:
            self.reached[requirement] = self.reached.get(requirement, 0) + 1
        return reached


def _build(value: object, path: str, places: set[tuple[str, str]]) -> None:
    """Add the places of a value with their types, and the words there that look like vocabulary."""
    if isinstance(value, str):
        vocabulary = len(value) < 32 and value.isupper()
        places.add((path, value if vocabulary else "str"))
    elif isinstance(value, dict):
        for key, member in value.items():
            _build(member, f"{path}/{key}", places)
        places.add((path, "dict"))
    elif isinstance(value, list):
        for item in value:
            _build(item, f"{path}/*", places)
        places.add((path, "list"))
    elif isinstance(value, int | float) and not value:
        # Rules part zero and false from other values (000:L244-247).
        places.add((path, repr(value)))
    else:
        places.add((path, type(value).__name__))


@cache
def load_contracts() -> Contracts:
    """The contracts of this suite."""
    return Contracts()


def _missing(error: ValidationError) -> list[str]:
    # jsonschema reports each missing name as an error of its own; its message begins with the name.
    required: list[str] = list(error.validator_value)  # type: ignore[arg-type]
    return [name for name in required if error.message.startswith(repr(name))]


def _violation(trail: Sequence[Mapping[str, Any]], pointer: str, expected: str, observed: str) -> Violation:
    # A schema without any annotation would be a fault of the contracts; a self-test rules it out.
    owner: Mapping[str, Any] = trail[-1] if trail else {}
    return Violation(
        owner.get("x-requirement", "COMMON-ENVELOPE-OBJECT"),
        pointer,
        expected,
        observed,
        owner.get("x-source"),
    )


def _pointer(path: Iterable[str | int]) -> str:
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in path)


def _expectation(error: ValidationError) -> str:
    keyword: Any = error.validator
    value: Any = error.validator_value
    if keyword == "type":
        return "type " + (value if isinstance(value, str) else " or ".join(value))
    if keyword == "enum":
        return "one of " + ", ".join(_shown(item) for item in value)
    if keyword == "const":
        return f"the value {_shown(value)}"
    if keyword == "minItems":
        return f"at least {value} item(s)"
    if keyword == "maxItems":
        return f"at most {value} item(s)"
    if keyword == "minimum":
        return f"a number not below {value}"
    if keyword == "pattern":
        return f"text that matches {value}"
    if keyword == "not" or error.schema is False:
        return "nothing of this kind here"
    return f"{keyword} {_shown(value)}"


def _shown(value: object, limit: int = 160) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= limit else text[:limit] + "…"
