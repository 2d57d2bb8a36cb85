"""What a form remembers of the moment it was opened: its nonce, its subject, what was there.

Of each value only a short digest is kept, since a view carries 3000 characters. It is enough to
say, when somebody else was first, what is different now.
"""

import json
from collections.abc import Mapping

from pydantic import Field

from bot.intake.documents.certificates import certificates_text
from bot.intake.documents.listed_taxes import taxes_text
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.frozen import Frozen, canonical_json, sha256_hex
from jupiter_core.domain.mail_contact import contacts_words
from jupiter_core.domain.numbering import FirstNumber
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.product import Product
from jupiter_core.domain.references import words_of
from jupiter_core.domain.refusals import ChangedSinceSeen
from jupiter_core.queries.customer_sections import CustomerSection
from jupiter_core.queries.entity_sections import EntitySection

Facts = Mapping[str, str]
"""The label of each value to its words."""


class Opened(Frozen):
    """`subject` is the id of what is edited, or of what will be made; `seen` its digests then.

    `typed` are fields of a step that is not saved yet. A `guided` form leads on to the next one,
    and one that is `alone` was opened without the set-up beneath it. `made_in` is the draft form
    in which somebody made the customer whose sections are shown.
    """

    nonce: str
    subject: str = ""
    is_new: bool = False
    seen: dict[str, str] = Field(default_factory=dict)
    extra: str = ""
    typed: dict[str, str] = Field(default_factory=dict)
    guided: bool = False
    alone: bool = False
    made_in: str = ""

    def __str__(self) -> str:
        said = self.model_dump(exclude_defaults=True)
        return json.dumps(said, separators=(",", ":"), ensure_ascii=False)

    @property
    def key(self) -> str:
        """Claimed once by the submission, so that a replay of it changes nothing."""
        return f"form:{self.nonce}"

    def expect_unchanged(self, name: str, now: Facts) -> None:
        """Raises ChangedSinceSeen, naming what somebody else changed since."""
        changed = [
            label for label, digest in digests(now).items() if self.seen.get(label) != digest
        ]
        if changed:
            told = ", ".join(f"{label} is now “{_brief(now[label])}”" for label in changed)
            raise ChangedSinceSeen(name, f"{told}. Close this and open it again", 0, 0)


def read_opened(metadata: str) -> Opened:
    """The reverse of `str`. Raises ValueError for what no form of ours carries."""
    return Opened.model_validate_json(metadata)


def digests(facts: Facts) -> dict[str, str]:
    """Ten hexadecimal digits of each value, by its label."""
    return {label: sha256_hex(words)[:10] for label, words in facts.items()}


def profile_facts(profile: SenderProfile) -> Facts:
    """What its forms edit; bank details have a form of their own."""
    return {
        "legal name": profile.legal_name,
        "address": ", ".join(profile.address.lines()),
        "tax ids": ", ".join(f"{each.kind.label} {each.value}" for each in profile.tax_ids),
        "e-mail": profile.email,
        "telephone": profile.phone,
        "electronic address": profile.endpoint,
        "logo": _logo(profile.logo),
        "colour": profile.colour,
        "template": canonical_json(profile.template),
        "legal footer": canonical_json(profile.legal_footer),
        "number series": profile.series,
        "number pattern": profile.number_pattern,
        "first number": _first(profile.first_number),
        "credit note pattern": profile.credit_note_number_pattern,
        "first credit note number": _first(profile.first_credit_note_number),
        "usual deal": canonical_json(profile.defaults) if profile.defaults else "",
        "taxes by name": taxes_text(profile.taxes),
        "time zone": profile.time_zone,
        "back-dating": "yes" if profile.back_dating else "no",
        "reminders": profile.reminders.words if profile.reminders else "",
    }


_FACTS = {
    EntitySection.NAME: ("legal name", "address"),
    EntitySection.NUMBERS: ("address", "tax ids", "electronic address"),
    EntitySection.LOOK: ("logo", "colour", "e-mail", "telephone"),
    EntitySection.PAPER: ("template", "legal footer"),
    EntitySection.NUMBERING: (
        *("number series", "number pattern", "first number"),
        *("credit note pattern", "first credit note number"),
    ),
    EntitySection.DEAL: ("usual deal", "taxes by name"),
    EntitySection.DATES: ("time zone", "back-dating", "reminders"),
    EntitySection.BANK: (),
}


