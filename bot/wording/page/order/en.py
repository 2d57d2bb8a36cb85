"""The customer's purchase order on the page, in English."""

from bot.wording.page.order.words import PageOrder

WORDS = PageOrder(
    order="Purchase order",
    order_amount="Order amount",
    order_with_tax="Order amount including tax",
    order_used="Invoiced so far",
    order_left="Left",
    order_exceeded="Exceeded by",
    order_until="Valid until",
    order_closed="Closed",
    po_upload="Upload the purchase order",
    po_upload_hint="PDF, PNG, JPEG or WebP, up to {most} MB. The file goes to {seller}.",
    po_file="File",
    po_upload_send="Upload file",
    po_documents="Purchase orders you sent",
    po_sent="Your purchase order was sent to {seller}.",
    po_sent_text="You don't need to do anything else.",
    po_read_text=(
        "We read PO number {po_number} in it. Check it below, then save it to put it on the "
        "invoice."
    ),
    po_known="{seller} has this file already.",
    po_known_text="You don't need to do anything else.",
    po_not_sent_often="Not sent: too many attempts within a minute.",
    po_not_sent_many="Not sent: too many files for this invoice.",
    po_not_sent_text="Choose the file again later, or send it by e-mail.",
    po_file_large="The file is larger than {most} MB.",
    po_file_kind="This file is not a PDF, PNG, JPEG or WebP.",
    po_file_again="Choose the file again.",
)
