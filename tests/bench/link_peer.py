"""The peer of AP's page: an app of two routes that return bytes which are there already.

`python -m tests.bench.link_peer PORT PAGE PAPER` serves what is in the two files, behind the same
server.
"""

import sys
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from bot.web.server import server_of


def main(port: int, page: Path, paper: Path) -> None:
    html, pdf = page.read_bytes(), paper.read_bytes()
    web = FastAPI(openapi_url=None)

    @web.get("/page/{token}")
    def its_page(token: str) -> HTMLResponse:
        return HTMLResponse(html)

    @web.get("/paper/{token}")
    def its_paper(token: str) -> Response:
        return Response(pdf, media_type="application/pdf")

    server_of(web, host="127.0.0.1", port=port, connections=1000, proxies=()).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
