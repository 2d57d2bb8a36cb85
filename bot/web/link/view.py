"""Looking at an invoice. Reading changes nothing; that a person looked is told separately."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import Response

from bot.intake.link.fields import LinkForm
from bot.security.rate_limits import group_of
from bot.web.link.context import LinkContext, Visit
from bot.web.link.kept import KeptAnswers, Source, address_of
from bot.web.link.note import LinkNote
from bot.web.link.proof import Proofs
from bot.web.link.screen import Screen
from bot.web.link.uploaded import after_upload
from bot.web.pages.fieldset import again, awaited
from bot.web.pages.fieldset import covered as covered_by
from bot.web.pages.link.proving import masked
from bot.web.throttle import Throttle
from jupiter_core.commands.held_change import held_change
from jupiter_core.commands.link import note_first_view
from jupiter_core.domain.held_change import HeldChange, HeldChangeGone

SAME = LinkNote(tone="quiet", name="same")
SAID = {
    **dict.fromkeys(("question", "dispute", "promise"), "said_sent_text"),
    **dict.fromkeys(("forward", "held"), "forward_text"),
    "revoked": "revoked_text",
}
"""What was just done by a form of the page, and the name of what follows from it."""
GONE = LinkNote(tone="quiet", name="gone")


def register(
    pages: FastAPI,
    ctx: LinkContext,
    screen: Screen,
    proofs: Proofs,
    throttle: Throttle,
    wake: Callable[[], None],
    kept: KeptAnswers,
) -> None:
    """At `/{token}`, and at `/{token}/seen` for the page's own script."""

    @pages.api_route("/{token}", methods=["GET", "HEAD"])
    def page(request: Request, token: str, saved: str = "", held: str = "") -> Response:
        """`held` names a change that waits: its form is filled in once more."""
        address = address_of(request)
        if again_ := kept.find(address):
            return again_.answer()
        with ctx.reading(token) as visit:
            nonces: list[str] = []

            def new_id() -> str:
                nonces.append(visit.uow.new_id())
                return nonces[-1]

            note, waits = _note(request, visit, proofs), _held(visit, held)
            came, attempt = after_upload(request, visit)
            if waits:
                attempt = again(LinkForm.model_validate(waits.typed), waits.seen)
            note = note or came
            answer = screen.page(
                request,
                visit,
                token=token,
                note=note,
                saved=saved,
                attempt=attempt,
                new_id=new_id,
            )
            if request.query_params.keys() <= {"lang"}:
                kept.keep(address, Source.of(visit), answer, nonces)
            return answer

    @pages.post("/{token}/seen")
    def seen(request: Request, token: str) -> Response:
        """Sent by the page's script once a person has had it before them for a moment: link
        scanners and previews fetch pages, but do not look at them. The link that only reads says
        nothing of the customer: our own people have it from Slack."""
        with ctx.reading(token) as visit:
            if not visit.link.may_write:
                return Response(status_code=204)
            if not throttle.allows((visit.invoice.id, sender(request), "seen"), visit.uow.now):
                return Response(status_code=429)
        with ctx.writing(token) as visit:
            first = note_first_view(visit.invoice.id, visit.uow)
        if first:
            wake()
        return Response(status_code=204)


def _note(request: Request, visit: Visit, proofs: Proofs) -> LinkNote | None:
    """What the address says has just happened."""
    said, seller = request.query_params, visit.invoice.content.seller.legal_name
    if said.get("same"):
        return SAME
    if said.get("gone"):
        return GONE
    if (what := said.get("said", "")) in SAID and visit.link.may_write:
        values = {"seller": seller}
        return LinkNote(tone="quiet", name=f"{what}_sent", text=SAID[what], values=values)
    if said.get("covered"):
        return _covered(visit)
    if said.get("asked"):
        return LinkNote(tone="quiet", name="asked", values={"seller": seller})
    if said.get("sent") and (mailbox := proofs.mailbox(visit)):
        return LinkNote(tone="quiet", name="sent", values={"mailbox": masked(mailbox)})
    return None


def _held(visit: Visit, held_id: str) -> HeldChange | None:
    if not held_id or not visit.link.may_write:
        return None
    try:
        return held_change(visit.uow, visit.invoice.id, held_id)
    except HeldChangeGone:
        return None


def _covered(visit: Visit) -> LinkNote | None:
    contract, content = visit.contract(), visit.invoice.content
    values = {"po_number": content.po_number, "seller": content.seller.legal_name}
    for name, is_so in (("awaited", awaited), ("covered", covered_by)):
        if is_so(visit.invoice, contract):
            return LinkNote(tone="quiet", name=name, text="unchanged_text", values=values)
    return None


def sender(request: Request) -> str:
    """The address that a request came from; of IPv6, the network of one subscriber."""
    return group_of(request.client.host if request.client else "")
