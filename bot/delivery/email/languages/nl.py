"""The words of a mail in Dutch."""

from bot.delivery.email.words import MailWords

WORDS = MailWords(
    hello="Beste {name},",
    hello_company="Beste {name},",
    subject_due="Factuur {number} van {seller}: {amount}, te betalen op {day}",
    subject_invoice="Factuur {number} van {seller}",
    subject_credit_note="Creditfactuur {number} van {seller}",
    sends_invoice="{seller} stuurt u factuur {number}. De pdf is bijgevoegd.",
    sends_credit_note=(
        "{seller} stuurt u creditfactuur {number} bij factuur {corrects}. De pdf is bijgevoegd."
    ),
    amount_due="Te betalen",
    amount_credited="Gecrediteerd bedrag",
    paid_in_full="Volledig betaald",
    total="Totaal",
    due_date="Vervaldatum",
    po_number="Inkoopordernr.",
    po_pending="Inkoopordernummer volgt nog.",
    po_none="Nog geen inkoopordernummer.",
    add_po="Vul het hier in",
    open_invoice="Factuur openen",
    open_credit_note="Creditfactuur openen",
    no_account="U hebt geen account nodig.",
    nothing_to_pay="Bewaar deze bij uw administratie: er hoeft niets te worden betaald.",
    bank_note=(
        "Onze bankgegevens staan op de factuur en veranderen nooit per e-mail. Beweert een bericht "
        "iets anders, bel ons dan vóór het betalen op een nummer dat u al kent."
    ),
    reply="Vragen? Beantwoord gewoon deze e-mail.",
    code_subject="Uw code om factuur {number} van {seller} te wijzigen",
    code_lead=(
        "Iemand die het adres {writer} heeft opgegeven, wil factuur {number} van {seller} op "
        "de pagina ervan wijzigen. Kent u deze persoon, geef dan deze code door."
    ),
    code_label="Code",
    code_until="De code is 15 minuten geldig, eenmalig.",
    code_not_you=(
        "Verwachtte u dit niet, geef de code dan niet door: aan de factuur is niets gewijzigd."
    ),
    answer_subject="Antwoord over factuur {number} van {seller}",
    answer_lead="{person} van {seller} heeft uw bericht over factuur {number} beantwoord.",
    answer_asked="Uw bericht",
    answer_page="Het antwoord staat ook op de pagina van de factuur.",
    forward_lead="{person} ({email}) heeft factuur {number} van {seller} naar u doorgestuurd.",
    remind_before_subject="Factuur {number} van {seller} vervalt op {day}: {amount}",
    remind_due_subject="Factuur {number} van {seller} vervalt vandaag: {amount}",
    remind_overdue_subject="Factuur {number} van {seller} is vervallen: {amount}",
    remind_before=(
        "Ter herinnering: factuur {number} van {seller} vervalt op {day}. De pdf is opnieuw "
        "bijgevoegd."
    ),
    remind_due=(
        "Factuur {number} van {seller} vervalt vandaag. De pdf is opnieuw bijgevoegd. Hebt u "
        "al betaald, hartelijk dank."
    ),
    remind_overdue=(
        "Factuur {number} van {seller} had op {day} betaald moeten zijn en staat bij ons nog "
        "open. De pdf is opnieuw bijgevoegd. Hebt u de afgelopen dagen betaald, hartelijk "
        "dank; klopt er iets niet, laat het ons dan weten."
    ),
)
