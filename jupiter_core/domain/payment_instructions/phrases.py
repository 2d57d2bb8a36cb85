"""What people write who want money sent elsewhere, in the languages that invoices have.

The patterns are read against plain words: small letters, no accents, single spaces.
"""

import re

from jupiter_core.domain.plain_text import PlainText, plain_words

_ENGLISH = (
    r"\bremit(?:tance)?(?: all| your| the| any| future)*(?: payments?| funds)? to\b",
    r"\b(?:wire|pay)(?: it| this| all| now)? to\b(?! (?:the order|date|terms))",
    (
        r"\b(?:wire|ach|remittance|beneficiary)(?: transfer| bank)?"
        r" (?:instructions?|details|account)\b"
    ),
    (
        r"\b(?:new|changed|updated|revised|corrected|different|alternate|replacement|following)"
        r" (?:bank|banking|account|payment|remittance|beneficiary)(?: account)?"
        r" (?:details?|information|info|instructions?|coordinates|number)\b"
    ),
    (
        r"\bnew (?:bank )?accounts?\b(?! (?:manager|executive|rep|team|owner|director|lead|set ?up|"
        r"onboarding|department|dept|opening|s? ?team))"
    ),
    r"\b(?:updated?|changed?|new) (?:our |the )?(?:bank|banking)\b(?! (?:street|road|lane))",
    (
        r"\b(?:bank|banking|account|payment|remittance)(?: account)?"
        r" (?:details?|information|info|instructions?|number) (?:has|have|is|are|was|were)"
        r"(?: been| now| recently)* (?:changed|updated|new|different|revised|moved)\b"
    ),
    (
        r"\b(?:changed|changing|switched|moved|change of|update of|changes? to)(?: our| the| your)*"
        r" (?:banks?|banking|bank account|bank details|account details|payment details)\b"
    ),
    (
        r"\b(?:wire|transfer|send|pay|direct|deposit|forward)(?: the| all| your| any| this| it)*"
        r"(?: payments?| funds| money| amounts?| invoices?| balance| total)*"
        r" (?:in)?to(?: the| our| my| this| following| a| new)*"
        r" (?:account|bank|iban|beneficiary|wallet)\b"
    ),
    (
        r"\bpayments? (?:should |must |are |is |will |shall |can |to |now |only )*(?:be )?(?:now )?"
        r"(?:made|sent|wired|directed|remitted|transferred|paid) (?:in)?to\b"
    ),
    r"\bmake (?:checks?|cheques?|payments?)(?: payable| out)? to\b",
    (
        r"\b(?:old|previous|former|above|printed|existing) (?:bank )?(?:account|iban|bank details)"
        r"(?: is| was| has been)* (?:closed|frozen|blocked|invalid|no longer|under audit)\b"
    ),
    (
        r"\bdo not (?:use|pay)(?: to| into)?(?: the)?"
        r" (?:old|previous|former|above|printed|other) (?:account|bank|details|iban)\b"
    ),
    r"\b(?:paypal me|via paypal|by paypal|zelle to|venmo)\b",
)
_GERMAN = (
    (
        r"\b(?:neuen?|geanderten?|geaenderten?|aktualisierten?|andere)"
        r" (?:bank ?verbindung|konto ?verbindung|bankdaten|kontodaten|kontonummer|bankkonto|iban)\b"
    ),
    r"\bneue[sn]? (?:bank)?konto\b",
    r"\b(?:bank|konto) ?verbindung(?: hat sich| wurde| ist)* (?:gea?e?ndert|neu|aktualisiert)\b",
    r"\bue?berweis\w*(?: \w+){0,6} (?:auf|an)\b",
    r"\bzahl(?:en|ung|ungen|bar)(?: \w+){0,4} auf(?: das| unser| folgendes| dieses| ein)* konto\b",
)
_FRENCH = (
    r"\bnouve(?:au|aux|lle|lles) (?:compte|rib|iban|coordonnees|banque|domiciliation)\b",
    r"\bcoordonnees bancaires\b",
    r"\b(?:changement|modification) de (?:compte|rib|banque|coordonnees|domiciliation)\b",
    (
        r"\b(?:virer|virez|virement|payer|payez|regler|reglez|verser|versez)(?: \w+){0,6}"
        r" (?:sur|vers|au|a)(?: le| notre| ce| l)* (?:compte|iban|rib)\b"
    ),
)
_SPANISH = (
    r"\bnuev[ao]s? (?:cuenta|datos bancarios|banco|iban)\b",
    r"\bdatos bancarios\b",
    r"\bcuenta bancaria\b",
    r"\bcambio de (?:cuenta|banco|datos)\b",
    (
        r"\b(?:transferir|transfiera|transferencia|pagar|pague|abonar|abone|depositar|deposite|ingresar"
        r"|ingrese)(?: \w+){0,5} (?:a|en)(?: la| nuestra| esta| siguiente| nueva)* cuenta\b"
    ),
)
_ITALIAN = (
    r"\bnuov[oe] (?:conto|coordinate|iban|banca)\b",
    r"\bcoordinate bancarie\b",
    r"\bconto corrente\b",
    r"\bcambio (?:di |del )?(?:conto|banca|iban|coordinate)\b",
    (
        r"\b(?:bonifico|bonificare|pagare|versare|accreditare)(?: \w+){0,5}"
        r" (?:sul|al|su|sull)(?: nostro| seguente| nuovo)* (?:conto|iban)\b"
    ),
)
_DUTCH = (
    r"\bnieuwe? (?:bank ?rekening|rekening|rekeningnummer|bankgegevens|iban)\b",
    r"\b(?:gewijzigde?|aangepaste?) (?:bank\w*|rekening\w*|iban)\b",
    r"\bbankgegevens\b",
    (
        r"\b(?:overmaken|over te maken|overschrijven|storten|stort|betalen|betaal)(?: \w+){0,5}"
        r" (?:op|naar)(?: het| de| onze| ons)* (?:rekening|rekeningnummer|bankrekening|iban)\b"
    ),
)
_PORTUGUESE = (
    r"\bnov[ao]s? (?:conta|dados bancarios|iban|banco)\b",
    r"\bdados bancarios\b",
    r"\bconta bancaria\b",
    r"\balteracao (?:de|da|dos) (?:conta|dados|banco)\b",
    (
        r"\b(?:transferir|transfira|pagar|pague|depositar|deposite|pagamento)(?: \w+){0,5}"
        r" (?:para|na|em)(?: a| nossa| seguinte| nova)* conta\b"
    ),
    r"\bchave pix\b",
)
_JAPANESE = ("振込先", "お振込", "振り込", "新しい口座", "新口座", "口座変更", "銀行口座", "送金先")

