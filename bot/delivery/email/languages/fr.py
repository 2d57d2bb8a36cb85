"""The words of a mail in French."""

from bot.delivery.email.words import MailWords

WORDS = MailWords(
    hello="Bonjour {name},",
    hello_company="Bonjour {name},",
    subject_due="Facture {number} de {seller}\u00a0: {amount}, échéance le {day}",
    subject_invoice="Facture {number} de {seller}",
    subject_credit_note="Avoir {number} de {seller}",
    sends_invoice="{seller} vous adresse la facture {number}, jointe à ce message en PDF.",
    sends_credit_note=(
        "{seller} vous adresse l’avoir {number} sur la facture {corrects}, joint à ce message "
        "en PDF."
    ),
    amount_due="Montant dû",
    amount_credited="Montant crédité",
    paid_in_full="Soldée",
    total="Total",
    due_date="Échéance",
    po_number="Bon de commande",
    po_pending="Bon de commande en attente.",
    po_none="Pas encore de bon de commande.",
    add_po="L’indiquer ici",
    open_invoice="Ouvrir la facture",
    open_credit_note="Ouvrir l’avoir",
    no_account="Aucun compte n’est nécessaire.",
    nothing_to_pay="Merci de conserver ce document\u00a0: il n’y a rien à payer.",
    bank_note=(
        "Nos coordonnées bancaires figurent sur la facture et ne changent jamais par e-mail. Si un "
        "message prétend le contraire, appelez-nous avant de payer à un numéro que vous connaissez "
        "déjà."
    ),
    reply="Une question\u00a0? Répondez simplement à cet e-mail.",
    code_subject="Votre code pour modifier la facture {number} de {seller}",
    code_lead=(
        "Une personne ayant indiqué l’adresse {writer} souhaite modifier la facture {number} "
        "de {seller} sur sa page. Si vous la connaissez, transmettez-lui ce code."
    ),
    code_label="Code",
    code_until="Il est valable 15 minutes, une seule fois.",
    code_not_you=(
        "Si vous ne vous y attendiez pas, ne transmettez pas ce code : rien n’a été modifié "
        "sur la facture."
    ),
    answer_subject="Réponse au sujet de la facture {number} de {seller}",
    answer_lead="{person} ({seller}) a répondu à votre message au sujet de la facture {number}.",
    answer_asked="Votre message",
    answer_page="La réponse figure aussi sur la page de la facture.",
    forward_lead="{person} ({email}) vous a transféré la facture {number} de {seller}.",
    remind_before_subject="Facture {number} de {seller}\u00a0: échéance le {day}, {amount}",
    remind_due_subject="Facture {number} de {seller}\u00a0: échéance aujourd’hui, {amount}",
    remind_overdue_subject="Facture {number} de {seller}\u00a0: échéance dépassée, {amount}",
    remind_before=(
        "Pour rappel, la facture {number} de {seller} arrive à échéance le {day}. Elle est de "
        "nouveau jointe en PDF."
    ),
    remind_due=(
        "La facture {number} de {seller} arrive à échéance aujourd’hui. Elle est de nouveau "
        "jointe en PDF. Si vous l’avez déjà réglée, merci."
    ),
    remind_overdue=(
        "La facture {number} de {seller} était due le {day} et reste ouverte chez nous. Elle "
        "est de nouveau jointe en PDF. Si vous l’avez réglée ces derniers jours, merci\u00a0; "
        "si quelque chose ne va pas, dites-le-nous."
    ),
    colon="\u00a0: ",
)
