"""The forms and messages of the customer's page in Portuguese."""

from bot.wording.page.words import PageMessages

WORDS = PageMessages(
    po_missing="Falta o seu número de encomenda",
    po_add="Adicione o seu número de encomenda",
    po_lead="Aparece de imediato na fatura e pode transferir aqui o novo PDF. Avisaremos {seller}.",
    po_save="Guardar número de encomenda",
    covers="Este número de encomenda abrange",
    covers_invoice="Apenas esta fatura",
    covers_contract="Esta e todas as próximas faturas deste contrato",
    optional="opcional",
    name="O seu nome",
    email="O seu e-mail profissional",
    po_number="Número de encomenda",
    attention="Ao cuidado de",
    attention_hint="Impresso acima do endereço: uma equipa ou um nome.",
    cost_centre="Centro de custo",
    deliver_to="Endereço de entrega",
    po_line="Linha do pedido {number}",
    ap_name="Contas a pagar: nome",
    ap_email="Contas a pagar: e-mail",
    ap_email_hint=(
        "Para onde seguem as questões sobre esta fatura. Um novo endereço é primeiro "
        "confirmado por nós."
    ),
    street="Rua",
    city="Localidade",
    region="Distrito, estado ou região",
    postal_code="Código postal",
    country="País",
    choose_country="Escolha um país",
    beside="Agora na fatura: {value}. Acima está o que introduziu.",
    nothing="nada",
    edit_billing="Editar dados de faturação",
    edit_all="Editar número de encomenda e dados de faturação",
    your_change="A sua alteração",
    whole_lead=(
        "Valores, datas, denominações sociais e dados bancários não podem ser alterados aqui. "
        "Valores incorretos são corrigidos com uma nota de crédito e uma nova fatura. Os dados "
        "bancários não podem ser editados com este link, pelo que ninguém que o obtenha "
        "consegue desviar o seu pagamento."
    ),
    references="Referências",
    accounts_payable="Contas a pagar",
    address_of="Endereço de faturação de {customer}",
    you="Os seus dados",
    you_hint="Visíveis no histórico desta fatura.",
    save_changes="Guardar alterações",
    overwrite="Substituir e guardar",
    change_po="Alterar número de encomenda ou dados de faturação",
    add_po="Adicionar número de encomenda ou editar dados de faturação",
    mailed_only=(
        "Este link é apenas para consulta. O link para fazer alterações é enviado por e-mail "
        "apenas ao contacto de contas a pagar de {customer}."
    ),
    send_me="Trabalho em contas a pagar: enviem-me o link",
    goes_to="Será enviado para {mailbox}.",
    ask_for_link="Este link é apenas para consulta. Para fazer alterações, peça o link a {seller}.",
    code_title="Introduza o código para {number}",
    code_heading="Introduza o código para guardar",
    code_lead=(
        "Enviámos um código de 6 dígitos para {mailbox}, o contacto de contas a pagar desta "
        "fatura. Mostra a {seller} que a alteração vem daí. O que introduziu fica guardado "
        "durante uma hora."
    ),
    code_label="Código do e-mail",
    code_save="Guardar a alteração",
    code_unsaved="Ainda não guardado",
    code_by="Por {name}, {email}",
    code_covers=(
        "O número de encomenda abrangerá também todas as próximas faturas do contrato quando "
        "{seller} o confirmar."
    ),
    code_again="Enviar o código novamente",
    code_edit="Alterar o que introduziu",
    mistaken="Corrija o seguinte",
    too_often="Não guardado: demasiadas tentativas num minuto.",
    too_often_text="O que introduziu continua abaixo. Aguarde um minuto e guarde novamente.",
    too_many="Não guardado: demasiadas alterações aguardam confirmação.",
    too_many_text="O que introduziu continua abaixo. Tente novamente dentro de uma hora.",
    overtaken="Ainda não guardado: alguém alterou esta fatura depois de a ter aberto.",
    overtaken_text="Veja o que mudou, verifique abaixo a sua alteração e guarde novamente.",
    reads_only="Não guardado: este link é apenas para consulta.",
    reads_only_text="Veja abaixo como obter o link para fazer alterações.",
    closed_now_paid="Não guardado: esta fatura está paga e já não pode ser alterada.",
    closed_now_void="Não guardado: esta fatura está anulada e já não pode ser alterada.",
    saved="Guardado: {changes}.",
    saved_text="Avisámos {seller}.",
    download_new="Transferir o novo PDF",
    saved_awaited=(
        "Enviado a {seller} para confirmação: o número de encomenda para todas as próximas faturas."
    ),
    saved_covered=(
        "Este número de encomenda abrange também todas as próximas faturas deste contrato."
    ),
    saved_mail_to=(
        "Enviado a {seller} para confirmação: o novo e-mail de contas a pagar. Até lá, os "
        "e-mails seguem para o endereço atual."
    ),
    same="Nada a guardar: a fatura já tem estes dados.",
    same_text="Não há nova versão.",
    gone="Essa alteração já não está pendente.",
    gone_text="Já foi guardada ou expirou. A fatura atual está abaixo.",
    asked="Enviado a {seller} para confirmação.",
    asked_text="Aparecerá na fatura depois de confirmado. Não precisa de fazer mais nada.",
    sent="Se {mailbox} estiver correto, o link para fazer alterações vai a caminho.",
    sent_text="Pode demorar um minuto. Verifique também a pasta de spam.",
    awaited=(
        "Enviado a {seller} para confirmação: número de encomenda {po_number} para todas as "
        "próximas faturas."
    ),
    covered=(
        "Guardado: o número de encomenda {po_number} abrange também todas as próximas faturas "
        "deste contrato."
    ),
    unchanged_text="Nada mudou nesta fatura.",
    code_wrong="Esse código não está correto.",
    code_wrong_text=(
        "Nada foi guardado. Introduza novamente os seis dígitos do e-mail mais recente."
    ),
    code_old="Este código expirou. Os códigos são válidos durante 15 minutos.",
    code_old_text=(
        "Ainda nada foi guardado e o que introduziu não se perde. Peça o envio do código novamente."
    ),
    code_many="Demasiados códigos incorretos para esta fatura.",
    code_many_text="Nada foi guardado. Tente novamente dentro de uma hora.",
    code_sent="Enviámos o código novamente.",
    code_sent_text="Pode demorar um minuto.",
    code_often="Demasiadas tentativas.",
    code_often_text=(
        "Nada foi guardado e o que introduziu não se perde. Aguarde alguns minutos e continue."
    ),
    required="Campo obrigatório: {what}.",
    too_long="{what}: no máximo {limit} caracteres; aqui há {length}.",
    unprintable="{what}: a fatura não consegue imprimir {character}.",
    invalid_email="“{typed}” não é um endereço de e-mail.",
    payment_words=(
        "“{found}” parece um dado bancário. As instruções de pagamento constam apenas dos "
        "dados bancários."
    ),
    check_entry="{what}: verifique este dado; está em falta ou não é adequado.",
    check_address="Verifique o endereço.",
    dead="Não há nenhuma fatura neste link",
    dead_text=(
        "Pode estar incompleto ou ter sido substituído por um mais recente. Peça um novo link "
        "a quem o enviou."
    ),
    replaced="Este link foi substituído por um mais recente",
    replaced_text=(
        "Conduzia a uma fatura de {seller}. Use o link do último e-mail ou peça o novo a {seller}."
    ),
    method="Este link não pode ser usado dessa forma",
    method_text="Abra-o num navegador, a partir da mensagem em que o recebeu.",
    incomplete="O formulário chegou incompleto",
    incomplete_text="Nada foi guardado. Abra novamente o link e volte a preencher o formulário.",
    broken="Ocorreu um erro do nosso lado",
    broken_text="Nada foi guardado. Tente novamente dentro de alguns minutos.",
    away="De momento não conseguimos abrir esta página",
    away_text="O problema é nosso e costuma passar em poucos minutos. Nada se perdeu.",
    away_kept="Ainda não guardado: de momento não conseguimos aceder aos nossos dados",
    away_kept_text=(
        "Nada do que introduziu se perdeu. Aguarde um momento e envie novamente: só contará uma "
        "vez."
    ),
    away_again="Tentar novamente",
    away_send="Enviar novamente",
    no_file_title="Não há {file} de {number}, versão {revision}",
    no_file_text="Se precisar, contacte {seller}.",
    too_many_requests="Demasiados pedidos num minuto. Aguarde um minuto.",
)
