"""The words of a mail in Spanish."""

from bot.delivery.email.words import MailWords

WORDS = MailWords(
    hello="Hola, {name}:",
    hello_company="Estimado equipo de {name}:",
    subject_due="Factura {number} de {seller}: {amount}, vence el {day}",
    subject_invoice="Factura {number} de {seller}",
    subject_credit_note="Nota de crédito {number} de {seller}",
    sends_invoice="{seller} le envía la factura {number}, adjunta en PDF.",
    sends_credit_note=(
        "{seller} le envía la nota de crédito {number} de la factura {corrects}, adjunta en PDF."
    ),
    amount_due="Importe a pagar",
    amount_credited="Importe abonado",
    paid_in_full="Pagada",
    total="Total",
    due_date="Vencimiento",
    po_number="N.º de pedido",
    po_pending="Número de pedido pendiente.",
    po_none="Todavía sin número de pedido.",
    add_po="Indíquelo aquí",
    open_invoice="Abrir la factura",
    open_credit_note="Abrir la nota de crédito",
    no_account="No hace falta ninguna cuenta.",
    nothing_to_pay="Consérvela en sus archivos: no hay nada que pagar.",
    bank_note=(
        "Nuestros datos bancarios figuran en la factura y nunca cambian por correo electrónico. Si "
        "un mensaje dice lo contrario, llámenos antes de pagar a un número que ya conozca."
    ),
    reply="¿Preguntas? Responda a este correo.",
    code_subject="Su código para modificar la factura {number} de {seller}",
    code_lead=(
        "Alguien que indicó la dirección {writer} quiere modificar la factura {number} de "
        "{seller} en su página. Si conoce a esa persona, facilítele este código."
    ),
    code_label="Código",
    code_until="Es válido durante 15 minutos y una sola vez.",
    code_not_you=(
        "Si no esperaba este mensaje, no comparta el código: no se ha modificado nada en la "
        "factura."
    ),
    answer_subject="Respuesta sobre la factura {number} de {seller}",
    answer_lead="{person}, de {seller}, ha respondido a su mensaje sobre la factura {number}.",
    answer_asked="Su mensaje",
    answer_page="La respuesta también está en la página de la factura.",
    forward_lead="{person} ({email}) le ha reenviado la factura {number} de {seller}.",
    remind_before_subject="La factura {number} de {seller} vence el {day}: {amount}",
    remind_due_subject="La factura {number} de {seller} vence hoy: {amount}",
    remind_overdue_subject="La factura {number} de {seller} está vencida: {amount}",
    remind_before=(
        "Le recordamos que la factura {number} de {seller} vence el {day}. La adjuntamos de "
        "nuevo en PDF."
    ),
    remind_due=(
        "La factura {number} de {seller} vence hoy. La adjuntamos de nuevo en PDF. Si ya la "
        "ha pagado, muchas gracias."
    ),
    remind_overdue=(
        "La factura {number} de {seller} venció el {day} y nos consta como pendiente. La "
        "adjuntamos de nuevo en PDF. Si la ha pagado en los últimos días, muchas gracias; si "
        "hay algún problema, díganoslo, por favor."
    ),
)
