"""The set-up file: YAML into parties and team, every mistake at its place in the document.

`bot/demo/workspace.yaml` shows and explains the whole format.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator

from bot.intake.documents.base import Composite, Document, Notation, checked
from bot.intake.documents.deal_defaults import DealDefaultsBody
from bot.intake.documents.party import CustomerBody, WithAccounts
from bot.intake.documents.party_parts import AccountBody, YesOrNo, one_a_currency
from bot.intake.documents.product import EntityTaxBody, ProductBody
from bot.intake.documents.reading import read
from bot.intake.errors import ErrorCollector, each_of
from bot.intake.files.setup_logo import logo_url
from bot.intake.files.yaml import read_tree
from bot.intake.refusals import WrongShape
from bot.intake.team import exact_amount_of, read_team
from jupiter_core.commands.setup import SetupFile
from jupiter_core.commands.team import SaveTeam
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.product import EntityTax
from jupiter_core.domain.refusals import AlreadyTaken, Refusal, Required, ValidationErrors

__all__ = ["SetupFile", "read_setup"]

_UNDATED = date.min


def _key_of(typed: str) -> str:
    """By which a party is known when the file is loaded again."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", typed):
        raise WrongShape("a short name of a-z, 0-9 and -")
    return typed


def _person_of(typed: str) -> str:
    if not re.fullmatch(r"[UW][A-Z0-9]{2,30}", typed.strip()):
        raise WrongShape("a Slack user id such as U012AB3CD")
    return typed.strip()


def _group_of(typed: str) -> str:
    if not re.fullmatch(r"S[A-Z0-9]{2,20}", typed.strip()):
        raise WrongShape("a Slack user group's id such as S012AB3CD")
    return typed.strip()


def _some_account(found: tuple[AccountBody, ...]) -> tuple[AccountBody, ...]:
    if not found:
        raise Required("A bank account")
    return found


Key = Annotated[str, AfterValidator(checked(_key_of))]
People = tuple[Annotated[str, AfterValidator(checked(_person_of))], ...]
UserGroups = tuple[Annotated[str, AfterValidator(checked(_group_of))], ...]


class RuleSection(Document):
    """From which amount on how many people approve."""

    at_least: str = ""
    currency: str = ""
    approvals: str = ""
    sender: Key | None = None

    def typed(self) -> dict[str, str]:
        """As `read_team` takes it: the legal entity by its id."""
        sender = f"sender-{self.sender}" if self.sender else ""
        return {**self.model_dump(exclude={"sender"}), "sender": sender}


class WorkspaceSection(Composite):
    """The team, as `read_team` takes it."""

    approvers: People = ()
    approver_groups: UserGroups | None = None
    approvals: str = "1"
    rules: tuple[RuleSection, ...] = ()
    bank_confirmations: str | None = None
    bank_delay_hours: str | None = None
    appointment_days: str | None = None
    account_in_currency: YesOrNo = False
    drafters: People = ()
    receivables: People | None = None
    readers: str | None = None
    issue_lead_days: str | None = None
    po_reminder_first_days: str | None = None
    po_reminder_every_days: str | None = None
    approval_reminder_days: str | None = None
    approval_escalation_days: str | None = None
    renewal_notice_days: str | None = None
    plan: str | None = None
    finance_channel: str | None = None
    shared_channels: str | None = None
    statement_booking: str | None = None

    def meant(self) -> SaveTeam:
        """The team. Raises ValidationErrors."""
        several = {
            "approvers",
            "approver_groups",
            "drafters",
            "receivables",
            "rules",
            "account_in_currency",
        }
        single = self.model_dump(exclude=several, exclude_none=True)
        asked = {"account_in_currency": "true" if self.account_in_currency else ""}
        rules = {
            f"rules[{n}].{name}": text
            for n, rule in enumerate(self.rules)
            for name, text in rule.typed().items()
        }
        people = {name: "\n".join(getattr(self, name)) for name in ("approvers", "drafters")}
        if self.approver_groups is not None:
            people["groups"] = "\n".join(self.approver_groups)
        if self.receivables is not None:
            people["receivables"] = "\n".join(self.receivables)
        return read_team({**single, **asked, **rules, **people}, exact_amount_of)

    def misfits(self) -> tuple[Refusal, ...]:
        """What makes it no team."""
        try:
            self.meant()
        except ValidationErrors as refusal:
            return each_of(refusal)
        return ()


