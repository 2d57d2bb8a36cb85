"""Events: what has happened, as others hear of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field, model_validator

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.changes import Change
from jupiter_core.domain.event_details import Details, details_in_note
from jupiter_core.domain.frozen import Frozen


class EventName(StrEnum):
    """What happened. The part before the full stop is the kind of thing that it happened to, and
    decides which scope reads the event."""

    INVOICE_CREATED = "invoice.created"
    INVOICE_EDITED = "invoice.edited"
    INVOICE_SUBMITTED = "invoice.submitted"
    INVOICE_APPROVED = "invoice.approved"
    INVOICE_APPROVAL_VOIDED = "invoice.approval_voided"
    INVOICE_CHANGES_REQUESTED = "invoice.changes_requested"
    INVOICE_ISSUED = "invoice.issued"
    INVOICE_VIEWED = "invoice.viewed"
    INVOICE_PO_NUMBER_ADDED = "invoice.po_number_added"
    INVOICE_AMENDED = "invoice.amended"
    INVOICE_PAYMENT_RECORDED = "invoice.payment_recorded"
    INVOICE_PAID = "invoice.paid"
    INVOICE_VOIDED = "invoice.voided"
    INVOICE_LINK_REPLACED = "invoice.link_replaced"
    INVOICE_SCHEDULED = "invoice.scheduled"
    INVOICE_HELD = "invoice.held"
    INVOICE_PO_NUMBER_MISSING = "invoice.po_number_missing"
    INVOICE_PO_NUMBER_CARRIED = "invoice.po_number_carried"
    INVOICE_CREDITED = "invoice.credited"
    INVOICE_E_INVOICE_ASKED_FOR = "invoice.e_invoice_asked_for"
    INVOICE_EMAIL_ASKED_FOR = "invoice.email_asked_for"
    INVOICE_EMAILED = "invoice.emailed"
    INVOICE_EMAIL_BOUNCED = "invoice.email_bounced"
    INVOICE_LINK_TO_SEND = "invoice.link_to_send"
    INVOICE_OVERDUE = "invoice.overdue"
    INVOICE_DISPUTED = "invoice.disputed"
    INVOICE_DISPUTE_RESOLVED = "invoice.dispute_resolved"
    INVOICE_PAYMENT_PROMISED = "invoice.payment_promised"
    INVOICE_REMINDERS_PAUSED = "invoice.reminders_paused"
    INVOICE_REMINDERS_RESUMED = "invoice.reminders_resumed"
    INVOICE_REMINDED = "invoice.reminded"
    INVOICE_REMINDER_HELD = "invoice.reminder_held"
    CREDIT_NOTE_ISSUED = "credit_note.issued"
    CONTRACT_CREATED = "contract.created"
    CONTRACT_EDITED = "contract.edited"
    CONTRACT_SUBMITTED = "contract.submitted"
    CONTRACT_APPROVED = "contract.approved"
    CONTRACT_CHANGES_REQUESTED = "contract.changes_requested"
    CONTRACT_PO_NUMBER_ADDED = "contract.po_number_added"
    CONTRACT_ENDED = "contract.ended"
    CREDIT_USED = "contract.credit_used"
    CREDIT_EXPIRED = "contract.credit_expired"
    BANK_DETAILS_PROPOSED = "sender_profile.bank_details_proposed"
    BANK_DETAILS_CHANGED = "sender_profile.bank_details_changed"
    WEBHOOK_ENDPOINT_DISABLED = "webhook_endpoint.disabled"
    API_KEY_MADE = "api_key.made"
    API_KEY_REVOKED = "api_key.revoked"
    API_KEY_CHANGED = "api_key.changed"
    API_KEY_SCOPES_PROPOSED = "api_key.scopes_proposed"
    API_KEY_SCOPES_GRANTED = "api_key.scopes_granted"
    API_KEY_SCOPES_DISCARDED = "api_key.scopes_discarded"
    BANK_DETAILS_CONFIRMED = "sender_profile.bank_details_confirmed"
    BANK_DETAILS_CANCELLED = "sender_profile.bank_details_cancelled"
    SENDER_PROFILE_CREATED = "sender_profile.created"
    SENDER_PROFILE_CHANGED = "sender_profile.changed"
    SENDER_PROFILE_NAME_PROPOSED = "sender_profile.name_proposed"
    SENDER_PROFILE_NAME_CONFIRMED = "sender_profile.name_confirmed"
    SENDER_PROFILE_NAME_CANCELLED = "sender_profile.name_cancelled"
    WORKSPACE_CHANGED = "workspace.changed"
    POLICY_PROPOSED = "workspace.policy_proposed"
    POLICY_CHANGED = "workspace.policy_changed"
    POLICY_DISCARDED = "workspace.policy_discarded"
    SETUP_APPLIED = "workspace.setup_applied"
    ANCHOR_GIVEN_UP = "workspace.anchor_given_up"
    INVOICE_LOOK_ALIKE_APPROVED = "invoice.look_alike_approved"
    CONTRACT_LOOK_ALIKE_APPROVED = "contract.look_alike_approved"
    LOOK_ALIKE_PEOPLE = "workspace.look_alike_people"
    CUSTOMER_CREATED = "customer.created"
    CUSTOMER_CHANGED = "customer.changed"
    INVOICE_EMAIL_WAITS = "invoice.email_waits"
    INVOICE_EMAIL_WITHHELD = "invoice.email_withheld"

    INVOICE_PAYMENT_REVERSED = "invoice.payment_reversed"
    INVOICE_PAYMENT_RELEASED = "invoice.payment_released"
    INVOICE_SETTLED = "invoice.settled"
    INVOICE_SETTLEMENT_UNDONE = "invoice.settlement_undone"
    INVOICE_REFUNDED = "invoice.refunded"
    INVOICE_REFUND_UNDONE = "invoice.refund_undone"
    PAYMENT_RECORDED = "payment.recorded"
    PAYMENT_APPLIED = "payment.applied"
    PAYMENT_RELEASED = "payment.released"
    PAYMENT_REFUNDED = "payment.refunded"
    PAYMENT_REFUND_UNDONE = "payment.refund_undone"
    PAYMENT_REVERSED = "payment.reversed"

    INVOICE_AP_EMAIL_PROPOSED = "invoice.ap_email_proposed"
    INVOICE_AP_EMAIL_CONFIRMED = "invoice.ap_email_confirmed"
    INVOICE_AP_EMAIL_DISCARDED = "invoice.ap_email_discarded"
    INVOICE_CHANGE_HELD = "invoice.change_held"
    INVOICE_CHANGE_PROPOSED = "invoice.change_proposed"
    INVOICE_CHANGE_CONFIRMED = "invoice.change_confirmed"
    INVOICE_CHANGE_DISCARDED = "invoice.change_discarded"
    INVOICE_AP_LINK_TAKEN = "invoice.ap_link_taken"
    INVOICE_FORWARDED = "invoice.forwarded"
    INVOICE_FORWARD_PROPOSED = "invoice.forward_proposed"
    INVOICE_FORWARD_CONFIRMED = "invoice.forward_confirmed"
    INVOICE_FORWARD_REVOKED = "invoice.forward_revoked"
    INVOICE_QUESTION_ASKED = "invoice.question_asked"
    INVOICE_QUESTION_ANSWERED = "invoice.question_answered"
    CONTRACT_PO_NUMBER_PROPOSED = "contract.po_number_proposed"
    CONTRACT_PO_NUMBER_DISCARDED = "contract.po_number_discarded"
    WEBHOOK_ENDPOINT_CREATED = "webhook_endpoint.created"
    WEBHOOK_ENDPOINT_CHANGED = "webhook_endpoint.changed"
    WEBHOOK_ENDPOINT_REMOVED = "webhook_endpoint.removed"
    WEBHOOK_ENDPOINT_ROTATED = "webhook_endpoint.secret_rotated"
    WEBHOOK_ENDPOINT_TESTED = "webhook_endpoint.tested"
    WORKSPACE_ERASED = "workspace.erased"
    INVOICE_CHANNEL_CHANGED = "invoice.channel_changed"
    CONTRACT_CHANNEL_CHANGED = "contract.channel_changed"
    PURCHASE_ORDER_RECORDED = "purchase_order.recorded"
    PURCHASE_ORDER_CHANGED = "purchase_order.changed"
    PURCHASE_ORDER_CLOSED = "purchase_order.closed"
    INVOICE_PO_NEARLY_USED = "invoice.po_nearly_used"
    INVOICE_PO_EXPIRES = "invoice.po_expires"
    INVOICE_REISSUED = "invoice.reissued"
    INVOICE_REPLACED = "invoice.replaced"
    CONTRACT_RENEWAL_PROPOSED = "contract.renewal_proposed"
    CONTRACT_RENEWAL_DISMISSED = "contract.renewal_dismissed"
    CONTRACT_RENEWED = "contract.renewed"
    INVOICE_APPROVAL_REMINDED = "invoice.approval_reminded"
    CONTRACT_APPROVAL_REMINDED = "contract.approval_reminded"
    APPROVAL_ESCALATED = "workspace.approval_escalated"
    PERSON_LEFT = "workspace.person_left"
    EXPORTED = "workspace.exported"
    TAX_FORM_CHANGED = "sender_profile.tax_form_changed"
    LEDGER_ACCOUNTS_CHANGED = "sender_profile.ledger_accounts_changed"
    IMPORTED = "workspace.imported"
    PRODUCT_CREATED = "product.created"
    PRODUCT_CHANGED = "product.changed"
    INVOICE_PO_DOCUMENT_RECEIVED = "invoice.po_document_received"
    DELEGATE_NAMED = "workspace.delegate_named"
    DELEGATION_ENDED = "workspace.delegation_ended"
    INVOICE_APPROVAL_REASSIGNED = "invoice.approval_reassigned"
    CONTRACT_APPROVAL_REASSIGNED = "contract.approval_reassigned"
    INVOICE_CARRIED_OVER = "invoice.carried_over"

    @property
    def action(self) -> str:
        """What was done, without to what: `po number added`."""
        return self.value.partition(".")[2].replace("_", " ")

    APPROVER_GROUP_CHANGED = "workspace.approver_group_changed"
    INVOICE_UPLOADED = "invoice.uploaded"
    INVOICE_UPLOAD_UNDONE = "invoice.upload_undone"
    INVOICE_PORTAL_FILES_ASKED_FOR = "invoice.portal_files_asked_for"
    CONTRACT_MILESTONE_ACCEPTED = "contract.milestone_accepted"
    CONTRACT_MILESTONE_EXPECTED = "contract.milestone_expected"
    INVOICE_UPLOAD_REMINDED = "invoice.upload_reminded"
    CONTRACT_INDEX_ASKED = "contract.index_asked"
    MESSAGES_RESENT = "workspace.messages_resent"
    MESSAGES_RELEASED = "workspace.messages_released"
    INVOICE_MESSAGE_UNDELIVERED = "invoice.message_undelivered"
    INVOICE_MESSAGE_RESENT = "invoice.message_resent"
    CONTRACT_MESSAGE_UNDELIVERED = "contract.message_undelivered"
    CONTRACT_MESSAGE_RESENT = "contract.message_resent"
    WORKSPACE_MESSAGE_UNDELIVERED = "workspace.message_undelivered"


class Event(Frozen):
    """One fact. `subject_id` is the invoice, contract, payment, legal entity, customer, product,
    API key, webhook endpoint or workspace; `sequence` its version, where it has any. `note` is what
    somebody wrote, `details` what the app knows."""

    id: str
    workspace_id: str
    name: EventName
    subject_id: str
    sequence: int = 0
    at: datetime
    by: Actor
    changes: tuple[Change, ...] = ()
    note: str = ""
    details: Details | None = Field(default=None, exclude_if=lambda details: details is None)

    @model_validator(mode="before")
    @classmethod
    def _with_fields_of_note(cls, given: Any) -> Any:
        """Events of before they had details said them in their note, and are still stored so."""
        note = given.get("note") if isinstance(given, dict) else ""
        if not note or given.get("details"):
            return given
        details = details_in_note(str(given.get("name")), note)
        return {**given, "note": "", "details": details} if details else given

    @property
    def words(self) -> str:
        """Its details and its note as one text; either may be empty."""
        return ": ".join(filter(None, (self.details.words if self.details else "", self.note)))
