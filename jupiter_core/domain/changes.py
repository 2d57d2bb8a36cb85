"""Differences between two versions of an invoice, a party or a team, in the words of people."""

from decimal import Decimal

from jupiter_core.domain.adjustment import adjustment_facts
from jupiter_core.domain.approver_group import ApproverGroup
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.parties import Parties
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.party_facts import (
    customer_facts,
    party_facts,
    profile_facts,
    unprinted_facts,
)
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.product import Product
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.tax import combined
from jupiter_core.domain.totals import LineItem, plain
from jupiter_core.domain.unit import counted, unit_words
from jupiter_core.domain.workspace import Workspace


class Change(Frozen):
    """One thing that differs. `old` or `new` is empty where there was or is nothing."""

    what: str
    old: str
    new: str

    @property
    def words(self) -> str:
        """`PO number added: 4500017342`, `Memo removed: …`, `Net terms: Net 30 → Net 45`."""
        if not self.old:
            return f"{self.what} added: {self.new}"
        if not self.new:
            return f"{self.what} removed: {self.old}"
        return f"{self.what}: {self.old} → {self.new}"


REFERENCE = "Reference "
"""What a change of one begins with: a customer may call it like anything else on the paper."""


def changes_between(before: Invoice, after: Invoice) -> tuple[Change, ...]:
    """What a reader of the invoice would see change, in the order of the paper."""
    # Most changes are of what became of it: then nothing on the paper has to be compared.
    on_paper = before.content is not after.content
    return differing(_facts(before, on_paper=on_paper), _facts(after, on_paper=on_paper))


def differing(old: dict[str, str], new: dict[str, str]) -> tuple[Change, ...]:
    """Of facts by their names, those that are not the same in both."""
    return tuple(
        Change(what=name, old=old.get(name, ""), new=new.get(name, ""))
        for name in dict.fromkeys((*old, *new))
        if old.get(name, "") != new.get(name, "")
    )


def _facts(invoice: Invoice, *, on_paper: bool) -> dict[str, str]:
    """Without what its content says, unless that is `on_paper` to be compared."""
    return {
        "Status": invoice.state.words,
        "Number": invoice.number or "",
        **(_content_facts(invoice.content) if on_paper else {}),
        "Paid": invoice.paid.words,
        **{f"Credit note {each.number}": each.amount.words for each in invoice.credits},
        **_settled(invoice),
        "Deal channel": invoice.deal_channel,
    }


def _content_facts(content: Content) -> dict[str, str]:
    return {
        **_header(content),
        **party_facts(Parties.on(content)),
        **{f"Line {n}": _line(each) for n, each in enumerate(content.as_entered.lines, start=1)},
        **_sums(content),
        "Total": content.totals.total.words,
    }


def _settled(invoice: Invoice) -> dict[str, str]:
    """By kind, since two may be of one."""
    facts: dict[str, str] = {}
    for each in invoice.settlements:
        name = f"Settled as {each.kind.words}"
        facts[name] = "; ".join(filter(None, (facts.get(name), each.amount.words)))
    return facts


def terms_words(terms: PaymentTerms) -> str:
    """`Net 30`, or the rule by its words."""
    return terms.words if terms.rule else f"Net {terms.net_terms}"


def _header(content: Content) -> dict[str, str]:
    return {
        "PO number": content.po_number,
        "Issue date": spelled_day(content.issue_date),
        "Payment terms": terms_words(content.payment_terms),
        "Early-payment discount": content.early_payment.words if content.early_payment else "",
        "Late fee": content.late_fee.words if content.late_fee else "",
        "Due date": spelled_day(content.due_date),
        "Currency": content.currency,
        "Memo": content.memo,
        **{f"{REFERENCE}{each.name}": each.value for each in content.reference_entries},
    }


def party_changes(before: Parties, after: Parties) -> tuple[Change, ...]:
    """What a reader would see change of who bills whom, and to which account."""
    return differing(
        {**party_facts(before), **unprinted_facts(before)},
        {**party_facts(after), **unprinted_facts(after)},
    )


def _line(line: LineItem) -> str:
    tax = f", {line_tax_words(line)}" if line_tax_words(line) else ""
    po = f", PO {line.po_number}" if line.po_number else ""
    po += f", PO line {line.po_line}" if line.po_line else ""
    count = counted(line.unit, line.quantity, plain(line.quantity), "en")
    off = f", less {line.discount.words}" if line.discount else ""
    listed = f" (list {line.list_price.decimal:,f})" if line.list_price else ""
    price = f"{line.unit_price.decimal:,f}{listed}"
    said = f"{line.description}: {count} × {price}{off}{tax}{po}"
    days = " – ".join(spelled_day(each) for each in (line.service_start, line.service_end) if each)
    return f"{said}, service {days}" if days else said


