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
    dispute="Impugnar esta factura",
    dispute_send="Enviar la impugnación",
    reason="Motivo",
    details="Detalles",
    choose_reason="Elija un motivo",
    wrong_amount="Importe incorrecto",
    wrong_po="Número de pedido incorrecto",
    not_received="Bienes o servicios no recibidos",
    already_paid="Ya pagada",
    other="Otro motivo",
    promise="Indicar cuándo se pagará",
    promise_send="Enviar la fecha",
    promised="Fecha de pago",
    promise_comment="Comentario (opcional)",
    said_dispute="Impugnación: {reason}",
    said_promise="Pago previsto para el {day}",
    said_resolution="Impugnación resuelta",
    dispute_sent="Su impugnación se ha enviado a {seller}.",
    promise_sent="La fecha de pago se ha enviado a {seller}.",
    said_closed="No enviado: esta factura ya no está abierta.",
    said_closed_text="Abajo puede ver su situación actual.",
)
