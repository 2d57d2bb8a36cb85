"""The words of a mail in German."""

from bot.delivery.email.words import MailWords

WORDS = MailWords(
    hello="Guten Tag {name},",
    hello_company="Guten Tag {name},",
    subject_due="Rechnung {number} von {seller}: {amount}, fällig am {day}",
    subject_invoice="Rechnung {number} von {seller}",
    subject_credit_note="Rechnungskorrektur {number} von {seller}",
    sends_invoice="{seller} sendet Ihnen die Rechnung {number}. Sie ist als PDF angehängt.",
    sends_credit_note=(
        "{seller} sendet Ihnen die Rechnungskorrektur {number} zur Rechnung {corrects}. "
        "Sie ist als PDF angehängt."
    ),
    amount_due="Zu zahlen",
    amount_credited="Gutgeschriebener Betrag",
    paid_in_full="Vollständig bezahlt",
    total="Gesamtbetrag",
    due_date="Fällig am",
    po_number="Bestellnummer",
    po_pending="Bestellnummer folgt.",
    po_none="Noch keine Bestellnummer.",
    add_po="Hier eintragen",
    open_invoice="Rechnung öffnen",
    open_credit_note="Rechnungskorrektur öffnen",
    no_account="Ein Konto ist dafür nicht nötig.",
    nothing_to_pay="Bitte nehmen Sie sie zu Ihren Unterlagen; zu zahlen ist nichts.",
    bank_note=(
        "Unsere Bankverbindung steht auf der Rechnung und ändert sich nie per E-Mail. Sollte eine "
        "Nachricht das behaupten, rufen Sie uns vor der Zahlung bitte unter einer Ihnen schon "
        "bekannten Nummer an."
    ),
    reply="Fragen? Antworten Sie einfach auf diese E-Mail.",
    code_subject="Ihr Code zum Ändern der Rechnung {number} von {seller}",
    code_lead=(
        "Jemand mit der Adresse {writer} möchte die Rechnung {number} von {seller} auf ihrer "
        "Seite ändern. Wenn Sie die Person kennen, geben Sie ihr diesen Code."
    ),
    code_label="Code",
    code_until="Er gilt 15 Minuten und nur einmal.",
    code_not_you=(
        "Wenn Sie das nicht erwartet haben, geben Sie den Code nicht weiter: An der Rechnung "
        "wurde nichts geändert."
    ),
    answer_subject="Antwort zur Rechnung {number} von {seller}",
    answer_lead="{person} von {seller} hat Ihre Nachricht zur Rechnung {number} beantwortet.",
    answer_asked="Ihre Nachricht",
    answer_page="Die Antwort steht auch auf der Seite der Rechnung.",
    forward_lead="{person} ({email}) hat Ihnen die Rechnung {number} von {seller} weitergeleitet.",
    remind_before_subject="Rechnung {number} von {seller} ist am {day} fällig: {amount}",
    remind_due_subject="Rechnung {number} von {seller} ist heute fällig: {amount}",
    remind_overdue_subject="Rechnung {number} von {seller} ist überfällig: {amount}",
    remind_before=(
        "Zur Erinnerung: Die Rechnung {number} von {seller} ist am {day} fällig. Sie ist noch "
        "einmal als PDF angehängt."
    ),
    remind_due=(
        "Die Rechnung {number} von {seller} ist heute fällig. Sie ist noch einmal als PDF "
        "angehängt. Falls Sie schon bezahlt haben, vielen Dank."
    ),
    remind_overdue=(
        "Die Rechnung {number} von {seller} war am {day} fällig und ist bei uns noch offen. "
        "Sie ist noch einmal als PDF angehängt. Falls Sie in den letzten Tagen bezahlt haben, "
        "vielen Dank; falls etwas nicht stimmt, sagen Sie es uns bitte."
    ),
)
