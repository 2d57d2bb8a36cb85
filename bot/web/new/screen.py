"""Draws the builder's pages, and what comes of a form: once as a page, and part by part."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from bot.web.assets import fingerprint
from bot.web.new.result import Result
from bot.web.pages.drawing import templates
from bot.web.pages.new.form import form_page, gaps
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.handover import Kind

COLOUR = "1f3a5f"
SHOWN_AT_ONCE = 12
"""Rows of a schedule."""
ADDRESSES: dict[Kind, str] = {"invoice": "/new", "contract": "/new/contract"}


class PageNote(Frozen):
    """What the page says at its top. `tone` is done, quiet or wrong; `lists` names what is
    missing or wrong below it."""

    tone: str
    title: str
    text: str = ""
    lists: bool = False


TOO_OFTEN = PageNote(
    tone="wrong",
    title="Too many attempts within a minute.",
    text="What you entered is still below. Wait a minute, then try again.",
)
NOT_KEPT = PageNote(
    tone="wrong",
    title="We can't keep drafts right now.",
    text="What you entered is still below. Wait a moment, then try again.",
)


class Left(Frozen):
    """A draft that was left for a workspace: its code, and until when it is there."""

    code: str
    until: str

    @property
    def command(self) -> str:
        return f"/invoice claim {self.code}"


class NewScreen:
    """Jinja with autoescape: whatever was typed is shown as typed."""

    def page(
        self,
        request: Request,
        result: Result,
        *,
        note: PageNote | None = None,
        left: Left | None = None,
        fresh: bool = False,
        example: bool = False,
        status: int = 200,
    ) -> HTMLResponse:
        """`fresh` is a page that nobody typed into: a draft of this browser may take its place."""
        facts = {
            **_facts(request, result),
            "form": form_page(result.typed, result.mistakes, result.amounts),
            "wrong": gaps(result.mistakes, missing=False),
            "note": note,
            "left": left,
            "fresh": fresh,
            "example": example,
        }
        return self._drawn(request, "new.html", status, **facts)

    def parts(self, request: Request, result: Result) -> dict[str, Any]:
        """What changes as somebody types: `paper` is None where the last one is to stay."""
        facts = _facts(request, result)
        return {
            "sums": self._template("new_sums.html", facts),
            "paper": self._template("new_paper.html", facts) if result.pictures else None,
            "schedule": self._template("new_rows.html", facts),
            "mistakes": {m.field: m.sentence for m in result.mistakes if m.field and not m.missing},
            "amounts": {str(n): text for n, text in result.amounts.items()},
        }

    def too_often(self, request: Request, result: Result) -> HTMLResponse:
        """The page with what was typed, to be sent again in a minute."""
        answer = self.page(request, result, note=TOO_OFTEN, status=429)
        answer.headers["Retry-After"] = "60"
        return answer

    def notice(self, request: Request, *, status: int, title: str, text: str) -> HTMLResponse:
        """A page without a form."""
        return self._drawn(request, "new_notice.html", status, title=title, text=text)

    def _drawn(self, request: Request, name: str, status: int, **facts: Any) -> HTMLResponse:
        root = request.scope["root_path"]
        html = self._template(
            name,
            {
                "assets": f"{root}/assets",
                "root": root,
                "colour": COLOUR,
                "fingerprint": fingerprint(),
                **facts,
            },
        )
        return HTMLResponse(html, status_code=status)

    def _template(self, name: str, facts: dict[str, Any]) -> str:
        return templates().get_template(name).render(**facts)


def _facts(request: Request, result: Result) -> dict[str, Any]:
    """What every part of a page may ask for."""
    typed = result.typed
    return {
        "kind": typed.kind,
        "here": request.scope["root_path"] + ADDRESSES[typed.kind],
        "sums": result.sums,
        "missing": gaps(result.mistakes),
        "general": [each.sentence for each in result.mistakes if not (each.field or each.missing)],
        "e_invoices": result.e_invoices,
        "rows": result.rows,
        "shown": next((each.sequence for each in result.rows if each.shown), 0),
        "currency": typed.value("currency"),
        "shown_at_once": SHOWN_AT_ONCE,
        "pictures": result.pictures,
        "alt": result.alt,
        "draft": typed.kind == "contract" or bool(result.mistakes),
    }
