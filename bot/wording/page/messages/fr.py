"""The forms and messages of the customer's page in French."""

from bot.wording.page.words import PageMessages

WORDS = PageMessages(
    po_missing="Votre numéro de commande manque",
    po_add="Ajouter votre numéro de commande",
    po_lead=(
        "Il figure aussitôt sur la facture, et vous pouvez télécharger ici le nouveau PDF. "
        "Nous informons {seller}."
    ),
    po_save="Enregistrer le numéro de commande",
    covers="Ce numéro de commande vaut pour",
    covers_invoice="Cette facture uniquement",
    covers_contract="Cette facture et toutes les prochaines de ce contrat",
    optional="facultatif",
    name="Votre nom",
    email="Votre e-mail professionnel",
    po_number="Numéro de commande",
    attention="À l’attention de",
    attention_hint="Imprimé au-dessus de l’adresse : un service, un nom.",
    cost_centre="Centre de coûts",
    deliver_to="Adresse de livraison",
    po_line="Ligne de commande {number}",
    ap_name="Comptabilité fournisseurs : nom",
    ap_email="Comptabilité fournisseurs : e-mail",
    ap_email_hint=(
        "Les questions sur cette facture y sont envoyées. Nous confirmons d’abord toute "
        "nouvelle adresse."
    ),
    street="Rue",
    city="Ville",
    region="État ou région",
    postal_code="Code postal",
    country="Pays",
    choose_country="Choisissez un pays",
    beside="Actuellement sur la facture : {value}. Votre saisie figure ci-dessus.",
    nothing="rien",
    edit_billing="Modifier les informations de facturation",
    edit_all="Modifier le numéro de commande et les informations de facturation",
    your_change="Votre modification",
    whole_lead=(
        "Les montants, dates, raisons sociales et coordonnées bancaires ne peuvent pas être "
        "modifiés ici. Un montant erroné est corrigé par un avoir et une nouvelle facture. Ce "
        "lien ne permet pas de modifier les coordonnées bancaires : personne ne peut donc "
        "s’en servir pour détourner votre paiement."
    ),
    references="Références",
    accounts_payable="Comptabilité fournisseurs",
    address_of="Adresse de facturation de {customer}",
    you="Vous",
    you_hint="Affiché dans l’historique de cette facture.",
    save_changes="Enregistrer les modifications",
    overwrite="Remplacer et enregistrer",
    change_po="Modifier le numéro de commande ou les informations de facturation",
    add_po="Ajouter un numéro de commande ou modifier les informations de facturation",
    mailed_only=(
        "Ce lien permet uniquement la consultation. Le lien de modification est envoyé par "
        "e-mail au seul contact de la comptabilité fournisseurs de {customer}."
    ),
    send_me="Je travaille à la comptabilité fournisseurs : envoyez-moi le lien",
    goes_to="Il sera envoyé à {mailbox}.",
    ask_for_link=(
        "Ce lien permet uniquement la consultation. Pour modifier la facture, demandez le lien "
        "à {seller}."
    ),
    code_title="Saisir le code pour {number}",
    code_heading="Saisissez le code pour enregistrer",
    code_lead=(
        "Nous avons envoyé un code à 6 chiffres à {mailbox}, le contact de la comptabilité "
        "fournisseurs pour cette facture. Il montre à {seller} que la modification en "
        "provient. Votre saisie est conservée une heure."
    ),
    code_label="Code reçu par e-mail",
    code_save="Enregistrer la modification",
    code_unsaved="Pas encore enregistré",
    code_by="Par {name}, {email}",
    code_covers=(
        "Le numéro de commande vaudra aussi pour toutes les prochaines factures du contrat dès "
        "que {seller} l’aura confirmé."
    ),
    code_again="Renvoyer le code",
    code_edit="Modifier votre saisie",
    mistaken="Veuillez corriger les points suivants",
    too_often="Non enregistré : trop de tentatives en une minute.",
    too_often_text=(
        "Votre saisie figure toujours ci-dessous. Attendez une minute, puis enregistrez de nouveau."
    ),
    too_many="Non enregistré : trop de modifications attendent une confirmation.",
    too_many_text="Votre saisie figure toujours ci-dessous. Réessayez dans une heure.",
    overtaken=(
        "Pas encore enregistré : cette facture a été modifiée après que vous l’avez ouverte."
    ),
    overtaken_text=(
        "Consultez ce qui a changé, vérifiez votre modification ci-dessous et enregistrez de "
        "nouveau."
    ),
    reads_only="Non enregistré : ce lien permet uniquement la consultation.",
    reads_only_text="Voyez ci-dessous comment obtenir le lien de modification.",
    closed_now_paid="Non enregistré : cette facture est payée et ne peut plus être modifiée.",
    closed_now_void="Non enregistré : cette facture est annulée et ne peut plus être modifiée.",
    saved="Enregistré : {changes}.",
    saved_text="Nous avons informé {seller}.",
    download_new="Télécharger le nouveau PDF",
    saved_awaited=(
        "Envoyé à {seller} pour confirmation : le numéro de commande pour toutes les "
        "prochaines factures."
    ),
    saved_covered=(
        "Ce numéro de commande vaut aussi pour toutes les prochaines factures de ce contrat."
    ),
    saved_mail_to=(
        "Envoyé à {seller} pour confirmation : le nouvel e-mail de la comptabilité "
        "fournisseurs. D’ici là, les e-mails sont envoyés à l’adresse actuelle."
    ),
    same="Rien à enregistrer : la facture comporte déjà ces informations.",
    same_text="Il n’y a pas de nouvelle version.",
    gone="Cette modification n’est plus en attente.",
    gone_text="Elle a déjà été enregistrée ou a expiré. La facture actuelle figure ci-dessous.",
    asked="Envoyé à {seller} pour confirmation.",
    asked_text=(
        "La modification figurera sur la facture après confirmation. Vous n’avez rien "
        "d’autre à faire."
    ),
    sent="Si {mailbox} est correct, le lien de modification y est envoyé.",
    sent_text=(
        "Cela peut prendre une minute. Consultez aussi votre dossier de courrier indésirable."
    ),
    awaited=(
        "Envoyé à {seller} pour confirmation : numéro de commande {po_number} pour toutes les "
        "prochaines factures."
    ),
    covered=(
        "Enregistré : le numéro de commande {po_number} vaut aussi pour toutes les prochaines "
        "factures de ce contrat."
    ),
    unchanged_text="Rien n’a changé sur cette facture.",
    code_wrong="Ce code n’est pas correct.",
    code_wrong_text="Rien n’a été enregistré. Reprenez les six chiffres du dernier e-mail.",
    code_old="Ce code a expiré. Un code est valable 15 minutes.",
    code_old_text=(
        "Rien n’a encore été enregistré et votre saisie n’est pas perdue. Demandez un nouvel "
        "envoi du code."
    ),
    code_many="Trop de codes erronés pour cette facture.",
    code_many_text="Rien n’a été enregistré. Réessayez dans une heure.",
    code_sent="Nous avons renvoyé le code.",
    code_sent_text="Cela peut prendre une minute.",
    code_often="Trop de tentatives.",
    code_often_text=(
        "Rien n’a été enregistré et votre saisie n’est pas perdue. Attendez quelques minutes "
        "avant de continuer."
    ),
    required="Champ obligatoire : {what}.",
    too_long="{what} : {limit} caractères au maximum ; il y en a {length}.",
    unprintable="{what} : la facture ne peut pas imprimer {character}.",
    invalid_email="« {typed} » n’est pas une adresse e-mail.",
    payment_words=(
        "« {found} » ressemble à des coordonnées bancaires. Les instructions de paiement ne "
        "figurent que dans les coordonnées bancaires."
    ),
    check_entry="{what} : veuillez vérifier cette saisie ; elle manque ou ne convient pas.",
    check_address="Veuillez vérifier l’adresse.",
    dead="Aucune facture à cette adresse",
    dead_text=(
        "Le lien est peut-être incomplet ou remplacé par un plus récent. Demandez un nouveau "
        "lien à l’expéditeur."
    ),
    replaced="Ce lien a été remplacé par un plus récent",
    replaced_text=(
        "Il menait à une facture de {seller}. Utilisez le lien du dernier e-mail ou demandez "
        "le nouveau à {seller}."
    ),
    method="Ce lien ne peut pas être utilisé ainsi",
    method_text="Ouvrez-le dans un navigateur, depuis le message reçu.",
    incomplete="Le formulaire est arrivé incomplet",
    incomplete_text=(
        "Rien n’a été enregistré. Rouvrez le lien et remplissez de nouveau le formulaire."
    ),
    broken="Une erreur s’est produite de notre côté",
    broken_text="Rien n’a été enregistré. Veuillez réessayer dans quelques minutes.",
    away="Nous ne pouvons pas ouvrir cette page pour le moment",
    away_text=(
        "Le problème vient de chez nous et passe en général en quelques minutes. Rien n’est perdu."
    ),
    away_kept="Pas encore enregistré : nos données sont inaccessibles pour le moment",
    away_kept_text=(
        "Rien de votre saisie n’est perdu. Attendez un instant, puis envoyez-la de nouveau : "
        "elle ne comptera qu’une fois."
    ),
    away_again="Réessayer",
    away_send="Envoyer de nouveau",
    no_file_title="Pas de {file} pour {number}, version {revision}",
    no_file_text="Si vous en avez besoin, contactez {seller}.",
    too_many_requests="Trop de requêtes en une minute. Veuillez patienter une minute.",
)
