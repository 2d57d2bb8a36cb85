"""Forms as they are kept, of invoices and of contracts: whose they are, how they are drawn."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.intake.contract.terms import preview_of
from bot.intake.documents.references import typed_references
from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.form import DraftForm
from bot.intake.drafts.invoice import InvoiceForm
from bot.intake.drafts.kinds import Form, form_in
from bot.intake.invoice import cautions_of
from bot.intake.product_line import repriced
from bot.intake.view_state import values_of
from bot.slack.form_notices import notices
from bot.slack.payload import Body, user_of
from bot.slack.people import Person
from bot.slack.views import blocks as b
from bot.slack.views.contract.modal import contract_modal
from bot.slack.views.deal_fields import MOST_OFFERED
from bot.slack.views.invoice.modal import builder
from bot.slack.views.listing import unfinished_words
from bot.wording.customers import told_apart
from jupiter_core.commands.parties import find_profile
from jupiter_core.commands.product import find_product
from jupiter_core.domain.cautions import Caution, references_caution
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.references import entries_of, key_named, own_of
from jupiter_core.domain.refusals import NotFound, NotPermitted, Refusal
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import SavedForm, UnitOfWork
from jupiter_core.queries.contract_cautions import issued_of, terms_cautions
from jupiter_core.queries.deal_defaults import DealSoFar, deal_defaults

F = TypeVar("F", bound=DraftForm[Any])
_DECIDING = ("customer_id", "sender_profile_id", "currency", "deal_channel")
"""The fields from which others follow."""
_PRICING = ("currency", "sender_profile_id", "tax_rate", "tax_category")
"""Those that decide what a product costs, and how it is taxed."""


def expect_drafter(uow: UnitOfWork, person: Person) -> None:
    """Raises NotPermitted for guests, and for those whom the workspace has not named."""
    expect_drafter_of(uow.workspace(), person)


def expect_drafter_of(workspace: Workspace, person: Person) -> None:
    """The same, where the workspace was read already."""
    person.expect_member("draft invoices")
    if not workspace.may_draft(person.id):
        raise NotPermitted("draft invoices", "An admin names who may with /invoice setup.")


def is_drafter(uow: UnitOfWork, person: Person) -> bool:
    """Whether `expect_drafter` lets them."""
    return not person.is_guest and uow.workspace().may_draft(person.id)


def keep(uow: UnitOfWork, owner: str, form_id: str, form: Form) -> SavedForm:
    """Saves the form as it stands, with the taxes that its entity lists."""
    if isinstance(form, ContractForm):
        entity = find_profile(uow, form.sender_profile_id)
        form = form.model_copy(update={"listed": entity.taxes if entity else ()})
    saved = as_saved(uow, owner, form_id, form)
    uow.forms.save(saved)
    return saved


def as_saved(uow: UnitOfWork, owner: str, form_id: str, form: Form) -> SavedForm:
    """As it would be kept; it is not."""
    return SavedForm(
        id=form_id,
        owner=owner,
        channel=form.deal_channel,
        invoice_id=(form.invoice_id if isinstance(form, InvoiceForm) else "") or None,
        values=form.model_dump(mode="json"),
        updated_at=uow.now,
    )


def own_form(uow: UnitOfWork, body: Body, form_id: str) -> SavedForm:
    """The person's own form. Raises NotFound when it was submitted, discarded or is not theirs."""
    saved = find_own(uow, body, form_id)
    if saved is None:
        raise NotFound("draft", "that this window showed")
    return saved


def draw(uow: UnitOfWork, saved: SavedForm, warning: str = "") -> b.Block:
    """The builder's view of a form as it is kept."""
    form = form_in(saved)
    offered = unfinished(uow, saved.owner, apart_from=saved.id) if form.pristine else []
    return draw_with(uow, saved, form, offered, warning)


