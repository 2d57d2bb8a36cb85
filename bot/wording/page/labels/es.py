"""The labels of the customer's page in Spanish."""

from bot.wording.page.words import PageLabels

WORDS = PageLabels(
    language_name="Español",
    languages="Idioma",
    invoice="Factura",
    credit_note="Factura rectificativa",
    named_invoice="Factura {number}",
    named_credit_note="Factura rectificativa {number}",
    from_seller="{name} de {seller}",
    please_check="Por favor, revise: {title}",
    skip="Ir al contenido",
    parties="De {seller} para {customer}",
    amount_due="Importe pendiente",
    nothing_to_pay="Nada que pagar",
    amount_credited="Importe abonado",
    invoice_total="Total de la factura",
    download_pdf="Descargar PDF",
    view_pdf="Ver PDF",
    footer_writes=(
        "Quien tenga este enlace puede modificar la factura: compártalo solo dentro de cuentas "
        "a pagar."
    ),
    footer_reads="Este enlace es solo de consulta.",
    footer_private=(
        "Solo ven esta página las personas que tienen un enlace; no es pública ni aparece en "
        "buscadores."
    ),
    due_on="Vence el {day}",
    due_soon="Vence pronto, el {day}",
    overdue_since="Vencida desde el {day}",
    partly_paid="Pagada en parte",
    paid="Pagada",
    void="Anulada",
    settled="Saldada",
    issued_for="Emitida el {day} para {number}",
    closed_paid="Esta factura está pagada; {seller} le da las gracias. Ya no se puede modificar.",
    closed_void=(
        "{seller} ha anulado esta factura: no la pague. Ya no se puede modificar. Su número "
        "sigue asignado, por lo que quizá desee archivarla."
    ),
    closed_settled="Esta factura queda saldada con la factura rectificativa {numbers}.",
    refunded="Se le devolverán {amount}.",
    closed_end="No hay nada pendiente y ya no se puede modificar.",
    closed_nil=("Esta factura no tiene nada que pagar. Está saldada y ya no se puede modificar."),
    the_invoice="La factura",
    the_credit_note="La factura rectificativa",
    seller="De",
    bill_to="Facturar a",
    lines="Conceptos",
    service="Servicio",
    quantity="Cantidad",
    unit_price="Precio unitario",
    tax="Impuesto",
    amount="Importe",
    tax_at="impuesto {rate}",
    months_of="{part} de {whole} meses",
    seller_email="Correo electrónico",
    telephone="Teléfono",
    attention_to="A la atención de {name}",
    ap_contact="Contacto de cuentas a pagar",
    more_contacts="Otros contactos de cuentas a pagar",
    unconfirmed="correo pendiente de confirmar",
    vat_id="NIF-IVA",
    vat_number="N.º de IVA",
    tax_id="Identificación fiscal",
    not_added="Aún no indicado",
    issued="Fecha de emisión",
    terms="Condiciones de pago",
    net_days="{days} días netos",
    on_receipt="A la recepción",
    early_payment=(
        "Si se paga antes del {day} inclusive, bastan {amount}: {percent} de descuento "
        "por pronto pago ({discount})."
    ),
    due="Fecha de vencimiento",
    contract="Contrato",
    for_invoice="Para la factura",
    replaces="Sustituye a la factura",
    replaced_by="Sustituida por la factura",
    credit_left="Crédito de uso restante tras esta factura: {amount}",
    net="Base imponible",
    tax_of="Impuesto {rate} sobre {net}",
    tax_rate="Impuesto {rate}",
    tax_rounding="Redondeo incluido en impuesto {rate}",
    total="Total",
    memo="Observaciones",
    remit_to="Pagar a",
    holder="Titular de la cuenta",
    bank="Banco",
    account="Número de cuenta",
    routing="Número de ruta (ABA)",
    bic="BIC (SWIFT)",
    currency="Moneda",
    reference="Referencia de pago",
    copy="Copiar",
    copied="Copiado",
    copy_what="Copiar: {what}",
    bank_since=(
        "Estos datos bancarios no han cambiado desde el {day}. Confirme cualquier cambio por "
        "teléfono, en un número que ya conozca."
    ),
    bank_safe=(
        "En esta página nadie puede modificar datos bancarios ni importes, de modo que quien "
        "consiga este enlace no puede desviar su pago."
    ),
    history="Historial",
    version="Versión {number}",
    pdf_of_version="PDF de la versión {number}",
    by_ap="{name}, cuentas a pagar",
    by_ap_unverified="{name} (sin verificar), cuentas a pagar",
    no_file="{file} no está disponible para esta factura. Si lo necesita, contacte con {seller}.",
    meanwhile="Lo que ha cambiado entretanto",
    added="{what}, añadido: {new}",
    removed="{what}, eliminado: {old}",
    changed="{what}: {old} → {new}",
    was_issued="Emitida",
    status="Estado",
    address="Dirección de facturación",
    ap_email_fact="Correo de cuentas a pagar",
)
