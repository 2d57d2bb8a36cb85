/** rich_text: sections, lists, quotes, preformatted text, and what they hold. All text is verbatim. */

import { h } from "../frame/dom.js";
import { emoji, fromUnicode } from "../text/emoji.js";
import { broadcast, channelMention, link, userMention } from "../text/entity.js";
import { dateText } from "../text/date.js";

const STYLES = {
  code: "code",
  bold: "strong",
  italic: "em",
  strike: "s",
  underline: "u",
  highlight: "mark",
  client_highlight: "mark",
};

const colourChip = (value) => {
  const known = /^#?[0-9a-f]{3,8}$/i.test(value ?? "");
  return h(
    "span",
    { class: "colour" },
    h("span", {
      class: "swatch",
      css: known ? { background: value.startsWith("#") ? value : `#${value}` } : {},
    }),
    value,
  );
};

const LEAVES = {
  text: (e) => e.text ?? "",
  link: (e) => (e.text ? link(e.url, e.text) : link(e.url)),
  emoji: (e) => emoji(e.name) ?? fromUnicode(e.unicode) ?? `:${e.name}:`,
  user: (e) => userMention(e.user_id),
  usergroup: (e) => h("span", { class: "mention" }, `@${e.usergroup_id}`),
  channel: (e) => channelMention(e.channel_id),
  team: (e) => h("span", { class: "mention" }, e.team_id),
  broadcast: (e) => broadcast(e.range),
  date: (e) => {
    const text = dateText(e.timestamp, e.format ?? "{date}", e.fallback ?? String(e.timestamp));
    return e.url ? link(e.url, text) : h("time", {}, text);
  },
  color: (e) => colourChip(e.value),
};

function leaf(element) {
  const draw = LEAVES[element.type];
  let node = draw ? draw(element) : h("code", {}, JSON.stringify(element));
  if (element.style?.unlink && element.type === "link") node = element.text ?? element.url;
  for (const [name, tag] of Object.entries(STYLES))
    if (element.style?.[name]) node = h(tag, {}, node);
  return node;
}

const leaves = (part) => (part.elements ?? []).map(leaf);

function list(part) {
  const indent = Math.min(8, part.indent ?? 0);
  const tag = part.style === "ordered" ? "ol" : "ul";
  const start = part.offset ? String(part.offset + 1) : null;
  return h(
    tag,
    { class: `rich-list level-${indent} ${part.border ? "bordered" : ""}`, start },
    (part.elements ?? []).map((item) =>
      h("li", {}, item.type === "rich_text_section" ? leaves(item) : richPart(item)),
    ),
  );
}

const PARTS = {
  rich_text_section: (part) => h("div", { class: "rich-section" }, leaves(part)),
  rich_text_list: list,
  rich_text_quote: (part) => h("blockquote", { class: "rich-section" }, leaves(part)),
  rich_text_preformatted: (part) => h("pre", { class: "code", tabindex: "0" }, leaves(part)),
};

const richPart = (part) =>
  (PARTS[part.type] ?? ((other) => h("code", {}, JSON.stringify(other))))(part);

/** The block's parts as nodes. */
export const richText = (block) => (block.elements ?? []).map(richPart);
