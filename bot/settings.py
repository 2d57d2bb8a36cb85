"""Environment and `.env`, read once into frozen settings."""
