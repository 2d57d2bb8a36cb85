/** What Slack writes in angle brackets, and the nodes that people, channels and links become. */

import { h } from "../frame/dom.js";
import { appName, channel, directory, displayName, user } from "../frame/directory.js";
import { address } from "../frame/route.js";
import { dateText } from "./date.js";

const SAFE = /^(https?:|mailto:|tel:)/i;

/** Slack escapes only these three. */
export const unescaped = (text) =>
  text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** An address that may be followed, or null: nothing that runs. */
export const safeUrl = (url) =>
  typeof url === "string" && SAFE.test(url.trim()) ? url.trim() : null;

export function link(url, ...label) {
  const href = safeUrl(url);
  if (!href) return h("span", {}, ...(label.length ? label : [url]));
  return h(
    "a",
    { href, target: "_blank", rel: "noopener noreferrer" },
    ...(label.length ? label : [url]),
  );
}

export function userMention(id, label) {
  const who = user(id);
  const name = who ? displayName(who) : id === directory.app.bot_user_id ? appName() : label || id;
  return h("span", { class: `mention ${id === directory.me ? "mention-me" : ""}` }, `@${name}`);
}

export function channelMention(id, label) {
  const place = channel(id);
  if (!place || place.is_im)
    return h("span", { class: "mention" }, `#${place?.name ?? label ?? id}`);
  return h("a", { class: "mention", href: address(directory.me, id) }, `#${place.name}`);
}

export const broadcast = (range) => h("span", { class: "mention mention-all" }, `@${range}`);

function special(body, label) {
  const [word, ...rest] = body.slice(1).split("^");
  if (word === "date") {
    const [seconds, format = "{date}", url] = rest;
    const text = dateText(seconds, unescaped(format), label || seconds);
    return url ? link(unescaped(url), text) : h("time", {}, text);
  }
  if (word === "subteam") return h("span", { class: "mention" }, label || `@${rest[0] ?? "group"}`);
  if (["channel", "here", "everyone"].includes(word)) return broadcast(word);
  return h("span", { class: "mention" }, label || word);
}

/** The inside of `<…>` (still escaped) as a node. */
export function entity(inside) {
  const bar = inside.indexOf("|");
  const body = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescaped(inside.slice(bar + 1));
  if (body.startsWith("@")) return userMention(body.slice(1), label);
  if (body.startsWith("#")) return channelMention(body.slice(1), label);
  if (body.startsWith("!")) return special(body, label);
  const url = unescaped(body);
  return link(url, label || url.replace(/^mailto:/, ""));
}