class SenderSection(WithAccounts):
    """A legal entity, its accounts and the path of its logo."""

    key: Key
    logo: str = ""
    bank_accounts: Annotated[
        tuple[AccountBody, ...], one_a_currency, AfterValidator(checked(_some_account))
    ]


class UsualDeal(DealDefaultsBody):
    """Their usual deal, whose legal entity is named by its key."""

    sender: Key | None = None

    def meant(self) -> DealDefaults | None:
        """As a customer has it."""
        named = {"sender_profile_id": f"sender-{self.sender}"} if self.sender else {}
        return DealDefaultsBody.meant(self.model_copy(update=named)) if named else super().meant()


class CustomerSection(CustomerBody):
    """A customer."""

    key: Key
    defaults: UsualDeal | None = None


class EntityTaxSection(EntityTaxBody):
    """The tax at a legal entity, which is named by its key."""

    sender_profile_id: str = ""
    sender: Key

    def meant(self) -> EntityTax:
        """As a product has it."""
        return EntityTax(sender_profile_id=f"sender-{self.sender}", tax=super().meant().tax)


class ProductSection(ProductBody):
    """A product of the catalogue."""

    key: Key
    entity_taxes: tuple[EntityTaxSection, ...] = ()


class SetupDocument(Document):
    """The whole file."""

    workspace: WorkspaceSection | None = None
    sender_profiles: tuple[SenderSection, ...] = ()
    customers: tuple[CustomerSection, ...] = ()
    products: tuple[ProductSection, ...] = ()


def read_setup(text: str, folder: Path | None = None) -> SetupFile:
    """`folder` is where the file is: paths of logos are relative to it.

    Raises UnreadableFile, or ValidationErrors with all of them (`customers[0].address.country`).
    """
    errors = ErrorCollector()
    tree = read_tree(text)
    document = read(SetupDocument, tree, errors, Notation.PERSON)
    logos = [
        errors.part(f"{place}.logo", lambda each=each: logo_url(_text(each, "logo"), folder))  # type: ignore[misc]
        for place, each in _items(tree, "sender_profiles")
    ]
    for section in ("sender_profiles", "customers", "products"):
        _expect_own_keys(errors, tree, section)
    errors.expect_none()
    assert document  # what is None has left its mistakes
    return SetupFile(
        team=document.workspace.meant() if document.workspace else None,
        sender_profiles=tuple(
            each.meant_since(f"sender-{each.key}", _UNDATED).model_copy(update={"logo": logo})
            for each, logo in zip(document.sender_profiles, logos, strict=True)
        ),
        customers=tuple(each.meant(f"customer-{each.key}") for each in document.customers),
        products=tuple(each.meant(f"product-{each.key}") for each in document.products),
    )


def _expect_own_keys(errors: ErrorCollector, tree: object, section: str) -> None:
    """A key stands for one thing only."""
    keys: set[str] = set()
    for place, each in _items(tree, section):
        key = _text(each, "key")
        if key and key in keys:
            errors.add(AlreadyTaken("key", key), f"{place}.key")
        keys.add(key)


def _items(tree: object, section: str) -> list[tuple[str, Mapping[str, Any]]]:
    """The mappings of a section's list, each with its place."""
    listed = tree.get(section) if isinstance(tree, Mapping) else None
    items = listed if isinstance(listed, list) else []
    return [(f"{section}[{n}]", each) for n, each in enumerate(items) if isinstance(each, Mapping)]


def _text(of: Mapping[str, Any], key: str) -> str:
    text = of.get(key, "")
    return text if isinstance(text, str) else ""
