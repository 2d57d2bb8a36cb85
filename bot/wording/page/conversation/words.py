"""The words of what AP can say on the customer's page: a field a word or sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageConversation:
    """Of one language. A `…_text` follows the title that stands before it."""

    talk: str
    talk_lead: str
    ask: str
    ask_label: str
    ask_send: str
    said_question: str
    said_answer: str
    question_sent: str
    said_sent_text: str
    said_too_often: str
    said_too_often_text: str
    said_too_many: str
    said_too_many_text: str
    dispute: str
    dispute_send: str
    reason: str
    details: str
    choose_reason: str
    wrong_amount: str
    wrong_po: str
    not_received: str
    already_paid: str
    other: str
    promise: str
    promise_send: str
    promised: str
    promise_comment: str
    said_dispute: str
    said_promise: str
    said_resolution: str
    dispute_sent: str
    promise_sent: str
    said_closed: str
    said_closed_text: str
    more_documents: str
    papers_of: str
    all_as_zip: str
    statement: str
    statement_lead: str
    open_items: str
    open_amount: str
    closing_balance: str
    opening_balance: str
    moved_since: str
    statement_date: str
    what_moved: str
    document: str
    move_payment: str
    move_refund: str
    move_credit: str
    back_to: str
    forward: str
    forward_send: str
    colleague: str
    access: str
    access_read: str
    access_write: str
    forwarded_to: str
    forward_waits: str
    revoke: str
    revoke_link: str
    forward_sent: str
    held_sent: str
    forward_text: str
    revoked_sent: str
    revoked_text: str
    tax_form_of: str
