"""The customer's purchase order on the page, in Portuguese."""

from bot.wording.page.order.words import PageOrder

WORDS = PageOrder(
    order="Encomenda",
    order_amount="Valor da encomenda",
    order_with_tax="Valor da encomenda com imposto",
    order_used="Faturado até agora",
    order_left="Disponível",
    order_exceeded="Ultrapassado em",
    order_until="Válida até",
    order_closed="Encerrada",
    po_upload="Carregar a encomenda",
    po_upload_hint="PDF, PNG, JPEG ou WebP, até {most} MB. O ficheiro é enviado a {seller}.",
    po_file="Ficheiro",
    po_upload_send="Carregar ficheiro",
    po_documents="Encomendas que enviou",
    po_sent="A sua encomenda foi enviada a {seller}.",
    po_sent_text="Não precisa de fazer mais nada.",
    po_read_text=(
        "Lemos nela o número de encomenda {po_number}. Verifique-o abaixo e guarde-o para que "
        "conste da fatura."
    ),
    po_known="{seller} já tem este ficheiro.",
    po_known_text="Não precisa de fazer mais nada.",
    po_not_sent_often="Não enviado: demasiadas tentativas num minuto.",
    po_not_sent_many="Não enviado: demasiados ficheiros para esta fatura.",
    po_not_sent_text="Escolha o ficheiro novamente mais tarde ou envie-o por e-mail.",
    po_file_large="O ficheiro tem mais de {most} MB.",
    po_file_kind="Este ficheiro não é PDF, PNG, JPEG nem WebP.",
    po_file_again="Escolha o ficheiro novamente.",
)
