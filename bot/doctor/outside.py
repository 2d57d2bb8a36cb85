"""What is reached beside Slack: the public address, the mail server; and the fonts."""

import json
from dataclasses import replace
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, build_opener

from bot.delivery.email.trouble import Bounced
from bot.doctor.checks import NotNeeded, Wrong
from bot.main import Application, NotConfigured, renderer_of
from bot.settings import Settings
from jupiter_core.ports import RetryLater, Undeliverable

SECONDS = 10
_MOST_BYTES = 10_000


def public_address(settings: Settings) -> str:
    """As it is seen from here, which is what can be seen: through its name, its proxy and TLS."""
    url = settings.public_url
    answered = answering(url)
    if urlsplit(url).scheme != "https":
        raise Wrong(
            f"PUBLIC_URL is {url}: links in it are not encrypted, and Slack takes https:// only. "
            "Put a reverse proxy with TLS before the bot, and its https address here."
        )
    return answered


def answering(url: str) -> str:
    """What `/healthz` of this program says there. Raises Wrong."""
    try:
        request = Request(f"{url}/healthz", headers={"Accept": "application/json"})  # noqa: S310
        with build_opener().open(request, timeout=SECONDS) as answer:
            said = json.loads(answer.read(_MOST_BYTES))
    except HTTPError as error:
        raise Wrong(
            f"{url}/healthz answers {error.code}. Is it the bot that the proxy leads to?"
        ) from None
    except (OSError, HTTPException) as error:
        why = getattr(error, "reason", error)
        raise Wrong(
            f"{url}/healthz cannot be reached ({type(why).__name__}). See its name, its proxy and "
            "its certificate, and whether jupiter run is running."
        ) from None
    except ValueError:
        said = None
    if said != {"status": "ok"}:
        raise Wrong(f"{url}/healthz is answered by another program. See PUBLIC_URL and the proxy.")
    return f"{url} answers"


def mail(application: Application) -> str:
    """Connects, introduces itself and logs in. No mail is sent."""
    try:
        server = application.mail_server
        if server is None:
            raise NotNeeded("SMTP_URL is not set: links are sent by hand")
        replace(server, seconds=float(SECONDS)).greet()
    except NotConfigured as error:
        raise Wrong(str(error)) from None
    except (RetryLater, Undeliverable, Bounced) as error:
        said = str(error).partition(" Ask whoever")[0]
        raise Wrong(f"{said} See SMTP_URL.") from None
    how = {"none": "no TLS", "tls": "TLS", "starttls": "STARTTLS"}[server.security]
    return f"{server.host}:{server.port} answers ({how}{', logged in' if server.user else ''})"


def fonts(settings: Settings) -> str:
    """Each is opened as a font."""
    try:
        renderer_of(settings)
    except NotConfigured as error:
        raise Wrong(
            f"{error} Each is a TrueType or OpenType file that this user may read."
        ) from None
    count = len(settings.extra_fonts)
    return f"EXTRA_FONTS: {count:,} can be read" if count else "the shipped ones; no EXTRA_FONTS"
