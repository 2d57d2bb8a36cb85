"""A contract's form, filled with what is known already: an invoice's form, or a contract."""

from contextlib import suppress

from bot.intake.contract.calendar import calendar_typed
from bot.intake.documents.adjustments import adjustments_text
from bot.intake.documents.indexation import indexation_text
from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.drafts.form import NET_PRICES, PRICES_WITH_TAX, net_fields
from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.intake.fee_invoice import OWN, WITH_NEXT
from bot.intake.invoice import line_item_of
from bot.intake.notation.milestones import parts_text
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.lines import ContractLine, OneTime, Subscription, UsageCredit
from jupiter_core.domain.contract.milestone import Milestones
from jupiter_core.domain.references import words_of
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.totals import plain

_SHARED = (
    *("customer_id", "customer_name", "sender_profile_id", "deal_channel", "currency"),
    "channel_note",
    *(
        "net_terms",
        "net_terms_days",
        "early_payment",
        "late_fee",
        "po_number",
        "memo",
        "references",
        "customer_typed",
        "not_understood",
        "adjustments",
        "prices",
    ),
    *("by_hand", "tax_rate", "tax_category"),
)


def form_of_invoice_form(form: InvoiceForm, new: ContractForm) -> ContractForm:
    """What an invoice's form has, in a contract's; its lines become fees and credits."""
    lines = tuple(_of_invoice_line(line, form.currency) for line in form.lines)
    return new.model_copy(
        update={
            **{name: getattr(form, name) for name in _SHARED},
            "lines": lines,
            "next_key": form.next_key,
        }
    )


def form_of_contract(contract: Contract) -> ContractForm:
    """A contract's shown terms, to be changed."""
    shown = contract.shown
    terms = shown.terms
    lines = tuple(_of_contract_line(f"l{n}", line) for n, line in enumerate(terms.lines, start=1))
    return ContractForm(
        contract_id=contract.id,
        seen=contract.sequence,
        name=contract.name,
        customer_id=shown.customer_id,
        customer_name=contract.customer_name,
        sender_profile_id=shown.sender_profile_id,
        deal_channel=contract.deal_channel,
        currency=terms.currency,
        start_date=terms.start_date.isoformat(),
        term_months=str(terms.term_months),
        billing_frequency=terms.billing_frequency.value,
        billing_timing=terms.billing_timing.value,
        **net_fields(terms.payment_terms),
        **calendar_typed(terms),
        early_payment=terms.early_payment.words if terms.early_payment else "",
        late_fee=terms.late_fee.typed if terms.late_fee else "",
        references=words_of(shown.own_references),
        po_number=contract.po_number,
        memo=shown.memo,
        adjustments=adjustments_text(terms.adjustments),
        adjusted=terms.adjustments,
        prices=PRICES_WITH_TAX if terms.prices_include_tax else NET_PRICES,
        taxes=", ".join(each.name for each in terms.taxes),
        lines=lines,
        next_key=len(lines) + 1,
    )


def _of_invoice_line(line: LineForm, currency: str) -> ContractLineForm:
    amount = line.unit_price
    credit = False
    with suppress(Refusal):
        item = line_item_of(line.model_copy(update={"description": "-"}), currency)
        credit = item.amount.minor < 0
        amount = f"{abs(item.amount.decimal):,f}"
    return ContractLineForm(
        key=line.key,
        kind="usage_credit" if credit else "one_time",
        description=line.description,
        amount=amount,
        tax_rate=line.tax_rate,
        tax_follows=line.tax_follows and not credit,
    )


def _of_contract_line(key: str, line: ContractLine) -> ContractLineForm:
    if isinstance(line, Subscription):
        return _of_subscription(key, line)
    form = ContractLineForm(
        key=key,
        kind=line.kind,
        description=line.description,
        amount=f"{line.amount.decimal:,f}",
        tax_rate="" if line.tax_rate is None else plain(line.tax_rate),
    )
    if isinstance(line, UsageCredit):
        expires = line.expires_on.isoformat() if line.expires_on else ""
        return form.model_copy(update={"apply": line.apply.value, "expires_on": expires})
    if isinstance(line, Milestones):
        return form.model_copy(update={"parts": parts_text(line)})
    day = line.bill_on.isoformat() if line.bill_on else ""
    own = OWN if line.own_invoice else WITH_NEXT
    said = {"bill_on": day, "own_invoice": own, "list_price": _listed(line)}
    return form.model_copy(update=said)


def _listed(line: Subscription | OneTime) -> str:
    """Its list price as typed."""
    return f"{line.list_price.decimal:,f}" if line.list_price else ""


def _of_subscription(key: str, line: Subscription) -> ContractLineForm:
    prices = (line.annual_price,) if line.annual_price else line.yearly_prices
    return ContractLineForm(
        key=key,
        kind="subscription",
        description=line.description,
        quantity=plain(line.quantity),
        unit=line.unit or "",
        annual_price=", ".join(f"{each.decimal:,f}" for each in prices),
        list_price=_listed(line),
        escalators=", ".join(
            f"{each.percent:f}% y{each.contract_year}" for each in line.escalators
        ),
        indexation=indexation_text(line.indexation) if line.indexation else "",
        discount_percent=plain(line.discount_percent) if line.discount_percent else "",
        discount_years=", ".join(map(str, line.discount_years)),
        starts_on=line.starts_on.isoformat() if line.starts_on else "",
        price_changes="\n".join(
            f"{each.from_date}: {each.annual_price.decimal:,f}" for each in line.price_changes
        ),
        quantity_changes="\n".join(
            f"{each.from_date}: {plain(each.quantity)}" for each in line.quantity_changes
        ),
        tax_rate=plain(line.tax_rate),
    )
