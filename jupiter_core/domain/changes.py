"""Differences between two versions of an invoice, in the words of people."""

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.totals import LineItem, plain


class Change(Frozen):
    """One thing that differs. `old` or `new` is empty where there was or is nothing."""

    what: str
    old: str
    new: str

    @property
    def words(self) -> str:
        """`PO number: nothing → 4500017342`."""
        return f"{self.what}: {self.old or 'nothing'} → {self.new or 'nothing'}"


def changes_between(before: Invoice, after: Invoice) -> tuple[Change, ...]:
    """What a reader of the invoice would see change, in the order of the paper."""
    old, new = _facts(before), _facts(after)
    names = dict.fromkeys((*old, *new))
    return tuple(
        Change(what=name, old=old.get(name, ""), new=new.get(name, ""))
        for name in names
        if old.get(name, "") != new.get(name, "")
    )


def _facts(invoice: Invoice) -> dict[str, str]:
    content = invoice.content
    return {
        "Status": invoice.state.words,
        "Number": invoice.number or "",
        **_header(content),
        **_parties(content),
        **{f"Line {n}": _line(each) for n, each in enumerate(content.lines, start=1)},
        "Total": f"{invoice.total.decimal:,f} {content.currency}",
        "Paid": f"{invoice.paid.decimal:,f} {content.currency}" if invoice.paid.minor else "",
        "Deal channel": invoice.deal_channel,
    }


def _header(content: Content) -> dict[str, str]:
    return {
        "PO number": content.po_number,
        "Issue date": content.issue_date.isoformat(),
        "Net terms": f"Net {content.net_terms}",
        "Due date": content.due_date.isoformat(),
        "Memo": content.memo,
    }


def _parties(content: Content) -> dict[str, str]:
    bill_to, seller, bank = content.bill_to, content.seller, content.remit_to
    return {
        "Legal entity": seller.legal_name,
        "Entity address": ", ".join(seller.address.lines()),
        "Entity e-mail": seller.email,
        "Entity telephone": seller.phone,
        "Entity tax ids": ", ".join(each.value for each in seller.tax_ids),
        "Bank account": " ".join(
            part
            for part in (
                *(bank.holder, bank.bank_name, bank.currency, bank.iban, bank.bic),
                *(bank.routing_number, bank.account_number),
            )
            if part
        ),
        "Customer": bill_to.legal_name,
        "Bill-to address": ", ".join(bill_to.address.lines()),
        "Customer tax ids": ", ".join(each.value for each in bill_to.tax_ids),
        "AP contact": bill_to.ap_contact.name,
        "AP e-mail": bill_to.ap_contact.email,
        "Attention line": bill_to.attention,
        "Cost centre": bill_to.cost_centre,
    }


def _line(line: LineItem) -> str:
    tax = f", {plain(line.tax_rate)}% tax" if line.tax_rate else ""
    return f"{line.description}: {plain(line.quantity)} × {line.unit_price.decimal:,f}{tax}"
