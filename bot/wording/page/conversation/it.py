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
)
