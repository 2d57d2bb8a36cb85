"""The tax form of a legal entity: its line in the list of sections, and the form to upload it."""

from collections.abc import Mapping, Sequence

from bot.slack.views.blocks import Block, button, context, field, modal, plain, section
from bot.slack.views.setup.fields import TYPED
from bot.slack.views.setup.section_words import STATE_MARKS
from bot.wording.figures import day
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.tax_form import LARGEST, TaxForm
from jupiter_core.queries.entity_sections import SectionState

OPEN_TAX_FORM, TAX_FORM_SAVED = "setup_tax_form", "setup_tax_form_saved"
READING_TAX_FORM, TAX_FORM_FILE = "setup_tax_form_reading", "tax_form_file"
_TITLE = "Tax form"
_WHY = "Customers download it from the link that they get with an invoice."
_HINT = f"A PDF such as a W-9, {LARGEST // 1000} KB at most."
_NOT_THEIRS = "Admins who are also approvers can upload one."


def tax_form_row(profile: SenderProfile, form: TaxForm | None) -> Block:
    """Beneath the sections: what is kept, and the way to its form."""
    mark = STATE_MARKS[SectionState.DONE if form else SectionState.OPEN]
    kept = _kept(profile, form) if form else "None yet"
    return section(
        plain(f"{mark}  {_TITLE}\n{kept}"),
        block_id="section_tax_form",
        accessory=button(_TITLE, OPEN_TAX_FORM),
    )


def tax_form_view(
    profile: SenderProfile,
    form: TaxForm | None,
    *,
    metadata: str,
    may_upload: bool,
    told: Sequence[Block] = (),
) -> Block:
    """What is kept, and a field for another where whoever opens it may upload one."""
    kept = _kept(profile, form) if form else "No tax form yet"
    return modal(
        _TITLE,
        [
            context(profile.legal_name),
            *told,
            section(plain(f"{kept}\n{_WHY}")),
            *([_upload(form)] if may_upload else [context(_NOT_THEIRS)]),
        ],
        callback_id=TAX_FORM_SAVED,
        submit="Save" if may_upload else None,
        private_metadata=metadata,
    )


def reading_tax_form(profile: SenderProfile, external_id: str) -> Block:
    """In place of the form while the file is fetched and looked at."""
    wait = "Reading the file… If this stays for a minute, close it and upload the file again."
    blocks = [context(profile.legal_name), section(plain(wait))]
    view = modal(_TITLE, blocks, callback_id=READING_TAX_FORM)
    return {**view, "external_id": external_id}


def tax_form_facts(form: TaxForm | None) -> Mapping[str, str]:
    """What a form is drawn by."""
    return {"tax form": f"{form.name} {form.sha256[:6]}" if form else ""}


def _kept(profile: SenderProfile, form: TaxForm) -> str:
    """`W-9.pdf, 120 KB, kept since 22 Nov 2026`, by the day of the entity."""
    size = -(-form.size // 1000)
    return f"{form.name}, {size} KB, kept since {day(profile.today(form.at))}"


def _upload(form: TaxForm | None) -> Block:
    upload = {
        "type": "file_input",
        "action_id": TYPED,
        "filetypes": ["pdf"],
        "max_files": 1,
    }
    hint = f"{_HINT} It replaces the one above, which stays on record." if form else _HINT
    return field(TAX_FORM_FILE, "Another tax form" if form else _TITLE, upload, hint=hint)
