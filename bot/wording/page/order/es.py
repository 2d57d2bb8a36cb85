"""The customer's purchase order on the page, in Spanish."""

from bot.wording.page.order.words import PageOrder

WORDS = PageOrder(
    order="Pedido",
    order_amount="Importe del pedido",
    order_with_tax="Importe del pedido, impuestos incluidos",
    order_used="Facturado hasta ahora",
    order_left="Disponible",
    order_exceeded="Superado en",
    order_until="Válido hasta",
    order_closed="Cerrado",
    po_upload="Subir el pedido",
    po_upload_hint="PDF, PNG, JPEG o WebP, hasta {most} MB. El archivo se envía a {seller}.",
    po_file="Archivo",
    po_upload_send="Subir archivo",
    po_documents="Pedidos que ha enviado",
    po_sent="Su pedido se ha enviado a {seller}.",
    po_sent_text="No tiene que hacer nada más.",
    po_read_text=(
        "En él hemos leído el número de pedido {po_number}. Compruébelo abajo y guárdelo para "
        "que aparezca en la factura."
    ),
    po_known="{seller} ya tiene este archivo.",
    po_known_text="No tiene que hacer nada más.",
    po_not_sent_often="No se ha enviado: demasiados intentos en un minuto.",
    po_not_sent_many="No se ha enviado: demasiados archivos para esta factura.",
    po_not_sent_text="Vuelva a elegir el archivo más tarde o envíelo por correo electrónico.",
    po_file_large="El archivo supera los {most} MB.",
    po_file_kind="Este archivo no es PDF, PNG, JPEG ni WebP.",
    po_file_again="Vuelva a elegir el archivo.",
)
