"""Keeping the parties: legal entities and customers, as an admin or finance sets them up.

What is issued keeps its snapshot. What is not issued yet takes the new details at once, and an
approval of the old ones is void.
"""

from jupiter_core.commands.bank_proposal import announce_bank_details, bank_proposal
from jupiter_core.commands.customer_news import publish_customer_change
from jupiter_core.commands.identity import identified, publish_profile_change
from jupiter_core.commands.numbering import expect_own_numbers, with_first_number
from jupiter_core.commands.party_texts import texts_of_customer, texts_of_profile
from jupiter_core.commands.printable import expect_printable
from jupiter_core.commands.refresh import refresh, refresh_profile, refresh_proposals
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.mail_contact import expect_distinct
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.references import expect_once
from jupiter_core.domain.refusals import AlreadyTaken, NotFound, Refusal, ValidationErrors, placed
from jupiter_core.domain.text import key_of
from jupiter_core.ports import Renderer, UnitOfWork

_JAPANESE = (
    "、。あいうおかがきくこごさしじすせだちってでとなにのはへまみもよらりるをんィクグジスセタ"
    "チッテトノバペャリルレンー下中付令以件作供価備先免入内出分別利前加効務単原参反取受口号合"
    "名告域変契存宛容対小年座当待後成払担指振支数既日映時更書月期未本条様次正残求注済減無照版"
    "理用申番発直知確社税第約納経給繰義考者行訂計記話認語読課請象貨貴越載輸込返追通量金銀録除"
    "え差シム"
    "割場引早コゴドロ会値建換料明証"
    "替電非頁領額類高（）：れ不含整端要調了完消登算精費"
    "ェプロ勘収品定明札検目科細部門"
    "代在地店所表資間"
    "ぎた一回害延損遅過限末毎翌"
    "カザナユラ人住信個切千手普機由種蓄融貯送週関"
)
_OWN_SCRIPTS = {"ja": ("Japanese", _JAPANESE)}
"""Languages that the shipped fonts lack: the name, and all that the paper's own words need."""


class FontNeeded(Refusal):
    """No font here has the characters of the paper's own words in that language."""

    template = "{language} needs a font that the operator adds (setting EXTRA_FONTS)."
    language: str


_DECIDED_BY_OTHERS = (
    *("bank_accounts", "bank_proposal", "identity_proposal"),
    *("former_names", "former_external_ids"),
)
"""What stays as it is when the rest of a profile is saved."""


class SaveSenderProfile(Frozen):
    """The profile as it is to be. An existing one keeps its bank accounts whatever is said here:
    those change by `ProposeBankDetails` and a second person. What another system calls it stays
    unless it is said."""

    by: Actor
    profile: SenderProfile


class SaveCustomer(Frozen):
    """The customer as it is to be; what another system calls it stays unless it is said. Of one
    `in_import` people hear with all others of its file."""

    by: Actor
    customer: Customer
    in_import: bool = False


def save_sender_profile(
    command: SaveSenderProfile, uow: UnitOfWork, renderer: Renderer
) -> SenderProfile:
    """The accounts of a new entity are a proposal, and so is a name or an external id by which it
    would look like another one.

    Raises AlreadyTaken, at `legal_name`, `series`, a number pattern or `external_id`, NumbersGiven
    at a first number, InvalidNumberPattern, or ValidationErrors.
    """
    known = find_profile(uow, command.profile.id)
    expect_printable(texts_of_profile(command.profile), renderer)
    profile = _as_known(command, known, uow) if known else _new(command, uow)
    profile = with_first_number(uow, known, profile)
    expect_own_numbers(uow, profile)
    try:
        uow.sender_profiles.save(profile)
    except AlreadyTaken as taken:
        place = "series" if taken.name == profile.series else "legal_name"
        raise taken.at(taken.path or place) from None
    publish_profile_change(uow, known, profile, by=command.by)
    if known is None and profile.bank_proposal:
        name = EventName.BANK_DETAILS_PROPOSED
        announce_bank_details(uow, profile, profile.bank_proposal, name, by=command.by)
    refresh_profile(uow, profile, by=command.by)
    return profile


