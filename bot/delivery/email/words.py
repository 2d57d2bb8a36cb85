"""The fixed words of a mail: a field a word or sentence, so that no language can lack one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MailWords:
    """The words of one language; `{name}` marks what is filled in.

    `hello` greets a person by name, `hello_company` a company. `subject_due` is the subject while
    something is due. Labels stand before a colon or above their value. `po_pending` is said where
    the customer pays only with a PO number, `po_none` elsewhere. The `code_` words are of the mail
    with a code: `{writer}` is the address that somebody typed on the page. The `answer_` words are
    of the mail that answers what AP wrote on the page; `forward_lead` begins the mail to whom AP
    forwarded an invoice. The `remind_` words are of reminders before the due date, on it and after
    it.
    """

    hello: str
    hello_company: str
    subject_due: str
    subject_invoice: str
    subject_credit_note: str
    sends_invoice: str
    sends_credit_note: str
    amount_due: str
    amount_credited: str
    paid_in_full: str
    total: str
    due_date: str
    po_number: str
    po_pending: str
    po_none: str
    add_po: str
    open_invoice: str
    open_credit_note: str
    no_account: str
    nothing_to_pay: str
    bank_note: str
    reply: str
    code_subject: str
    code_lead: str
    code_label: str
    code_until: str
    code_not_you: str
    answer_subject: str
    answer_lead: str
    answer_asked: str
    answer_page: str
    forward_lead: str
    remind_before_subject: str
    remind_due_subject: str
    remind_overdue_subject: str
    remind_before: str
    remind_due: str
    remind_overdue: str
    colon: str = ": "
