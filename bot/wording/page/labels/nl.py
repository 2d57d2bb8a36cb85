"""The labels of the customer's page in Dutch."""

from bot.wording.page.words import PageLabels

WORDS = PageLabels(
    language_name="Nederlands",
    languages="Taal",
    invoice="Factuur",
    credit_note="Creditnota",
    named_invoice="Factuur {number}",
    named_credit_note="Creditnota {number}",
    from_seller="{name} van {seller}",
    please_check="Controleer: {title}",
    skip="Naar de inhoud",
    parties="Van {seller} aan {customer}",
    amount_due="Te betalen",
    nothing_to_pay="Niets te betalen",
    amount_credited="Gecrediteerd bedrag",
    invoice_total="Factuurbedrag",
    download_pdf="PDF downloaden",
    view_pdf="PDF bekijken",
    footer_writes=(
        "Iedereen met deze link kan de factuur wijzigen: deel hem alleen binnen de "
        "crediteurenadministratie."
    ),
    footer_reads="Met deze link kunt u alleen bekijken.",
    footer_private=(
        "Alleen wie een link heeft, ziet deze pagina; ze is niet openbaar of via zoekmachines "
        "te vinden."
    ),
    due_on="Te betalen voor {day}",
    due_soon="Binnenkort te betalen, voor {day}",
    overdue_since="Achterstallig sinds {day}",
    partly_paid="Gedeeltelijk betaald",
    paid="Betaald",
    void="Ongeldig",
    settled="Vereffend",
    issued_for="Uitgegeven op {day} bij {number}",
    closed_paid="Deze factuur is betaald; {seller} dankt u. Ze kan niet meer worden gewijzigd.",
    closed_void=(
        "{seller} heeft deze factuur ongeldig verklaard: betaal haar niet. Ze kan niet meer "
        "worden gewijzigd. Het nummer blijft in gebruik, dus bewaar haar eventueel in uw "
        "administratie."
    ),
    closed_settled="Deze factuur is vereffend met creditnota {numbers}.",
    refunded="{amount} wordt aan u terugbetaald.",
    closed_end="Er is niets te betalen en ze kan niet meer worden gewijzigd.",
    closed_nil=(
        "Voor deze factuur is niets te betalen. Ze is voldaan en kan niet meer worden gewijzigd."
    ),
    the_invoice="De factuur",
    the_credit_note="De creditnota",
    seller="Van",
    bill_to="Factuur aan",
    lines="Regels",
    service="Dienst",
    quantity="Aantal",
    unit_price="Prijs per eenheid",
    tax="Belasting",
    amount="Bedrag",
    tax_at="{rate} belasting",
    seller_email="E-mail",
    telephone="Telefoon",
    attention_to="T.a.v. {name}",
    ap_contact="Contact crediteurenadministratie",
    more_contacts="Overige contacten crediteurenadministratie",
    unconfirmed="e-mail nog te bevestigen",
    vat_id="Btw-nummer",
    vat_number="Btw-nr.",
    tax_id="Fiscaal nummer",
    not_added="Nog niet opgegeven",
    issued="Factuurdatum",
    terms="Betalingstermijn",
    net_days="{days} dagen netto",
    on_receipt="Direct bij ontvangst",
    early_payment=(
        "Bij betaling uiterlijk {day} volstaat {amount}: {percent} betalingskorting ({discount})."
    ),
    due="Vervaldatum",
    contract="Contract",
    for_invoice="Bij factuur",
    replaces="Vervangt factuur",
    replaced_by="Vervangen door factuur",
    credit_left="Gebruikstegoed na deze factuur: {amount}",
    subtotal="Subtotaal",
    discount="Korting",
    list_price="Catalogusprijs {price}, min {off}",
    including="incl. belasting",
    net_of_line="Netto {amount}",
    charge="Toeslag",
    net="Nettobedrag",
    tax_of="Belasting {rate} over {net}",
    tax_rate="Belasting {rate}",
    named_tax="{tax} {rate} over {net}",
    certificate="Vrijgesteld, certificaat {number}",
    tax_in="Belasting in {currency} (koers {rate}, {source}, {day})",
    tax_rounding="Afronding in belasting {rate}",
    total="Totaal",
    memo="Opmerking",
    remit_to="Betalen aan",
    holder="Rekeninghouder",
    bank="Bank",
    account="Rekeningnummer",
    routing="Routingnummer (ABA)",
    bic="BIC (SWIFT)",
    currency="Valuta",
    reference="Betalingskenmerk",
    copy="Kopiëren",
    copied="Gekopieerd",
    copy_what="{what} kopiëren",
    bank_since=(
        "Deze bankgegevens zijn ongewijzigd sinds {day}. Laat elke wijziging telefonisch "
        "bevestigen, via een nummer dat u al kent."
    ),
    bank_safe=(
        "Op deze pagina kan niemand bankgegevens of bedragen wijzigen. Ook wie deze link in "
        "handen krijgt, kan uw betaling dus niet omleiden."
    ),
    history="Geschiedenis",
    version="Versie {number}",
    pdf_of_version="PDF van versie {number}",
    by_ap="{name}, crediteurenadministratie",
    by_ap_unverified="{name} (niet geverifieerd), crediteurenadministratie",
    no_file=(
        "{file} is niet beschikbaar voor deze factuur. Hebt u het bestand nodig, vraag het dan "
        "aan {seller}."
    ),
    meanwhile="Wat er intussen is gewijzigd",
    added="{what} toegevoegd: {new}",
    removed="{what} verwijderd: {old}",
    changed="{what}: {old} → {new}",
    was_issued="Uitgegeven",
    status="Status",
    address="Factuuradres",
    ap_email_fact="E-mail crediteurenadministratie",
)
