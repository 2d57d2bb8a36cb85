/** A section: text, fields in two columns, an accessory at its side. */

import { h } from "../frame/dom.js";
import { plain, words } from "../text/object.js";
import { drawElement } from "../elements/element.js";

export function section(block, surface) {
  const fields = (block.fields ?? []).map((field) =>
    h("div", { class: "field-cell" }, plain(field)),
  );
  const name = words(block.text, words(block.accessory?.placeholder, block.accessory?.action_id));
  return h(
    "div",
    {},
    h(
      "div",
      { class: "section-main" },
      block.text ? h("div", { class: "section-text" }, plain(block.text)) : null,
      fields.length ? h("div", { class: "section-fields" }, fields) : null,
    ),
    block.accessory
      ? h(
          "div",
          { class: "section-accessory" },
          drawElement(block.accessory, { block, surface, name }),
        )
      : null,
  );
}
