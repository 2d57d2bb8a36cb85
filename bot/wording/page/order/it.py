"""The customer's purchase order on the page, in Italian."""

from bot.wording.page.order.words import PageOrder

WORDS = PageOrder(
    order="Ordine d’acquisto",
    order_amount="Importo dell’ordine",
    order_with_tax="Importo dell’ordine, imposte incluse",
    order_used="Fatturato finora",
    order_left="Disponibile",
    order_exceeded="Superato di",
    order_until="Valido fino al",
    order_closed="Chiuso",
    po_upload="Caricare l’ordine d’acquisto",
    po_upload_hint="PDF, PNG, JPEG o WebP, fino a {most} MB. Il file viene inviato a {seller}.",
    po_file="Documento",
    po_upload_send="Carica il file",
    po_documents="Ordini che ha inviato",
    po_sent="Il Suo ordine è stato inviato a {seller}.",
    po_sent_text="Non deve fare altro.",
    po_read_text=(
        "Vi abbiamo letto il numero d’ordine {po_number}. Lo controlli qui sotto e lo salvi per "
        "riportarlo sulla fattura."
    ),
    po_known="{seller} ha già questo file.",
    po_known_text="Non deve fare altro.",
    po_not_sent_often="Non inviato: troppi tentativi in un minuto.",
    po_not_sent_many="Non inviato: troppi file per questa fattura.",
    po_not_sent_text="Scelga di nuovo il file più tardi oppure lo invii per e-mail.",
    po_file_large="Il file supera {most} MB.",
    po_file_kind="Questo file non è PDF, PNG, JPEG o WebP.",
    po_file_again="Scelga di nuovo il file.",
)
