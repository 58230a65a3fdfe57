"""The listening socket, taken before anything slow begins."""

from __future__ import annotations

import errno
import ipaddress
import socket

from serving.errors import StartupError


def open_socket(host: str, port: int) -> socket.socket:
    """Bind, and do not listen yet: a client is refused, not kept waiting, until the server is ready.

    Raises StartupError where the address is taken, unknown or not allowed.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise StartupError(f"--host {host!r} is no address of this machine: {error.strerror}.") from error
    sock = socket.socket(family, kind, protocol)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(address)
    except OSError as error:
        sock.close()
        raise address_error(host, port, error) from error
    return sock


def address_error(host: str, port: int, error: OSError) -> StartupError:
    if error.errno == errno.EADDRINUSE:
        return StartupError(
            f"Port {port} on {host} is in use by another program. Choose another with --port, "
            f"or find that program with `ss -ltnp 'sport = :{port}'`."
        )
    if error.errno == errno.EACCES:
        return StartupError(f"Port {port} is reserved for root. Choose a --port of 1024 or more.")
    return StartupError(f"Cannot listen on {host}:{port}: {error.strerror}.")


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False  # a name may become any address


def url_of(sock: socket.socket, scheme: str = "http") -> str:
    """The URL to reach this socket by, from this machine."""
    host, port = sock.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "localhost"
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
