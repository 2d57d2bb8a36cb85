"""The customer's purchase order on the page, in French."""

from bot.wording.page.order.words import PageOrder

WORDS = PageOrder(
    order="Commande",
    order_amount="Montant de la commande",
    order_with_tax="Montant de la commande, taxes comprises",
    order_used="Déjà facturé",
    order_left="Disponible",
    order_exceeded="Dépassement de",
    order_until="Valable jusqu’au",
    order_closed="Clôturée",
    po_upload="Envoyer le bon de commande",
    po_upload_hint=(
        "PDF, PNG, JPEG ou WebP, {most} Mo au maximum. Le fichier est transmis à {seller}."
    ),
    po_file="Fichier",
    po_upload_send="Envoyer le fichier",
    po_documents="Bons de commande que vous avez envoyés",
    po_sent="Votre bon de commande a été envoyé à {seller}.",
    po_sent_text="Vous n’avez rien d’autre à faire.",
    po_read_text=(
        "Nous y avons lu le numéro de commande {po_number}. Vérifiez-le ci-dessous, puis "
        "enregistrez-le pour qu’il figure sur la facture."
    ),
    po_known="{seller} a déjà reçu ce fichier.",
    po_known_text="Vous n’avez rien d’autre à faire.",
    po_not_sent_often="Non envoyé : trop de tentatives en une minute.",
    po_not_sent_many="Non envoyé : trop de fichiers pour cette facture.",
    po_not_sent_text="Choisissez à nouveau le fichier plus tard, ou envoyez-le par e-mail.",
    po_file_large="Le fichier dépasse {most} Mo.",
    po_file_kind="Ce fichier n’est ni un PDF, ni une image PNG, JPEG ou WebP.",
    po_file_again="Choisissez à nouveau le fichier.",
)
