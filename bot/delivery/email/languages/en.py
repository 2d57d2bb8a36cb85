"""The words of a mail in English."""

from bot.delivery.email.words import MailWords

WORDS = MailWords(
    hello="Hello {name},",
    hello_company="Hello {name},",
    subject_due="Invoice {number} from {seller}: {amount}, due {day}",
    subject_invoice="Invoice {number} from {seller}",
    subject_credit_note="Credit note {number} from {seller}",
    sends_invoice="{seller} sends you invoice {number}. It is attached as a PDF.",
    sends_credit_note=(
        "{seller} sends you credit note {number} for invoice {corrects}. It is attached as a PDF."
    ),
    amount_due="Amount due",
    amount_credited="Amount credited",
    paid_in_full="Paid in full",
    total="Total",
    due_date="Due date",
    po_number="PO number",
    po_pending="PO pending.",
    po_none="No PO number yet.",
    add_po="Add it here",
    open_invoice="Open the invoice",
    open_credit_note="Open the credit note",
    no_account="No account is required.",
    nothing_to_pay="Please keep it for your records: there is nothing to pay.",
    bank_note=(
        "Our bank details are on the invoice, and they never change by e-mail. If a message says "
        "they did, please call us at a number that you already know before you pay."
    ),
    reply="Questions? Just reply to this e-mail.",
    code_subject="Your code to change invoice {number} from {seller}",
    code_lead=(
        "Someone using the address {writer} wants to change invoice {number} from "
        "{seller} on its page. If you know them, give them this code."
    ),
    code_label="Code",
    code_until="It works for 15 minutes, once.",
    code_not_you=(
        "If you did not expect this, keep the code to yourself: nothing on the invoice has changed."
    ),
    answer_subject="Answer about invoice {number} from {seller}",
    answer_lead="{person} of {seller} answered your message about invoice {number}.",
    answer_asked="You wrote",
    answer_page="The answer is on the invoice’s page too.",
    forward_lead="{person} ({email}) forwarded you invoice {number} from {seller}.",
    remind_before_subject="Invoice {number} from {seller} is due on {day}: {amount}",
    remind_due_subject="Invoice {number} from {seller} is due today: {amount}",
    remind_overdue_subject="Invoice {number} from {seller} is overdue: {amount}",
    remind_before=(
        "A friendly note that invoice {number} from {seller} is due on {day}. It is attached "
        "again as a PDF."
    ),
    remind_due=(
        "Invoice {number} from {seller} is due today. It is attached again as a PDF. If you "
        "have paid it already, thank you."
    ),
    remind_overdue=(
        "Invoice {number} from {seller} was due on {day} and is still open here. It is "
        "attached again as a PDF. If you have paid it in the last few days, thank you; if "
        "something is wrong with it, please tell us."
    ),
)
