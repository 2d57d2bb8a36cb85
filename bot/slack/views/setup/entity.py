"""The forms of a legal entity: the two steps that make it, its sections, and the list of them."""

from collections.abc import Collection, Mapping, Sequence

from bot.slack.views.blocks import (
    Block,
    actions,
    button,
    context,
    header,
    modal,
    plain,
    section,
)
from bot.slack.views.setup.account_fields import anew
from bot.slack.views.setup.bank import account_facts
from bot.slack.views.setup.fields import address_parts, country_field, line_field
from bot.slack.views.setup.home import OPEN_BANK
from bot.slack.views.setup.paper_fields import paper_fields
from bot.slack.views.setup.section_fields import (
    dates_fields,
    deal_fields,
    first_account_fields,
    look_fields,
    name_fields,
    numbering_fields,
    numbers_fields,
    series_field,
    time_zone_field,
)
from bot.slack.views.setup.section_words import SECTION_TITLES, STATE_MARKS, section_words
from bot.slack.views.setup.tax_form import tax_form_row
from jupiter_core.domain.address import Address
from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.postal.countries import english_name
from jupiter_core.domain.tax_form import TaxForm
from jupiter_core.domain.totals import plain as figure
from jupiter_core.queries.entity_sections import GUIDED, EntitySection, section_states

BEGUN, MADE, SECTION_SAVED = "setup_entity_begun", "setup_entity_made", "setup_section_saved"
ENTITY, READING = "setup_entity", "setup_logo_reading"
EDIT_SECTION, BACK = "setup_edit_section", "setup_step_back"
PREVIEW = "setup_paper_preview"
_STEPS = len(GUIDED) + 1
_FIELDS = {
    EntitySection.NAME: name_fields,
    EntitySection.NUMBERS: numbers_fields,
    EntitySection.LOOK: look_fields,
    EntitySection.PAPER: paper_fields,
    EntitySection.NUMBERING: numbering_fields,
    EntitySection.DEAL: deal_fields,
    EntitySection.DATES: dates_fields,
}


def begin_view(typed: Mapping[str, str], metadata: str) -> Block:
    """The first step: who it is, and where."""
    return modal(
        "New legal entity",
        [
            context(f"Step 1 of {_STEPS} · The country brings the usual currency, terms and tax."),
            line_field(
                "legal_name", "Legal name", typed.get("legal_name", ""), hint="As registered."
            ),
            country_field(typed.get("address.country", "")),
        ],
        callback_id=BEGUN,
        submit="Next",
        close="Cancel",
        private_metadata=metadata,
    )


def make_view(typed: Mapping[str, str], metadata: str) -> Block:
    """The second step, in the country's words and with what is usual there; it makes the entity."""
    country = typed["address.country"]
    parts = {part: typed.get(f"address.{part}", "") for part in ("street", "city", "region")}
    code = typed.get("address.postal_code", "")
    address = Address(**parts, postal_code=code, country=country)
    return modal(
        "New legal entity",
        [
            context(f"Step 2 of {_STEPS} · {typed['legal_name']}"),
            *address_parts(address, every=False),
            series_field(typed.get("series", "")),
            time_zone_field(typed.get("time_zone", "")),
            context(_usual_words(country)),
            _back(),
        ],
        callback_id=MADE,
        submit="Save and continue",
        close="Cancel",
        private_metadata=metadata,
    )


