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
)
