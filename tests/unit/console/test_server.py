"""The console's server: a free port, a taken one, and an end."""

from __future__ import annotations

import socket

import httpx
import pytest

from agent.console.server import AddressUnusableError, ConsoleServer, PortTakenError


def test_a_taken_port_is_named_with_the_next_move(deps):
    """Another program on the port is said at once, by number."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError) as caught:
            ConsoleServer(deps, "127.0.0.1", port).start()
    assert caught.value.code == "port-taken"
    assert str(port) in str(caught.value)
    assert "console.port" in caught.value.next_move


def test_an_address_of_another_machine_is_refused(deps):
    """An address this machine does not have is a matter of settings."""
    with pytest.raises(AddressUnusableError):
        ConsoleServer(deps, "192.0.2.1", 0).start()


def test_it_answers_after_start_and_not_after_stop(deps):
    """`start` returns when pages can be asked for; `stop` gives the port back."""
    server = ConsoleServer(deps, "127.0.0.1", 0)
    server.start()
    address = server.address
    assert httpx.get(f"{address}/login", trust_env=False).status_code == 200
    server.stop()
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/login", trust_env=False)
