"""A network that breaks in the middle of a commit, before it reaches the server or after: a proxy cuts it for real."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from ledger.audit.verify import verify
from ledger.store.address import ServerAddress
from ledger.store.opening import create_ledger, open_ledger
from ledger.store.server.connecting import parts_of
from tests import postgres
from tests.store_samples import sales

pytestmark = pytest.mark.skipif(not postgres.has_own_server(), reason=postgres.MISSING)


class Proxy:
    """Carries bytes between clients and the server, and cuts the connection at a COMMIT when it is told to."""

    def __init__(self) -> None:
        self.cuts: list[str] = []
        self.done: list[str] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        path = f"{postgres.server().get_postmaster_info().socket_dir}/.s.PGSQL.5432"
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(path)
                unheard = threading.Event()
                for carry in (self._ask, self._answer):
                    threading.Thread(target=carry, args=(client, server, unheard), daemon=True).start()

    def _ask(self, client: socket.socket, server: socket.socket, unheard: threading.Event) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                cut = self.cuts.pop() if b"COMMIT" in data and self.cuts else ""
                if cut == "before it arrives":
                    return self._cut(cut, client, server)
                if cut:
                    unheard.set()
                server.sendall(data)
        return _end(client, server)

    def _answer(self, client: socket.socket, server: socket.socket, unheard: threading.Event) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if unheard.is_set():  # the server has committed, and nobody will ever hear of it
                    return self._cut("before it is answered", client, server)
                client.sendall(data)
        return _end(client, server)

    def _cut(self, when: str, client: socket.socket, server: socket.socket) -> None:
        self.done.append(when)
        _end(client, server)


def _end(*connections: socket.socket) -> None:
    for connection in connections:
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
        connection.close()


@contextmanager
def proxied(address: str) -> Iterator[tuple[Proxy, str]]:
    """Yield a proxy, and the address of a database by way of it."""
    proxy = Proxy()
    database = parts_of(ServerAddress(address))["dbname"]
    try:
        yield proxy, f"postgresql://postgres@127.0.0.1:{proxy.port}/{database}"
    finally:
        proxy.listening.close()


@pytest.mark.parametrize("when", ["before it arrives", "before it is answered"])
@pytest.mark.parametrize("key", [("key", b"r" * 32), None], ids=["with a key", "without one"])
def test_a_commit_that_is_cut_is_recorded_once(when: str, key: tuple[str, bytes] | None) -> None:
    with postgres.database() as address, proxied(address) as (proxy, way):
        create_ledger(address)
        with open_ledger(way) as ledger:
            ledger.recorder.insert_events(sales("agr-1", 1, 2))
            proxy.cuts.append(when)
            assert [3, 4] == list(ledger.recorder.insert_events(sales("agr-1", 3, 2), idempotency=key))
            assert [when] == proxy.done
            assert [5] == list(ledger.recorder.insert_events(sales("agr-1", 5, 1)))
            assert 5 == verify(ledger).size
