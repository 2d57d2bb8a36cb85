"""Whose certificates are believed: those that the machine believes."""

import ssl
from enum import Enum
from functools import cache


class Spoken(Enum):
    """What is said once a connection is safe. A library notes in what it was given that it speaks
    HTTP (ALPN, RFC 7301), and mail servers refuse whoever offers that."""

    HTTP = "http"
    SMTP = "smtp"


@cache
def trusted(spoken: Spoken) -> ssl.SSLContext:  # noqa: ARG001  # a context for each
    """For all connections of a process that speak so: reading the certificates takes longer than
    most of what is sent, and nothing that is not encrypted has to wait for it."""
    return ssl.create_default_context()
