"""The forms and messages of the customer's page in Italian."""

from bot.wording.page.words import PageMessages

WORDS = PageMessages(
    po_missing="Manca il Suo numero d’ordine",
    po_add="Aggiunga il Suo numero d’ordine",
    po_lead="Compare subito sulla fattura e qui può scaricare il nuovo PDF. Avviseremo {seller}.",
    po_save="Salva il numero d’ordine",
    covers="Questo numero d’ordine vale per",
    covers_invoice="Solo questa fattura",
    covers_contract="Questa e tutte le prossime fatture di questo contratto",
    optional="facoltativo",
    name="Il Suo nome",
    email="La Sua e-mail di lavoro",
    po_number="Numero d’ordine",
    attention="All’attenzione di",
    attention_hint="Stampato sopra l’indirizzo: un ufficio, un nome.",
    cost_centre="Centro di costo",
    deliver_to="Indirizzo di consegna",
    po_line="Riga d’ordine {number}",
    ap_name="Contabilità fornitori: nome",
    ap_email="Contabilità fornitori: e-mail",
    ap_email_hint=(
        "Dove inviare le domande su questa fattura. Un nuovo indirizzo viene prima confermato "
        "da noi."
    ),
    street="Via",
    city="Città",
    region="Provincia o regione",
    postal_code="CAP",
    country="Paese",
    choose_country="Scelga un paese",
    beside="Ora sulla fattura: {value}. Sopra c’è quanto ha inserito.",
    nothing="nulla",
    edit_billing="Modifica i dati di fatturazione",
    edit_all="Modifica il numero d’ordine e i dati di fatturazione",
    your_change="La Sua modifica",
    whole_lead=(
        "Importi, date, ragioni sociali e coordinate bancarie non si possono modificare qui. "
        "Gli importi errati si correggono con una nota di credito e una nuova fattura. Con "
        "questo link non si possono modificare le coordinate bancarie, quindi chi ne entrasse "
        "in possesso non può dirottare il Suo pagamento."
    ),
    references="Riferimenti",
    accounts_payable="Contabilità fornitori",
    address_of="Indirizzo di fatturazione di {customer}",
    you="I Suoi dati",
    you_hint="Compaiono nella cronologia di questa fattura.",
    save_changes="Salva le modifiche",
    overwrite="Sovrascrivi e salva",
    change_po="Modifica il numero d’ordine o i dati di fatturazione",
    add_po="Aggiungi il numero d’ordine o modifica i dati di fatturazione",
    mailed_only=(
        "Questo link è di sola lettura. Il link per le modifiche viene inviato solo al "
        "contatto della contabilità fornitori di {customer}."
    ),
    send_me="Lavoro nella contabilità fornitori: inviatemi il link",
    goes_to="Sarà inviato a {mailbox}.",
    ask_for_link="Questo link è di sola lettura. Per le modifiche chieda il link a {seller}.",
    code_title="Inserisca il codice per {number}",
    code_heading="Inserisca il codice per salvare",
    code_lead=(
        "Abbiamo inviato un codice di 6 cifre a {mailbox}, il contatto della contabilità "
        "fornitori per questa fattura. Dimostra a {seller} che la modifica proviene da lì. I "
        "dati inseriti restano salvati per un’ora."
    ),
    code_label="Codice ricevuto via e-mail",
    code_save="Salva la modifica",
    code_unsaved="Non ancora salvato",
    code_by="Di {name}, {email}",
    code_covers=(
        "Il numero d’ordine varrà anche per tutte le prossime fatture del contratto dopo la "
        "conferma di {seller}."
    ),
    code_again="Invia di nuovo il codice",
    code_edit="Modifica i dati inseriti",
    mistaken="Corregga quanto segue",
    too_often="Non salvato: troppi tentativi in un minuto.",
    too_often_text="I dati inseriti sono ancora qui sotto. Attenda un minuto e salvi di nuovo.",
    too_many="Non salvato: troppe modifiche sono in attesa di conferma.",
    too_many_text="I dati inseriti sono ancora qui sotto. Riprovi tra un’ora.",
    overtaken=(
        "Non ancora salvato: qualcuno ha modificato questa fattura dopo che Lei l’ha aperta."
    ),
    overtaken_text=(
        "Veda che cosa è cambiato, controlli qui sotto la Sua modifica e salvi di nuovo."
    ),
    reads_only="Non salvato: questo link è di sola lettura.",
    reads_only_text="Qui sotto trova come ottenere il link per le modifiche.",
    closed_now_paid="Non salvato: questa fattura è pagata e non può più essere modificata.",
    closed_now_void="Non salvato: questa fattura è annullata e non può più essere modificata.",
    saved="Salvato: {changes}.",
    saved_text="Abbiamo avvisato {seller}.",
    download_new="Scarica il nuovo PDF",
    saved_awaited=(
        "Inviato a {seller} per conferma: il numero d’ordine per tutte le prossime fatture."
    ),
    saved_covered=(
        "Questo numero d’ordine vale anche per tutte le prossime fatture di questo contratto."
    ),
    saved_mail_to=(
        "Inviato a {seller} per conferma: il nuovo indirizzo e-mail della contabilità "
        "fornitori. Fino ad allora le e-mail vanno all’indirizzo attuale."
    ),
    same="Nulla da salvare: la fattura contiene già questi dati.",
    same_text="Non c’è una nuova versione.",
    gone="Questa modifica non è più in attesa.",
    gone_text="È già stata salvata oppure è scaduta. Qui sotto c’è la fattura attuale.",
    asked="Inviato a {seller} per conferma.",
    asked_text="Comparirà sulla fattura dopo la conferma. Non deve fare altro.",
    sent="Se {mailbox} è corretto, il link per le modifiche è in arrivo.",
    sent_text="Può richiedere un minuto. Controlli anche la cartella della posta indesiderata.",
    awaited=(
        "Inviato a {seller} per conferma: numero d’ordine {po_number} per tutte le prossime "
        "fatture."
    ),
    covered=(
        "Salvato: il numero d’ordine {po_number} vale anche per tutte le prossime fatture di "
        "questo contratto."
    ),
    unchanged_text="Su questa fattura non è cambiato nulla.",
    code_wrong="Questo codice non è corretto.",
    code_wrong_text=(
        "Non è stato salvato nulla. Inserisca di nuovo le sei cifre dell’ultima e-mail."
    ),
    code_old="Questo codice è scaduto. I codici valgono 15 minuti.",
    code_old_text=(
        "Non è stato ancora salvato nulla e i dati inseriti non sono persi. Richieda di nuovo "
        "il codice."
    ),
    code_many="Troppi codici errati per questa fattura.",
    code_many_text="Non è stato salvato nulla. Riprovi tra un’ora.",
    code_sent="Abbiamo inviato di nuovo il codice.",
    code_sent_text="Può richiedere un minuto.",
    code_often="Troppi tentativi.",
    code_often_text=(
        "Non è stato salvato nulla e i dati inseriti non sono persi. Attenda qualche minuto e "
        "continui."
    ),
    required="Campo obbligatorio: {what}.",
    too_long="{what}: al massimo {limit} caratteri; qui sono {length}.",
    unprintable="{what}: la fattura non può stampare {character}.",
    invalid_email="«{typed}» non è un indirizzo e-mail.",
    payment_words=(
        "«{found}» sembra un dato bancario. Le istruzioni di pagamento vanno solo nelle "
        "coordinate bancarie."
    ),
    check_entry="{what}: verifichi questo dato; manca o non è adatto.",
    check_address="Controlli l’indirizzo.",
    dead="A questo link non c’è nessuna fattura",
    dead_text=(
        "Potrebbe essere incompleto o sostituito da uno più recente. Chieda un nuovo link a "
        "chi lo ha inviato."
    ),
    replaced="Questo link è stato sostituito da uno più recente",
    replaced_text=(
        "Portava a una fattura di {seller}. Usi il link dell’ultima e-mail o chieda quello "
        "nuovo a {seller}."
    ),
    method="Questo link non si può usare così",
    method_text="Lo apra in un browser, dal messaggio in cui è arrivato.",
    incomplete="Il modulo è arrivato incompleto",
    incomplete_text="Non è stato salvato nulla. Riapra il link e compili di nuovo il modulo.",
    broken="Si è verificato un errore da parte nostra",
    broken_text="Non è stato salvato nulla. Riprovi tra qualche minuto.",
    away="Al momento non possiamo aprire questa pagina",
    away_text=(
        "Il problema è nostro e di solito si risolve in pochi minuti. Non è andato perso nulla."
    ),
    away_kept="Non ancora salvato: al momento i nostri dati non sono raggiungibili",
    away_kept_text=(
        "Nulla di quanto inserito è andato perso. Attenda un momento e lo invii di nuovo: "
        "conterà una sola volta."
    ),
    away_again="Riprova",
    away_send="Invia di nuovo",
    no_file_title="Nessun {file} per {number}, versione {revision}",
    no_file_text="Se Le serve, contatti {seller}.",
    too_many_requests="Troppe richieste in un minuto. Attenda un minuto.",
)
