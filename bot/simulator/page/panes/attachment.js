/** Attachments: unfurled links and coloured side notes, with blocks or the older fields. */

import { h } from "../frame/dom.js";
import { syncBlocks } from "../blocks/block.js";
import { picture } from "../blocks/simple.js";
import { link } from "../text/entity.js";
import { mrkdwn } from "../text/mrkdwn.js";

const colourOf = (value) =>
  ({ good: "#2f8f5b", warning: "#d99a2b", danger: "#c0352b" })[value] ??
  (/^#?[0-9a-f]{6}$/i.test(value ?? "") ? `#${value.replace("#", "")}` : null);

function olderParts(part) {
  return [
    part.pretext ? h("div", {}, mrkdwn(part.pretext)) : null,
    part.author_name ? h("small", {}, part.author_name) : null,
    part.title
      ? h(
          "strong",
          { class: "attachment-title" },
          part.title_link ? link(part.title_link, part.title) : part.title,
        )
      : null,
    part.text ? h("div", {}, mrkdwn(part.text)) : null,
    part.fields?.length
      ? h(
          "dl",
          {},
          part.fields.map((field) =>
            h("div", {}, h("dt", {}, field.title), h("dd", {}, mrkdwn(field.value))),
          ),
        )
      : null,
    part.image_url ? picture({ image_url: part.image_url, alt_text: part.fallback }) : null,
    part.footer ? h("small", {}, part.footer) : null,
  ];
}

export function attachment(part, surface) {
  const colour = colourOf(part.color);
  const node = h("div", { class: "attachment", css: colour ? { "--edge": colour } : {} });
  if (part.from_url && part.service_name) node.append(h("small", {}, part.service_name));
  if (part.blocks?.length) {
    const holder = h("div", { class: "blocks" });
    syncBlocks(holder, part.blocks, surface);
    node.append(holder);
    return node;
  }
  node.append(...olderParts(part).filter(Boolean));
  if (!node.childElementCount && part.fallback) node.append(part.fallback);
  return node;
}
