"""A real Bolt app over signed HTTP: what the SDK's makers built, unchanged, against this."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from bot.simulator.server import Simulator, running


def listening(app: App) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer = app.dispatch(BoltRequest(body=body, headers=dict(self.headers.items())))
            written = answer.body.encode()
            self.send_response(answer.status)
            for name, value in answer.first_headers_without_set_cookie().items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, *_args: Any) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


def listeners(app: App, modal: dict[str, Any]) -> None:
    customer = {"type": "external_select", "action_id": "customer", "min_query_length": 0}
    label = {"type": "plain_text", "text": "Customer"}
    asked = {"type": "input", "block_id": "customer", "label": label, "element": customer}
    view = {**modal, "blocks": [*modal["blocks"], asked]}

    @app.command("/invoice")
    def invoice(ack: Any, body: Any, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    @app.options("customer")
    def customers(ack: Any) -> None:
        ack(options=[{"text": {"type": "plain_text", "text": "Acme"}, "value": "acme"}])

    @app.action("add")
    def add(ack: Any, body: Any, client: Any) -> None:
        ack()
        shown = body["view"]
        client.views_update(view_id=shown["id"], hash=shown["hash"], view=view)

    @app.view("form")
    def form(ack: Any, view: Any, client: Any) -> None:
        if view["state"]["values"]["name"]["name"]["value"] == "Nobody":
            ack(response_action="errors", errors={"name": "Not known."})
            return
        ack()
        client.chat_postMessage(channel="C0ACME", text="drafted")

    @app.event("app_home_opened")
    def home(event: Any, client: Any) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": []})


@pytest.fixture
def bolt(slack: Any, modal: Any) -> Iterator[Any]:
    client = WebClient("xoxb-local", base_url=f"{slack.base_url}/api/")
    app = App(client=client, signing_secret="shh")
    listeners(app, modal)
    server = listening(app)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    slack.simulator.request_url = f"http://127.0.0.1:{server.server_port}/slack/events"
    yield slack
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_person_fills_a_modal_and_the_app_posts(bolt: Any) -> None:
    assert bolt.act("command", user="U0SAM", channel="C0ACME", text="/invoice")["ok"]
    (view,) = bolt.stack()
    place = {"user": "U0SAM", "view_id": view["id"]}
    bolt.act("action", **place, action_id="name", value="Nobody")
    (option,) = bolt.act("options", **place, action_id="customer", query="")["options"]
    bolt.act("action", **place, action_id="customer", value=option["value"])
    assert bolt.act("action", **place, action_id="add")["dispatched"]
    assert bolt.act("submit", **place)["errors"] == {"name": "Not known."}
    bolt.act("action", **place, action_id="name", value="Acme")
    assert bolt.act("submit", **place)["stack"] == []
    assert [each["text"] for each in bolt.messages()] == ["drafted"]


def test_opening_home_brings_the_published_view(bolt: Any) -> None:
    assert bolt.act("home", user="U0SAM")["home"]["type"] == "home"


def test_a_request_signed_with_another_secret_is_not_acked(bolt: Any, manifest: Any) -> None:
    stranger = Simulator(manifest, request_url=bolt.simulator.request_url, signing_secret="another")
    with running(stranger) as base_url:
        body = {"user": "U0SAM", "channel": "C0ACME", "text": "/invoice"}
        answer = httpx.post(f"{base_url}/control/command", json=body, timeout=60).json()
    assert answer["error"] == "app_error"
    assert bolt.stack() == []
