/** Rows of elements. */

import { h } from "../frame/dom.js";
import { words } from "../text/object.js";
import { drawElement } from "../elements/element.js";

export function actions(block, surface) {
  return h(
    "div",
    {},
    (block.elements ?? []).map((element) =>
      drawElement(element, { block, surface, name: words(element.placeholder, element.action_id) }),
    ),
  );
}

export const contextActions = actions;
