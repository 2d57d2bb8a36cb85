"""Forms as they are kept, of invoices and of contracts: whose they are, how they are drawn."""

from zoneinfo import ZoneInfo

from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.invoice import InvoiceForm
from bot.intake.drafts.kinds import Form, form_in
from bot.intake.view_state import values_of
from bot.slack.context import Body, user_of
from bot.slack.people import Person
from bot.slack.views import blocks as b
from bot.slack.views.contract.modal import contract_modal
from bot.slack.views.invoice.modal import builder
from bot.slack.views.listing import unfinished_words
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import NotFound, NotPermitted
from jupiter_core.ports import SavedForm, UnitOfWork


def expect_drafter(uow: UnitOfWork, person: Person) -> None:
    """Raises NotPermitted for guests, and for those whom the workspace has not named."""
    person.expect_member("draft invoices")
    if not uow.workspace().may_draft(person.id):
        raise NotPermitted("draft invoices", "An admin names who may with /invoice setup.")


def is_drafter(uow: UnitOfWork, person: Person) -> bool:
    """Whether `expect_drafter` lets them."""
    return not person.is_guest and uow.workspace().may_draft(person.id)


def keep(uow: UnitOfWork, owner: str, form_id: str, form: Form) -> SavedForm:
    """Saves the form as it stands."""
    saved = SavedForm(
        id=form_id,
        owner=owner,
        channel=form.deal_channel,
        invoice_id=(form.invoice_id if isinstance(form, InvoiceForm) else "") or None,
        values=form.model_dump(mode="json"),
        updated_at=uow.now,
    )
    uow.forms.save(saved)
    return saved


def own_form(uow: UnitOfWork, body: Body, form_id: str) -> SavedForm:
    """The person's own form. Raises NotFound when it was submitted, discarded or is not theirs."""
    saved = find_own(uow, body, form_id)
    if saved is None:
        raise NotFound("draft", "that this window showed")
    return saved


def draw(uow: UnitOfWork, saved: SavedForm, warning: str = "") -> b.Block:
    """The builder's view of a form as it is kept."""
    form = form_in(saved)
    others = [
        (each.id, unfinished_words(other))
        for each in uow.forms.of(saved.owner)
        if each.id != saved.id and not (other := form_in(each)).is_change
    ]
    offered = others if form.pristine else []
    profiles = [each for each in uow.sender_profiles.all() if not each.archived]
    if isinstance(form, ContractForm):
        return contract_modal(saved, form, profiles, unfinished=offered, warning=warning)
    return builder(saved, form, profiles, unfinished=offered, warning=warning)


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
    """Dated today, from the first legal entity, in the currency of its first account."""
    profiles = uow.sender_profiles.all()
    first = profiles[0] if profiles else None
    accounts = first.bank_accounts if first else ()
    return InvoiceForm(
        sender_profile_id=first.id if first else "",
        currency=accounts[0].currency if accounts else "USD",
        deal_channel=channel,
        issue_date=_today(uow, first.time_zone if first else person.time_zone),
    )


def new_contract_form(uow: UnitOfWork, person: Person, channel: str) -> ContractForm:
    """A contract that begins today, with the entity and currency of an invoice's new form."""
    form = new_form(uow, person, channel)
    return ContractForm(
        sender_profile_id=form.sender_profile_id,
        currency=form.currency,
        deal_channel=channel,
        start_date=form.issue_date,
    )


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
    form = _completed(uow, before, typed).model_copy(update={"typed_at": at})
    return keep(uow, saved.owner, saved.id, form)


def _completed(uow: UnitOfWork, before: Form, form: Form) -> Form:
    """What follows from a choice: the customer's name, the entity's own currency."""
    if form.customer_id and form.customer_id != before.customer_id:
        customer = uow.customers.get(form.customer_id)
        form = form.model_copy(update={"customer_name": customer.name})
    if form.sender_profile_id and form.sender_profile_id != before.sender_profile_id:
        profile = uow.sender_profiles.get(form.sender_profile_id)
        accounts = profile.bank_accounts
        if accounts and form.currency not in {each.currency for each in accounts}:
            form = form.stamped("currency", currency=accounts[0].currency)
        form = _dated_where_it_is(uow, before, form, profile)
    return form


def _dated_where_it_is(uow: UnitOfWork, before: Form, form: Form, profile: SenderProfile) -> Form:
    """A date that still is the day at the entity before becomes the day at this one: otherwise
    an invoice of today would wait for a day that has not begun there."""
    name = "start_date" if isinstance(form, ContractForm) else "issue_date"
    if not before.sender_profile_id:
        return form
    old = uow.sender_profiles.get(before.sender_profile_id)
    day, today = _today(uow, old.time_zone), _today(uow, profile.time_zone)
    if getattr(form, name) != day or day == today:
        return form
    return form.stamped(name, **{name: today})


def _today(uow: UnitOfWork, time_zone: str) -> str:
    return uow.now.astimezone(ZoneInfo(time_zone)).date().isoformat()
