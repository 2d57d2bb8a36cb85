"""The customer's purchase order on the page, in Dutch."""

from bot.wording.page.order.words import PageOrder

WORDS = PageOrder(
    order="Inkooporder",
    order_amount="Orderbedrag",
    order_with_tax="Orderbedrag inclusief belasting",
    order_used="Tot nu toe gefactureerd",
    order_left="Beschikbaar",
    order_exceeded="Overschreden met",
    order_until="Geldig tot en met",
    order_closed="Gesloten",
    po_upload="Inkooporder uploaden",
    po_upload_hint="PDF, PNG, JPEG of WebP, maximaal {most} MB. Het bestand gaat naar {seller}.",
    po_file="Bestand",
    po_upload_send="Bestand uploaden",
    po_documents="Inkooporders die u hebt gestuurd",
    po_sent="Uw inkooporder is naar {seller} gestuurd.",
    po_sent_text="U hoeft verder niets te doen.",
    po_read_text=(
        "We lazen daarin inkoopordernummer {po_number}. Controleer het hieronder en sla het op "
        "om het op de factuur te zetten."
    ),
    po_known="{seller} heeft dit bestand al.",
    po_known_text="U hoeft verder niets te doen.",
    po_not_sent_often="Niet verstuurd: te veel pogingen binnen een minuut.",
    po_not_sent_many="Niet verstuurd: te veel bestanden voor deze factuur.",
    po_not_sent_text="Kies het bestand later opnieuw, of stuur het per e-mail.",
    po_file_large="Het bestand is groter dan {most} MB.",
    po_file_kind="Dit bestand is geen PDF, PNG, JPEG of WebP.",
    po_file_again="Kies het bestand opnieuw.",
)
