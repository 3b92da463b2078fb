"""The command: it announces itself, serves over a real socket, and never stays behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from in_process import NOW

from reference.access import DEMO_ACCOUNT

ROOT = Path(__file__).parents[2]
AUTH = (DEMO_ACCOUNT.username, DEMO_ACCOUNT.password)
WRITE = "/api_gateway/v1/badges/badgeMeta"
Server = subprocess.Popen[str]


@contextmanager
def running(*options: str) -> Iterator[tuple[Server, str]]:
    """A server process and its URL; killed when the test is over, whatever happened."""
    server = subprocess.Popen(
        [sys.executable, "-m", "reference", *options],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line.startswith("Badges API reference at http://127.0.0.1:"), line
        yield server, line.split()[-1]
    finally:
        server.kill()
        server.communicate()


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reference", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)


def ends_within(server: Server, seconds: float) -> bool:
    try:
        server.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def body(name: str) -> dict[str, object]:
    now = time.time()
    return {
        "name": name,
        "startOn": now + 100,
        "expiresOn": now + 200,
        "earnType": "EARN",
        "earnedBadgeExpiry": {"expiryType": "NEVER"},
        "ownership": {"restrictedToOwners": ["Loyalty"]},
    }


def test_the_profile_is_all_that_a_client_needs(tmp_path: Path) -> None:
    file = tmp_path / "target.toml"
    with running("--target-file", str(file)) as (_, url):
        profile = tomllib.loads(file.read_text(encoding="utf-8"))
        assert profile["base_url"] == url
        assert set(profile["customer"]) == {"id", "email", "mobile", "external_id", "card_number"}
        assert set(profile["fixtures"]) == {"earned", "issued", "revoked", "claimed", "grouped"}
        oauth = profile["auth"]["oauth"]
        sent = {"key": oauth["key"], "secret": oauth["secret"]}
        token = requests.post(url + oauth["token_url"], json=sent, timeout=5).json()["data"]["accessToken"]
        customer = f"{url}/api_gateway/v1/badges/management/{profile['customer']['id']}"
        auth = (profile["auth"]["username"], profile["auth"]["password"])
        for badge in {badge for badges in profile["fixtures"].values() for badge in badges}:
            found = requests.get(f"{customer}/badge/{badge}", headers={oauth["header"]: token}, timeout=5)
            assert found.json()["data"]["id"] == badge
            assert requests.get(f"{customer}/badge/{badge}", auth=auth, timeout=5).status_code == 200


def test_data_in_a_file_outlive_the_server(tmp_path: Path) -> None:
    file = str(tmp_path / "badges.db")
    with running("--db", file) as (_, url):
        assert requests.post(url + WRITE, json=body("Kept"), auth=AUTH, timeout=5).status_code == 201
    with running("--db", file) as (_, url):
        again = requests.post(url + WRITE, json=body("Kept"), auth=AUTH, timeout=5).json()
        assert [error["code"] for error in again["errors"]] == [725]


def test_simultaneous_creates_with_one_name_make_one_badge() -> None:
    with running() as (_, url):
        statuses: Counter[tuple[str, int]] = Counter()
        start, lock = threading.Barrier(8), threading.Lock()

        def create(worker: int) -> None:
            with requests.Session() as session:
                session.trust_env = False
                start.wait()
                for number in range(10):
                    for name in (f"Shared {number}", f"Own {worker} {number}"):
                        answer = session.post(url + WRITE, json=body(name), auth=AUTH, timeout=10)
                        with lock:
                            statuses[name.split()[0], answer.status_code] += 1

        threads = [threading.Thread(target=create, args=(worker,)) for worker in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert statuses == {("Shared", 201): 10, ("Shared", 400): 70, ("Own", 201): 80}
        listed = f"{url}/api_gateway/v1/badges/management/62090013?badgeType=AVAILABLE&size=1000"
        names = [
            row["name"] for row in requests.get(listed, auth=AUTH, timeout=5).json()["data"]["customerBadges"]
        ]
        assert sum(name.startswith(("Shared", "Own")) for name in names) == 90


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_on_a_signal_although_a_client_holds_a_connection(signal_number: int) -> None:
    with running() as (server, url), requests.Session() as session:
        session.trust_env = False
        session.get(url, timeout=5)
        server.send_signal(signal_number)
        assert ends_within(server, 3)


def test_it_ends_with_its_standard_input() -> None:
    with running("--exit-with-parent") as (server, _):
        assert not ends_within(server, 0.3)
        assert server.stdin is not None
        server.stdin.close()
        server.stdin = None
        assert ends_within(server, 3)


def test_it_ends_with_its_parent(tmp_path: Path) -> None:
    fifo = tmp_path / "stdin"
    os.mkfifo(fifo)
    holder = os.open(fifo, os.O_RDWR)  # keeps the input open, so that only the parent's end can be the reason
    script = (
        "import subprocess, sys, time\n"
        f"server = subprocess.Popen([sys.executable, '-m', 'reference', '--exit-with-parent'],"
        f" stdin=open({str(fifo)!r}), stdout=subprocess.PIPE, text=True)\n"
        "print(server.pid, server.stdout.readline().split()[-1], flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert parent.stdout is not None
        _, url = parent.stdout.readline().split()
        port = _port(url)
        parent.kill()
        parent.wait()
        deadline = time.monotonic() + 4
        while time.monotonic() < deadline and _listens(port):
            time.sleep(0.1)
        assert not _listens(port)
    finally:
        parent.kill()
        parent.communicate()
        os.close(holder)


def _port(url: str) -> int:
    return int(url.rpartition(":")[2])


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


NO_HTTP = (
    b"nonsense\r\n\r\n",
    b"GET /a b c HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000,
)


@pytest.mark.parametrize("request_bytes", NO_HTTP, ids=("line", "blanks", "header"))
def test_what_is_no_http_is_answered_with_the_envelope(request_bytes: bytes) -> None:
    with running() as (_, url), socket.create_connection(("127.0.0.1", _port(url)), 5) as client:
        client.sendall(request_bytes)
        answer = b""
        while part := client.recv(4096):
            answer += part
        head, _, content = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400")
        assert json.loads(content)["data"] is None
        assert json.loads(content)["errors"][0]["code"] == 400


def test_faults_and_dialects_are_listed_as_lines_of_json() -> None:
    faults = [json.loads(line) for line in run("--list-faults").stdout.splitlines()]
    assert len(faults) >= 5
    assert all(set(fault) == {"id", "sentence", "violates", "level"} for fault in faults)
    dialects = [json.loads(line) for line in run("--list-dialects").stdout.splitlines()]
    assert len(dialects) >= 5


def test_a_fault_and_a_dialect_are_switched_in() -> None:
    with running("--fault", "create-accepts-past-start", "--dialect", "create-200") as (_, url):
        answer = requests.post(url + WRITE, json=body("Old") | {"startOn": NOW - 10**9}, auth=AUTH, timeout=5)
        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--fault", "nothing"), "nothing"),
        (("--dialect", "nothing"), "nothing"),
        (("--port", "99999"), "99999"),
        (("--port", "x"), "x"),
        (("--background", "-1"), "-1"),
        (("--db", "/nowhere/at/all.db"), "/nowhere"),
        (("--target-file", "/nowhere/at/all.toml"), "/nowhere"),
        (("--what",), "--what"),
    ],
)
def test_wrong_options_are_one_sentence_and_status_2(options: tuple[str, ...], word: str) -> None:
    result = run(*options)
    assert result.returncode == 2
    assert word in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("--port", str(taken.getsockname()[1]))
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
