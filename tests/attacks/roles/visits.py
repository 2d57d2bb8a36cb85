"""Visits: for each page of an invoice's link, what a browser sends, with every kind of link."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from bot.intake.link.fields import spelled
from bot.security.links import BY_HAND
from jupiter_core.domain.invoice import Invoice
from tests.attacks.roles.actions import VARIANT
from tests.attacks.roles.judged import Done
from tests.attacks.roles.stage import Outcome, Stage
from tests.factories import WORKSPACE

MAILBOX = "dana@acme.example"


class LinkKind(NamedTuple):
    name: str
    is_: str


LINK_KINDS = (
    LinkKind("guess", "a signature that somebody made up"),
    LinkKind("dead", "a reading link that was replaced"),
    LinkKind("dead_writing", "a writing link that was replaced"),
    LinkKind("transplanted", "the signature of another invoice's link"),
    LinkKind("unissued", "the link of an invoice that is not issued yet"),
    LinkKind("reading", "a live reading link"),
    LinkKind("writing", "a live writing link, which went to AP's mailbox"),
    LinkKind("by_hand", "a live writing link, which a person gave out by hand"),
)


def token_of(stage: Stage, kind: str, about: str = "issued") -> str:
    """The link as this kind of visitor has it."""
    links, issued = stage.application.links, _invoice(stage, about)
    replaced = issued.model_copy(update={"link_generation": issued.link_generation - 1})
    other = links.token(_invoice(stage, "coming")).partition(".")[2]
    return {
        "guess": f"{issued.id}.{'A' * 43}",
        "dead": links.token(replaced),
        "dead_writing": links.writing_token(replaced, MAILBOX),
        "transplanted": f"{issued.id}.{other}",
        "unissued": links.token(_invoice(stage, "pending")),
        "reading": links.token(issued),
        "writing": links.writing_token(issued, MAILBOX),
        "by_hand": links.writing_token(issued, BY_HAND),
    }[kind]


@dataclass(frozen=True)
class Visit:
    """`row` as the table has it; `form` is what is posted; `before` is what AP did first, whose
    answer `form` and `query` may use; `about` names the invoice."""

    row: str
    done: Done
    form: Callable[[Stage, str], dict[str, str]] | None = None
    query: Callable[[Stage, str], str] = lambda stage, held: ""
    before: Callable[[Stage], str] = lambda stage: ""
    about: str = "issued"

    def send(self, stage: Stage, token: str, held: str) -> Outcome:
        method, _, path = self.row.partition(VARIANT)[0].partition(" ")
        where = path.replace("{token}", token).replace("{revision}", "1")
        before = stage.store.tables
        data = self.form(stage, held) if self.form else None
        answer = stage.http.request(method, f"{where}{self.query(stage, held)}", data=data)
        return stage.outcome(answer, before)


def _invoice(stage: Stage, name: str) -> Invoice:
    with stage.store.read(WORKSPACE) as uow:
        return uow.invoices.get(getattr(stage.ids, name))


def _change(stage: Stage, _held: str = "", email: str = MAILBOX) -> dict[str, str]:
    """The page's form with a PO in it, filled in by Dana."""
    invoice = _invoice(stage, "issued")
    hidden = {"form": "all", "seen": str(invoice.sequence), "nonce": "nonce1"}
    who = {"name": "Dana Reyes", "email": email}
    return {**spelled(invoice.amendable()), **hidden, **who, "po_number": "4500017342"}


def _by_another(stage: Stage, _held: str = "") -> dict[str, str]:
    return _change(stage, email="lee@acme.example")


def _asked(stage: Stage) -> str:
    """A change by another address, which waits for its code; the id that the answer names."""
    token = token_of(stage, "writing")
    answer = stage.http.post(f"/i/{token}", data=_by_another(stage))
    found = parse_qs(urlsplit(answer.headers["location"]).query)
    return found["held"][0]


def _code(stage: Stage, held: str) -> dict[str, str]:
    return {"held": held, "code": stage.application.links.code(held)}


_FILE = Done(says="JUS-000001")
PAPERS = tuple(
    Visit(f"GET /i/{{token}}/{name}.{each}", _FILE)
    for name in ("invoice", "v/{revision}")
    for each in ("pdf", "cii.xml")
)
UBL = tuple(
    Visit(f"GET /i/{{token}}/{name}.ubl.xml", Done(says="JUS-000002"), about="with_po")
    for name in ("invoice", "v/{revision}")
)
VISITS = {
    each.row: each
    for each in (
        Visit("GET /i/{token}", Done(says="Acme Corporation")),
        Visit("POST /i/{token}/seen", Done(changes=("events",))),
        *PAPERS,
        *UBL,
        Visit("POST /i/{token}", Done(changes=("invoices",)), form=_change),
        Visit(
            f"POST /i/{{token}}{VARIANT}by another address",
            Done(changes=("invoices",)),
            form=_by_another,
        ),
        Visit(
            "GET /i/{token}/code",
            Done(says="4500017342"),
            query=lambda stage, held: f"?held={held}",
            before=_asked,
        ),
        Visit("POST /i/{token}/code", Done(changes=("invoices",)), form=_code, before=_asked),
        Visit(
            "POST /i/{token}/code/again",
            Done(changes=("letters",)),
            form=lambda stage, held: {"held": held},
            before=_asked,
        ),
        Visit("POST /i/{token}/send", Done(changes=("letters",)), form=lambda stage, held: {}),
    )
}
