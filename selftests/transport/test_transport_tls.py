"""Encrypted connections: whom they trust, and the same bounds as without."""

import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rude_answers import drips_the_body, drips_the_head, never_answers
from tiny_servers import HASTY, Asked, Reply, TinyServer, always

from harness.target import Tls
from harness.transport import Transport

Connect = Callable[..., Transport]


@pytest.mark.filterwarnings("ignore::urllib3.exceptions.InsecureRequestWarning")
class TestTls:
    """Certificates are checked, and what is wrong with them is said."""

    @pytest.fixture
    def context(self, certificates: Path) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificates / "server.pem")
        return context

    def test_a_trusted_server_keeps_its_connection(
        self, connect: Connect, certificates: Path, context: ssl.SSLContext
    ) -> None:
        with TinyServer(always(), context) as server:
            transport = connect(server.url, tls=Tls(ca_file=certificates / "ca.pem"))
            for _ in range(5):
                assert transport.send("GET", "/x").status == 200

            assert server.connections == 1

    def test_an_unknown_authority_is_refused(self, connect: Connect, context: ssl.SSLContext) -> None:
        with TinyServer(always(), context) as server:
            exchange = connect(server.url).send("GET", "/x")

            assert exchange.error is not None
            assert "is not trusted: " in exchange.error
            assert "[tls] ca_file" in exchange.error
            assert exchange.attempts == 1
            assert server.asked == []

    def test_a_certificate_for_another_host_is_refused(
        self, connect: Connect, certificates: Path, context: ssl.SSLContext
    ) -> None:
        with TinyServer(always(), context) as server:
            url = server.url.replace("127.0.0.1", "localhost")
            exchange = connect(url, tls=Tls(ca_file=certificates / "ca.pem")).send("GET", "/x")

            assert exchange.error is not None
            assert "is not trusted: Hostname mismatch" in exchange.error
            assert "(write the host in base_url as the certificate names it)." in exchange.error

    def test_checking_can_be_switched_off(self, connect: Connect, context: ssl.SSLContext) -> None:
        with TinyServer(always(), context) as server:
            assert connect(server.url, tls=Tls(verify=False)).send("GET", "/x").status == 200

    def test_a_client_certificate_is_shown(
        self, connect: Connect, certificates: Path, context: ssl.SSLContext
    ) -> None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(certificates / "ca.pem")
        with TinyServer(always(), context) as server:
            ca_file, client = certificates / "ca.pem", certificates / "client.pem"
            without = connect(server.url, tls=Tls(ca_file=ca_file), retries=0).send("GET", "/x")
            shown = connect(server.url, tls=Tls(ca_file=ca_file, client_cert=client)).send("GET", "/x")

        assert without.error is not None
        assert "asks for a client certificate ([tls] client_cert names one)." in without.error
        assert shown.status == 200

    def test_plain_http_is_named(self, connect: Connect) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:

            def speak_plainly() -> None:
                with listener.accept()[0] as sock:
                    sock.sendall(b"HTTP/1.1 400 No\r\n\r\n")
                    sock.recv(65536)

            thread = threading.Thread(target=speak_plainly, daemon=True)
            thread.start()
            port = listener.getsockname()[1]
            exchange = connect(f"https://127.0.0.1:{port}", retries=0).send("GET", "/x")
            thread.join()

        assert (
            exchange.error
            == f"127.0.0.1:{port} does not speak TLS (perhaps its address begins with http://)."
        )

    @pytest.mark.parametrize("behaviour", [never_answers, drips_the_head, drips_the_body])
    def test_the_deadline_holds_for_encrypted_connections(
        self, connect: Connect, context: ssl.SSLContext, behaviour: Any
    ) -> None:
        with TinyServer(behaviour, context) as server:
            exchange = connect(server.url, tls=Tls(verify=False), **HASTY).send("GET", "/x")

        assert exchange.error is not None
        assert exchange.elapsed < 5

    def test_the_deadline_holds_while_a_large_body_is_encrypted(
        self, connect: Connect, context: ssl.SSLContext
    ) -> None:
        def reads_slowly(_: Asked, reply: Reply) -> None:
            while reply.sock.recv(65536):
                reply.wait(0.02)

        with TinyServer(reads_slowly, context) as server:
            transport = connect(server.url, tls=Tls(verify=False), **HASTY)
            exchange = transport.send("PUT", "/x", headers={"Content-Length": "0"}, content=bytes(30_000_000))

        assert exchange.error is not None
        assert "does not take the request in time" in exchange.error
        assert exchange.elapsed < 5

    def test_only_the_authority_of_the_profile_is_trusted(
        self, connect: Connect, certificates: Path, context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
            monkeypatch.setenv(name, str(certificates / "ca.pem"))
        with TinyServer(always(), context) as server:
            exchange = connect(server.url).send("GET", "/x")

            assert exchange.error is not None
            assert "is not trusted: " in exchange.error

    @pytest.mark.parametrize(
        "bounds",
        [{"connect_timeout": 0.2, "total_timeout": 30.0}, {"connect_timeout": 30.0, "total_timeout": 0.2}],
    )
    def test_a_handshake_without_end_is_cut(self, connect: Connect, bounds: dict[str, float]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            exchange = connect(f"https://127.0.0.1:{port}", **bounds).send("GET", "/x")

        assert exchange.error == f"127.0.0.1:{port} does not accept a connection within 0.2 s."
        assert exchange.elapsed < 5