def draw_with(
    uow: UnitOfWork,
    saved: SavedForm,
    form: Form,
    offered: Sequence[tuple[str, str]] = (),
    warning: str = "",
) -> b.Block:
    """The same of a form that was read from it, offering these other drafts."""
    form = form.model_copy(update={"remarks": (*form.remarks, *notices(uow, saved, form))})
    profiles = billing_entities(uow)
    cautions = _cautions(uow, form)
    if isinstance(form, ContractForm):
        return contract_modal(
            saved, form, profiles, unfinished=offered, warning=warning, cautions=cautions
        )
    return builder(saved, form, profiles, unfinished=offered, warning=warning, cautions=cautions)


def unfinished(uow: UnitOfWork, owner: str, *, apart_from: str) -> list[tuple[str, str]]:
    """The newest of the person's other forms of something new: id and words."""
    return [*islice(_unfinished(uow, owner, apart_from), MOST_OFFERED)]


def _unfinished(uow: UnitOfWork, owner: str, apart_from: str) -> Iterator[tuple[str, str]]:
    for each in uow.forms.latest(owner):
        if each.id != apart_from and not (other := form_in(each)).is_change:
            yield each.id, unfinished_words(other)


def label_of(uow: UnitOfWork, customer: Customer) -> str:
    """Its name, told apart from others of that name."""
    return told_apart(uow.customers.named(customer.name), b.OPTION_LIMIT)[customer.id]


def billing_entities(uow: UnitOfWork) -> list[SenderProfile]:
    """Those that may bill something new, by name."""
    return [each for each in uow.sender_profiles.all() if not each.archived]


def _cautions(uow: UnitOfWork, form: Form) -> tuple[Caution, ...]:
    """What whoever submits it has to know."""
    profile = find_profile(uow, form.sender_profile_id)
    today = profile.today(uow.now) if profile else uow.now.date()
    if isinstance(form, InvoiceForm):
        return (*cautions_of(form, profile, today), *_missing(uow, form))
    preview = preview_of(form)
    if preview.terms is None or preview.schedule is None:
        return ()
    issued = issued_of(uow, uow.contracts.get(form.contract_id)) if form.contract_id else 0
    found = terms_cautions(preview.terms, preview.schedule, profile, today, issued=issued)
    return (*found, *_missing(uow, form))


def _missing(uow: UnitOfWork, form: Form) -> tuple[Caution, ...]:
    """References that the customer requires; of what cannot be read yet, nothing."""
    if not form.customer_id:
        return ()
    with suppress(Refusal):
        customer = uow.customers.get(form.customer_id)
        said = own_of(customer.references, typed_references(form.references))
        found = references_caution(customer.name, entries_of(customer.references, said))
        return (found,) if found else ()
    return ()


def gone() -> b.Block:
    """Shown where a form used to be."""
    text = "Already submitted or discarded. Type /invoice for a new draft."
    return b.modal("Draft", [b.section(b.plain(text))], callback_id="gone")


def find_own(uow: UnitOfWork, body: Body, form_id: str) -> SavedForm | None:
    """The person's own form; None where it was submitted, discarded or is another's, all alike."""
    try:
        saved = uow.forms.get(form_id)
    except NotFound:
        return None
    return saved if saved.owner == user_of(body) else None


def new_form(uow: UnitOfWork, person: Person, channel: str) -> InvoiceForm:
    """An invoice of today, with what the deals of this channel had."""
    today = _today(uow, person.time_zone)
    return followed(uow, InvoiceForm(deal_channel=channel, issue_date=today, by_hand=()))


def new_contract_form(uow: UnitOfWork, person: Person, channel: str) -> ContractForm:
    """A contract that begins today, with what the deals of this channel had."""
    today = _today(uow, person.time_zone)
    return followed(uow, ContractForm(deal_channel=channel, start_date=today, by_hand=()))


def followed(uow: UnitOfWork, form: F) -> F:
    """With what a deal like this has, wherever nobody has filled in something else."""
    if form.by_hand is None:
        return form
    deal = DealSoFar(
        customer_id=form.customer_id,
        channel=form.deal_channel,
        entity_id=form.said("sender_profile_id"),
        currency=form.said("currency"),
    )
    form = form.following(deal_defaults(uow, deal))
    name, profile = _date_field(form), find_profile(uow, form.sender_profile_id)
    if profile is None or form.stays(name):
        return form
    today = _today(uow, profile.time_zone)
    return form if getattr(form, name) == today else form.stamped(name, **{name: today})


