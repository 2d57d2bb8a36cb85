"""Accounts payable with a browser that has no JavaScript: reads the form, fills it, sends it."""

import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.message import EmailMessage
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin

from bot.demo.local_workspace import StepFailed

_LINK = re.compile(r"https?://[^\s\"<>]+/i/[\w.-]+")


class _Forms(HTMLParser):
    """The fields of the page's forms with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._textarea: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((values.get("action", ""), {}))
        if not self.forms:
            return
        fields = self.forms[-1][1]
        name = values.get("name", "")
        if values.get("type") in {"radio", "checkbox"} and "checked" not in values:
            return
        if tag == "input" and name:
            fields[name] = values.get("value", "")
        elif tag == "textarea" and name:
            self._textarea = name
            fields[name] = ""
        elif tag == "select":
            self._select = name
        elif (
            tag == "option"
            and self._select
            and ("selected" in values or self._select not in fields)
        ):
            # As a browser sends it: what was chosen, or else the first.
            fields[self._select] = values.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.forms[-1][1][self._textarea] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = None
        elif tag == "select":
            self._select = None


def link_in(mail: EmailMessage) -> str:
    """The mail's one link, in its text as in its HTML. Raises StepFailed."""
    forms = (mail.get_body((kind,)) for kind in ("plain", "html"))
    links = [set(_LINK.findall(form.get_content())) if form else set() for form in forms]
    if len(links[0]) != 1 or links[0] != links[1]:
        raise StepFailed("the mail has not one link, in its text as in its HTML")
    return str(links[0].pop())


def read(url: str) -> str:
    """The page. Raises StepFailed when it is not there."""
    return _open(urllib.request.Request(url)).decode()  # noqa: S310


def read_bytes(url: str) -> bytes:
    """The file. Raises StepFailed when it is not there."""
    return _open(urllib.request.Request(url))  # noqa: S310


def send_form(url: str, changes: Mapping[str, str]) -> str:
    """Fills in the form that has all the fields of `changes`, and gives the page that follows."""
    parser = _Forms()
    parser.feed(read(url))
    for action, fields in parser.forms:
        if set(changes) <= set(fields):
            data = urlencode({**fields, **changes}).encode()
            return _open(urllib.request.Request(urljoin(url, action), data=data)).decode()  # noqa: S310
    raise StepFailed(f"no form of the page has the fields {', '.join(changes)}")


def _open(request: urllib.request.Request) -> bytes:
    try:
        with urllib.request.urlopen(request, timeout=15) as answer:  # noqa: S310
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        raise StepFailed(f"{request.get_method()} on the link: status {error.code}") from None
