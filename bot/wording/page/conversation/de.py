"""What AP can say on the customer's page, in German."""

from bot.wording.page.conversation.words import PageConversation

WORDS = PageConversation(
    talk="Fragen zu dieser Rechnung",
    talk_lead=("Ihre Nachricht geht an {seller}. Die Antwort kommt per E-Mail und erscheint hier."),
    ask="Eine Frage stellen",
    ask_label="Ihre Frage",
    ask_send="Frage senden",
    said_question="Frage",
    said_answer="Antwort",
    question_sent="Ihre Frage wurde an {seller} gesendet.",
    said_sent_text="Die Antwort kommt per E-Mail und erscheint auf dieser Seite.",
    said_too_often="Nicht gesendet: zu viele Versuche innerhalb einer Minute.",
    said_too_often_text=(
        "Ihre Eingaben stehen noch unten. Bitte warten Sie eine Minute und senden Sie dann erneut."
    ),
    said_too_many="Nicht gesendet: zu viele Nachrichten zu dieser Rechnung.",
    said_too_many_text=(
        "Ihre Eingaben stehen noch unten. Bitte versuchen Sie es in einer Stunde "
        "erneut oder antworten Sie per E-Mail."
    ),
    dispute="Rechnung beanstanden",
    dispute_send="Beanstandung senden",
    reason="Grund",
    details="Einzelheiten",
    choose_reason="Grund auswählen",
    wrong_amount="Falscher Betrag",
    wrong_po="Falsche Bestellnummer",
    not_received="Ware oder Leistung nicht erhalten",
    already_paid="Bereits bezahlt",
    other="Anderer Grund",
    promise="Zahlungstermin mitteilen",
    promise_send="Zahlungstermin senden",
    promised="Zahlungstermin",
    promise_comment="Anmerkung (freiwillig)",
    said_dispute="Beanstandung: {reason}",
    said_promise="Zahlung geplant für den {day}",
    said_resolution="Beanstandung erledigt",
    dispute_sent="Ihre Beanstandung wurde an {seller} gesendet.",
    promise_sent="Der Zahlungstermin wurde an {seller} gesendet.",
    said_closed="Nicht gesendet: Diese Rechnung ist nicht mehr offen.",
    said_closed_text="Den aktuellen Stand sehen Sie unten.",
)
