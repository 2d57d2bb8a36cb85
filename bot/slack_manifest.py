"""The Slack app's manifest, as it is shipped, for the host that the bot is served at."""

from pathlib import Path
from typing import Literal

import yaml

MANIFEST_HOST = "invoices.example.com"
"""Stands in the shipped files."""
_FILES = {"http": "http.yaml", "socket": "socket-mode.yaml"}


def manifest_text(
    mode: Literal["http", "socket"], host: str, *, many: bool = False, org: bool = False
) -> str:
    """As YAML: its own words about replacing the host are left out once that is done.

    For `many` workspaces it says where OAuth leads back to, and that tokens rotate; with `org` an
    organisation may install it for all of its workspaces, and tells to which it gives it.
    """
    lines = (manifests() / _FILES[mode]).read_text(encoding="utf-8").splitlines(keepends=True)
    kept = (line for line in lines if not (line.startswith("#") and MANIFEST_HOST in line))
    text = "".join(kept).replace(MANIFEST_HOST, host)
    if many or org:
        back = f"oauth_config:\n  redirect_urls:\n    - https://{host}/slack/oauth_redirect\n"
        text = text.replace("oauth_config:\n", back)
        text = text.replace("token_rotation_enabled: false", "token_rotation_enabled: true")
    if org:
        text = text.replace("org_deploy_enabled: false", "org_deploy_enabled: true")
        ending = "      - team_join\n"
        about_teams = "".join(f"      - team_access_{each}\n" for each in ("granted", "revoked"))
        text = text.replace(ending, about_teams + ending)
    return text


def scopes_of_manifest() -> tuple[list[str], list[str]]:
    """All that the bot asks for, and those of them that an installer may decline."""
    shipped = yaml.safe_load(manifest_text("http", "localhost"))["oauth_config"]["scopes"]
    return list(shipped["bot"]), list(shipped["bot_optional"])


def manifests() -> Path:
    """The folder of the Slack manifests: beside the packages, or inside an installed one."""
    here = Path(__file__).parent
    beside = here.parent / "manifests"
    return beside if beside.is_dir() else here / "manifests"
