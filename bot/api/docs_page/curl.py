"""An operation as a command that can be pasted into a shell."""

from collections.abc import Iterator
from urllib.parse import quote

from bot.api.docs_page.examples import body_example, example_of, printed
from bot.api.docs_page.schemas import Json, Schemas

BASE = "$JUPITER"
KEY = "$KEY"
_JSON = "application/json"


def curl_of(method: str, address: str, operation: Json, schemas: Schemas) -> str:
    """`address` holds the path from the host on, with its parameters in braces."""
    parameters = operation.get("parameters", ())
    for each in parameters:
        if each["in"] == "path":
            value = quote(str(example_of(each["schema"], schemas)), safe="")
            address = address.replace(f"{{{each['name']}}}", value)
    options = [f'-H "Authorization: Bearer {KEY}"', *_headers(parameters, operation)]
    body = operation.get("requestBody", {}).get("content", {}).get(_JSON)
    if body is not None:
        options.append(f"--json {_quoted(printed(body_example(body, schemas)))}")
    named = "" if method == "GET" or (method == "POST" and body) else f"-X {method} "
    return " \\\n  ".join([f'curl {named}"{BASE}{address}"', *options])


def _headers(parameters: list[Json], operation: Json) -> Iterator[str]:
    """Those that make it safe: what was seen, where it has to be said, and the repeat's key."""
    names = {each["name"].lower() for each in parameters if each["in"] == "header"}
    if "428" in operation["responses"]:
        yield """-H 'If-Match: "1"'"""
    elif "idempotency-key" in names:
        yield """-H "Idempotency-Key: $(uuidgen)\""""


def _quoted(text: str) -> str:
    """For a shell, in single quotes."""
    return "'" + text.replace("'", "'\\''") + "'"
