"""The forms and messages of the customer's page in German."""

from bot.wording.page.words import PageMessages

WORDS = PageMessages(
    po_missing="Ihre Bestellnummer fehlt",
    po_add="Bestellnummer ergänzen",
    po_lead=(
        "Sie erscheint sofort auf der Rechnung, und das neue PDF steht hier zum Herunterladen "
        "bereit. Wir benachrichtigen {seller}."
    ),
    po_save="Bestellnummer speichern",
    covers="Diese Bestellnummer gilt für",
    covers_invoice="Nur diese Rechnung",
    covers_contract="Diese und alle künftigen Rechnungen dieses Vertrags",
    optional="freiwillig",
    name="Ihr Name",
    email="Ihre geschäftliche E-Mail-Adresse",
    po_number="Bestellnummer",
    attention="Zu Händen",
    attention_hint="Steht über der Adresse: ein Team oder ein Name.",
    cost_centre="Kostenstelle",
    deliver_to="Lieferadresse",
    po_line="Bestellposition {number}",
    ap_name="Kreditorenbuchhaltung: Name",
    ap_email="Kreditorenbuchhaltung: E-Mail",
    ap_email_hint=(
        "Dorthin gehen Fragen zu dieser Rechnung. Eine neue Adresse wird zuerst von uns bestätigt."
    ),
    street="Straße und Hausnummer",
    city="Ort",
    region="Bundesland oder Region",
    postal_code="Postleitzahl",
    country="Land",
    choose_country="Land auswählen",
    beside="Jetzt auf der Rechnung: {value}. Oben steht Ihre Eingabe.",
    nothing="nichts",
    edit_billing="Rechnungsangaben bearbeiten",
    edit_all="Bestellnummer und Rechnungsangaben bearbeiten",
    your_change="Ihre Änderung",
    whole_lead=(
        "Beträge, Daten, Firmennamen und Bankverbindung lassen sich hier nicht ändern. Falsche "
        "Beträge werden mit einer Rechnungskorrektur und einer neuen Rechnung berichtigt. Die "
        "Bankverbindung lässt sich mit diesem Link nicht bearbeiten; niemand, der in seinen "
        "Besitz kommt, kann also Ihre Zahlung umleiten."
    ),
    references="Referenzen",
    accounts_payable="Kreditorenbuchhaltung",
    address_of="Rechnungsadresse von {customer}",
    you="Ihre Angaben",
    you_hint="Sie erscheinen im Verlauf dieser Rechnung.",
    save_changes="Änderungen speichern",
    overwrite="Überschreiben und speichern",
    change_po="Bestellnummer ändern oder Rechnungsangaben bearbeiten",
    add_po="Bestellnummer ergänzen oder Rechnungsangaben bearbeiten",
    mailed_only=(
        "Dieser Link erlaubt nur das Ansehen. Der Link zum Ändern geht per E-Mail "
        "ausschließlich an die Kreditorenbuchhaltung von {customer}."
    ),
    send_me="Ich arbeite in der Kreditorenbuchhaltung: Link zusenden",
    goes_to="Er geht an {mailbox}.",
    ask_for_link=(
        "Dieser Link erlaubt nur das Ansehen. Den Link zum Ändern erhalten Sie von {seller}."
    ),
    code_title="Code für {number} eingeben",
    code_heading="Zum Speichern den Code eingeben",
    code_lead=(
        "Wir haben einen sechsstelligen Code an {mailbox} gesendet, den Kontakt in der "
        "Kreditorenbuchhaltung für diese Rechnung. Er zeigt {seller}, dass die Änderung von "
        "dort kommt. Ihre Eingaben bleiben eine Stunde lang gespeichert."
    ),
    code_label="Code aus der E-Mail",
    code_save="Änderung speichern",
    code_unsaved="Noch nicht gespeichert",
    code_by="Von {name}, {email}",
    code_covers=(
        "Die Bestellnummer gilt auch für alle künftigen Rechnungen des Vertrags, sobald "
        "{seller} sie bestätigt."
    ),
    code_again="Code erneut senden",
    code_edit="Eingaben ändern",
    mistaken="Bitte korrigieren Sie Folgendes",
    too_often="Nicht gespeichert: zu viele Versuche innerhalb einer Minute.",
    too_often_text=(
        "Ihre Eingaben stehen noch unten. Bitte warten Sie eine Minute und speichern Sie dann "
        "erneut."
    ),
    too_many="Nicht gespeichert: Zu viele Änderungen warten auf Bestätigung.",
    too_many_text="Ihre Eingaben stehen noch unten. Bitte versuchen Sie es in einer Stunde erneut.",
    overtaken=(
        "Noch nicht gespeichert: Jemand hat diese Rechnung geändert, nachdem Sie sie geöffnet "
        "haben."
    ),
    overtaken_text=(
        "Sehen Sie nach, was sich geändert hat, prüfen Sie unten Ihre eigene Änderung und "
        "speichern Sie erneut."
    ),
    reads_only="Nicht gespeichert: Dieser Link erlaubt nur das Ansehen.",
    reads_only_text="Unten steht, wie Sie den Link zum Ändern erhalten.",
    closed_now_paid=(
        "Nicht gespeichert: Diese Rechnung ist bezahlt und kann nicht mehr geändert werden."
    ),
    closed_now_void=(
        "Nicht gespeichert: Diese Rechnung ist ungültig und kann nicht mehr geändert werden."
    ),
    saved="Gespeichert: {changes}.",
    saved_text="Wir haben {seller} benachrichtigt.",
    download_new="Neues PDF herunterladen",
    saved_awaited=(
        "Zur Bestätigung an {seller} gesendet: die Bestellnummer für alle künftigen Rechnungen."
    ),
    saved_covered="Diese Bestellnummer gilt auch für alle künftigen Rechnungen dieses Vertrags.",
    saved_mail_to=(
        "Zur Bestätigung an {seller} gesendet: die neue E-Mail-Adresse der "
        "Kreditorenbuchhaltung. Bis dahin gehen E-Mails an die bisherige Adresse."
    ),
    same="Nichts zu speichern: Die Rechnung enthält diese Angaben bereits.",
    same_text="Es gibt keine neue Version.",
    gone="Diese Änderung steht nicht mehr aus.",
    gone_text=(
        "Sie wurde bereits gespeichert oder ist abgelaufen. Unten sehen Sie die aktuelle Rechnung."
    ),
    asked="Zur Bestätigung an {seller} gesendet.",
    asked_text=(
        "Die Änderung erscheint auf der Rechnung, sobald sie bestätigt ist. Sie brauchen "
        "nichts weiter zu tun."
    ),
    sent="Wenn {mailbox} stimmt, ist der Link zum Ändern dorthin unterwegs.",
    sent_text="Das kann eine Minute dauern. Sehen Sie auch im Spam-Ordner nach.",
    awaited=(
        "Zur Bestätigung an {seller} gesendet: Bestellnummer {po_number} für alle künftigen "
        "Rechnungen."
    ),
    covered=(
        "Gespeichert: Bestellnummer {po_number} gilt auch für alle künftigen Rechnungen dieses "
        "Vertrags."
    ),
    unchanged_text="An dieser Rechnung hat sich nichts geändert.",
    code_wrong="Dieser Code ist nicht richtig.",
    code_wrong_text=(
        "Es wurde nichts gespeichert. Bitte geben Sie die sechs Ziffern aus der neuesten "
        "E-Mail erneut ein."
    ),
    code_old="Dieser Code ist abgelaufen. Codes gelten 15 Minuten.",
    code_old_text=(
        "Es wurde noch nichts gespeichert, und Ihre Eingaben sind nicht verloren. Lassen Sie "
        "den Code erneut senden."
    ),
    code_many="Zu viele falsche Codes für diese Rechnung.",
    code_many_text="Es wurde nichts gespeichert. Bitte versuchen Sie es in einer Stunde erneut.",
    code_sent="Wir haben den Code erneut gesendet.",
    code_sent_text="Das kann eine Minute dauern.",
    code_often="Zu viele Versuche.",
    code_often_text=(
        "Es wurde nichts gespeichert, und Ihre Eingaben sind nicht verloren. Bitte warten Sie "
        "einige Minuten."
    ),
    required="Pflichtfeld: {what}.",
    too_long="{what}: höchstens {limit} Zeichen; das sind {length}.",
    unprintable="{what} enthält {character}; das kann die Rechnung nicht darstellen.",
    invalid_email="„{typed}“ ist keine E-Mail-Adresse.",
    payment_words=(
        "„{found}“ sieht nach einer Bankverbindung aus. Zahlungsanweisungen gehören nur in "
        "die Angaben zur Bankverbindung."
    ),
    check_entry="{what}: Bitte prüfen Sie die Angabe; sie fehlt oder passt nicht.",
    check_address="Bitte prüfen Sie die Adresse.",
    dead="Unter diesem Link gibt es keine Rechnung",
    dead_text=(
        "Er ist vielleicht unvollständig oder wurde durch einen neuen ersetzt. Bitten Sie den "
        "Absender um einen neuen Link."
    ),
    replaced="Dieser Link wurde durch einen neuen ersetzt",
    replaced_text=(
        "Er führte zu einer Rechnung von {seller}. Verwenden Sie den Link aus der neuesten "
        "E-Mail oder fragen Sie {seller} nach dem neuen."
    ),
    method="So lässt sich dieser Link nicht verwenden",
    method_text="Öffnen Sie ihn im Browser, aus der Nachricht, in der er kam.",
    incomplete="Das Formular kam unvollständig an",
    incomplete_text=(
        "Es wurde nichts gespeichert. Öffnen Sie den Link erneut und füllen Sie das Formular "
        "noch einmal aus."
    ),
    broken="Bei uns ist ein Fehler aufgetreten",
    broken_text="Es wurde nichts gespeichert. Bitte versuchen Sie es in einigen Minuten erneut.",
    away="Diese Seite lässt sich gerade nicht öffnen",
    away_text="Das liegt an uns und ist meist nach wenigen Minuten vorbei. Es ist nichts verloren.",
    away_kept="Noch nicht gespeichert: Unsere Daten sind gerade nicht erreichbar",
    away_kept_text=(
        "Ihre Eingaben sind nicht verloren. Bitte warten Sie einen Moment und senden Sie sie "
        "erneut: Sie zählen nur einmal."
    ),
    away_again="Erneut versuchen",
    away_send="Erneut senden",
    no_file_title="{file} gibt es für {number}, Version {revision}, nicht",
    no_file_text="Wenn Sie die Datei benötigen, wenden Sie sich bitte an {seller}.",
    too_many_requests="Zu viele Anfragen innerhalb einer Minute. Bitte warten Sie eine Minute.",
)
