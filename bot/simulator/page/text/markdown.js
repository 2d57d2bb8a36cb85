/** The markdown block: common Markdown (not mrkdwn) as nodes. Raw HTML shows as typed. */

import { fragment, h } from "../frame/dom.js";
import { emoji } from "./emoji.js";
import { link } from "./entity.js";

const INLINE =
  /`([^`]+)`|\*\*([^*]+(?:\*[^*]+)*)\*\*|__([^_]+)__|~~([^~]+)~~|\*([^*\s][^*]*)\*|(?<![\w])_([^_\s][^_]*)_(?![\w])|!?\[([^\]]*)\]\(([^)\s]+)\)|:([a-z0-9_+-]+):|https?:\/\/[^\s<>)]+|\\([\\`*_~[\]()#>-])/;

function inline(text) {
  const match = INLINE.exec(text);
  if (!match) return [text];
  const [all, code, strong, strong2, strike, em, em2, label, url, name, escaped] = match;
  let node = link(all);
  if (code) node = h("code", {}, code);
  else if (strong || strong2) node = h("strong", {}, inline(strong ?? strong2));
  else if (strike) node = h("s", {}, inline(strike));
  else if (em || em2) node = h("em", {}, inline(em ?? em2));
  else if (url) node = link(url, ...inline(label || url));
  else if (name) node = emoji(name) ?? all;
  else if (escaped) node = escaped;
  return [text.slice(0, match.index), node, ...inline(text.slice(match.index + all.length))];
}

const cells = (row) =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

function table(rows) {
  const sides = cells(rows[1]).map((rule) =>
    /^:-+:$/.test(rule) ? "center" : /-:$/.test(rule) ? "right" : "left",
  );
  const row = (tag) => (text) =>
    h(
      "tr",
      {},
      cells(text).map((cell, at) =>
        h(
          tag,
          { class: `align-${sides[at] ?? "left"}`, scope: tag === "th" && "col" },
          inline(cell),
        ),
      ),
    );
  return h(
    "div",
    { class: "table-scroll", tabindex: "0", role: "group", "aria-label": "Table" },
    h(
      "table",
      {},
      h("thead", {}, row("th")(rows[0])),
      h("tbody", {}, rows.slice(2).map(row("td"))),
    ),
  );
}

function list(rows) {
  const ordered = /^\s*\d+[.)]/.test(rows[0]);
  return h(
    ordered ? "ol" : "ul",
    {},
    rows.map((row) => {
      const [, indent, body] = /^(\s*)(?:[-*+]|\d+[.)])\s+(.*)$/.exec(row);
      const task = /^\[([ xX])\]\s+(.*)$/.exec(body);
      const text = task ? [task[1] === " " ? "☐ " : "☑ ", ...inline(task[2])] : inline(body);
      return h("li", { class: `indent-${Math.min(4, Math.floor(indent.length / 2))}` }, text);
    }),
  );
}

const heading = ([row]) => {
  const [, marks, text] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(row);
  return h(
    "p",
    { class: `md-heading md-heading-${marks.length}`, role: "heading", "aria-level": "2" },
    inline(text),
  );
};

const KINDS = [
  { is: /^#{1,6}\s+\S/, one: true, draw: heading },
  { is: /^ {0,3}([-*_])(\s*\1){2,}\s*$/, one: true, draw: () => h("hr") },
  {
    is: /^>/,
    draw: (rows) =>
      h("blockquote", {}, markdown(rows.map((row) => row.replace(/^> ?/, "")).join("\n"))),
  },
  { is: /^\s*(?:[-*+]|\d+[.)])\s+/, draw: list },
  {
    is: /^\s*\|.*\|/,
    draw: (rows) => (/^[\s|:-]+$/.test(rows[1] ?? "x") ? table(rows) : paragraph(rows)),
  },
];

const paragraph = (rows) =>
  h(
    "p",
    {},
    rows.flatMap((row, at) => [at ? h("br") : null, ...inline(row)]),
  );

/** Consecutive lines of one kind, as `{kind, rows}`. */
function groups(text) {
  const all = [];
  for (const row of text.split("\n")) {
    const kind = row.trim() ? (KINDS.find(({ is }) => is.test(row)) ?? "text") : null;
    if (kind && all.at(-1)?.kind === kind && !kind.one) all.at(-1).rows.push(row);
    else all.push({ kind, rows: [row] });
  }
  return all.filter(({ kind }) => kind);
}

export function markdown(text) {
  const parts = String(text ?? "")
    .replace(/\r\n?/g, "\n")
    .split(/^```[^\n]*\n([\s\S]*?)^```[^\n]*$/m);
  return fragment(
    parts.map((part, at) => {
      if (at % 2) return h("pre", { class: "code", tabindex: "0" }, part.replace(/\n$/, ""));
      return groups(part).map(({ kind, rows }) =>
        kind === "text" ? paragraph(rows) : kind.draw(rows),
      );
    }),
  );
}
