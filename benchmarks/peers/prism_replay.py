"""Replays examples through a Prism proxy and notes the violations that it puts into its answers.

python -m benchmarks.peers.prism_replay PRISM OPENAPI.json URL REPORT.json
"""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import requests

from benchmarks.peers.description import WRITE_PATH
from benchmarks.peers.place import CUSTOMER, PASSWORD, USER
from reference.seeds import FIXTURES

LIST_PATH = f"/api_gateway/v1/badges/management/{CUSTOMER}"
HEADER = "sl-violations"
#: A request: its name, method, path, query, body and the status that it is to have.
Replayed = tuple[str, str, str, Mapping[str, str], Any]


def main(arguments: Sequence[str]) -> int:
    """Start the proxy, send everything, stop it."""
    prism, source, url, report = arguments
    port = _free_port()
    command = [prism, "proxy", source, url, "--port", str(port), "--host", "127.0.0.1"]
    proxy = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - what we were given
    try:
        _wait(port, proxy)
        document = json.loads(Path(source).read_text(encoding="utf-8"))
        found = [one for item in _requests(document) for one in _send(f"http://127.0.0.1:{port}", item)]
    finally:
        proxy.terminate()
        proxy.wait(20)
    Path(report).write_text(json.dumps(sorted(set(found))), encoding="utf-8")
    return 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, proxy: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while proxy.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the proxy did not start")


def _requests(document: Mapping[str, Any]) -> Iterator[Replayed]:
    for method in ("post", "put"):
        content = document["paths"][WRITE_PATH][method]["requestBody"]["content"]["application/json"]
        for name, example in content["examples"].items():
            yield f"{method} {name}", method, WRITE_PATH, {}, example["value"]
    yield "list", "get", LIST_PATH, {}, None
    (listing,) = (path["get"] for name, path in document["paths"].items() if name.endswith("{customerId}"))
    for parameter in listing["parameters"]:
        for value in parameter.get("schema", {}).get("enum", ()):
            # A comparison needs the moment that it compares with.
            moment = parameter["name"].removesuffix("Operator")
            query = {parameter["name"]: value}
            if moment != parameter["name"]:
                query[moment] = "2026-02-04T06:46:02.000Z"
            yield f"list {parameter['name']}={value}", "get", LIST_PATH, query, None
    for kind, badges in FIXTURES.items():
        for wanted in ("true", "false"):
            query = {"includeStatistics": wanted}
            yield f"detail {kind} {wanted}", "get", f"{LIST_PATH}/badge/{badges[0]}", query, None


def _send(base: str, item: Replayed) -> Iterator[str]:
    name, method, path, query, body = item
    answer = requests.request(method, base + path, params=query, json=body, auth=(USER, PASSWORD), timeout=30)
    if not answer.ok:
        yield f"{name}: status {answer.status_code}"
    for violation in json.loads(answer.headers.get(HEADER, "[]")):
        place = re.sub(r"\b\d+\b", "*", ".".join(str(part) for part in violation["location"]))
        yield f"{method} {path.count('/')}: {place} {violation['code']}: {violation['message'][:120]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
