"""Environment and `.env`, read once into frozen settings."""

import re
import secrets
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from jupiter_core.domain.secret_strength import weakness_of

Secrets = Annotated[tuple[SecretStr, ...], NoDecode]
Files = Annotated[tuple[Path, ...], NoDecode]
Names = Annotated[tuple[str, ...], NoDecode]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode]


class Settings(BaseSettings):
    """What an operator sets. Names are the environment's; `SECRET_KEY` may list several keys,
    newest first, so that a key can be replaced without breaking the links that are out;
    `EXTRA_FONTS` lists font files, for scripts that the shipped ones lack; `WEBHOOK_ALLOWED_HOSTS`
    names hosts inside the operator's own network that webhooks may reach; `TRUSTED_PROXIES` lists
    the addresses or networks of the reverse proxies whose `X-Forwarded-*` headers count; of
    `MAX_CONNECTIONS`, those that only wait make place for new ones. `AUDIT_KEY` seals versions and
    the audit log; without it, a key derived of `SECRET_KEY` does. The head of the log is kept in
    `ANCHOR_FILE` or posted to `ANCHOR_URL` every `ANCHOR_HOURS`. Prometheus reads a process at
    `METRICS_HOST` and `METRICS_PORT`, and nowhere without a port. What may hold a password is shown
    nowhere: not when this is printed, nor in what is wrong with it. `SQLITE_SYNCHRONOUS` is NORMAL
    (a power cut may lose the last commits) or FULL (none). Slack knows one workspace by
    `SLACK_BOT_TOKEN`, or many by the app's `SLACK_CLIENT_ID` and `SLACK_CLIENT_SECRET`: any, or
    those and the organisations whose ids `SLACK_ALLOWED_WORKSPACES` lists; what a workspace kept is
    forgotten `UNINSTALLED_RETENTION_DAYS` after the app was taken out of it."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    database_url: SecretStr = SecretStr("sqlite:///jupiter.sqlite3")
    sqlite_synchronous: Literal["NORMAL", "FULL"] = "NORMAL"
    public_url: str = "http://127.0.0.1:8400"
    secret_key: Secrets = ()
    host: str = "127.0.0.1"
    port: int = Field(default=8400, ge=0, le=65535)
    simulator_port: int = Field(default=8401, ge=0, le=65535)
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str = ""
    slack_client_secret: SecretStr | None = None
    slack_allowed_workspaces: Names = ()
    slack_api_url: str = "https://slack.com/api/"
    extra_fonts: Files = Field(
        default=(),
        validation_alias=AliasChoices("extra_fonts", "extra_faces"),  # the name of before
    )
    smtp_url: SecretStr | None = None
    mail_from: str = Field(default="", validate_default=True)
    webhook_allowed_hosts: Names = ()
    trusted_proxies: Networks = ()
    max_connections: int = Field(default=1_000, ge=50, le=100_000)
    audit_key: Secrets = ()
    anchor_hours: int = Field(default=24, ge=1, le=720)
    anchor_file: Path | None = None
    anchor_url: str = ""
    outbox_retention_days: int = Field(default=30, ge=1)
    delivery_retention_days: int = Field(default=30, ge=1)
    delivery_log_days: int = Field(default=60, ge=1)
    settings_look_retention_days: int = Field(default=365, ge=1)
    uninstalled_retention_days: int = Field(default=3650, ge=1)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = Field(default=None, ge=1, le=65535)

    @field_validator(
        *("secret_key", "audit_key", "extra_fonts"),
        *("webhook_allowed_hosts", "trusted_proxies", "slack_allowed_workspaces"),
        mode="before",
    )
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("public_url", "slack_api_url")
    @classmethod
    def _one_slash(cls, value: str) -> str:
        try:
            parts = urlsplit(value)
            is_address = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            is_address = False
        if not is_address or re.search(r"[\s\x00-\x1f]", value):
            raise ValueError("not a web address, which begins with https:// and names a host")
        return value.rstrip("/")

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @field_validator("secret_key", "audit_key")
    @classmethod
    def _keys_are_strong(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in keys:
            if weakness := weakness_of(key.get_secret_value()):
                better = secrets.token_urlsafe(32)
                raise ValueError(f"{weakness}. Take a random one, such as {better}")
        return keys

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _tokens_are_of_their_kind(
        cls, token: SecretStr | None, field: ValidationInfo
    ) -> SecretStr | None:
        """Bot tokens that rotate begin with `xoxe.`."""
        kind = "xoxb-" if field.field_name == "slack_bot_token" else "xapp-"
        said = token.get_secret_value().removeprefix("xoxe.") if token else ""
        if token and not (said.startswith(kind) and said != kind):
            raise ValueError(f"starts with {kind}, and goes on as on the app's page at Slack")
        return token

    @field_validator("webhook_allowed_hosts")
    @classmethod
    def _hosts_are_names(cls, listed: tuple[str, ...]) -> tuple[str, ...]:
        for each in listed:
            if not re.fullmatch(r"(?:[^\s/@:\[\]]+|\[?[0-9A-Fa-f:.]+\]?)(?::\d{1,5})?", each):
                raise ValueError(
                    f"{each[:40]!r} is no host, such as hooks.internal or 10.0.0.7:8080"
                )
        return listed

    @field_validator("slack_allowed_workspaces")
    @classmethod
    def _workspaces_are_ids(cls, listed: tuple[str, ...]) -> tuple[str, ...]:
        for each in listed:
            if not re.fullmatch(r"[TE][A-Z0-9]{5,20}", each):
                raise ValueError(
                    f"{each[:40]!r} is no id of a workspace (T…) or an organisation (E…)"
                )
        return listed

    @field_validator("mail_from")
    @classmethod
    def _mail_has_a_sender(cls, value: str, others: ValidationInfo) -> str:
        if others.data.get("smtp_url") and "@" not in value:
            raise ValueError("with SMTP_URL, the address that mail is sent from")
        return value

    @property
    def socket_mode(self) -> bool:
        """Whether Slack is reached over a WebSocket that we open, not by requests to us."""
        return self.slack_app_token is not None

    @property
    def many_workspaces(self) -> bool:
        """Whether each workspace installs the app itself, and has a token of its own."""
        return bool(self.slack_client_id or self.slack_client_secret)