def section_facts(section: EntitySection, profile: SenderProfile) -> Facts:
    """What a section's form edits, and what it is drawn by."""
    facts = profile_facts(profile)
    return {label: facts[label] for label in _FACTS[section]}


def customer_facts(customer: Customer) -> Facts:
    """What the form shows, by the labels in which a refusal names it."""
    return {
        "legal name": customer.name,
        "address": ", ".join(customer.address.lines()),
        "country": customer.address.country_name,
        "tax ids": ", ".join(f"{each.kind.label} {each.value}" for each in customer.tax_ids),
        "AP contact": customer.ap_contact.name,
        "AP e-mail": customer.ap_contact.email,
        "more AP contacts": contacts_words(customer.more_contacts),
        "attention line": customer.attention,
        "cost centre": customer.cost_centre,
        "PO required": "yes" if customer.po_required else "no",
        "delivery": customer.delivery.value,
        "language": customer.language,
        "second language": customer.second_language,
        "buyer reference": customer.buyer_reference,
        "electronic address": customer.endpoint,
        "references": words_of(customer.references),
        "portal": customer.portal.words if customer.portal else "",
        "delivery address": customer.ship_to.words if customer.ship_to else "",
        "exemption certificates": certificates_text(customer.certificates),
        "reminders": customer.reminders.words if customer.reminders else "",
        **_usual_facts(customer.defaults or DealDefaults()),
    }


def _usual_facts(usual: DealDefaults) -> Facts:
    """Of a usual deal, part by part, since its parts are in several forms."""
    terms = usual.payment_terms
    return {
        "payment terms": terms.words if terms else "",
        "usual legal entity": usual.sender_profile_id,
        "usual currency": usual.currency,
        "usual tax": " ".join(
            (str(usual.tax_rate or 0), usual.tax_category or "")
            if usual.tax_rate is not None
            else ()
        ),
        "late fee": usual.late_fee.words if usual.late_fee else "",
        "usual prices": usual.prices_words,
    }


_CUSTOMER_FACTS = {
    CustomerSection.NAME: ("legal name", "address", "AP e-mail", "tax ids", "payment terms"),
    CustomerSection.CONTACTS: ("AP contact", "AP e-mail", "more AP contacts", "attention line"),
    CustomerSection.REFERENCES: ("PO required", "cost centre", "references"),
    CustomerSection.DELIVERY: ("delivery address",),
    CustomerSection.SENDING: ("delivery", "portal"),
    CustomerSection.E_INVOICE: ("electronic address", "buyer reference"),
    CustomerSection.TAXES: ("country", "tax ids", "usual tax", "exemption certificates"),
    CustomerSection.LANGUAGE: ("language", "second language"),
    CustomerSection.DEAL: ("usual legal entity", "usual currency", "usual prices"),
    CustomerSection.REMINDERS: ("late fee", "reminders"),
}


def customer_section_facts(section: CustomerSection, customer: Customer) -> Facts:
    """What a section's form edits, and what it is drawn by."""
    facts = customer_facts(customer)
    return {label: facts[label] for label in _CUSTOMER_FACTS[section]}


def product_facts(product: Product) -> Facts:
    """What the form shows, by the labels in which a refusal names it."""
    return {
        "name": product.name,
        "product code": product.code,
        "description": product.description,
        "unit prices": ", ".join(product.price_words),
        "unit": product.unit or "",
        "tax": canonical_json(product.tax) if product.tax else "",
        "taxes of legal entities": ", ".join(canonical_json(each) for each in product.entity_taxes),
        "catalogue": "retired" if product.retired else "in use",
    }


def _first(number: FirstNumber | None) -> str:
    return str(number.count) if number else ""


def _logo(url: str) -> str:
    """Enough to tell one from another: `svg b7e2c1`."""
    kind = url.removeprefix("data:image/")[:3]
    return f"{kind} {sha256_hex(url)[:6]}" if url else ""


def _brief(words: str) -> str:
    return (words if len(words) <= 60 else words[:59] + "…") or "nothing"
