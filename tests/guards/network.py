"""Refuses every connection, listener and name look-up beyond this machine, for the whole run.

An audit hook sees what any library does through Python's sockets; it cannot be taken off again, which is the point.
"""

from __future__ import annotations

import sys
from ipaddress import ip_address

_LOCAL_NAMES = {"localhost", "localhost."}
_WITH_ADDRESS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
_WITH_NAME = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


class OutsideAddressError(BaseException):
    """A test reached for the network; not an ``Exception``, so that no retry in the code under test swallows it."""


def is_local(host: object) -> bool:
    """Tell whether ``host`` is this machine's loopback, by address or by the one name we trust."""
    text = host.decode(errors="replace") if isinstance(host, bytes) else host
    if text is None or text in _LOCAL_NAMES:
        return True
    try:
        return ip_address(str(text).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _watch(event: str, args: tuple[object, ...]) -> None:
    if event in _WITH_ADDRESS:
        address = args[1]
        # Anything but (host, port, ...) is no internet address: a Unix socket's path, a netlink pair of numbers.
        if isinstance(address, tuple) and address and isinstance(address[0], str | bytes) and not is_local(address[0]):
            raise OutsideAddressError(f"{event[7:]} {address!r}: tests use 127.0.0.1 only")
    elif event in _WITH_NAME and not is_local(args[0]):
        raise OutsideAddressError(f"{event[7:]} {args[0]!r}: tests use 127.0.0.1 only")


def pytest_configure() -> None:
    sys.addaudithook(_watch)
