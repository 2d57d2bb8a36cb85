"""What is taken out of a workspace for a period: tables of its records, and its journal."""
