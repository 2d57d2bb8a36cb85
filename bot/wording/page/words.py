"""The fixed words of the customer's page: a field a word or sentence, so that no language can
lack one. `{name}` marks what is filled in."""

from dataclasses import dataclass

from bot.wording.page.conversation.words import PageConversation
from bot.wording.page.order.words import PageOrder


@dataclass(frozen=True)
class PageLabels:
    """What stands on the invoice's page, whatever happens: headings, labels, facts, its history."""

    language_name: str
    languages: str
    invoice: str
    credit_note: str
    named_invoice: str
    named_credit_note: str
    from_seller: str
    please_check: str
    skip: str
    parties: str
    amount_due: str
    nothing_to_pay: str
    amount_credited: str
    invoice_total: str
    download_pdf: str
    view_pdf: str
    footer_writes: str
    footer_reads: str
    footer_private: str
    due_on: str
    due_soon: str
    overdue_since: str
    partly_paid: str
    paid: str
    void: str
    settled: str
    issued_for: str
    closed_paid: str
    closed_void: str
    closed_settled: str
    refunded: str
    closed_end: str
    closed_nil: str
    the_invoice: str
    the_credit_note: str
    seller: str
    bill_to: str
    lines: str
    service: str
    quantity: str
    unit_price: str
    tax: str
    amount: str
    tax_at: str
    seller_email: str
    telephone: str
    attention_to: str
    ap_contact: str
    more_contacts: str
    unconfirmed: str
    vat_id: str
    vat_number: str
    tax_id: str
    not_added: str
    issued: str
    terms: str
    net_days: str
    on_receipt: str
    early_payment: str
    due: str
    contract: str
    for_invoice: str
    replaces: str
    replaced_by: str
    credit_left: str
    subtotal: str
    discount: str
    list_price: str
    including: str
    net_of_line: str
    charge: str
    net: str
    tax_of: str
    tax_rate: str
    named_tax: str
    certificate: str
    tax_in: str
    tax_rounding: str
    total: str
    memo: str
    remit_to: str
    holder: str
    bank: str
    account: str
    routing: str
    bic: str
    currency: str
    reference: str
    copy: str
    copied: str
    copy_what: str
    bank_since: str
    bank_safe: str
    history: str
    version: str
    pdf_of_version: str
    by_ap: str
    by_ap_unverified: str
    no_file: str
    meanwhile: str
    added: str
    removed: str
    changed: str
    was_issued: str
    status: str
    address: str
    ap_email_fact: str


@dataclass(frozen=True)
class PageMessages:
    """Forms, notes and notices of one language.

    A `…_text` follows the title that stands before it; a `…_hint` stands below a field. Fields of
    forms have the names that the forms give them.
    """

    po_missing: str
    po_add: str
    po_lead: str
    po_save: str
    covers: str
    covers_invoice: str
    covers_contract: str
    optional: str
    name: str
    email: str
    po_number: str
    attention: str
    attention_hint: str
    cost_centre: str
    deliver_to: str
    po_line: str
    ap_name: str
    ap_email: str
    ap_email_hint: str
    street: str
    city: str
    region: str
    postal_code: str
    country: str
    choose_country: str
    beside: str
    nothing: str
    edit_billing: str
    edit_all: str
    your_change: str
    whole_lead: str
    references: str
    accounts_payable: str
    address_of: str
    you: str
    you_hint: str
    save_changes: str
    overwrite: str
    change_po: str
    add_po: str
    mailed_only: str
    send_me: str
    goes_to: str
    ask_for_link: str
    code_title: str
    code_heading: str
    code_lead: str
    code_label: str
    code_save: str
    code_unsaved: str
    code_by: str
    code_covers: str
    code_again: str
    code_edit: str
    mistaken: str
    too_often: str
    too_often_text: str
    too_many: str
    too_many_text: str
    overtaken: str
    overtaken_text: str
    reads_only: str
    reads_only_text: str
    closed_now_paid: str
    closed_now_void: str
    saved: str
    saved_text: str
    download_new: str
    saved_awaited: str
    saved_covered: str
    saved_mail_to: str
    same: str
    same_text: str
    gone: str
    gone_text: str
    asked: str
    asked_text: str
    sent: str
    sent_text: str
    awaited: str
    covered: str
    unchanged_text: str
    code_wrong: str
    code_wrong_text: str
    code_old: str
    code_old_text: str
    code_many: str
    code_many_text: str
    code_sent: str
    code_sent_text: str
    code_often: str
    code_often_text: str
    required: str
    too_long: str
    unprintable: str
    invalid_email: str
    payment_words: str
    check_entry: str
    check_address: str
    dead: str
    dead_text: str
    replaced: str
    replaced_text: str
    method: str
    method_text: str
    incomplete: str
    incomplete_text: str
    broken: str
    broken_text: str
    away: str
    away_text: str
    away_kept: str
    away_kept_text: str
    away_again: str
    away_send: str
    no_file_title: str
    no_file_text: str
    too_many_requests: str


@dataclass(frozen=True)
class PageWords(PageLabels, PageMessages, PageConversation, PageOrder):
    """All words of one language."""
