"""The description for tools that expect one named success per operation and send every parameter."""

from __future__ import annotations

from typing import Any

from benchmarks.peers.description import description

SUCCESS = {"createBadge": "201"}


def plain(url: str, *, optional: bool) -> dict[str, Any]:
    """The description with 201 or 200 in place of ranges, and Basic alone.

    `optional` keeps the optional parameters.
    """
    document = description(url)
    document["security"] = [{"basic": []}]
    del document["components"]["securitySchemes"]["oauth"]
    for path in document["paths"].values():
        for operation in path.values():
            success = operation["responses"]["2XX"]
            success.pop("links", None)
            operation["responses"] = {SUCCESS.get(operation["operationId"], "200"): success}
            operation["parameters"] = [
                one
                for one in (_resolved(document, item) for item in operation.get("parameters", ()))
                if optional or one.get("required") or one["name"] == "includeStatistics"
            ]
    return document


def _resolved(document: dict[str, Any], parameter: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in parameter:
        return dict(parameter)
    return dict(document["components"]["parameters"][parameter["$ref"].rpartition("/")[2]])
