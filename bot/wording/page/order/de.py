"""The customer's purchase order on the page, in German."""

from bot.wording.page.order.words import PageOrder

WORDS = PageOrder(
    order="Bestellung",
    order_amount="Bestellwert",
    order_with_tax="Bestellwert einschließlich Steuer",
    order_used="Bisher berechnet",
    order_left="Verfügbar",
    order_exceeded="Überschritten um",
    order_until="Gültig bis",
    order_closed="Abgeschlossen",
    po_upload="Bestellung hochladen",
    po_upload_hint="PDF, PNG, JPEG oder WebP, bis {most} MB. Die Datei geht an {seller}.",
    po_file="Datei",
    po_upload_send="Datei hochladen",
    po_documents="Von Ihnen gesendete Bestellungen",
    po_sent="Ihre Bestellung wurde an {seller} gesendet.",
    po_sent_text="Sie müssen nichts weiter tun.",
    po_read_text=(
        "Darin haben wir die Bestellnummer {po_number} gelesen. Bitte prüfen Sie sie unten und "
        "speichern Sie, damit sie auf die Rechnung kommt."
    ),
    po_known="{seller} hat diese Datei bereits.",
    po_known_text="Sie müssen nichts weiter tun.",
    po_not_sent_often="Nicht gesendet: zu viele Versuche innerhalb einer Minute.",
    po_not_sent_many="Nicht gesendet: zu viele Dateien zu dieser Rechnung.",
    po_not_sent_text=(
        "Bitte wählen Sie die Datei später noch einmal aus oder senden Sie sie per E-Mail."
    ),
    po_file_large="Die Datei ist größer als {most} MB.",
    po_file_kind="Diese Datei ist weder PDF noch PNG, JPEG oder WebP.",
    po_file_again="Bitte wählen Sie die Datei noch einmal aus.",
)
