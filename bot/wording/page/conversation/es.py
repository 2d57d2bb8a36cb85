"""What AP can say on the customer's page, in Spanish."""

from bot.wording.page.conversation.words import PageConversation

WORDS = PageConversation(
    talk="Preguntas sobre esta factura",
    talk_lead=(
        "Su mensaje llega a {seller}. La respuesta llega por correo electrónico y aparece aquí."
    ),
    ask="Hacer una pregunta",
    ask_label="Su pregunta",
    ask_send="Enviar la pregunta",
    said_question="Pregunta",
    said_answer="Respuesta",
    question_sent="Su pregunta se ha enviado a {seller}.",
    said_sent_text="La respuesta llega por correo electrónico y aparece en esta página.",
    said_too_often="No enviado: demasiados intentos en un minuto.",
    said_too_often_text="Lo que ha escrito sigue abajo. Espere un minuto y vuelva a enviarlo.",
    said_too_many="No enviado: demasiados mensajes sobre esta factura.",
    said_too_many_text=(
        "Lo que ha escrito sigue abajo. Inténtelo de nuevo dentro de una hora o "
        "responda por correo electrónico."
    ),
)