def _new(command: SaveSenderProfile, uow: UnitOfWork) -> SenderProfile:
    accounts = command.profile.bank_accounts
    proposal = bank_proposal(uow, accounts, command.by) if accounts else None
    return command.profile.model_copy(update={"bank_accounts": (), "bank_proposal": proposal})


def _as_known(command: SaveSenderProfile, known: SenderProfile, uow: UnitOfWork) -> SenderProfile:
    kept = {name: getattr(known, name) for name in _DECIDED_BY_OTHERS}
    external_id = command.profile.external_id or known.external_id
    wanted = command.profile.model_copy(update={**kept, "external_id": external_id})
    return identified(uow, known, wanted, by=command.by)


def save_customer(command: SaveCustomer, uow: UnitOfWork, renderer: Renderer) -> Customer:
    """Raises AlreadyTaken, at `name` or `external_id`, NotFound at `defaults.sender_profile_id`, or
    ValidationErrors."""
    customer = command.customer
    known = find_customer(uow, customer.id)
    if known and not customer.external_id:
        customer = customer.model_copy(update={"external_id": known.external_id})
    expect_savable(uow, customer, renderer)
    try:
        uow.customers.save(customer)
    except AlreadyTaken as taken:
        raise taken.at(taken.path or "name") from None

    publish_customer_change(uow, known, customer, by=command.by, told=not command.in_import)
    if known is None:  # nothing names a new one yet
        return customer

    def with_customer(content: Content) -> Content:
        said = {
            "bill_to": customer.bill_to(),
            "language": customer.language,
            "second_language": customer.second_language,
        }
        return content.model_copy(update=said)

    note = f"{customer.name} was edited"
    refresh(uow, customer.id, with_customer, note, by=command.by)
    refresh_proposals(uow, customer.id, note, by=command.by)
    return customer


def expect_savable(uow: UnitOfWork, customer: Customer, renderer: Renderer) -> None:
    """Whether it can be kept as it is. Raises AlreadyTaken, NotFound or ValidationErrors."""
    _expect_printable_customer(customer, renderer)
    expect_distinct(customer.ap_contact.email, customer.more_contacts)
    expect_once(customer.references)
    _expect_usual_entity(uow, customer)
    _expect_told_apart(uow, customer)


def _expect_told_apart(uow: UnitOfWork, customer: Customer) -> None:
    """Two of one name at one place are two only where other systems name both, by different ids."""
    for other in uow.customers.named(customer.name):
        same = other.is_at_the_place_of(customer) and other.may_be(customer.external_id)
        if other.id != customer.id and same:
            raise AlreadyTaken("customer", customer.name).at("name")


def _expect_usual_entity(uow: UnitOfWork, customer: Customer) -> None:
    usual = customer.defaults.sender_profile_id if customer.defaults else ""
    if usual:
        placed("defaults.sender_profile_id", lambda: uow.sender_profiles.get(usual))


def expect_new_entity(uow: UnitOfWork, legal_name: str) -> None:
    """Raises AlreadyTaken, at `legal_name`."""
    if any(key_of(each.legal_name) == key_of(legal_name) for each in uow.sender_profiles.all()):
        raise AlreadyTaken("legal entity", legal_name).at("legal_name")


def find_profile(uow: UnitOfWork, profile_id: str) -> SenderProfile | None:
    """The entity, or None where there is none of this id."""
    try:
        return uow.sender_profiles.get(profile_id)
    except NotFound:
        return None


def find_customer(uow: UnitOfWork, customer_id: str) -> Customer | None:
    """The customer, or None where there is none of this id."""
    try:
        return uow.customers.get(customer_id)
    except NotFound:
        return None


def _expect_printable_customer(customer: Customer, renderer: Renderer) -> None:
    """Raises ValidationErrors: what was typed at its path, at `language` or `second_language` what
    is printed around it."""
    mistakes: list[Refusal] = []
    for path in ("language", "second_language"):
        language, characters = _OWN_SCRIPTS.get(getattr(customer, path), ("", ""))
        if characters and renderer.unprintable(characters):
            mistakes.append(FontNeeded(language).at(path))
    try:
        expect_printable(texts_of_customer(customer), renderer)
    except ValidationErrors as refusal:
        mistakes = [*refusal.refusals, *mistakes]
    if mistakes:
        raise ValidationErrors(mistakes)
