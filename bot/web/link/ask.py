"""From a page that only reads to the link that may change it: by mail, to the AP contact."""

from collections.abc import Callable
from datetime import timedelta

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from bot.web.link.context import LinkContext, Visit
from bot.web.link.proof import Proofs
from bot.web.link.view import sender
from bot.web.throttle import Throttle
from jupiter_core.commands.link import SOMEBODY
from jupiter_core.commands.mail_under_way import MailStuck, MailUnderWay, expect_no_mail_under_way
from jupiter_core.commands.mailing import SendToAp, send_to_ap
from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import NotInState

MOST_AN_HOUR = 3


def register(
    pages: FastAPI, ctx: LinkContext, proofs: Proofs, throttle: Throttle, wake: Callable[[], None]
) -> None:
    """At `/{token}/send`. MOST_AN_HOUR mails of one invoice can be asked for so."""

    @pages.post("/{token}/send")
    def send(request: Request, token: str) -> Response:
        """The answer is the same whether it was sent or not: nothing can be learnt from it."""
        with ctx.writing(token) as visit:
            allowed = throttle.allows((visit.invoice.id, sender(request), "send"), visit.uow.now)
            mailed = allowed and bool(proofs.mailbox(visit)) and _mail(visit)
        if mailed:
            wake()
        return RedirectResponse(f"../{token}?sent=1", status_code=303)


def _mail(visit: Visit) -> bool:
    if _lately(visit) >= MOST_AN_HOUR:
        return False
    try:
        expect_no_mail_under_way(visit.uow, visit.invoice)
        send_to_ap(SendToAp(by=SOMEBODY, invoice_id=visit.invoice.id), visit.uow)
    except (MailUnderWay, MailStuck, NotInState):
        return False
    return True


def _lately(visit: Visit) -> int:
    """How many were asked for by link within the hour."""
    since = visit.uow.now - timedelta(hours=1)
    events = visit.uow.events.of(visit.invoice.id)
    asked = (each for each in events if each.name is EventName.INVOICE_EMAIL_ASKED_FOR)
    return sum(each.by == SOMEBODY and each.at > since for each in asked)
