"""Whether files can be written and ports listened at, where settings name them: looked at before
anything is begun, so that all that is wrong is told at once."""

import errno
import os
import socket
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from bot.parts.not_configured import NotConfigured

_FIRST_FREE = 1024
"""Below it, ports are the system's own."""

EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104
"""Hosts that are every address of this machine."""


def expect_writable(setting: str, file: Path) -> None:
    """Raises NotConfigured unless it can be written, or made where there is none; it is not."""
    if wrong := _wrong_with(file):
        raise NotConfigured(f"{setting} cannot be used: {wrong}")


def _wrong_with(file: Path) -> str:
    folder = file.absolute().parent
    try:
        if file.is_dir():
            return f"{file} is a folder. Name a file in it"
        if not folder.exists():
            return f"the folder {folder} does not exist. Make it, or name a file in another one"
        if not folder.is_dir():
            return f"{folder} is no folder"
        if file.exists():
            return "" if os.access(file, os.W_OK) else f"{file} cannot be written by this user"
        with TemporaryFile(dir=folder):
            return ""
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        return f"no file can be made in the folder {folder} ({why})"


def expect_host(setting: str, host: str) -> None:
    """Raises NotConfigured where it is no address and no name that is known here."""
    _addresses(setting, host, 0)


def expect_port(of_host: str, host: str, setting: str, port: int) -> None:
    """Raises NotConfigured unless one can listen there at this moment."""
    for family, address in _addresses(of_host, host, port):
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            # As servers do: a port is free again while connections of its last one are closing.
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family is socket.AF_INET6:
                tried.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            try:
                tried.bind(address)
            except OSError as error:
                raise NotConfigured(_refused(error, of_host, host, setting, port)) from None


def _refused(error: OSError, of_host: str, host: str, setting: str, port: int) -> str:
    if error.errno == errno.EADDRNOTAVAIL:
        return _no_address(of_host, host)
    said = f"{setting} cannot be used: "
    if error.errno == errno.EADDRINUSE:
        return f"{said}another program listens at {port} already. Stop it, or set another port"
    if error.errno in (errno.EACCES, errno.EPERM) and port < _FIRST_FREE:
        return f"{said}ports below {_FIRST_FREE} are the system's own, as {port} is. Set another"
    return f"{said}{error.strerror}"


def _addresses(setting: str, host: str, port: int) -> list[tuple[socket.AddressFamily, Any]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise NotConfigured(_no_address(setting, host)) from None
    return [(family, address) for family, _, _, _, address in found]


def _no_address(setting: str, host: str) -> str:
    return f"{setting} cannot be used: {host[:100]!r} is no address of this machine"
