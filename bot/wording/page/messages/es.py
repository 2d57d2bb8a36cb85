"""The forms and messages of the customer's page in Spanish."""

from bot.wording.page.words import PageMessages

WORDS = PageMessages(
    po_missing="Falta su número de pedido",
    po_add="Añada su número de pedido",
    po_lead=(
        "Aparece en la factura de inmediato y puede descargar aquí el nuevo PDF. Avisaremos a "
        "{seller}."
    ),
    po_save="Guardar número de pedido",
    covers="Este número de pedido vale para",
    covers_invoice="Solo esta factura",
    covers_contract="Esta y todas las próximas facturas de este contrato",
    optional="opcional",
    name="Su nombre",
    email="Su correo profesional",
    po_number="Número de pedido",
    attention="A la atención de",
    attention_hint="Se imprime sobre la dirección: un equipo o un nombre.",
    cost_centre="Centro de coste",
    deliver_to="Dirección de entrega",
    po_line="Línea de pedido {number}",
    ap_name="Cuentas a pagar: nombre",
    ap_email="Cuentas a pagar: correo",
    ap_email_hint=(
        "Adonde se dirigen las preguntas sobre esta factura. Antes confirmamos cada dirección "
        "nueva."
    ),
    street="Calle",
    city="Ciudad",
    region="Provincia, estado o región",
    postal_code="Código postal",
    country="País",
    choose_country="Elija un país",
    beside="Ahora en la factura: {value}. Arriba figura lo que usted escribió.",
    nothing="nada",
    edit_billing="Modificar datos de facturación",
    edit_all="Modificar número de pedido y datos de facturación",
    your_change="Su cambio",
    whole_lead=(
        "Aquí no se pueden modificar importes, fechas, razones sociales ni datos bancarios. "
        "Los importes incorrectos se corrigen con una factura rectificativa y una factura "
        "nueva. Con este enlace no se pueden modificar los datos bancarios, así que nadie que "
        "lo consiga puede desviar su pago."
    ),
    references="Referencias",
    accounts_payable="Cuentas a pagar",
    address_of="Dirección de facturación de {customer}",
    you="Usted",
    you_hint="Se muestra en el historial de esta factura.",
    save_changes="Guardar cambios",
    overwrite="Sobrescribir y guardar",
    change_po="Cambiar el número de pedido o los datos de facturación",
    add_po="Añadir el número de pedido o modificar los datos de facturación",
    mailed_only=(
        "Este enlace es solo de consulta. El enlace para hacer cambios se envía únicamente al "
        "contacto de cuentas a pagar de {customer}."
    ),
    send_me="Trabajo en cuentas a pagar: envíenme el enlace",
    goes_to="Se enviará a {mailbox}.",
    ask_for_link="Este enlace es solo de consulta. Para hacer cambios, pida el enlace a {seller}.",
    code_title="Introducir el código para {number}",
    code_heading="Introduzca el código para guardar",
    code_lead=(
        "Hemos enviado un código de 6 cifras a {mailbox}, el contacto de cuentas a pagar de "
        "esta factura. Demuestra a {seller} que el cambio procede de allí. Lo que ha escrito "
        "se conserva una hora."
    ),
    code_label="Código del correo",
    code_save="Guardar el cambio",
    code_unsaved="Aún sin guardar",
    code_by="Por {name}, {email}",
    code_covers=(
        "El número de pedido valdrá también para todas las próximas facturas del contrato "
        "cuando {seller} lo confirme."
    ),
    code_again="Reenviar el código",
    code_edit="Modificar lo que ha escrito",
    mistaken="Por favor, corrija lo siguiente",
    too_often="No se ha guardado: demasiados intentos en un minuto.",
    too_often_text="Lo que ha escrito sigue abajo. Espere un minuto y vuelva a guardar.",
    too_many="No se ha guardado: hay demasiados cambios pendientes de confirmar.",
    too_many_text="Lo que ha escrito sigue abajo. Inténtelo de nuevo dentro de una hora.",
    overtaken=(
        "Aún no se ha guardado: alguien modificó esta factura después de que usted la abriera."
    ),
    overtaken_text="Vea qué ha cambiado, revise abajo su propio cambio y vuelva a guardar.",
    reads_only="No se ha guardado: este enlace es solo de consulta.",
    reads_only_text="Abajo se explica cómo obtener el enlace para hacer cambios.",
    closed_now_paid="No se ha guardado: esta factura está pagada y ya no se puede modificar.",
    closed_now_void="No se ha guardado: esta factura está anulada y ya no se puede modificar.",
    saved="Guardado: {changes}.",
    saved_text="Hemos avisado a {seller}.",
    download_new="Descargar el nuevo PDF",
    saved_awaited=(
        "Enviado a {seller} para su confirmación: el número de pedido para todas las próximas "
        "facturas."
    ),
    saved_covered=(
        "Este número de pedido vale también para todas las próximas facturas de este contrato."
    ),
    saved_mail_to=(
        "Enviado a {seller} para su confirmación: el nuevo correo de cuentas a pagar. Hasta "
        "entonces los correos van a la dirección actual."
    ),
    same="No hay nada que guardar: la factura ya tiene estos datos.",
    same_text="No hay ninguna versión nueva.",
    gone="Ese cambio ya no está pendiente.",
    gone_text="Ya se guardó o ha caducado. Abajo figura la factura actual.",
    asked="Enviado a {seller} para su confirmación.",
    asked_text="Aparecerá en la factura cuando lo confirmen. No tiene que hacer nada más.",
    sent="Si {mailbox} es correcto, el enlace para hacer cambios va de camino.",
    sent_text="Puede tardar un minuto. Mire también en la carpeta de correo no deseado.",
    awaited=(
        "Enviado a {seller} para su confirmación: número de pedido {po_number} para todas las "
        "próximas facturas."
    ),
    covered=(
        "Guardado: el número de pedido {po_number} vale también para todas las próximas "
        "facturas de este contrato."
    ),
    unchanged_text="En esta factura no ha cambiado nada.",
    code_wrong="Ese código no es correcto.",
    code_wrong_text=(
        "No se ha guardado nada. Vuelva a introducir las seis cifras del último correo."
    ),
    code_old="Este código ha caducado. Los códigos valen 15 minutos.",
    code_old_text=(
        "Aún no se ha guardado nada y lo que ha escrito no se pierde. Pida que se reenvíe el "
        "código."
    ),
    code_many="Demasiados códigos incorrectos para esta factura.",
    code_many_text="No se ha guardado nada. Inténtelo de nuevo dentro de una hora.",
    code_sent="Hemos reenviado el código.",
    code_sent_text="Puede tardar un minuto.",
    code_often="Demasiados intentos.",
    code_often_text=(
        "No se ha guardado nada y lo que ha escrito no se pierde. Espere unos minutos y continúe."
    ),
    required="Campo obligatorio: {what}.",
    too_long="{what}: {limit} caracteres como máximo; hay {length}.",
    unprintable="{what}: la factura no puede imprimir {character}.",
    invalid_email="«{typed}» no es una dirección de correo.",
    payment_words=(
        "«{found}» parece un dato bancario. Las instrucciones de pago solo van en los datos "
        "bancarios."
    ),
    check_entry="{what}: revise este dato; falta o no es adecuado.",
    check_address="Por favor, revise la dirección.",
    dead="No hay ninguna factura en este enlace",
    dead_text=(
        "Puede que esté incompleto o que se haya sustituido por otro más reciente. Pida un "
        "enlace nuevo a quien se lo envió."
    ),
    replaced="Este enlace se ha sustituido por otro más reciente",
    replaced_text=(
        "Llevaba a una factura de {seller}. Use el enlace del último correo o pida el nuevo a "
        "{seller}."
    ),
    method="Este enlace no se puede usar de esa manera",
    method_text="Ábralo en un navegador, desde el mensaje en que llegó.",
    incomplete="El formulario llegó incompleto",
    incomplete_text=(
        "No se ha guardado nada. Vuelva a abrir el enlace y rellene de nuevo el formulario."
    ),
    broken="Se ha producido un error por nuestra parte",
    broken_text="No se ha guardado nada. Inténtelo de nuevo en unos minutos.",
    away="No podemos abrir esta página en este momento",
    away_text="El problema es nuestro y suele pasar en unos minutos. No se ha perdido nada.",
    away_kept="Aún no se ha guardado: no podemos acceder a nuestros datos en este momento",
    away_kept_text=(
        "No se ha perdido nada de lo que ha escrito. Espere un momento y envíelo de nuevo: solo "
        "contará una vez."
    ),
    away_again="Intentar de nuevo",
    away_send="Enviar de nuevo",
    no_file_title="No hay {file} de {number}, versión {revision}",
    no_file_text="Si lo necesita, contacte con {seller}.",
    too_many_requests="Demasiadas solicitudes en un minuto. Espere un minuto.",
)
