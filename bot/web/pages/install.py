"""What whoever installs the app in a workspace sees in the end."""

from bot.web.assets import fingerprint
from bot.web.pages.drawing import templates

AGAIN = "/slack/install"
_NEUTRAL = "1f2937"
_TRY_AGAIN = "Start again"
_FAILED = {
    "access_denied": "You chose not to install it. Nothing was changed.",
    "invalid_browser": (
        "This has to be finished in the browser it was started in, without reloading the page."
    ),
    "invalid_state": "This took more than ten minutes, or was finished already.",
    "missing_code": "Slack sent you back without saying what was allowed.",
    "invalid_code": "Slack could not confirm it. Nothing was changed.",
}
_OTHERWISE = "Slack did not allow it. Nothing was changed."


class InstallPages:
    """HTML, whatever a workspace is called shown as it is called."""

    def installed(self, name: str, open_url: str) -> str:
        """`name` is that of the workspace or the organisation."""
        where = name or "your workspace"
        text = (
            f"JupiterInvoice is now in {where}. A workspace admin sets it up with /invoice setup; "
            "in a deal's channel, type /invite @JupiterInvoice and then /invoice."
        )
        return self._drawn("Installed", text, open_url, "Open Slack")

    def failed(self, reason: str) -> str:
        """`reason` is Slack's word or Bolt's; no other word of theirs is shown."""
        text = _FAILED.get(reason, _OTHERWISE)
        return self._drawn("Not installed", text, AGAIN, _TRY_AGAIN)

    def not_allowed(self, place: str) -> str:
        """`place` is the id of the workspace or the organisation."""
        text = (
            f"This JupiterInvoice is for named workspaces only, and {place} is not one of them. "
            "Nothing was stored. Ask whoever runs it to add this id, then start again."
        )
        return self._drawn("Not installed", text, AGAIN, _TRY_AGAIN)

    def busy(self) -> str:
        text = "We're busy right now. Please try again in a minute."
        return self._drawn("Please wait", text, AGAIN, _TRY_AGAIN)

    def _drawn(self, title: str, text: str, link: str, link_text: str) -> str:
        return (
            templates()
            .get_template("install.html")
            .render(
                title=title,
                text=text,
                link=link,
                link_text=link_text,
                assets="/assets",
                colour=_NEUTRAL,
                fingerprint=fingerprint(),
            )
        )
