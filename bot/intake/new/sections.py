"""The sections of the builder's two pages in their order, and the names of all of their fields."""

from bot.intake.new.account_fields import account_names, account_section
from bot.intake.new.fields import ABOUT, CONTRACT, CUSTOMER, INVOICE, SENDER, Section, lower
from jupiter_core.domain.handover import Kind


def sections(kind: Kind, scheme: str = "") -> tuple[Section, ...]:
    """Without the lines, which stand below the first; `scheme` is the kind of account."""
    about = INVOICE if kind == "invoice" else CONTRACT
    return about, CUSTOMER, SENDER, account_section(scheme)


def names(kind: Kind) -> frozenset[str]:
    """Of all fields that are not of a line, whatever the kind of account."""
    return frozenset(name for name, _ in labels(kind)) | account_names()


def labels(kind: Kind, scheme: str = "") -> tuple[tuple[str, str], ...]:
    """Each field's name with its section and label: `Bill to: legal name`."""
    return tuple(
        (
            field.name,
            field.label if section.id == ABOUT else f"{section.title}: {lower(field.label)}",
        )
        for section in sections(kind, scheme)
        for field in section.all
    )
