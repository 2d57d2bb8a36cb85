"""The labels of the customer's page in French."""

from bot.wording.page.words import PageLabels

WORDS = PageLabels(
    language_name="Français",
    languages="Langue",
    invoice="Facture",
    credit_note="Avoir",
    named_invoice="Facture {number}",
    named_credit_note="Avoir {number}",
    from_seller="{name} de {seller}",
    please_check="À vérifier : {title}",
    skip="Aller au contenu",
    parties="De {seller} à {customer}",
    amount_due="Montant à payer",
    nothing_to_pay="Rien à payer",
    amount_credited="Montant crédité",
    invoice_total="Montant de la facture",
    download_pdf="Télécharger le PDF",
    view_pdf="Afficher le PDF",
    footer_writes=(
        "Toute personne disposant de ce lien peut modifier la facture : ne le partagez qu’au "
        "sein de la comptabilité fournisseurs."
    ),
    footer_reads="Ce lien permet uniquement la consultation.",
    footer_private=(
        "Seules les personnes disposant d’un lien voient cette page ; elle n’est ni publique "
        "ni référencée."
    ),
    due_on="À régler le {day}",
    due_soon="À régler bientôt, le {day}",
    overdue_since="En retard depuis le {day}",
    partly_paid="Partiellement payée",
    paid="Payée",
    void="Annulée",
    settled="Soldée",
    issued_for="Émis le {day} pour {number}",
    closed_paid=(
        "Cette facture est payée ; {seller} vous remercie. Elle ne peut plus être modifiée."
    ),
    closed_void=(
        "{seller} a annulé cette facture : ne la payez pas. Elle ne peut plus être modifiée. "
        "Son numéro reste attribué ; vous pouvez la conserver dans vos dossiers."
    ),
    closed_settled="Cette facture est soldée par l’avoir {numbers}.",
    refunded="{amount} vous seront remboursés.",
    closed_end="Rien n’est à payer, et elle ne peut plus être modifiée.",
    closed_nil=(
        "Cette facture n’appelle aucun paiement. Elle est soldée et ne peut plus être modifiée."
    ),
    the_invoice="La facture",
    the_credit_note="L’avoir",
    seller="De",
    bill_to="Facturé à",
    lines="Lignes",
    service="Prestation",
    quantity="Quantité",
    unit_price="Prix unitaire",
    tax="Taxe",
    amount="Montant",
    tax_at="taxe {rate}",
    seller_email="E-mail",
    telephone="Téléphone",
    attention_to="À l’attention de {name}",
    ap_contact="Contact comptabilité fournisseurs",
    more_contacts="Autres contacts comptabilité fournisseurs",
    unconfirmed="e-mail à confirmer",
    vat_id="N° de TVA",
    vat_number="N° de TVA",
    tax_id="N° fiscal",
    not_added="Pas encore indiqué",
    issued="Date d’émission",
    terms="Conditions de paiement",
    net_days="{days} jours nets",
    on_receipt="À réception",
    early_payment=(
        "Pour un paiement au plus tard le {day}, {amount} suffisent : escompte de "
        "{percent} ({discount})."
    ),
    due="Date d’échéance",
    contract="Contrat",
    for_invoice="Pour la facture",
    replaces="Remplace la facture",
    replaced_by="Remplacée par la facture",
    credit_left="Crédit d’utilisation restant après cette facture : {amount}",
    subtotal="Sous-total",
    discount="Remise",
    list_price="Prix catalogue {price}, moins {off}",
    including="TTC",
    net_of_line="HT {amount}",
    charge="Frais",
    net="Total hors taxes",
    tax_of="Taxe {rate} sur {net}",
    tax_rate="Taxe {rate}",
    named_tax="{tax} {rate} sur {net}",
    certificate="Exonéré, certificat {number}",
    tax_in="Taxe en {currency} (taux de change {rate}, {source}, {day})",
    tax_rounding="Arrondi compris dans taxe {rate}",
    total="Total",
    memo="Remarque",
    remit_to="Paiement à",
    holder="Titulaire du compte",
    bank="Banque",
    account="Numéro de compte",
    routing="Numéro de routage (ABA)",
    bic="BIC (SWIFT)",
    currency="Devise",
    reference="Référence du paiement",
    copy="Copier",
    copied="Copié",
    copy_what="Copier : {what}",
    bank_since=(
        "Ces coordonnées bancaires sont inchangées depuis le {day}. Faites confirmer tout "
        "changement par téléphone, à un numéro que vous connaissez déjà."
    ),
    bank_safe=(
        "Les coordonnées bancaires et les montants ne peuvent pas être modifiés sur cette page "
        ": même une personne qui obtiendrait ce lien ne pourrait pas détourner votre paiement."
    ),
    history="Historique",
    version="Version {number}",
    pdf_of_version="PDF de la version {number}",
    by_ap="{name}, comptabilité fournisseurs",
    by_ap_unverified="{name} (non vérifié), comptabilité fournisseurs",
    no_file=(
        "{file} n’est pas disponible pour cette facture. Si vous en avez besoin, contactez "
        "{seller}."
    ),
    meanwhile="Ce qui a changé entre-temps",
    added="{what}, ajout : {new}",
    removed="{what}, suppression : {old}",
    changed="{what} : {old} → {new}",
    was_issued="Émise",
    status="Statut",
    address="Adresse de facturation",
    ap_email_fact="E-mail de la comptabilité fournisseurs",
)
