"""The forms and messages of the customer's page in Dutch."""

from bot.wording.page.words import PageMessages

WORDS = PageMessages(
    po_missing="Uw inkoopordernummer ontbreekt",
    po_add="Voeg uw inkoopordernummer toe",
    po_lead=(
        "Het staat direct op de factuur en u kunt hier de nieuwe PDF downloaden. We laten het "
        "{seller} weten."
    ),
    po_save="Inkoopordernummer opslaan",
    covers="Dit inkoopordernummer geldt voor",
    covers_invoice="Alleen deze factuur",
    covers_contract="Deze en alle komende facturen van dit contract",
    optional="optioneel",
    name="Uw naam",
    email="Uw zakelijke e-mailadres",
    po_number="Inkoopordernummer",
    attention="Ter attentie van",
    attention_hint="Staat boven het adres: een team of een naam.",
    cost_centre="Kostenplaats",
    deliver_to="Afleveradres",
    po_line="Orderregel {number}",
    ap_name="Crediteurenadministratie: naam",
    ap_email="Crediteurenadministratie: e-mail",
    ap_email_hint=(
        "Hier gaan vragen over deze factuur naartoe. Een nieuw adres bevestigen we eerst."
    ),
    street="Straat en huisnummer",
    city="Plaats",
    region="Provincie of regio",
    postal_code="Postcode",
    country="Land",
    choose_country="Kies een land",
    beside="Nu op de factuur: {value}. Hierboven staat wat u hebt ingevuld.",
    nothing="niets",
    edit_billing="Factuurgegevens wijzigen",
    edit_all="Inkoopordernummer en factuurgegevens wijzigen",
    your_change="Uw wijziging",
    whole_lead=(
        "Bedragen, datums, bedrijfsnamen en bankgegevens kunnen hier niet worden gewijzigd. "
        "Onjuiste bedragen worden gecorrigeerd met een creditnota en een nieuwe factuur. Met "
        "deze link zijn bankgegevens niet te wijzigen, dus niemand die hem in handen krijgt, "
        "kan uw betaling omleiden."
    ),
    references="Referenties",
    accounts_payable="Crediteurenadministratie",
    address_of="Factuuradres van {customer}",
    you="Uw gegevens",
    you_hint="Zichtbaar in de geschiedenis van deze factuur.",
    save_changes="Wijzigingen opslaan",
    overwrite="Overschrijven en opslaan",
    change_po="Inkoopordernummer of factuurgegevens wijzigen",
    add_po="Inkoopordernummer toevoegen of factuurgegevens wijzigen",
    mailed_only=(
        "Met deze link kunt u alleen bekijken. De link om te wijzigen gaat per e-mail "
        "uitsluitend naar de crediteurenadministratie van {customer}."
    ),
    send_me="Ik werk bij de crediteurenadministratie: stuur mij de link",
    goes_to="Hij gaat naar {mailbox}.",
    ask_for_link="Met deze link kunt u alleen bekijken. Vraag {seller} om de link om te wijzigen.",
    code_title="Vul de code voor {number} in",
    code_heading="Vul de code in om op te slaan",
    code_lead=(
        "We hebben een code van 6 cijfers gestuurd naar {mailbox}, het contact bij de "
        "crediteurenadministratie voor deze factuur. Zo ziet {seller} dat de wijziging "
        "daarvandaan komt. Wat u hebt ingevuld, blijft een uur bewaard."
    ),
    code_label="Code uit de e-mail",
    code_save="Wijziging opslaan",
    code_unsaved="Nog niet opgeslagen",
    code_by="Door {name}, {email}",
    code_covers=(
        "Het inkoopordernummer geldt ook voor alle komende facturen van het contract zodra "
        "{seller} het bevestigt."
    ),
    code_again="Code opnieuw sturen",
    code_edit="Wijzig wat u hebt ingevuld",
    mistaken="Corrigeer het volgende",
    too_often="Niet opgeslagen: te veel pogingen binnen een minuut.",
    too_often_text=(
        "Wat u hebt ingevuld, staat nog hieronder. Wacht een minuut en sla het dan opnieuw op."
    ),
    too_many="Niet opgeslagen: te veel wijzigingen wachten op bevestiging.",
    too_many_text="Wat u hebt ingevuld, staat nog hieronder. Probeer het over een uur opnieuw.",
    overtaken="Nog niet opgeslagen: iemand heeft deze factuur gewijzigd nadat u haar hebt geopend.",
    overtaken_text=(
        "Bekijk wat er is gewijzigd, controleer hieronder uw eigen wijziging en sla opnieuw op."
    ),
    reads_only="Niet opgeslagen: met deze link kunt u alleen bekijken.",
    reads_only_text="Hieronder staat hoe u de link om te wijzigen krijgt.",
    closed_now_paid="Niet opgeslagen: deze factuur is betaald en kan niet meer worden gewijzigd.",
    closed_now_void="Niet opgeslagen: deze factuur is ongeldig en kan niet meer worden gewijzigd.",
    saved="Opgeslagen: {changes}.",
    saved_text="We hebben {seller} op de hoogte gebracht.",
    download_new="Nieuwe PDF downloaden",
    saved_awaited=(
        "Ter bevestiging naar {seller} gestuurd: het inkoopordernummer voor alle komende facturen."
    ),
    saved_covered="Dit inkoopordernummer geldt ook voor alle komende facturen van dit contract.",
    saved_mail_to=(
        "Ter bevestiging naar {seller} gestuurd: het nieuwe e-mailadres van de "
        "crediteurenadministratie. Tot dan gaat e-mail naar het huidige adres."
    ),
    same="Niets op te slaan: de factuur bevat deze gegevens al.",
    same_text="Er is geen nieuwe versie.",
    gone="Die wijziging staat niet meer open.",
    gone_text="Ze is al opgeslagen of verlopen. Hieronder staat de huidige factuur.",
    asked="Ter bevestiging naar {seller} gestuurd.",
    asked_text="Het komt op de factuur zodra het is bevestigd. U hoeft verder niets te doen.",
    sent="Als {mailbox} klopt, is de link om te wijzigen daarheen onderweg.",
    sent_text="Dit kan een minuut duren. Kijk ook in uw spammap.",
    awaited=(
        "Ter bevestiging naar {seller} gestuurd: inkoopordernummer {po_number} voor alle "
        "komende facturen."
    ),
    covered=(
        "Opgeslagen: inkoopordernummer {po_number} geldt ook voor alle komende facturen van "
        "dit contract."
    ),
    unchanged_text="Op deze factuur is niets gewijzigd.",
    code_wrong="Die code is niet juist.",
    code_wrong_text="Er is niets opgeslagen. Vul de zes cijfers uit de nieuwste e-mail opnieuw in.",
    code_old="Deze code is verlopen. Codes zijn 15 minuten geldig.",
    code_old_text=(
        "Er is nog niets opgeslagen en wat u hebt ingevuld, gaat niet verloren. Laat de code "
        "opnieuw sturen."
    ),
    code_many="Te veel onjuiste codes voor deze factuur.",
    code_many_text="Er is niets opgeslagen. Probeer het over een uur opnieuw.",
    code_sent="We hebben de code opnieuw gestuurd.",
    code_sent_text="Dit kan een minuut duren.",
    code_often="Te veel pogingen.",
    code_often_text=(
        "Er is niets opgeslagen en wat u hebt ingevuld, gaat niet verloren. Wacht een paar "
        "minuten en ga dan verder."
    ),
    required="Verplicht veld: {what}.",
    too_long="{what}: maximaal {limit} tekens; dit zijn er {length}.",
    unprintable="{what}: de factuur kan {character} niet afdrukken.",
    invalid_email="‘{typed}’ is geen e-mailadres.",
    payment_words=(
        "‘{found}’ lijkt op bankgegevens. Betaalinstructies horen alleen bij de bankgegevens."
    ),
    check_entry="{what}: controleer dit gegeven; het ontbreekt of past niet.",
    check_address="Controleer het adres.",
    dead="Onder deze link is geen factuur te vinden",
    dead_text=(
        "De link is misschien onvolledig of vervangen door een nieuwere. Vraag de afzender om "
        "een nieuwe link."
    ),
    replaced="Deze link is vervangen door een nieuwere",
    replaced_text=(
        "Hij leidde naar een factuur van {seller}. Gebruik de link uit de laatste e-mail of "
        "vraag {seller} om de nieuwe."
    ),
    method="Zo kan deze link niet worden gebruikt",
    method_text="Open hem in een browser, vanuit het bericht waarin hij stond.",
    incomplete="Het formulier is onvolledig aangekomen",
    incomplete_text=(
        "Er is niets opgeslagen. Open de link opnieuw en vul het formulier nog een keer in."
    ),
    broken="Er ging bij ons iets mis",
    broken_text="Er is niets opgeslagen. Probeer het over een paar minuten opnieuw.",
    away="We kunnen deze pagina nu niet openen",
    away_text=(
        "Dit ligt aan ons en is meestal binnen een paar minuten voorbij. Er is niets verloren."
    ),
    away_kept="Nog niet opgeslagen: onze gegevens zijn nu niet bereikbaar",
    away_kept_text=(
        "Niets van wat u hebt ingevuld is verloren. Wacht even en verstuur het dan opnieuw: het "
        "telt maar één keer."
    ),
    away_again="Opnieuw proberen",
    away_send="Opnieuw versturen",
    no_file_title="Er is geen {file} van {number}, versie {revision}",
    no_file_text="Hebt u het bestand nodig, vraag het dan aan {seller}.",
    too_many_requests="Te veel verzoeken binnen een minuut. Wacht een minuut.",
)
