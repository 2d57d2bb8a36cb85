/** Tables: the first row is the head. Wide ones scroll by themselves. */

import { h } from "../frame/dom.js";
import { richText } from "./rich_text.js";

const inside = (cell) => (cell?.type === "rich_text" ? richText(cell) : (cell?.text ?? ""));

function tableOf(rows, { caption = null, settings = [], rowHead = -1 }) {
  const shape = (at) => {
    const side = settings[at]?.align;
    return `align-${["center", "right"].includes(side) ? side : "left"} ${settings[at]?.is_wrapped ? "wrapped" : ""}`;
  };
  const cell = (head) => (one, at) => {
    const tag = (head || at === rowHead) && inside(one).length ? "th" : "td";
    const number = one?.type === "raw_number" && !settings[at]?.align ? "align-right" : "";
    return h(
      tag,
      { class: `${shape(at)} ${number}`, scope: tag === "th" ? (head ? "col" : "row") : null },
      inside(one),
    );
  };
  const [head, ...body] = rows;
  return h(
    "div",
    { class: "table-scroll", tabindex: "0", role: "group", "aria-label": caption ?? "Table" },
    h(
      "table",
      {},
      caption ? h("caption", {}, caption) : null,
      h("thead", {}, h("tr", {}, (head ?? []).map(cell(true)))),
      h(
        "tbody",
        {},
        body.map((row) => h("tr", {}, row.map(cell(false)))),
      ),
    ),
  );
}

export const table = (block) =>
  h("div", {}, tableOf(block.rows ?? [], { settings: block.column_settings ?? [] }));

/** A data table shows a page of rows, and the rest on demand. */
export function dataTable(block) {
  const size = block.page_size ?? 5;
  const [head, ...body] = block.rows ?? [];
  const draw = (shown) =>
    tableOf([head ?? [], ...body.slice(0, shown)], {
      caption: block.caption,
      rowHead: block.row_header_column_index ?? 0,
    });
  const holder = h("div", {}, draw(size));
  if (body.length > size) {
    const more = h(
      "button",
      {
        type: "button",
        class: "button",
        on: {
          click: () => {
            holder.replaceChildren(draw(body.length));
          },
        },
      },
      `Show all ${body.length} rows`,
    );
    holder.append(more);
  }
  return holder;
}