WITHOUT_GAPS = (
    *("iban", "swift", "payto", "wireto", "remitto", "sortcode", "beneficiary"),
    *("newaccount", "newbank", "bankdetails", "bankaccount", "accountnumber", "accountdetails"),
    *("routingnumber", "wiretransfer", "paymentdetails", "paymentinstructions"),
    *("bankverbindung", "kontoverbindung", "kontonummer", "bankdaten", "neueskonto"),
    *("nouveaucompte", "coordonneesbancaires", "nuevacuenta", "datosbancarios", "cuentabancaria"),
    *("nuovoconto", "coordinatebancarie", "contocorrente", "novaconta", "dadosbancarios"),
    *("contabancaria", "chavepix", "nieuwerekening", "rekeningnummer", "bankgegevens"),
)
"""What nobody writes letter by letter but to hide it."""

_PHRASES = tuple(
    re.compile(each)
    for each in (
        *(*_ENGLISH, *_GERMAN, *_FRENCH, *_SPANISH, *_ITALIAN, *_DUTCH, *_PORTUGUESE),
        *(plain_words(each) for each in _JAPANESE),
    )
)


def payment_phrase(text: PlainText) -> str:
    """The first one as it was typed, or an empty string."""
    for phrase in _PHRASES:
        match = phrase.search(text.words)
        if match:
            return text.words_typed(*match.span())
    return ""
