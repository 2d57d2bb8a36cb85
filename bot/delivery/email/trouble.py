"""What a mail server's refusals mean: the person corrects something, it is tried later, or the
operator is needed.

A server's own words may quote the address, so only a bounce has them: it goes into the thread.
What is kept as an error, and logged when it is given up, has numbers only.
"""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from jupiter_core.ports import RetryLater, Undeliverable

WORDS_LIMIT = 300
_TOO_LARGE = 552
_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")

_THEN = " Ask whoever runs JupiterInvoice to correct that, then click Resend."
_LOGIN = "The mail server refuses the user name or password of SMTP_URL ({code})." + _THEN
_SENDER = "The mail server does not let us send from MAIL_FROM ({code})." + _THEN
_CERTIFICATE = "The mail server's certificate cannot be verified."
_LOST = "The mail server could not be reached, or dropped the connection ({what})."
_LATER = "The mail server asks to try again later ({code})."


class Bounced(Exception):
    """The server will not deliver it; `words` are its reason, for people."""

    def __init__(self, words: str) -> None:
        super().__init__("bounced")
        self.words = words


@contextmanager
def smtp_trouble() -> Iterator[None]:
    """Turns what goes wrong inside into Bounced, RetryLater or Undeliverable."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        raise _refusal(code, said) from None
    except smtplib.SMTPDataError as refused:
        raise _refusal(refused.smtp_code, refused.smtp_error) from None
    except smtplib.SMTPSenderRefused as refused:
        raise _of_sender(refused.smtp_code, refused.smtp_error) from None
    except smtplib.SMTPAuthenticationError as refused:
        raise _of_operator(_LOGIN, refused.smtp_code, refused.smtp_error) from None
    # Behind the three above, which are of this class too.
    except smtplib.SMTPResponseException as refused:
        raise _later(refused.smtp_code, refused.smtp_error) from None
    # Before OSError, which it is too.
    except ssl.SSLCertVerificationError:
        raise RetryLater(_CERTIFICATE) from None
    except (smtplib.SMTPException, OSError) as error:
        raise RetryLater(_LOST.format(what=type(error).__name__)) from None


def spoken(said: object) -> str:
    """A server's words on one line, printable, not too long."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    seen = "".join(each if each.isprintable() else " " for each in text)
    line = " ".join(seen.split())
    return line if len(line) <= WORDS_LIMIT else line[: WORDS_LIMIT - 1] + "…"


def _refusal(code: int, said: object) -> Bounced | RetryLater:
    if 500 <= code < 600:
        return Bounced(f"{code} {spoken(said)}".strip())
    return _later(code, said)


def _of_sender(code: int, said: object) -> Bounced | RetryLater | Undeliverable:
    """At the sender's address a server may also say that the mail is too large for it."""
    return _refusal(code, said) if code == _TOO_LARGE else _of_operator(_SENDER, code, said)


def _of_operator(sentence: str, code: int, said: object) -> RetryLater | Undeliverable:
    if 500 <= code < 600:
        return Undeliverable(sentence.format(code=_codes(code, said)))
    return _later(code, said)


def _later(code: int, said: object) -> RetryLater:
    return RetryLater(_LATER.format(code=_codes(code, said)))


def _codes(code: int, said: object) -> str:
    """`451 4.7.1`, and nothing else of what the server said."""
    enhanced = _ENHANCED.search(spoken(said))
    return f"{code} {enhanced[1]}" if enhanced else str(code)
