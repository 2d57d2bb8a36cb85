/** One message. */

import { avatar } from "../frame/avatar.js";
import { dayName, fullTime, iso, timeOf } from "../frame/clock.js";
import { h, icon, iconButton } from "../frame/dom.js";
import { act } from "../frame/control.js";
import { directory, displayName, user } from "../frame/directory.js";
import { openMenu, opensMenu } from "../frame/menu.js";
import { showPayload } from "../frame/payload.js";
import { address, go } from "../frame/route.js";
import { told } from "../frame/toast.js";
import { syncBlocks } from "../blocks/block.js";
import { Surface } from "../blocks/surface.js";
import { mrkdwn } from "../text/mrkdwn.js";
import { attachment } from "./attachment.js";
import { fileCard } from "./file.js";

const surfaces = new Map();

/** The same surface for the same message and person, so that choices outlive a redraw. */
function surfaceOf(channel, ts) {
  const key = `${directory.me}/${channel}/${ts}`;
  if (!surfaces.has(key))
    surfaces.set(key, new Surface({ channel, ts }, { conversation: channel }));
  return surfaces.get(key);
}

/** Who wrote it: `{name, who}`; `who` is null for the app. */
export function author(message) {
  if (message.note) return { name: "Local workspace", who: null, app: true };
  const who = user(message.user);
  const app = Boolean(message.bot_id || who?.is_bot);
  return {
    name:
      message.username ?? (who ? displayName(who) : app ? directory.app.name : displayName(null)),
    who: app ? null : who,
    app,
  };
}

function content(message, channel) {
  const surface = surfaceOf(channel, message.ts);
  if (!message.blocks?.length) {
    if (!message.text) return null;
    return h(
      "div",
      { class: "message-text" },
      message.mrkdwn === false ? message.text : mrkdwn(message.text),
    );
  }
  const holder = h("div", { class: "blocks" });
  syncBlocks(holder, message.blocks, surface);
  return holder;
}

function threadSummary(message, channel) {
  if (!message.reply_count) return null;
  const { reply_count: count, latest_reply: last } = message;
  const who = (message.reply_users ?? []).slice(0, 4).map((id) => avatar(user(id), "tiny"));
  return h(
    "a",
    {
      class: "thread-summary",
      href: address(directory.me, channel, message.ts),
      data: { focus: "thread" },
    },
    who,
    h("strong", {}, `${count} ${count === 1 ? "reply" : "replies"}`),
    last ? h("span", {}, `Last reply ${dayName(last).toLowerCase()} at ${timeOf(last)}`) : null,
  );
}

function shortcuts(message, channel) {
  const offered = directory.app.shortcuts.filter((one) => one.type === "message");
  if (!offered.length) return null;
  const more = iconButton(
    "more",
    "More actions",
    () =>
      openMenu(
        more,
        offered.map((one) => ({
          text: one.name,
          note: one.description,
          run: () =>
            told(() =>
              act("shortcut", {
                user: directory.me,
                callback_id: one.callback_id,
                channel,
                ts: message.ts,
              }),
            ),
        })),
        "More actions",
      ),
    { ...opensMenu, data: { focus: "more" } },
  );
  return more;
}

function toolbar(message, { channel, inThread }) {
  if (message.note) return null;
  const root = message.thread_ts ?? message.ts;
  return h(
    "div",
    { class: "message-tools", role: "group", "aria-label": "Message actions" },
    inThread || message.ephemeral
      ? null
      : iconButton("reply", "Reply in thread", () => go(address(directory.me, channel, root)), {
          data: { focus: "reply" },
        }),
    iconButton("code", "View payload", () => showPayload(message, "Message payload"), {
      data: { focus: "payload" },
    }),
    message.ephemeral ? null : shortcuts(message, channel),
  );
}

/** "replied to a thread" above a broadcast reply; in the thread, that it went to the channel too. */
function broadcastNote(message, { channel, inThread, parent }) {
  if (message.subtype !== "thread_broadcast") return null;
  if (inThread) return h("p", { class: "message-note" }, icon("reply"), "Also sent to the channel");
  const snippet = parent
    ? h(
        "span",
        {},
        ": ",
        h("a", { href: address(directory.me, channel, message.thread_ts) }, words(parent)),
      )
    : null;
  return h(
    "p",
    { class: "message-note" },
    icon("reply"),
    h("span", {}, "replied to a thread", snippet),
  );
}

const SNIPPET = 80;
function words(message) {
  const text =
    h("div", {}, mrkdwn(message.text)).textContent.replace(/\s+/g, " ").trim() || "a message";
  return text.length > SNIPPET ? `${text.slice(0, SNIPPET)}…` : text;
}

const stamp = (ts) => h("time", { datetime: iso(ts), title: fullTime(ts) }, timeOf(ts));

/** `place` is `{channel, inThread, compact, parent}`; `compact` follows another by the same author. */
export function drawMessage(message, place) {
  const { name, who, app } = author(message);
  const head = h(
    "header",
    { class: place.compact ? "hidden" : "message-head" },
    h("strong", { class: "author" }, name),
    app ? h("span", { class: "badge" }, "APP") : null,
    stamp(message.ts),
  );
  const body =
    message.subtype === "tombstone"
      ? h("em", {}, "This message was deleted.")
      : content(message, place.channel);
  return h(
    "article",
    {
      class: `message ${place.compact ? "compact" : ""} ${message.ephemeral ? "ephemeral" : ""}`,
      "aria-label": `${name}, ${timeOf(message.ts)}`,
      data: { ts: message.ts, threadTs: message.thread_ts },
    },
    h(
      "div",
      { class: "message-side" },
      place.compact ? h("span", { "aria-hidden": "true" }, timeOf(message.ts)) : avatar(who),
    ),
    h(
      "div",
      { class: "message-main" },
      message.ephemeral
        ? h("p", { class: "message-note" }, icon("eye"), "Only visible to you")
        : null,
      head,
      broadcastNote(message, place),
      body,
      message.edited ? h("small", { class: "edited" }, "(edited)") : null,
      (message.attachments ?? []).map((part) =>
        attachment(part, surfaceOf(place.channel, message.ts)),
      ),
      message.files?.length ? h("div", { class: "files" }, message.files.map(fileCard)) : null,
      place.inThread ? null : threadSummary(message, place.channel),
    ),
    toolbar(message, place),
  );
}
