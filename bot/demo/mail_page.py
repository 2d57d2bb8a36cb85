"""The page of the demo's mailbox: the mails that came, and one of them as text, HTML and source.

A mail is hostile until it is looked at: its HTML is shown in a frame without scripts, and loads
nothing.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

FILES = Path(__file__).parent / "mailbox"
VIEWS = {"mail": "Mail", "text": "Text", "source": "Source"}
_PAGE_RULES = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
)
_BESIDE = '<base target="_blank">'
_MAIL_RULES = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


class Arrived(Protocol):
    """A mail that came."""

    @property
    def number(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def recipient(self) -> str: ...
    @property
    def raw(self) -> bytes: ...
    @property
    def mail(self) -> EmailMessage: ...


Arrivals = Callable[[], Sequence[Arrived]]


class File(NamedTuple):
    """`kilobytes` is at least one."""

    name: str
    kilobytes: int


class Shown(NamedTuple):
    """A mail as the page tells it: `recipient` is whom it names, `mailbox` where this one came."""

    number: int
    at: str
    subject: str
    sender: str
    recipient: str
    mailbox: str
    headers: list[tuple[str, str]]
    text: str
    source: str
    files: list[File]
    has_html: bool


def routes(arrivals: Arrivals) -> list[Route]:
    """All of the page; `arrivals` gives what has come, oldest first."""

    def page(request: Request) -> Response:
        return _page(request, list(reversed(arrivals())))

    def count(_request: Request) -> Response:
        return PlainTextResponse(str(max((each.number for each in arrivals()), default=0)))

    def body(request: Request) -> Response:
        return _of_one(request, arrivals(), _html)

    def file(request: Request) -> Response:
        return _of_one(request, arrivals(), lambda each: _file(request, each))

    return [
        Route("/", page),
        Route("/count", count),
        Route("/mails/{number:int}", page),
        Route("/mails/{number:int}/body", body),
        Route("/mails/{number:int}/files/{place:int}", file),
        Route("/{name:str}", _asset),
    ]


def shown(arrived: Arrived) -> Shown:
    """A mail as the template draws it."""
    mail = arrived.mail
    plain = mail.get_body(("plain",))
    return Shown(
        number=arrived.number,
        at=arrived.at.strftime("%H:%M:%S"),
        subject=str(mail["Subject"] or "").strip() or "(no subject)",
        sender=str(mail["From"] or ""),
        recipient=str(mail["To"] or ""),
        mailbox=arrived.recipient,
        headers=[(name, str(value)) for name, value in mail.items()],
        text=plain.get_content() if plain else "",
        source=_source(arrived.raw),
        files=[_described(each) for each in mail.iter_attachments()],
        has_html=mail.get_body(("html",)) is not None,
    )


def _page(request: Request, newest_first: list[Arrived]) -> Response:
    wanted = request.path_params.get("number")
    found = [each for each in newest_first if wanted in (None, each.number)]
    if wanted is not None and not found:
        return RedirectResponse("/")
    view = request.query_params.get("view", "")
    rendered = _template().render(
        mails=[shown(each) for each in newest_first],
        chosen=shown(found[0]) if found else None,
        views=VIEWS,
        view=view if view in VIEWS else "mail",
        latest=newest_first[0].number if newest_first else 0,
    )
    headers = {"Content-Security-Policy": _PAGE_RULES, "Cache-Control": "no-store"}
    return HTMLResponse(rendered, headers=headers)


def _of_one(
    request: Request, arrived: Sequence[Arrived], answer: Callable[[Arrived], Response]
) -> Response:
    number = request.path_params["number"]
    found = next((each for each in arrived if each.number == number), None)
    return answer(found) if found else PlainTextResponse("No such mail.", 404)


def _html(arrived: Arrived) -> Response:
    """Its links open beside the page, as in a mail program."""
    part = arrived.mail.get_body(("html",))
    content = part.get_content() if part else ""
    page, found = re.subn(r"(<head[^>]*>)", rf"\1{_BESIDE}", content, count=1)
    page = page if found else _BESIDE + page
    return HTMLResponse(page, headers={"Content-Security-Policy": _MAIL_RULES})


def _file(request: Request, arrived: Arrived) -> Response:
    parts = list(arrived.mail.iter_attachments())
    place = request.path_params["place"]
    if place >= len(parts):
        return PlainTextResponse("No such file.", 404)
    name = re.sub(r"[^\w.-]+", "-", parts[place].get_filename() or "", flags=re.ASCII) or "file"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    }
    content = parts[place].get_payload(decode=True)
    return Response(content, media_type="application/octet-stream", headers=headers)


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in {"mailbox.css", "mailbox.js"}:
        return PlainTextResponse("Nothing is here.", 404)
    return FileResponse(FILES / name, headers={"Cache-Control": "no-store"})


def _described(part: EmailMessage) -> File:
    content = part.get_payload(decode=True)
    size = len(content) if isinstance(content, bytes) else 0
    return File(part.get_filename() or "file", max(1, round(size / 1024)))


def _source(raw: bytes) -> str:
    """As it came over the wire, long attachments cut short."""
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    return text if len(text) < 40_000 else f"{text[:40_000]}\n[… {len(text) - 40_000} more]"


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FILES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("mailbox.html")
