"""The invoice builder: its form, what it means, how it is drawn."""
