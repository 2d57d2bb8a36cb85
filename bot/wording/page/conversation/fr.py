"""What AP can say on the customer's page, in French."""

from bot.wording.page.conversation.words import PageConversation

WORDS = PageConversation(
    talk="Questions sur cette facture",
    talk_lead=(
        "Votre message est transmis à {seller}. La réponse arrive par e-mail et s’affiche ici."
    ),
    ask="Poser une question",
    ask_label="Votre question",
    ask_send="Envoyer la question",
    said_question="Question",
    said_answer="Réponse",
    question_sent="Votre question a été envoyée à {seller}.",
    said_sent_text="La réponse arrive par e-mail et s’affiche sur cette page.",
    said_too_often="Message non envoyé : trop de tentatives en une minute.",
    said_too_often_text=(
        "Votre saisie figure toujours ci-dessous. Patientez une minute, puis renvoyez-la."
    ),
    said_too_many="Message non envoyé : trop de messages sur cette facture.",
    said_too_many_text=(
        "Votre saisie figure toujours ci-dessous. Réessayez dans une heure ou répondez par e-mail."
    ),
    dispute="Contester cette facture",
    dispute_send="Envoyer la contestation",
    reason="Motif",
    details="Précisions",
    choose_reason="Choisir un motif",
    wrong_amount="Montant erroné",
    wrong_po="Numéro de commande erroné",
    not_received="Biens ou services non reçus",
    already_paid="Déjà payée",
    other="Autre motif",
    promise="Indiquer la date de paiement",
    promise_send="Envoyer la date",
    promised="Date de paiement",
    promise_comment="Commentaire (facultatif)",
    said_dispute="Contestation : {reason}",
    said_promise="Paiement prévu le {day}",
    said_resolution="Contestation résolue",
    dispute_sent="Votre contestation a été envoyée à {seller}.",
    promise_sent="La date de paiement a été envoyée à {seller}.",
    said_closed="Message non envoyé : cette facture n’est plus en cours.",
    said_closed_text="Sa situation actuelle figure ci-dessous.",
    more_documents="Autres documents",
    papers_of="Documents de {contract}",
    all_as_zip="Tout télécharger (ZIP)",
    statement="Relevé de compte",
    statement_lead="Votre compte chez {seller} en {currency}, au {day}.",
    open_items="Postes ouverts",
    open_amount="Montant ouvert",
    closing_balance="Solde final",
    opening_balance="Solde initial",
    moved_since="Depuis le {day}",
    statement_date="Date",
    what_moved="Opération",
    document="Document",
    move_payment="Paiement",
    move_refund="Remboursement ou annulation",
    back_to="Retour à {number}",
)
