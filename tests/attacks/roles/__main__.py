"""`python -m tests.attacks.roles` prints the tables as Markdown."""

import sys

from tests.attacks.roles.markdown import document

if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in document())
