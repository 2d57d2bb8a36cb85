"""What AP can say on the customer's page, in Portuguese."""

from bot.wording.page.conversation.words import PageConversation

WORDS = PageConversation(
    talk="Perguntas sobre esta fatura",
    talk_lead="A sua mensagem segue para {seller}. A resposta chega por e-mail e aparece aqui.",
    ask="Fazer uma pergunta",
    ask_label="A sua pergunta",
    ask_send="Enviar pergunta",
    said_question="Pergunta",
    said_answer="Resposta",
    question_sent="A sua pergunta foi enviada a {seller}.",
    said_sent_text="A resposta chega por e-mail e aparece nesta página.",
    said_too_often="Não enviado: demasiadas tentativas num minuto.",
    said_too_often_text="O que introduziu continua abaixo. Aguarde um minuto e envie novamente.",
    said_too_many="Não enviado: demasiadas mensagens sobre esta fatura.",
    said_too_many_text=(
        "O que introduziu continua abaixo. Tente novamente dentro de uma hora ou "
        "responda por e-mail."
    ),
    dispute="Contestar esta fatura",
    dispute_send="Enviar contestação",
    reason="Motivo",
    details="Detalhes",
    choose_reason="Escolha um motivo",
    wrong_amount="Valor incorreto",
    wrong_po="Número de encomenda incorreto",
    not_received="Bens ou serviços não recebidos",
    already_paid="Já paga",
    other="Outro motivo",
    promise="Indicar quando será paga",
    promise_send="Enviar data",
    promised="Data de pagamento",
    promise_comment="Comentário (opcional)",
    said_dispute="Contestação: {reason}",
    said_promise="Pagamento previsto para {day}",
    said_resolution="Contestação resolvida",
    dispute_sent="A sua contestação foi enviada a {seller}.",
    promise_sent="A data de pagamento foi enviada a {seller}.",
    said_closed="Não enviado: esta fatura já não está em aberto.",
    said_closed_text="A situação atual está abaixo.",
)
