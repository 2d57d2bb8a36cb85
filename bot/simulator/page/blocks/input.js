/** A labelled field, with its hint, its mark when optional, and what is wrong with it. */

import { h, icon, uid } from "../frame/dom.js";
import { plain, words } from "../text/object.js";
import { drawElement, isGroup } from "../elements/element.js";

export function inputBlock(block, surface, error) {
  const element = block.element ?? {};
  const id = uid("field");
  const group = isGroup(element);
  const hint = block.hint ? h("p", { class: "hint", id: `${id}-hint` }, plain(block.hint)) : null;
  const wrong = error
    ? h("p", { class: "field-error", id: `${id}-error` }, icon("warn"), h("span", {}, error))
    : null;
  const described = [wrong?.id, hint?.id].filter(Boolean).join(" ") || null;
  const control = drawElement(element, {
    block,
    surface,
    id,
    name: words(block.label),
    labelled: `${id}-label`,
    described,
    invalid: Boolean(error),
    required: !block.optional,
    input: true,
  });
  const label = h(
    group ? "span" : "label",
    { for: group ? null : id, id: `${id}-label`, class: "label" },
    plain(block.label),
  );
  const optional = block.optional ? h("span", { class: "optional" }, "optional") : null;
  return h(
    "div",
    { class: error ? "with-error" : "" },
    h("div", { class: "label-row" }, label, optional),
    control,
    wrong,
    hint,
  );
}
