"""Files that people share, served as Slack serves them: to whoever has the bot's token."""

import functools
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STATEMENT, COLUMNS, CUSTOMERS = "F0STATEMENT", "F0COLUMNS", "F0CUSTOMERS"
W9 = "F0W9"
_MT940 = (
    ":20:X\n:25:000123456789\n:28C:1\n:60F:C261119USD0,00\n"
    ":61:2611201120C1345000,00NTRFE2E//B1\n:86:Thanks JUS-000001\n"
    ":61:2611201120C5,00NTRFE2F//B2\n:86:Interest\n"
)
_CSV = 'Date,Amount,Text\n03/04/2026,"1,234",x\n'
_CUSTOMERS = "Name,Customer ID,Street,City,Country\nGlobex GmbH,g-1,Weg 1,Berlin,DE\n"
_FILES = {
    STATEMENT: ("statement.sta", _MT940),
    COLUMNS: ("bank.csv", _CSV),
    CUSTOMERS: ("customers.csv", _CUSTOMERS),
    W9: ("W-9.pdf", "%PDF-1.7\nthe form\n%%EOF\n"),
}


class _Serving(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content = _FILES[self.path.removeprefix("/")][1].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@functools.cache
def origin() -> str:
    """Where they are served, from now on for as long as the process lives."""
    threading.Thread(target=_server().serve_forever, daemon=True).start()
    return _address()


@functools.cache
def _server() -> ThreadingHTTPServer:
    """With its port and no thread: a process that has one cannot be forked for workers."""
    return ThreadingHTTPServer(("127.0.0.1", 0), _Serving)


def _address() -> str:
    return f"http://127.0.0.1:{_server().server_port}"


def file_info(file_id: str) -> dict[str, Any]:
    """What `files.info` says."""
    name, content = _FILES[file_id]
    where = f"{_address()}/{file_id}"
    return {"id": file_id, "name": name, "size": len(content), "url_private_download": where}
