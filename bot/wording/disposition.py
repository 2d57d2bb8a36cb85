"""The header that names a file which is answered."""

import re
from urllib.parse import quote


def disposition(name: str, *, download: bool) -> str:
    """RFC 6266: an ASCII name for all, and the exact one for those who read RFC 5987."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "invoice.pdf"
    kind = "attachment" if download else "inline"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
