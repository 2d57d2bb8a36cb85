"""The form in which Slack sends a press or a window's fields: `payload=`, and JSON behind it.

Every third sign of the JSON is written as three, and Python takes them back one by one: two
milliseconds for a large window, in which nobody else is answered.
"""

from binascii import a2b_qp

_NAME = b"payload="


def for_bolt(body: bytes) -> str:
    """The JSON of such a form, which Bolt reads as it reads the form; any other body as it is."""
    if not body.startswith(_NAME) or not body.isascii() or _is_apart(body):
        return body.decode("utf-8", "replace")
    written = body.removeprefix(_NAME)
    signs = written.count(b"%")
    # The notation of mail has another sign before the same two digits, and is read at once.
    read = a2b_qp(written.replace(b"=", b"%3D").replace(b"%", b"=").replace(b"+", b" "))
    whole = len(read) == len(written) - 2 * signs
    if not (whole and read.startswith(b"{")):
        return body.decode()
    return read.decode("utf-8", "replace")


def _is_apart(body: bytes) -> bool:
    """Whether there is more in it, or a line's end, which the notation of mail leaves out."""
    return any(sign in body for sign in (b"&", b"\n", b"\r"))
