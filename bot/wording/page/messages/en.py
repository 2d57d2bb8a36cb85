"""The forms and messages of the customer's page in English."""

from bot.wording.page.words import PageMessages

WORDS = PageMessages(
    po_missing="Your PO number is missing",
    po_add="Add your PO number",
    po_lead=(
        "It's added to the invoice right away, and you can download the new PDF here. We'll "
        "notify {seller}."
    ),
    po_save="Save PO number",
    covers="This PO number covers",
    covers_invoice="This invoice only",
    covers_contract="This and all upcoming invoices of this contract",
    optional="optional",
    name="Your name",
    email="Your work e-mail",
    po_number="PO number",
    attention="Attention line",
    attention_hint="Printed above the address: a team, a name.",
    cost_centre="Cost centre",
    deliver_to="Deliver to",
    po_line="PO line {number}",
    ap_name="AP contact: name",
    ap_email="AP contact: e-mail",
    ap_email_hint="Where questions about this invoice go. A new address is confirmed by us first.",
    street="Street",
    city="City",
    region="State or region",
    postal_code="Postal code",
    country="Country",
    choose_country="Choose a country",
    beside="On the invoice now: {value}. Above is what you entered.",
    nothing="nothing",
    edit_billing="Edit billing details",
    edit_all="Edit PO number and billing details",
    your_change="Your change",
    whole_lead=(
        "Amounts, dates, legal names and bank details can't be changed here. Incorrect amounts "
        "are corrected with a credit note and a new invoice. Bank details can't be edited with "
        "this link, so nobody who gets hold of it can redirect your payment."
    ),
    references="References",
    accounts_payable="Accounts payable",
    address_of="Bill-to address of {customer}",
    you="You",
    you_hint="Shown in the history of this invoice.",
    save_changes="Save changes",
    overwrite="Overwrite and save",
    change_po="Change PO number or edit billing details",
    add_po="Add PO number or edit billing details",
    mailed_only=(
        "This link is view-only. The link to make changes is e-mailed only to the accounts "
        "payable contact of {customer}."
    ),
    send_me="I work in accounts payable: send me the link",
    goes_to="It goes to {mailbox}.",
    ask_for_link="This link is view-only. Ask {seller} for the link to make changes.",
    code_title="Enter the code for {number}",
    code_heading="Enter the code to save",
    code_lead=(
        "We sent a 6-digit code to {mailbox}, the accounts payable contact of this invoice. It "
        "shows {seller} that the change comes from there. What you entered is kept for an hour."
    ),
    code_label="Code from the e-mail",
    code_save="Save the change",
    code_unsaved="Not saved yet",
    code_by="By {name}, {email}",
    code_covers=(
        "The PO number also applies to all upcoming invoices of the contract once {seller} "
        "confirms it."
    ),
    code_again="Send the code again",
    code_edit="Change what you entered",
    mistaken="Please fix the following",
    too_often="Not saved: too many attempts within a minute.",
    too_often_text="What you entered is still below. Wait a minute, then save it again.",
    too_many="Not saved: too many changes are waiting for confirmation.",
    too_many_text="What you entered is still below. Try again in an hour.",
    overtaken="Not saved yet: somebody changed this invoice after you opened it.",
    overtaken_text="See what changed, check your own change below, and save again.",
    reads_only="Not saved: this link is view-only.",
    reads_only_text="See below how to get the link for making changes.",
    closed_now_paid="Not saved: this invoice is paid, so it can no longer be changed.",
    closed_now_void="Not saved: this invoice is void, so it can no longer be changed.",
    saved="Saved: {changes}.",
    saved_text="We notified {seller}.",
    download_new="Download the new PDF",
    saved_awaited="Sent to {seller} to confirm: the PO number for all upcoming invoices.",
    saved_covered="This PO number also applies to all upcoming invoices of this contract.",
    saved_mail_to=(
        "Sent to {seller} to confirm: the new AP e-mail. Until then e-mail goes to the current "
        "address."
    ),
    same="Nothing to save: the invoice already has these details.",
    same_text="There is no new version.",
    gone="That change is no longer pending.",
    gone_text="It was already saved, or it has expired. The current invoice is below.",
    asked="Sent to {seller} to confirm.",
    asked_text="It will be on the invoice once they confirm. You don't need to do anything else.",
    sent="If {mailbox} is right, the link to make changes is on its way there.",
    sent_text="It can take a minute. Check your spam folder too.",
    awaited="Sent to {seller} to confirm: PO number {po_number} for all upcoming invoices.",
    covered="Saved: PO number {po_number} also applies to all upcoming invoices of this contract.",
    unchanged_text="Nothing on this invoice has changed.",
    code_wrong="That code is not correct.",
    code_wrong_text="Nothing was saved. Check the latest e-mail and enter its six digits again.",
    code_old="This code has expired. Codes are valid for 15 minutes.",
    code_old_text="Nothing was saved yet, and nothing you entered is lost. Send the code again.",
    code_many="Too many incorrect codes for this invoice.",
    code_many_text="Nothing was saved. Try again in an hour.",
    code_sent="We sent the code again.",
    code_sent_text="It can take a minute.",
    code_often="Too many attempts.",
    code_often_text=(
        "Nothing was saved, and nothing you entered is lost. Wait a few minutes, then continue."
    ),
    required="{what} is required.",
    too_long="{what} can have {limit} characters at most; this has {length}.",
    unprintable="{what} has {character}, which the invoice cannot print.",
    invalid_email="“{typed}” is not an e-mail address.",
    payment_words=(
        "“{found}” looks like bank details. Payment instructions belong to the bank details only."
    ),
    check_entry="{what}: please check this entry; it is missing or does not fit.",
    check_address="Please check the address.",
    dead="There is no invoice at this link",
    dead_text=(
        "It may be incomplete, or replaced by a newer one. Ask whoever sent it for a new link."
    ),
    replaced="This link was replaced by a newer one",
    replaced_text=(
        "It led to an invoice from {seller}. Use the link in their latest e-mail, or ask "
        "{seller} for the new one."
    ),
    method="This link can't be used that way",
    method_text="Open it in a browser, from the message it came in.",
    incomplete="The form arrived incomplete",
    incomplete_text="Nothing was saved. Open the link again and fill in the form once more.",
    broken="Something went wrong on our side",
    broken_text="Nothing was saved. Please try again in a few minutes.",
    away="We can’t open this page right now",
    away_text="This is on our side and usually passes within a few minutes. Nothing is lost.",
    away_kept="Not saved yet: we can’t reach our records right now",
    away_kept_text=(
        "Nothing you entered is lost. Wait a moment, then send it again: it counts once."
    ),
    away_again="Try again",
    away_send="Send again",
    no_file_title="There is no {file} of {number}, version {revision}",
    no_file_text="If you need it, ask {seller}.",
    too_many_requests="Too many requests within a minute. Please wait a minute.",
)
