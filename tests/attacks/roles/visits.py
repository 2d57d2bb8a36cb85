"""Visits: for each page of an invoice's link, what a browser sends, with every kind of link."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from bot.intake.link.fields import spelled
from bot.security.links import BY_HAND
from jupiter_core.domain.forwarded_link import ForwardedLink
from jupiter_core.domain.invoice import Invoice
from tests.attacks.roles.actions import VARIANT
from tests.attacks.roles.judged import Done
from tests.attacks.roles.stage import Outcome, Stage
from tests.attacks.roles.workspace_deals import a_billed_contract
from tests.attacks.roles.workspace_money import PO_FILE, a_tax_form
from tests.factories import DANA, WORKSPACE

MAILBOX, COLLEAGUE = "dana@acme.example", "lee@acme.example"


class LinkKind(NamedTuple):
    name: str
    is_: str


LINK_KINDS = (
    LinkKind("guess", "a signature that somebody made up"),
    LinkKind("dead", "a reading link that was replaced"),
    LinkKind("dead_writing", "a writing link that was replaced"),
    LinkKind("transplanted", "the signature of another invoice's link"),
    LinkKind("unissued", "the link of an invoice that is not issued yet"),
    LinkKind("revoked", "a link that AP forwarded and revoked"),
    LinkKind("unconfirmed", "a link that AP forwarded, which nobody here has confirmed"),
    LinkKind("reading", "a live reading link"),
    LinkKind("writing", "a live writing link, which went to AP's mailbox"),
    LinkKind("by_hand", "a live writing link, which a person gave out by hand"),
    LinkKind("viewing", "a live link that AP forwarded to a colleague, to view only"),
    LinkKind("colleague", "a live link that AP forwarded to a colleague, for changes"),
)


def token_of(stage: Stage, kind: str, about: str = "issued") -> str:
    """The link as this kind of visitor has it."""
    links, issued = stage.application.links, _invoice(stage, about)
    replaced = issued.model_copy(update={"link_generation": issued.link_generation - 1})
    other = links.token(_invoice(stage, "coming")).partition(".")[2]
    made: dict[str, Callable[[], str]] = {
        "guess": lambda: f"{issued.id}.{'A' * 43}",
        "dead": lambda: links.token(replaced),
        "dead_writing": lambda: links.writing_token(replaced, MAILBOX),
        "transplanted": lambda: f"{issued.id}.{other}",
        "unissued": lambda: links.token(_invoice(stage, "pending")),
        "revoked": lambda: _forwarded(stage, issued, revoked=True),
        "unconfirmed": lambda: _forwarded(stage, issued, confirmed=False),
        "reading": lambda: links.token(issued),
        "writing": lambda: links.writing_token(issued, MAILBOX),
        "by_hand": lambda: links.writing_token(issued, BY_HAND),
        "viewing": lambda: _forwarded(stage, issued, writes=False),
        "colleague": lambda: _forwarded(stage, issued),
    }
    return made[kind]()


def forwarded(
    stage: Stage,
    issued: Invoice,
    *,
    writes: bool = True,
    confirmed: bool = True,
    revoked: bool = False,
) -> str:
    """The id of a link that AP forwarded to a colleague."""
    with stage.store.write(WORKSPACE) as uow:
        link = ForwardedLink(
            id=uow.new_id(),
            invoice_id=issued.id,
            email=COLLEAGUE,
            writes=writes,
            by=DANA,
            at=uow.now,
            confirmed=confirmed,
            revoked=revoked,
        )
        uow.forwarded_links.save(link)
    return link.id


def _forwarded(stage: Stage, issued: Invoice, **is_: bool) -> str:
    return stage.application.links.forwarded_token(issued, forwarded(stage, issued, **is_))


@dataclass(frozen=True)
class Visit:
    """`row` as the table has it; `form` is what is posted; `before` is what AP did first, whose
    answer `form` and `query` may use; `about` names the invoice,
    `files` are sent along."""

    row: str
    done: Done
    form: Callable[[Stage, str], dict[str, str]] | None = None
    query: Callable[[Stage, str], str] = lambda stage, held: ""
    before: Callable[[Stage], str] = lambda stage: ""
    about: str = "issued"
    files: dict[str, tuple[str, bytes]] | None = None

    def send(self, stage: Stage, token: str, held: str) -> Outcome:
        method, _, path = self.row.partition(VARIANT)[0].partition(" ")
        where = (
            path.replace("{token}", token)
            .replace("{revision}", "1")
            .replace("{invoice_id}", stage.ids.billed)
        )
        before = stage.store.tables
        data = self.form(stage, held) if self.form else None
        answer = stage.http.request(
            method, f"{where}{self.query(stage, held)}", data=data, files=self.files
        )
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
    return _change(stage, email=COLLEAGUE)


def _asked(stage: Stage) -> str:
    """A change by another address, which waits for its code; the id that the answer names."""
    token = token_of(stage, "writing")
    answer = stage.http.post(f"/i/{token}", data=_by_another(stage))
    found = parse_qs(urlsplit(answer.headers["location"]).query)
    return found["held"][0]


def _code(stage: Stage, held: str) -> dict[str, str]:
    return {"held": held, "code": stage.application.links.code(held)}


def _billed(stage: Stage) -> str:
    a_billed_contract(stage.store, stage.ids)
    return ""


def _with_tax_form(stage: Stage) -> str:
    a_tax_form(stage)
    return ""


def _forwarded_before(stage: Stage) -> str:
    """AP forwarded the invoice; the id of that link."""
    return forwarded(stage, _invoice(stage, "issued"))


def _saying(form: str, **typed: str) -> Callable[[Stage, str], dict[str, str]]:
    who = {"form": form, "nonce": "nonce1", "name": "Dana Reyes", "email": MAILBOX}
    return lambda stage, held: {**who, **typed}


TALK = "POST /i/{token}/talk"
SAID = "Which project is the onboarding for?"
ACCOUNT = (
    Visit("GET /i/{token}/documents.zip", Done(says=".pdf"), before=_billed, about="billed"),
    Visit(
        "GET /i/{token}/documents/{invoice_id}.pdf",
        Done(says="JUS-"),
        before=_billed,
        about="billed",
    ),
    Visit("GET /i/{token}/tax-form.pdf", Done(says="%PDF-1.7"), before=_with_tax_form),
    Visit("GET /i/{token}/statement", Done(says="1,345,000.00")),
    Visit("GET /i/{token}/statement.pdf", Done(says="%PDF")),
    Visit(TALK, Done(changes=("conversation",)), form=_saying("ask", text=SAID)),
    Visit(
        f"{TALK}{VARIANT}a dispute",
        Done(changes=("conversation", "invoices")),
        form=_saying("dispute", reason="other", text=SAID),
    ),
    Visit(
        f"{TALK}{VARIANT}a payment date",
        Done(changes=("conversation", "invoices")),
        form=_saying("promise", date="2027-01-20"),
    ),
    Visit(
        f"{TALK}{VARIANT}forwarded",
        Done(changes=("forwarded_links",)),
        form=_saying("forward", colleague="kim@acme.example", access="write"),
    ),
    Visit(
        "POST /i/{token}/revoke",
        Done(changes=("forwarded_links",)),
        form=lambda stage, held: {"link": held},
        before=_forwarded_before,
    ),
)

PO_DOCUMENT = Visit(
    "POST /i/{token}/po-document",
    Done(changes=("po_documents",)),
    form=_saying(""),
    files={"file": ("order.png", PO_FILE)},
)
_FILE = Done(says="JUS-000001")
PAPERS = tuple(
    Visit(f"GET /i/{{token}}/{name}.{each}", _FILE)
    for name in ("invoice", "v/{revision}")
    for each in ("pdf", "cii.xml", "xrechnung.xml", "xrechnung-cii.xml")
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
        *ACCOUNT,
        PO_DOCUMENT,
    )
}
