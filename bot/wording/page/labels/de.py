"""The labels of the customer's page in German."""

from bot.wording.page.words import PageLabels

WORDS = PageLabels(
    language_name="Deutsch",
    languages="Sprache",
    invoice="Rechnung",
    credit_note="Rechnungskorrektur",
    named_invoice="Rechnung {number}",
    named_credit_note="Rechnungskorrektur {number}",
    from_seller="{name} von {seller}",
    please_check="Bitte prüfen: {title}",
    skip="Zum Inhalt springen",
    parties="Von {seller} an {customer}",
    amount_due="Zu zahlen",
    nothing_to_pay="Nichts zu zahlen",
    amount_credited="Gutgeschriebener Betrag",
    invoice_total="Rechnungsbetrag",
    download_pdf="PDF herunterladen",
    view_pdf="PDF ansehen",
    footer_writes=(
        "Wer diesen Link hat, kann die Rechnung ändern: Geben Sie ihn nur innerhalb der "
        "Kreditorenbuchhaltung weiter."
    ),
    footer_reads="Dieser Link erlaubt nur das Ansehen.",
    footer_private=(
        "Diese Seite ist nur mit einem Link zu sehen; sie ist weder öffentlich noch über "
        "Suchmaschinen auffindbar."
    ),
    due_on="Fällig am {day}",
    due_soon="Bald fällig, am {day}",
    overdue_since="Überfällig seit {day}",
    partly_paid="Teilweise bezahlt",
    paid="Bezahlt",
    void="Ungültig",
    settled="Ausgeglichen",
    issued_for="Ausgestellt am {day} zu {number}",
    closed_paid=(
        "Diese Rechnung ist bezahlt; {seller} dankt Ihnen. Sie kann nicht mehr geändert werden."
    ),
    closed_void=(
        "{seller} hat diese Rechnung für ungültig erklärt: Bitte zahlen Sie sie nicht. Sie "
        "kann nicht mehr geändert werden. Ihre Nummer bleibt vergeben; bewahren Sie sie "
        "gegebenenfalls bei Ihren Unterlagen auf."
    ),
    closed_settled="Diese Rechnung ist durch Rechnungskorrektur {numbers} ausgeglichen.",
    refunded="{amount} werden Ihnen erstattet.",
    closed_end="Es ist nichts zu zahlen, und sie kann nicht mehr geändert werden.",
    closed_nil=(
        "Diese Rechnung ist beglichen: Es ist nichts zu zahlen, und sie kann nicht mehr geändert "
        "werden."
    ),
    the_invoice="Die Rechnung",
    the_credit_note="Die Rechnungskorrektur",
    seller="Von",
    bill_to="Rechnung an",
    lines="Positionen",
    service="Leistung",
    quantity="Menge",
    unit_price="Einzelpreis",
    tax="Steuer",
    amount="Betrag",
    tax_at="{rate} Steuer",
    seller_email="E-Mail",
    telephone="Telefon",
    attention_to="z. Hd. {name}",
    ap_contact="Ansprechpartner",
    more_contacts="Weitere Ansprechpartner",
    unconfirmed="E-Mail noch nicht bestätigt",
    vat_id="USt-IdNr.",
    vat_number="USt-Nr.",
    tax_id="Steuernummer",
    not_added="Noch nicht angegeben",
    issued="Rechnungsdatum",
    terms="Zahlungsziel",
    net_days="{days} Tage netto",
    on_receipt="Sofort bei Erhalt",
    early_payment=("Bei Zahlung bis {day} genügen {amount}: {percent} Skonto ({discount})."),
    due="Fällig am",
    contract="Vertrag",
    for_invoice="Zu Rechnung",
    replaces="Ersetzt Rechnung",
    replaced_by="Ersetzt durch Rechnung",
    credit_left="Nutzungsguthaben nach dieser Rechnung: {amount}",
    subtotal="Zwischensumme",
    discount="Rabatt",
    list_price="Listenpreis {price}, abzüglich {off}",
    including="inkl. Steuer",
    net_of_line="Netto {amount}",
    charge="Zuschlag",
    net="Nettosumme",
    tax_of="Steuer {rate} auf {net}",
    tax_rate="Steuer {rate}",
    named_tax="{tax} {rate} auf {net}",
    certificate="Steuerbefreit, Bescheinigung {number}",
    tax_in="Steuer in {currency} (Kurs {rate}, {source}, {day})",
    tax_rounding="Rundung in Steuer {rate}",
    total="Gesamtbetrag",
    memo="Anmerkung",
    remit_to="Zahlung an",
    holder="Kontoinhaber",
    bank="Bank",
    account="Kontonummer",
    routing="Routing-Nummer (ABA)",
    bic="BIC (SWIFT)",
    currency="Währung",
    reference="Verwendungszweck",
    copy="Kopieren",
    copied="Kopiert",
    copy_what="{what} kopieren",
    bank_since=(
        "Diese Bankverbindung gilt unverändert seit {day}. Lassen Sie sich jede Änderung "
        "telefonisch bestätigen, unter einer Ihnen schon bekannten Nummer."
    ),
    bank_safe=(
        "Bankverbindung und Beträge lassen sich auf dieser Seite nicht ändern. Auch wer in den "
        "Besitz dieses Links kommt, kann Ihre Zahlung also nicht umleiten."
    ),
    history="Verlauf",
    version="Version {number}",
    pdf_of_version="PDF der Version {number}",
    by_ap="{name}, Kreditorenbuchhaltung",
    by_ap_unverified="{name} (nicht bestätigt), Kreditorenbuchhaltung",
    no_file=(
        "{file} ist für diese Rechnung nicht verfügbar. Wenn Sie die Datei benötigen, wenden "
        "Sie sich bitte an {seller}."
    ),
    meanwhile="Was sich inzwischen geändert hat",
    added="{what} ergänzt: {new}",
    removed="{what} entfernt: {old}",
    changed="{what}: {old} → {new}",
    was_issued="Ausgestellt",
    status="Status",
    address="Rechnungsadresse",
    ap_email_fact="E-Mail der Kreditorenbuchhaltung",
)
