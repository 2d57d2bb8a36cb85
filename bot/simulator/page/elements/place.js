/** What all controls share: their hooks, their names, and how a choice is made. */

import { confirmed } from "../frame/dialog.js";

/** What tests find a control by, and what finds it again after a redraw. */
export const hooks = (element, { block }) => ({
  actionId: element.action_id ?? "",
  focus: `${block.block_id ?? ""}/${element.action_id ?? element.type}`,
});

/** Attributes of the control itself. A label names it in an input block; elsewhere its own name. */
export function controlProps(element, place) {
  return {
    id: place.id,
    "aria-label": place.input ? null : place.name,
    "aria-describedby": place.described,
    "aria-invalid": place.invalid ? "true" : null,
    "aria-required": place.input && place.required ? "true" : null,
    data: hooks(element, place),
  };
}

/** Sends a choice; where the element asks a confirm question, after a yes. `show` draws what holds then. */
export function choose(element, place, value, show) {
  if (!element.confirm) return place.surface.set(place.block, element, value);
  return confirmed(element.confirm).then((yes) => {
    const sent = yes ? place.surface.set(place.block, element, value) : null;
    show?.();
    return sent;
  });
}

export const read = (element, place) => place.surface.read(place.block, element);

/** Focus, for `focus_on_load`, once the node is in the page. */
export function focusSoon(element, node) {
  if (element.focus_on_load) node.setAttribute("autofocus", "");
  return node;
}
