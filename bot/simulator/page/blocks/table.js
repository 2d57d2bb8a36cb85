/** Tables: the first row is the head. Wide ones scroll by themselves. */

import { h } from "../frame/dom.js";
import { richText } from "./rich_text.js";

const inside = (cell) =>
  cell?.type === "rich_text" ? richText(cell) : (cell?.text ?? String(cell?.value ?? ""));

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

const words = (cell) => {
  const node = document.createElement("div");
  node.append(...[inside(cell)].flat());
  return node.textContent;
};

function compared(one, other) {
  if (one?.type === "raw_number" && other?.type === "raw_number") return one.value - other.value;
  return words(one).localeCompare(words(other), undefined, { numeric: true });
}

/** The rows in the order of one column; without one, as they came. */
function ordered(rows, { column, down }) {
  if (column === null) return rows;
  const sorted = [...rows].sort((one, other) => compared(one[column], other[column]));
  return down ? sorted.reverse() : sorted;
}

/** A data table is paged, and each of its columns sorts it. */
export function dataTable(block) {
  const size = block.page_size ?? 5;
  const [head, ...body] = block.rows ?? [];
  const sorting = { column: null, down: false };
  let page = 0;
  const holder = h("div", {});
  const pages = Math.max(1, Math.ceil(body.length / size));
  const turn = (by) => () => {
    page += by;
    draw(by > 0 ? "Next" : "Previous");
  };
  const pager = (name, by, dead) =>
    h("button", { type: "button", class: "button", disabled: dead, on: { click: turn(by) } }, name);

  function sortBy(column) {
    sorting.down = sorting.column === column && !sorting.down;
    sorting.column = column;
    page = 0;
    draw(words(head[column]));
  }

  function headings(drawn) {
    drawn.querySelectorAll("thead th").forEach((cell, at) => {
      const now = sorting.column === at ? (sorting.down ? "descending" : "ascending") : "none";
      cell.setAttribute("aria-sort", now);
      const sorter = { type: "button", class: "table-sort", on: { click: () => sortBy(at) } };
      cell.replaceChildren(h("button", sorter, words(head[at])));
    });
  }

  function draw(focused) {
    const shown = ordered(body, sorting).slice(page * size, (page + 1) * size);
    const drawn = tableOf([head ?? [], ...shown], {
      caption: block.caption,
      rowHead: block.row_header_column_index ?? 0,
    });
    headings(drawn);
    const foot = h(
      "div",
      { class: "table-pages" },
      pager("Previous", -1, page === 0),
      h("span", { role: "status" }, `Page ${page + 1} of ${pages}, ${body.length} rows`),
      pager("Next", 1, page >= pages - 1),
    );
    holder.replaceChildren(...[drawn, pages > 1 ? foot : null].filter(Boolean));
    if (!focused) return;
    const all = [...holder.querySelectorAll("button")].filter((one) => !one.disabled);
    (all.find((one) => one.textContent === focused) ?? all[0])?.focus();
  }

  draw(null);
  return holder;
}
