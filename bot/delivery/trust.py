"""Whose certificates are believed: those that the machine believes."""

import ssl
from functools import cache


@cache
def trusted() -> ssl.SSLContext:
    """For all connections of a process: reading the certificates takes longer than most of what is
    sent, and nothing that is not encrypted has to wait for it."""
    return ssl.create_default_context()
