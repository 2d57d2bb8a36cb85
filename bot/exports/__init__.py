"""What leaves as files: tables as CSV, JSON and XLSX, journals in the forms of four ledgers."""
