"""Bank statements as files: one module a format, all read into the same `BankStatement`."""
