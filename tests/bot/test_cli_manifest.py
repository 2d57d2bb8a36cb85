"""`jupiter manifest`: what it prints, Slack takes; it takes nothing but the address of a host."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner, Result

from bot.cli.commands import cli

SCHEMA = Path(__file__).parents[1] / "manifests" / "manifest.schema.1.0.0.json"
HOST = "invoices.acme.example"


def printed(*words: str) -> Result:
    return CliRunner().invoke(cli, ["manifest", *words])


def manifest(*words: str) -> dict[str, Any]:
    run = printed(*words)
    assert run.exit_code == 0, run.stderr
    read: dict[str, Any] = yaml.safe_load(run.stdout)
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(read)
    assert "invoices.example.com" not in run.stdout
    return read


def test_over_http_slack_calls_that_host() -> None:
    read = manifest(f"https://{HOST}")
    where = f"https://{HOST}/slack/events"
    assert read["features"]["slash_commands"][0]["url"] == where
    assert read["settings"]["event_subscriptions"]["request_url"] == where
    assert read["settings"]["interactivity"]["request_url"] == where
    assert read["features"]["unfurl_domains"] == [HOST]
    assert read["settings"]["socket_mode_enabled"] is False


def test_in_socket_mode_only_the_links_name_it() -> None:
    read = manifest(f"https://{HOST}/", "--mode", "socket")
    assert read["features"]["unfurl_domains"] == [HOST]
    assert read["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in read["settings"]["event_subscriptions"]


def test_for_many_workspaces_it_says_where_oauth_leads_back_and_that_tokens_rotate() -> None:
    read = manifest(f"https://{HOST}", "--many")
    assert read["oauth_config"]["redirect_urls"] == [f"https://{HOST}/slack/oauth_redirect"]
    assert read["settings"]["token_rotation_enabled"] is True
    assert read["settings"]["org_deploy_enabled"] is False


def test_for_an_organisation_it_is_all_of_that_and_deployed_there() -> None:
    many, org = (manifest(f"https://{HOST}", each) for each in ("--many", "--org"))
    assert org["settings"].pop("org_deploy_enabled") is True
    assert many["settings"].pop("org_deploy_enabled") is False
    of_org, of_many = (
        each["settings"]["event_subscriptions"].pop("bot_events") for each in (org, many)
    )
    about_teams = {"team_access_granted", "team_access_revoked"}
    assert (set(of_org), of_org) == ({*of_many} | about_teams, sorted(of_org))
    assert org == many


def test_for_one_workspace_it_is_as_it_was() -> None:
    read = manifest(f"https://{HOST}")
    assert "redirect_urls" not in read["oauth_config"]
    assert read["settings"]["token_rotation_enabled"] is False


@pytest.mark.parametrize(
    ("url", "why"),
    [
        (f"http://{HOST}", "https:// only"),
        (HOST, "https:// only"),
        (f"https://{HOST}/jupiter", "Only the host"),
        (f"https://{HOST}?a=b", "Only the host"),
        (f"https://me:secret@{HOST}", "Only the host"),
        (f"https://{HOST}:8443", "leave :8443 out"),
        ("https://localhost", "not the name of a host"),
        ("https://10.0.0.1", "not the name of a host"),
        ("https://a_b.example", "not the name of a host"),
        ("https://evil.example\n- x: y", "Give the address"),
        ("https://x.example:none", "Give the address"),
    ],
)
def test_another_address_is_refused_and_nothing_is_printed(url: str, why: str) -> None:
    run = printed(url)
    assert run.exit_code == 2
    assert why in run.stderr
    assert run.stdout == ""
    assert "secret" not in run.stderr
