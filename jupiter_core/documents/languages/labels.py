"""The fixed words of the paper: a field a word or sentence, so that no language can lack one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DocumentLabels:
    """The words of one language; `{name}` marks what is filled in.

    `tax` is any country's, `vat` that of a European seller, `consumption_tax` that of a Japanese
    one, whose tax id is a `registration_number`. An invoice is settled where credit notes took
    off what was not paid. `revisions` says what a revision brought, by the last part of the
    event's name. `payment_code` and `logo_of` are heard, not seen.
    """

    name: str
    invoice: str
    credit_note: str
    named_invoice: str
    named_credit_note: str
    draft_invoice: str
    draft_credit_note: str
    draft_for: str
    draft: str
    void: str
    paid_stamp: str
    settled_stamp: str
    opening: str
    named_opening: str
    not_an_invoice: str
    do_not_pay_draft: str
    do_not_pay_void: str
    for_invoice: str
    replaces: str
    corrected: str
    issue_date: str
    due_date: str
    terms: str
    net_days: str
    on_receipt: str
    early_payment: str
    po_number: str
    po_pending: str
    amount_due: str
    due_by: str
    amount_credited: str
    nothing_to_pay: str
    paid_in_full: str
    settled: str
    settled_in_full: str
    paid_on: str
    settled_on: str
    bill_to: str
    attention: str
    ap_contact: str
    cost_centre: str
    buyer_reference: str
    contract: str
    deliver_to: str
    po_line: str
    credit_left: str
    description: str
    quantity: str
    unit_price: str
    amount_in: str
    including: str
    net_of_line: str
    tax: str
    vat: str
    consumption_tax: str
    tax_of: str
    tax_rounding: str
    tax_in: str
    certificate: str
    tax_id: str
    registration_number: str
    vat_id: str
    carried: str
    brought: str
    subtotal: str
    discount: str
    list_price: str
    charge: str
    net: str
    total: str
    total_with_tax: str
    paid: str
    remit_to: str
    holder: str
    bank: str
    account: str
    routing: str
    account_currency: str
    reference: str
    bank_later: str
    bank_note: str
    scan_to_pay: str
    payment_code: str
    logo_of: str
    memo: str
    made_with: str
    page_of: str
    registered_office: str
    company_register: str
    directors: str
    share_capital: str
    supply_date: str
    supply_period: str
    revision: str
    revisions: dict[str, str]
    reverse_charge: str
    intra_community: str
    export: str
    exempt: str
    iban: str = "IBAN"
    bic: str = "BIC / SWIFT"
