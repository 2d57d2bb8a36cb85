/** Blocks that frame others: alerts, cards, carousels, containers. */

import { h, icon } from "../frame/dom.js";
import { plain } from "../text/object.js";
import { drawElement } from "../elements/element.js";
import { richText } from "./rich_text.js";
import { picture } from "./simple.js";

const LEVELS = ["default", "info", "warning", "error", "success"];

export function alertBlock(block) {
  const level = LEVELS.includes(block.level) ? block.level : "default";
  return h(
    "div",
    { class: `alert-${level}`, role: "note" },
    icon("warn"),
    h("div", {}, plain(block.text)),
  );
}

const titles = (block) => [
  block.icon ? picture(block.icon) : null,
  h(
    "div",
    {},
    block.rich_text_title || block.title
      ? h(
          "strong",
          {},
          block.rich_text_title ? richText(block.rich_text_title) : plain(block.title),
        )
      : null,
    block.subtitle ? h("div", { class: "subtitle" }, plain(block.subtitle)) : null,
  ),
];

export function card(block, surface) {
  return h(
    "div",
    { class: "framed" },
    block.hero_image ? picture(block.hero_image) : null,
    h("div", { class: "framed-head" }, titles(block)),
    block.body ? h("div", {}, plain(block.body)) : null,
    block.subtext ? h("div", { class: "subtitle" }, plain(block.subtext)) : null,
    block.actions?.length
      ? h(
          "div",
          { class: "block-actions" },
          block.actions.map((element) => drawElement(element, { block, surface })),
        )
      : null,
  );
}

/** Cards side by side; with the keyboard, the row is scrolled as a region of its own. */
export function carousel(block, surface, error, drawBlock) {
  const cards = (block.elements ?? []).map((one) => drawBlock(one, surface));
  return h("div", { role: "group", "aria-label": "Cards", tabindex: "0" }, cards);
}

export function container(block, surface, error, drawBlock) {
  const inside = (block.child_blocks ?? []).map((child) => drawBlock(child, surface));
  if (!block.is_collapsible)
    return h("div", { class: "framed" }, h("div", { class: "framed-head" }, titles(block)), inside);
  return h(
    "details",
    { class: "framed", open: !block.default_collapsed },
    h("summary", { class: "framed-head" }, titles(block)),
    inside,
  );
}
