"""The API's documentation as a page: read off its description, and off nothing else."""
