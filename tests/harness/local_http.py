"""A client of servers of this very machine."""

import ssl

import httpx

NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For a single request: the world's certificates are read for each client that trusts them."""


def local_http(base_url: str) -> httpx.Client:
    """Speaks plain HTTP, so that it need not load the world's certificates: 47 ms a client."""
    return httpx.Client(base_url=base_url, verify=NO_CERTIFICATES, timeout=60)
