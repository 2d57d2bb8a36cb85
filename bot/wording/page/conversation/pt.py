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
)
