"""In which language the customer's page answers: what its reader chose, else the customer's."""

import re
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from starlette.datastructures import MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.wording.page.languages import DEFAULT, LANGUAGES
from bot.wording.page.wording import PageWording, page_wording

_PREFERRED = re.compile(r"([A-Za-z]{2})(?:-[A-Za-z0-9]+)*\s*(?:;\s*q=(0(?:\.\d+)?|1(?:\.0+)?))?")
_LONGEST_HEADER = 500


class LanguageLink(NamedTuple):
    """One language of the switch; `code` is its two letters, `name` what it calls itself."""

    code: str
    name: str
    href: str
    chosen: bool


def chosen(query: QueryParams) -> str:
    """What the address asks for with `lang`; empty where it asks for none that there is."""
    asked = query.get("lang", "")
    return asked if asked in LANGUAGES else ""


def wording_of(request: Request, customers: str) -> PageWording:
    """Of a page about an invoice in the language `customers`."""
    return page_wording(chosen(request.query_params) or customers)


def wording_without_invoice(request: Request) -> PageWording:
    """Of a page that knows of no invoice: in the language that the browser prefers."""
    return page_wording(chosen(request.query_params) or _preferred(request))


def keeping(request: Request) -> str:
    """`?lang=de` where the reader chose, for the addresses that a page leads to."""
    language = chosen(request.query_params)
    return f"?lang={language}" if language else ""


def switch(wording: PageWording, address: str, **query: str) -> tuple[LanguageLink, ...]:
    """A link to the same page in each language; it works without a script."""
    return tuple(
        LanguageLink(
            code,
            words.language_name,
            f"{address}?{urlencode({**query, 'lang': code})}",
            code == wording.language,
        )
        for code, words in LANGUAGES.items()
    )


def _preferred(request: Request) -> str:
    header = request.headers.get("accept-language", "")[:_LONGEST_HEADER]
    asked = [_PREFERRED.fullmatch(part.strip()) for part in header.split(",")]
    ranked = sorted(
        (each for each in asked if each), key=lambda each: float(each[2] or 1), reverse=True
    )
    codes = (each[1].lower() for each in ranked)
    return next((code for code in codes if code in LANGUAGES), DEFAULT)


class KeepsLanguage:
    """Wraps the pages: where one redirects to another, a language that was chosen goes along."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        language = chosen(QueryParams(scope.get("query_string", b"")))

        async def send_on(message: Message) -> None:
            if language and message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if location := headers.get("location"):
                    joint = "&" if urlsplit(location).query else "?"
                    headers["location"] = f"{location}{joint}lang={language}"
            await send(message)

        await self._app(scope, receive, send_on)