def take_in(uow: UnitOfWork, saved: SavedForm, body: Body) -> SavedForm:
    """Keeps what the payload's view holds, and what follows from it.

    Payloads may be handled out of order: one that Slack sent before the last is left aside.
    """
    before = form_in(saved)
    actions = body.get("actions")
    at = float(actions[0]["action_ts"]) if actions else before.typed_at
    if at < before.typed_at:
        return saved
    typed = before.with_typed(values_of(body["view"]), saved.id)
    form = _repriced(uow, before, _completed(uow, before, typed))
    form = form.model_copy(update={"typed_at": at})
    return keep(uow, saved.owner, saved.id, form)


def _repriced(uow: UnitOfWork, before: Form, form: Form) -> Form:
    """Lines from the catalogue cost what they cost in another currency, or at another entity."""
    if not isinstance(form, InvoiceForm) or not isinstance(before, InvoiceForm):
        return form
    named = {each.product_id for each in form.lines} - {""}
    if not named or all(getattr(form, each) == getattr(before, each) for each in _PRICING):
        return form
    found = (find_product(uow, each) for each in sorted(named))
    return repriced(before, form, {each.id: each for each in found if each})


def _completed(uow: UnitOfWork, before: Form, form: Form) -> Form:
    """What follows from a choice: the customer's name, and all that nobody has filled in."""
    if form.customer_id and form.customer_id != before.customer_id:
        customer = uow.customers.get(form.customer_id)
        form = form.model_copy(update={"customer_name": label_of(uow, customer)})
        former = uow.customers.get(before.customer_id) if before.customer_id else None
        form = with_references_of(form, customer, former)
    if form.by_hand is not None:
        decided = any(getattr(form, each) != getattr(before, each) for each in _DECIDING)
        return followed(uow, form) if decided else form
    if form.sender_profile_id and form.sender_profile_id != before.sender_profile_id:
        profile = uow.sender_profiles.get(form.sender_profile_id)
        accounts = profile.bank_accounts
        if accounts and form.currency not in {each.currency for each in accounts}:
            form = form.stamped("currency", currency=accounts[0].currency)
        form = _dated_where_it_is(uow, before, form, profile)
    return form


def with_references_of(form: F, customer: Customer, former: Customer | None = None) -> F:
    """With a line for each reference that the customer wants and that nobody has typed; those of a
    `former` customer go, unless somebody has filled them in."""
    gone = set(_asked_of(former)) if former else set()
    kept = [each for each in form.references.splitlines() if each.strip() and each not in gone]
    named = {_key_of(each) for each in kept}
    lines = [*kept, *(each for each in _asked_of(customer) if _key_of(each) not in named)]
    wanted = "\n".join(lines)
    return form if wanted == form.references else form.stamped("references", references=wanted)


def _asked_of(customer: Customer) -> list[str]:
    """A line for each, as usual."""
    return [f"{each.name}: {each.value}".strip() for each in customer.references]


def _key_of(line: str) -> str:
    return key_named(line.partition(":")[0])


def _dated_where_it_is(uow: UnitOfWork, before: Form, form: Form, profile: SenderProfile) -> Form:
    """A date that still is the day at the entity before becomes the day at this one: otherwise
    an invoice of today would wait for a day that has not begun there."""
    name = _date_field(form)
    if not before.sender_profile_id:
        return form
    old = uow.sender_profiles.get(before.sender_profile_id)
    day, today = _today(uow, old.time_zone), _today(uow, profile.time_zone)
    if getattr(form, name) != day or day == today:
        return form
    return form.stamped(name, **{name: today})


def _date_field(form: DraftForm[Any]) -> str:
    return "start_date" if isinstance(form, ContractForm) else "issue_date"


def _today(uow: UnitOfWork, time_zone: str) -> str:
    return uow.now.astimezone(ZoneInfo(time_zone)).date().isoformat()