def section_view(
    shown: EntitySection,
    profile: SenderProfile,
    *,
    metadata: str,
    guided: bool,
    told: Sequence[Block] = (),
    typed: Mapping[str, str] | None = None,
    reset: Collection[str] = (),
) -> Block:
    """The form of one section; `guided`, the step of a new entity. `told` stands above the
    fields; `typed` is what stands in those of a bank account, of which those of `reset` forget what
    they held before."""
    said = typed or {}
    fields = _bank(profile, said) if shown is EntitySection.BANK else _FIELDS[shown](profile)
    fields = anew(fields, reset, said.get("scheme", ""))
    last = shown is GUIDED[-1]
    step = GUIDED.index(shown) + 2 if guided else 0
    saved = "What you have saved stays if you close this."
    return modal(
        "New legal entity" if guided else SECTION_TITLES[shown],
        [
            *([header(SECTION_TITLES[shown])] if guided else []),
            context(
                f"Step {step} of {_STEPS} · {profile.legal_name}. {saved}"
                if guided
                else profile.legal_name
            ),
            *told,
            *fields,
            *([_back()] if guided and step > 2 else []),
        ],
        callback_id=SECTION_SAVED,
        submit="Save and continue" if guided and not last else "Save",
        close="Finish later" if guided else "Cancel",
        private_metadata=metadata,
    )


def reading_view(profile: SenderProfile, external_id: str) -> Block:
    """In place of the form while a picture is fetched and looked at."""
    wait = "Reading the picture… If this stays for a minute, close it and upload the picture again."
    view = modal(
        SECTION_TITLES[EntitySection.LOOK],
        [context(profile.legal_name), section(plain(wait))],
        callback_id=READING,
    )
    return {**view, "external_id": external_id}


def entity_view(
    profile: SenderProfile,
    *,
    metadata: str,
    gaps: str = "",
    told: Sequence[Block] = (),
    tax_form: TaxForm | None = None,
) -> Block:
    """All sections with what is done and what is open; each is edited by itself."""
    states = section_states(profile)
    rows = [
        section(
            plain(f"{STATE_MARKS[states[each]]}  {SECTION_TITLES[each]}\n{words}"),
            block_id=f"section_{each}",
            accessory=_edit(each, profile),
        )
        for each, words in section_words(profile).items()
    ]
    return modal(
        "Legal entity",
        [
            header(profile.legal_name),
            *told,
            *([context(f"For e-invoices: {gaps}")] if gaps else []),
            *rows,
            tax_form_row(profile, tax_form),
            actions([button("Preview invoice", PREVIEW, value=profile.id)], "setup_preview_row"),
        ],
        callback_id=ENTITY,
        close="Done",
        private_metadata=metadata,
    )


def _edit(edited: EntitySection, profile: SenderProfile) -> Block:
    if edited is EntitySection.BANK:
        return button("Bank details", OPEN_BANK, value=profile.id)
    return button("Edit", EDIT_SECTION, value=edited.value)


def _bank(profile: SenderProfile, typed: Mapping[str, str]) -> list[Block]:
    """Once an account is known, it changes by proposal only."""
    proposal = profile.bank_proposal
    known = profile.bank_accounts or (proposal.accounts if proposal else ())
    if known:
        told = "Proposed; others have to confirm it." if proposal else "In use."
        later = f"{told} To change it, use “Bank details” of the legal entity."
        return [*(account_facts(each) for each in known), context(later)]
    told = (
        "Where customers pay. Other people confirm it before it is used. Leave it empty to skip. "
        "Further parts and the payment reference are under “Bank details”."
    )
    return [context(told), *first_account_fields(profile, typed)]


def _back() -> Block:
    return actions([button("Back", BACK)], "step_back")


def _usual_words(country: str) -> str:
    """What the entity begins with, all of which can be changed."""
    usual = country_defaults(country)
    rates = [figure(each) for each in usual.tax_rates]
    reduced = f" (reduced {', '.join(f'{each}%' for each in rates[1:])})" if rates[1:] else ""
    parts = (
        usual.currency,
        f"net {usual.deal().net_terms} days",
        f"tax {rates[0]}%{reduced} for customers there" if rates else "",
        "Letter paper" if usual.uses_letter else "A4 paper",
    )
    told = ", ".join(each for each in parts if each)
    return f"Usual in {english_name(country)}: {told}. You can change it under “Usual deal”."
