"""The document of an invoice to render: with number, legal entity, account and customer inside."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from bot.intake.documents.base import checked
from bot.intake.documents.invoice import IssueDate, LineBody, NetTerms, TermsDocument, some_lines
from bot.intake.documents.party import CustomerBody, SenderProfileChange
from bot.intake.documents.party_parts import AccountBody
from bot.intake.documents.values import Amount, Day
from bot.intake.refusals import NotAmong
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.content import Content
from jupiter_core.domain.early_payment import early_payment_of
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.money import Money
from jupiter_core.domain.net_content import at_net_prices
from jupiter_core.domain.party import BillTo, Seller
from jupiter_core.domain.picked import picked_adjustments, picked_lines
from jupiter_core.domain.references import own_of
from jupiter_core.domain.refusals import BelowZero
from jupiter_core.domain.text import line_of
from jupiter_core.domain.totals import LineItem

LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "nl", "pt")
"""Those that the paper speaks."""
_NUMBER_LIMIT, _NAME_LIMIT, _ARITHMETIC_LIMIT = 40, 140, 200


def _number_of(typed: str) -> str:
    return line_of(typed, "The number", _NUMBER_LIMIT, required=True)


def _corrected_of(typed: str) -> str:
    return line_of(typed, "The number of the invoice", _NUMBER_LIMIT)


def _contract_of(typed: str) -> str:
    return line_of(typed, "Contract", _NAME_LIMIT)


def _arithmetic_of(typed: str) -> str:
    return line_of(typed, "The arithmetic", _ARITHMETIC_LIMIT)


def _language_of(typed: str) -> str:
    if typed not in LANGUAGES:
        raise NotAmong(line_of(typed, "Language", 20), ", ".join(LANGUAGES))
    return typed


def _paid_of(amount: Money) -> Money:
    if amount.minor < 0:
        raise BelowZero("What is paid")
    return amount


class FileLine(LineBody):
    """A line, and how its amount came about."""

    arithmetic: Annotated[str, AfterValidator(checked(_arithmetic_of))] = ""

    def meant(self) -> LineItem:
        """As the invoice has it."""
        return super().meant().model_copy(update={"arithmetic": self.arithmetic})


class FileSender(SenderProfileChange):
    """A legal entity as the paper shows it; its logo is a `data:` URL."""

    series: str = ""
    logo: str = ""

    def seller(self) -> Seller:
        """As an invoice has it, without its logo."""
        known = set(Seller.model_fields)
        found = {name: value for name, value in self.meant("file") if name in known - {"logo"}}
        return Seller(profile_id="file", **found)


class FileCustomer(CustomerBody):
    """A customer as the paper shows them."""

    def bill_to(self) -> BillTo:
        """As an invoice has them."""
        known = set(BillTo.model_fields)
        found = {name: value for name, value in self.meant("file") if name in known}
        return BillTo(customer_id="file", legal_name=self.name, **found)


class FileAccount(AccountBody):
    """The account that is to be paid to, and since when it is in use."""

    stand_ins: ClassVar = {**AccountBody.stand_ins, "valid_since": date.min}

    valid_since: Day

    def account(self) -> BankAccount:
        """As an invoice has it."""
        return self.meant(self.valid_since)


class InvoiceFile(TermsDocument):
    """The whole file. What it says is taken as issued. `preceding_date` is that of the invoice that
    it `corrects`."""

    number: Annotated[str, AfterValidator(checked(_number_of))]
    net_terms: NetTerms
    issue_date: IssueDate
    language: Annotated[str, AfterValidator(checked(_language_of))] = ""
    second_language: Annotated[str, AfterValidator(checked(_language_of))] = ""
    corrects: Annotated[str, AfterValidator(checked(_corrected_of))] = ""
    preceding_date: Day | None = None
    contract_name: Annotated[str, AfterValidator(checked(_contract_of))] = ""
    paid: Annotated[Amount, AfterValidator(checked(_paid_of))] | None = None
    sender: FileSender
    bank_account: FileAccount
    customer: FileCustomer
    lines: Annotated[tuple[FileLine, ...], some_lines]

    def content(self) -> Content:
        """What is printed, unchecked as a whole, without the logo. Raises what `picked_lines`
        does."""
        texts = ("currency", "net_terms", "issue_date", "po_number", "memo")
        entity, customer, said = self.sender.meant("file"), self.customer.meant("file"), self.sums()
        more = ("corrects", "preceding_date", "contract_name")
        content = Content.model_construct(
            early_payment=early_payment_of(self.early_payment),
            due_rule=self.due_rule,
            late_fee=late_fee_of(self.late_fee),
            **{name: getattr(self, name) for name in (*texts, *more)},
            language=self.language or self.customer.language,
            second_language=self.second_language or self.customer.other_language,
            seller=self.sender.seller(),
            remit_to=self.bank_account.account(),
            bill_to=self.customer.bill_to(),
            references=own_of(customer.references, self.own_references()),
            lines=picked_lines(self.items(), entity, customer),
            adjustments=picked_adjustments(said["adjustments"], entity, customer),
            tax_currency=said["tax_currency"],
        )
        return at_net_prices(content) if said["prices_include_tax"] else content
