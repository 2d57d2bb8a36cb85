"""Forms of the builder as they are kept: whose they are, and how they are drawn."""

from zoneinfo import ZoneInfo

from bot.presenters import blocks as b
from bot.presenters.builder import builder
from bot.presenters.builder_form import BuilderForm
from bot.presenters.listing import unfinished_words
from bot.presenters.view_state import values_of
from bot.slack.door import Body, user_of
from bot.slack.people import Person
from jupiter_core.domain.refusals import NotFound, NotPermitted
from jupiter_core.ports import SavedForm, UnitOfWork


def expect_drafter(uow: UnitOfWork, person: Person) -> None:
    """Raises NotPermitted for guests, and for those whom the workspace has not named."""
    person.expect_member("draft invoices")
    if not uow.workspace().may_draft(person.id):
        raise NotPermitted("draft invoices", "An admin names who may with /invoice setup.")


def keep(uow: UnitOfWork, owner: str, form_id: str, form: BuilderForm) -> SavedForm:
    """Saves the form as it stands."""
    saved = SavedForm(
        id=form_id,
        owner=owner,
        channel=form.deal_channel,
        invoice_id=form.invoice_id or None,
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
    form = BuilderForm.model_validate(saved.values)
    others = [
        (each.id, unfinished_words(BuilderForm.model_validate(each.values)))
        for each in uow.forms.of(saved.owner)
        if each.id != saved.id and not each.invoice_id
    ]
    offered = others if form.pristine else []
    profiles = [each for each in uow.sender_profiles.all() if not each.archived]
    return builder(saved, form, profiles, unfinished=offered, warning=warning)


def gone() -> b.Block:
    """Shown where a form used to be."""
    text = "This draft was submitted or put away already. Type /invoice for a new one."
    return b.modal("Draft", [b.section(b.plain(text))], callback_id="gone")


def find_own(uow: UnitOfWork, body: Body, form_id: str) -> SavedForm | None:
    try:
        saved = uow.forms.get(form_id)
    except NotFound:
        return None
    return saved if saved.owner == user_of(body) else None


def new_form(uow: UnitOfWork, person: Person, channel: str) -> BuilderForm:
    profiles = uow.sender_profiles.all()
    first = profiles[0] if profiles else None
    accounts = first.bank_accounts if first else ()
    return BuilderForm(
        sender_profile_id=first.id if first else "",
        currency=accounts[0].currency if accounts else "USD",
        deal_channel=channel,
        issue_date=uow.now.astimezone(ZoneInfo(person.time_zone)).date().isoformat(),
    )


def take_in(uow: UnitOfWork, saved: SavedForm, body: Body) -> SavedForm:
    """Keeps what the payload's view holds, and what follows from it.

    Payloads may be handled out of order: one that Slack sent before the last is left aside.
    """
    before = BuilderForm.model_validate(saved.values)
    actions = body.get("actions")
    at = float(actions[0]["action_ts"]) if actions else before.typed_at
    if at < before.typed_at:
        return saved
    typed = before.with_typed(values_of(body["view"]), saved.id)
    form = _completed(uow, before, typed).model_copy(update={"typed_at": at})
    return keep(uow, saved.owner, saved.id, form)


def _completed(uow: UnitOfWork, before: BuilderForm, form: BuilderForm) -> BuilderForm:
    """What follows from a choice: the customer's name, the entity's own currency."""
    if form.customer_id and form.customer_id != before.customer_id:
        customer = uow.customers.get(form.customer_id)
        form = form.model_copy(update={"customer_name": customer.name})
    if form.sender_profile_id and form.sender_profile_id != before.sender_profile_id:
        accounts = uow.sender_profiles.get(form.sender_profile_id).bank_accounts
        if accounts and form.currency not in {each.currency for each in accounts}:
            form = form.stamped("currency", currency=accounts[0].currency)
    return form
