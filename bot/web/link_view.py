"""Looking at an invoice. Reading changes nothing; that a person looked is told separately."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from bot.limits import group_of
from bot.presenters.link.fieldset import covered as covered_by
from bot.web.link_door import Door, Visit
from bot.web.link_screen import Note, Screen
from bot.web.throttle import Throttle
from jupiter_core.commands.link import note_first_view

SAME = Note(
    tone="quiet",
    title="Nothing to save: the invoice says all of this already.",
    text="There is no new version.",
)


def register(
    pages: FastAPI, door: Door, screen: Screen, throttle: Throttle, nudge: Callable[[], None]
) -> None:
    @pages.api_route("/{token}", methods=["GET", "HEAD"])
    def page(
        request: Request, token: str, saved: str = "", same: str = "", covered: str = ""
    ) -> HTMLResponse:
        with door.reading(token) as visit:
            note = SAME if same else _covered(visit) if covered else None
            return screen.page(request, visit, token=token, note=note, saved=saved)

    @pages.post("/{token}/seen")
    def seen(request: Request, token: str) -> Response:
        """Sent by the page's script once a person has had it before them for a moment: link
        scanners and previews fetch pages, but do not look at them."""
        with door.reading(token) as visit:
            if not throttle.allows((visit.invoice.id, sender(request), "seen"), visit.uow.now):
                return Response(status_code=429)
        with door.writing(token) as visit:
            first = note_first_view(visit.invoice.id, visit.uow)
        if first:
            nudge()
        return Response(status_code=204)


def _covered(visit: Visit) -> Note | None:
    number, contract = visit.invoice.content.po_number, visit.contract()
    if not covered_by(visit.invoice, contract):
        return None
    title = f"Saved: PO number {number} is for all coming invoices of this contract too."
    return Note(tone="quiet", title=title, text="Nothing on this invoice has changed.")


def sender(request: Request) -> str:
    """The address that a request came from; of IPv6, the network of one subscriber."""
    return group_of(request.client.host if request.client else "")
