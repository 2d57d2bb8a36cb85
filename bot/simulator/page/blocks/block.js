/** Draws Block Kit blocks. What it does not know, it shows as JSON with a notice. */

import { h } from "../frame/dom.js";
import { reconcile } from "../frame/reconcile.js";
import { jsonBlock } from "../frame/payload.js";
import { markdown } from "../text/markdown.js";
import { actions, contextActions } from "./actions.js";
import { chart } from "./chart.js";
import { inputBlock } from "./input.js";
import { alertBlock, card, carousel, container } from "./card.js";
import { context, divider, fileBlock, header, imageBlock, video } from "./simple.js";
import { richText } from "./rich_text.js";
import { section } from "./section.js";
import { dataTable, table } from "./table.js";

const KINDS = {
  actions,
  alert: alertBlock,
  card,
  carousel,
  container,
  context,
  context_actions: contextActions,
  data_table: dataTable,
  data_visualization: chart,
  divider,
  file: fileBlock,
  header,
  image: imageBlock,
  input: inputBlock,
  markdown: (block) => h("div", { class: "markdown" }, markdown(block.text)),
  rich_text: (block) => h("div", { class: "rich-text" }, richText(block)),
  section,
  table,
  video,
};

/** A block that this page cannot draw. */
export function unknown(block) {
  return h(
    "div",
    { class: "unknown", role: "note" },
    h("strong", {}, `This page does not draw “${block?.type ?? "?"}” blocks.`),
    jsonBlock(block, "Block as JSON"),
  );
}

/** One block as a node; `surface` is where its elements report, `error` the sentence for its field. */
export function drawBlock(block, surface, error = null) {
  const draw = Object.hasOwn(KINDS, block?.type ?? "") ? KINDS[block.type] : unknown;
  const inner = draw(block, surface, error, drawBlock);
  inner.classList.add("block", `block-${String(block?.type ?? "unknown").replace(/\W/g, "-")}`);
  if (block?.block_id) inner.dataset.blockId = block.block_id;
  return inner;
}

/**
 * Shows the surface's values in a block that is kept as it is. What is typed and not yet with the
 * server is such a value too, so this takes nothing away.
 */
function showValues(node) {
  for (const control of node.querySelectorAll("[data-action-id]")) control.showValue?.();
}

/** Keeps `holder` in step with `blocks`; `errors` is by block_id. */
export function syncBlocks(holder, blocks, surface, errors = {}) {
  const seen = new Map();
  return reconcile(
    holder,
    (blocks ?? []).map((block, at) => {
      const stem = block.block_id ?? `#${at}`;
      seen.set(stem, (seen.get(stem) ?? 0) + 1);
      const error = errors[block.block_id] ?? null;
      return {
        key: `${stem}/${seen.get(stem)}`,
        signature: JSON.stringify([block, error]),
        build: () => drawBlock(block, surface, error),
        sync: showValues,
      };
    }),
  );
}
