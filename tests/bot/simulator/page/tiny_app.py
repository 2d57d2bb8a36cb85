"""A small app on slack_bolt, over signed HTTP, that shows and asks what the page has to draw."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

from tests.bot.simulator.page import tiny_blocks as blocks

SIGNING_SECRET = "local"
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Tiny"},
    "features": {
        "bot_user": {"display_name": "Tiny"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/form", "description": "Opens the form", "usage_hint": "[all]"},
            {"command": "/say", "description": "Says something", "usage_hint": "[what]"},
            {"command": "/late", "description": "Never answers"},
        ],
        "shortcuts": [
            {"name": "Form", "type": "global", "callback_id": "form", "description": "The form"},
            {"name": "Take", "type": "message", "callback_id": "take", "description": "Takes it"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "users:read", "im:write"]}},
    "settings": {
        "interactivity": {"is_enabled": True, "message_menu_options_url": "https://app.example"},
        "event_subscriptions": {"bot_events": ["app_home_opened"]},
    },
}


def tiny_app(base_url: str, heard: list[dict[str, Any]]) -> App:
    """The app, speaking to the workspace at `base_url`; `heard` gets every payload that counts."""
    client = WebClient("xoxb-local", base_url=f"{base_url}/api/")
    app = App(client=client, signing_secret=SIGNING_SECRET, token_verification_enabled=False)
    _commands(app)
    _form(app, heard)
    _messages(app, heard)
    return app


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass


@contextmanager
def listening(app: App) -> Iterator[str]:
    """Serves the app on a free port; gives its request URL."""
    handler = SlackRequestHandler(app, path="/slack/events")
    with make_server("127.0.0.1", 0, handler, _Server, _Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/slack/events"
        server.shutdown()
        thread.join()


def _commands(app: App) -> None:
    @app.command("/form")
    def form(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=blocks.form())

    @app.command("/say")
    def say(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        channel, what = body["channel_id"], body["text"]
        if what == "secret":
            client.chat_postEphemeral(channel=channel, user=body["user_id"], text="Psst")
        elif what == "alerts":
            client.views_open(trigger_id=body["trigger_id"], view=blocks.alerted())
        elif what == "thread":
            card = client.chat_postMessage(channel=channel, text="Card", blocks=blocks.card())
            reply = {"channel": channel, "thread_ts": card["ts"]}
            client.chat_postMessage(**reply, text="Please look", blocks=blocks.decision())
            client.chat_postMessage(**reply, text="PO added", reply_broadcast=True)
        else:
            drawn = {
                "everything": blocks.gallery,
                "figures": blocks.figures,
                "framed": blocks.framed,
            }
            shown = drawn.get(what, list)()
            client.chat_postMessage(channel=channel, text=what, blocks=shown or None)

    @app.command("/late")
    def late(ack: Ack) -> None:
        time.sleep(1.2)  # longer than this workspace waits for an ack
        ack()


def _form(app: App, heard: list[dict[str, Any]]) -> None:
    @app.options("customer")
    def customers(ack: Ack, payload: dict[str, Any]) -> None:
        names = ["Acme Corporation", "Globex GmbH", "Initech"]
        wanted = payload["value"].lower()
        ack(options=[blocks.option(name) for name in names if wanted in name.lower()])

    @app.action("quantity")
    def quantity(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Answers when the view is drawn, so that the next character is sent with its hash."""
        total = body["actions"][0].get("value") or "0"
        client.views_update(
            view_id=body["view"]["id"], hash=body["view"]["hash"], view=blocks.form(total)
        )
        ack()

    @app.action("new_customer")
    def new_customer(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=blocks.customer_form())

    @app.view("form")
    def submitted(ack: Ack, view: dict[str, Any]) -> None:
        heard.append(view["state"]["values"])
        if view["state"]["values"]["po"]["po"]["value"] == "wrong":
            ack(response_action="errors", errors={"po": "There is no such order."})
        else:
            ack()

    @app.view("customer")
    def saved(ack: Ack) -> None:
        ack()


def _messages(app: App, heard: list[dict[str, Any]]) -> None:
    @app.action("approve")
    def approve(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        heard.append(body["actions"][0])
        message = body["container"]
        client.chat_update(
            channel=message["channel_id"], ts=message["message_ts"], text="Approved", blocks=[]
        )

    @app.action("priority")
    def priority(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        heard.append(body["actions"][0])

    @app.shortcut("form")
    @app.shortcut("take")
    def shortcut(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        heard.append(body)

    @app.event("app_home_opened")
    def home(event: dict[str, Any], client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view=blocks.home(0))

    @app.action("count")
    def count(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        pressed = int(body["actions"][0]["value"])
        client.views_publish(user_id=body["user"]["id"], view=blocks.home(pressed))