def line_tax_words(line: LineItem) -> str:
    """`19% tax`, `GST 5% + QST 9.975%`, or the certificate by which it is exempt."""
    if line.taxes:
        return combined(line.taxes)
    if line.certificate:
        return f"exempt by certificate {line.certificate.number}"
    return f"{plain(line.tax_rate)}% tax" if line.tax_rate else ""


def _sums(content: Content) -> dict[str, str]:
    said = content.tax_currency
    return {
        **adjustment_facts(content.as_entered.adjustments),
        "Prices": "include tax" if content.prices_include_tax else "net",
        "Tax currency": said.words if said else "",
    }


_SHORT = {
    "Account number": "account",
    "ABA routing number": "routing",
    "BIC (SWIFT code)": "BIC",
}
"""Labels that are shorter in a line of several."""


def account_words(account: BankAccount) -> str:
    """One account in a line: `Commerzbank, EUR, IBAN DE89…, BIC COBADEFFXXX, Jupiter EU GmbH`."""
    parts = (
        account.bank_name,
        account.currency,
        *(f"{_SHORT.get(field.label, field.label)} {value}" for field, value in account.parts()),
        f"reference {account.reference.value}" if account.reference else "",
        account.cheque.words if account.cheque else "",
        account.holder,
    )
    return ", ".join(part for part in parts if part)


def profile_changes(before: SenderProfile | None, after: SenderProfile) -> tuple[Change, ...]:
    """What of a legal entity is different, its bank details aside; of a new one, all there is."""
    return differing(profile_facts(before) if before else {}, profile_facts(after))


def customer_changes(before: Customer | None, after: Customer) -> tuple[Change, ...]:
    """What of a customer is different; of a new one, all there is."""
    return differing(customer_facts(before) if before else {}, customer_facts(after))


def product_changes(before: Product | None, after: Product) -> tuple[Change, ...]:
    """What of a product is different; of a new one, all there is. Legal entities stand there by
    their ids."""
    return differing(_product_facts(before) if before else {}, _product_facts(after))


def _prices(product: Product) -> dict[str, str]:
    words = zip(product.prices, product.price_words, strict=True)
    return {
        f"Price in {price.currency}": said.removeprefix(f"{price.currency} ")
        for price, said in words
    }


def _product_facts(product: Product) -> dict[str, str]:
    return {
        "Name": product.name,
        "Code": product.code,
        "Description": product.description,
        **_prices(product),
        "Unit": unit_words(product.unit, Decimal(2), "en") if product.unit else "",
        "Tax": product.tax.words if product.tax else "",
        **{f"Tax for {each.sender_profile_id}": each.tax.words for each in product.entity_taxes},
        "Catalogue": "retired" if product.retired else "in use",
    }


def workspace_changes(before: Workspace, after: Workspace) -> tuple[Change, ...]:
    """What of the team's rules is different. People stand there by their Slack
    user ids, legal entities by theirs."""
    return differing(_workspace_facts(before), _workspace_facts(after))


def _of_entity(profile_id: str) -> str:
    return f" for {profile_id}" if profile_id else ""


GROUP = "Approver group "
"""What a change of one's members begins with."""


def _group(group: ApproverGroup) -> str:
    return "deleted in Slack" if group.gone else ", ".join(group.members) or "nobody"


def _workspace_facts(workspace: Workspace) -> dict[str, str]:
    policy = workspace.policy
    return {
        "Approvers": ", ".join(policy.approvers),
        **{f"{GROUP}{each.title}": _group(each) for each in policy.groups},
        "Approvals": str(policy.approvals),
        "Larger amounts": "; ".join(
            f"from {each.currency} {each.at_least:,f}"
            f"{_of_entity(each.sender_profile_id)}: {each.approvals}"
            for each in policy.rules
        ),
        "People who confirm bank details": str(policy.bank_confirmations),
        "Hours until bank details take effect": str(policy.bank_delay_hours),
        "Days until new approvers confirm": str(policy.appointment_days),
        "Bank account in the invoice's currency": (
            "required" if policy.account_in_currency else "not required"
        ),
        "Accounts receivable": ", ".join(workspace.receivables),
        "Certain payments of bank statements": (
            "booked at once" if workspace.book_certain else "booked by a person"
        ),
        "Who may draft": ", ".join(workspace.drafters) or "every full member",
        "Who may read": workspace.readers.words,
        "Days an invoice is shown before issue": str(workspace.issue_lead_days),
        "First PO reminder after days": str(workspace.po_reminder_first_days),
        "PO reminder every days": str(workspace.po_reminder_every_days),
        "Days a renewal is proposed before the end": str(workspace.renewal_notice_days),
        "Approvers reminded after business days": str(workspace.approval_reminder_days),
        "Admins told after business days": str(workspace.approval_escalation_days),
        "Finance channel": workspace.finance_channel,
        "Deals in shared channels": "allowed" if workspace.shared_channels else "not allowed",
        "Plan": "free" if workspace.free_plan else "paid",
    }
