"""What AP can say on the customer's page, in Dutch."""

from bot.wording.page.conversation.words import PageConversation

WORDS = PageConversation(
    talk="Vragen over deze factuur",
    talk_lead="Uw bericht gaat naar {seller}. Het antwoord komt per e-mail en staat dan hier.",
    ask="Een vraag stellen",
    ask_label="Uw vraag",
    ask_send="Vraag versturen",
    said_question="Vraag",
    said_answer="Antwoord",
    question_sent="Uw vraag is naar {seller} gestuurd.",
    said_sent_text="Het antwoord komt per e-mail en staat dan op deze pagina.",
    said_too_often="Niet verstuurd: te veel pogingen binnen een minuut.",
    said_too_often_text=(
        "Wat u hebt ingevuld, staat nog hieronder. Wacht een minuut en verstuur het opnieuw."
    ),
    said_too_many="Niet verstuurd: te veel berichten over deze factuur.",
    said_too_many_text=(
        "Wat u hebt ingevuld, staat nog hieronder. Probeer het over een uur opnieuw of "
        "antwoord per e-mail."
    ),
)
