"""What the three lines of an example are called, in the languages of their papers."""

LINE_TEXTS: dict[str, tuple[str, str, str]] = {
    "en": ("Platform Enterprise, annual subscription", "Additional seats", "Onboarding workshop"),
    "de": ("Plattform Enterprise, Jahresabonnement", "Weitere Plätze", "Einführungsworkshop"),
    "fr": (
        "Plateforme Entreprise, abonnement annuel",
        "Utilisateurs supplémentaires",
        "Atelier de mise en route",
    ),
    "es": (
        "Plataforma Enterprise, suscripción anual",
        "Usuarios adicionales",
        "Taller de puesta en marcha",
    ),
    "it": (
        "Piattaforma Enterprise, abbonamento annuale",
        "Utenti aggiuntivi",
        "Workshop di avviamento",
    ),
    "nl": ("Platform Enterprise, jaarabonnement", "Extra gebruikers", "Startworkshop"),
    "pt": (
        "Plataforma Enterprise, subscrição anual",
        "Utilizadores adicionais",
        "Workshop de arranque",
    ),
}
"""The subscription, its seats, a workshop."""
