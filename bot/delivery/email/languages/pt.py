"""The words of a mail in Portuguese."""

from bot.delivery.email.words import MailWords

WORDS = MailWords(
    hello="Olá, {name},",
    hello_company="Prezada equipe de {name},",
    subject_due="Fatura {number} de {seller}: {amount}, vencimento em {day}",
    subject_invoice="Fatura {number} de {seller}",
    subject_credit_note="Nota de crédito {number} de {seller}",
    sends_invoice="{seller} envia a você a fatura {number}, anexada em PDF.",
    sends_credit_note=(
        "{seller} envia a você a nota de crédito {number} da fatura {corrects}, anexada em PDF."
    ),
    amount_due="Valor a pagar",
    amount_credited="Valor creditado",
    paid_in_full="Paga",
    total="Total",
    due_date="Vencimento",
    po_number="N.º do pedido",
    po_pending="Número do pedido pendente.",
    po_none="Ainda sem número do pedido.",
    add_po="Informe aqui",
    open_invoice="Abrir a fatura",
    open_credit_note="Abrir a nota de crédito",
    no_account="Não é preciso ter conta.",
    nothing_to_pay="Guarde-a em seus arquivos: não há nada a pagar.",
    bank_note=(
        "Nossos dados bancários estão na fatura e nunca mudam por e-mail. Se uma mensagem disser o "
        "contrário, ligue para nós antes de pagar, em um número que você já conhece."
    ),
    reply="Dúvidas? Basta responder a este e-mail.",
    code_subject="Seu código para alterar a fatura {number} de {seller}",
    code_lead=(
        "Alguém que informou o endereço {writer} quer alterar a fatura {number} de {seller} "
        "na página dela. Se você conhece essa pessoa, informe este código a ela."
    ),
    code_label="Código",
    code_until="Ele vale por 15 minutos, uma única vez.",
    code_not_you=(
        "Se você não esperava esta mensagem, não passe o código adiante: nada foi alterado "
        "na fatura."
    ),
    answer_subject="Resposta sobre a fatura {number} de {seller}",
    answer_lead="{person}, de {seller}, respondeu à sua mensagem sobre a fatura {number}.",
    answer_asked="A sua mensagem",
    answer_page="A resposta também está na página da fatura.",
    forward_lead="{person} ({email}) reencaminhou-lhe a fatura {number} de {seller}.",
    remind_before_subject="A fatura {number} de {seller} vence em {day}: {amount}",
    remind_due_subject="A fatura {number} de {seller} vence hoje: {amount}",
    remind_overdue_subject="A fatura {number} de {seller} está vencida: {amount}",
    remind_before=(
        "Lembramos que a fatura {number} de {seller} vence em {day}. Ela está anexada "
        "novamente em PDF."
    ),
    remind_due=(
        "A fatura {number} de {seller} vence hoje. Ela está anexada novamente em PDF. Se você "
        "já pagou, obrigado."
    ),
    remind_overdue=(
        "A fatura {number} de {seller} venceu em {day} e ainda consta em aberto. Ela está "
        "anexada novamente em PDF. Se você pagou nos últimos dias, obrigado; se houver algum "
        "problema, por favor nos avise."
    ),
)
