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
    dispute="Deze factuur betwisten",
    dispute_send="Betwisting versturen",
    reason="Reden",
    details="Toelichting",
    choose_reason="Kies een reden",
    wrong_amount="Onjuist bedrag",
    wrong_po="Onjuist inkoopordernummer",
    not_received="Goederen of diensten niet ontvangen",
    already_paid="Al betaald",
    other="Andere reden",
    promise="Laten weten wanneer er wordt betaald",
    promise_send="Betaaldatum versturen",
    promised="Betaaldatum",
    promise_comment="Opmerking (optioneel)",
    said_dispute="Betwisting: {reason}",
    said_promise="Betaling gepland op {day}",
    said_resolution="Betwisting opgelost",
    dispute_sent="Uw betwisting is naar {seller} gestuurd.",
    promise_sent="De betaaldatum is naar {seller} gestuurd.",
    said_closed="Niet verstuurd: deze factuur staat niet meer open.",
    said_closed_text="Hieronder ziet u de huidige stand.",
)
