"""The reverse proxies' examples fit what the bot itself does."""

import re

from bot.api.envelope import LARGEST_BODY
from bot.settings import Settings
from bot.slack.http import BODY_LIMIT, PATH
from bot.web.link.po_document import UPLOADS
from tests.harness.readme import ROOT

NGINX = (ROOT / "manifests" / "deploy" / "nginx.conf").read_text("utf-8")
CADDY = (ROOT / "manifests" / "deploy" / "Caddyfile").read_text("utf-8")


def test_a_proxy_lets_through_what_the_doors_take() -> None:
    largest = max(LARGEST_BODY, BODY_LIMIT)
    nginx, nginx_upload = re.findall(r"client_max_body_size +(\d+)m;", NGINX)
    caddy, caddy_upload = re.findall(r"max_size (\d+)MiB", CADDY)
    assert int(nginx) * 1024 * 1024 == int(caddy) * 1024 * 1024 >= largest
    assert int(nginx_upload) * 1024 * 1024 == int(caddy_upload) * 1024 * 1024 >= UPLOADS.largest
    assert f"location = {PATH} {{" in NGINX


def test_a_proxy_lets_larger_bodies_through_where_a_file_is_uploaded_alone() -> None:
    (nginx,) = re.findall(r"location ~ (\S+) {\n +client_max_body_size 6m;", NGINX)
    (caddy,) = re.findall(r"@upload path_regexp (\S+)", CADDY)
    assert nginx == caddy
    assert f"@other not path_regexp {caddy}" in CADDY
    for path in ("/i/token/po-document", "/i/token", "/i/token/talk", "/i/a/b/po-document"):
        taken = bool(re.fullmatch(nginx.strip("^$"), path))
        assert taken == (path == "/i/token/po-document")
        assert not taken or UPLOADS.paths.fullmatch(path)


def test_a_client_cannot_write_its_own_address_through_a_proxy() -> None:
    assert re.search(r"X-Forwarded-For +\$remote_addr;", NGINX)
    assert "proxy_add_x_forwarded_for" not in NGINX
    assert "trusted_proxies" not in CADDY


def test_the_tokens_of_links_stay_out_of_a_proxy_s_logs() -> None:
    (log_format,) = re.findall(r"log_format jupiter (.*?);", NGINX, re.DOTALL)
    assert "$jupiter_logged" in log_format
    assert not re.search(r"\$(request|request_uri|uri|http_referer)\b", log_format)
    assert '"^/i/.*" "/i/-"' in CADDY
    assert "request>headers delete" in CADDY


def test_both_name_the_settings_that_a_proxy_needs() -> None:
    for example in (NGINX, CADDY):
        named = set(re.findall(r"([A-Z_]+)=", example))
        assert named == {"HOST", "TRUSTED_PROXIES", "PUBLIC_URL"}
        assert {name.lower() for name in named} <= Settings.model_fields.keys()
