import socket

import pytest

from serving.cli.listen import is_loopback, open_socket, url_of
from serving.errors import StartupError


def test_a_taken_port_is_an_error_that_names_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StartupError, match=f"Port {port} on 127.0.0.1 is in use"):
            open_socket("127.0.0.1", port)


def test_port_0_takes_a_free_one_and_the_url_names_it() -> None:
    with open_socket("127.0.0.1", 0) as sock:
        port = sock.getsockname()[1]
        assert port != 0
        assert url_of(sock) == f"http://127.0.0.1:{port}"


def test_a_bound_socket_refuses_clients_until_the_server_is_ready() -> None:
    with open_socket("127.0.0.1", 0) as sock, pytest.raises(ConnectionRefusedError):
        socket.create_connection(sock.getsockname(), timeout=5)


def test_every_interface_is_reached_by_localhost() -> None:
    with open_socket("0.0.0.0", 0) as sock:
        assert url_of(sock).startswith("http://localhost:")


def test_an_unknown_address_is_an_error() -> None:
    with pytest.raises(StartupError, match="no address of this machine"):
        open_socket("no.such.host.invalid", 0)
    with pytest.raises(StartupError, match=r"Cannot listen on 192\.0\.2\.1"):
        open_socket("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("me", False),
    ],
)
def test_only_loopback_addresses_are_safe_without_a_key(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
