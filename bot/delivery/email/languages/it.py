"""The words of a mail in Italian."""

from bot.delivery.email.words import MailWords

WORDS = MailWords(
    hello="Buongiorno {name},",
    hello_company="Buongiorno {name},",
    subject_due="Fattura {number} di {seller}: {amount}, scadenza {day}",
    subject_invoice="Fattura {number} di {seller}",
    subject_credit_note="Nota di credito {number} di {seller}",
    sends_invoice="{seller} vi invia la fattura {number}, allegata in PDF.",
    sends_credit_note=(
        "{seller} vi invia la nota di credito {number} per la fattura {corrects}, allegata in PDF."
    ),
    amount_due="Importo dovuto",
    amount_credited="Importo accreditato",
    paid_in_full="Saldata",
    total="Totale",
    due_date="Scadenza",
    po_number="N. d’ordine",
    po_pending="Numero d’ordine in attesa.",
    po_none="Ancora nessun numero d’ordine.",
    add_po="Indicatelo qui",
    open_invoice="Apri la fattura",
    open_credit_note="Apri la nota di credito",
    no_account="Non serve alcun account.",
    nothing_to_pay="Conservatela nei vostri archivi: non c’è nulla da pagare.",
    bank_note=(
        "Le nostre coordinate bancarie sono sulla fattura e non cambiano mai per e-mail. Se un "
        "messaggio dice il contrario, prima di pagare chiamateci a un numero che già conoscete."
    ),
    reply="Domande? Rispondete a questa e-mail.",
    code_subject="Il suo codice per modificare la fattura {number} di {seller}",
    code_lead=(
        "Una persona che ha indicato l’indirizzo {writer} vuole modificare la fattura "
        "{number} di {seller} sulla sua pagina. Se la conosce, le comunichi questo codice."
    ),
    code_label="Codice",
    code_until="È valido per 15 minuti, una sola volta.",
    code_not_you=(
        "Se non si aspettava questo messaggio, non comunichi il codice: nella fattura non è "
        "stato modificato nulla."
    ),
    answer_subject="Risposta sulla fattura {number} di {seller}",
    answer_lead="{person} di {seller} ha risposto al Suo messaggio sulla fattura {number}.",
    answer_asked="Il Suo messaggio",
    answer_page="La risposta si trova anche sulla pagina della fattura.",
    forward_lead="{person} ({email}) Le ha inoltrato la fattura {number} di {seller}.",
    remind_before_subject="La fattura {number} di {seller} scade il {day}: {amount}",
    remind_due_subject="La fattura {number} di {seller} scade oggi: {amount}",
    remind_overdue_subject="La fattura {number} di {seller} è scaduta: {amount}",
    remind_before=(
        "Vi ricordiamo che la fattura {number} di {seller} scade il {day}. È di nuovo "
        "allegata in PDF."
    ),
    remind_due=(
        "La fattura {number} di {seller} scade oggi. È di nuovo allegata in PDF. Se l’avete "
        "già pagata, grazie."
    ),
    remind_overdue=(
        "La fattura {number} di {seller} è scaduta il {day} e da noi risulta ancora aperta. È "
        "di nuovo allegata in PDF. Se l’avete pagata negli ultimi giorni, grazie; se qualcosa "
        "non va, fatecelo sapere."
    ),
)
