"""What AP can say on the customer's page, in Italian."""

from bot.wording.page.conversation.words import PageConversation

WORDS = PageConversation(
    talk="Domande su questa fattura",
    talk_lead="Il Suo messaggio arriva a {seller}. La risposta arriva per e-mail e compare qui.",
    ask="Fai una domanda",
    ask_label="La Sua domanda",
    ask_send="Invia la domanda",
    said_question="Domanda",
    said_answer="Risposta",
    question_sent="La Sua domanda è stata inviata a {seller}.",
    said_sent_text="La risposta arriva per e-mail e compare su questa pagina.",
    said_too_often="Non inviato: troppi tentativi in un minuto.",
    said_too_often_text=(
        "I dati inseriti sono ancora qui sotto. Attenda un minuto e li invii di nuovo."
    ),
    said_too_many="Non inviato: troppi messaggi su questa fattura.",
    said_too_many_text=(
        "I dati inseriti sono ancora qui sotto. Riprovi tra un’ora o risponda per e-mail."
    ),
    dispute="Contesta questa fattura",
    dispute_send="Invia la contestazione",
    reason="Motivo",
    details="Dettagli",
    choose_reason="Scelga un motivo",
    wrong_amount="Importo errato",
    wrong_po="Numero d’ordine errato",
    not_received="Beni o servizi non ricevuti",
    already_paid="Già pagata",
    other="Altro motivo",
    promise="Comunica la data di pagamento",
    promise_send="Invia la data",
    promised="Data di pagamento",
    promise_comment="Commento (facoltativo)",
    said_dispute="Contestazione: {reason}",
    said_promise="Pagamento previsto per il {day}",
    said_resolution="Contestazione risolta",
    dispute_sent="La Sua contestazione è stata inviata a {seller}.",
    promise_sent="La data di pagamento è stata inviata a {seller}.",
    said_closed="Non inviato: questa fattura non è più aperta.",
    said_closed_text="La situazione attuale è qui sotto.",
)
