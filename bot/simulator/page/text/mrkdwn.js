/** Slack's mrkdwn, escaped as Slack sends it, as nodes. */

import { fragment, h } from "../frame/dom.js";
import { emoji } from "./emoji.js";
import { entity, link, unescaped } from "./entity.js";

const STYLES = { "*": "strong", _: "em", "~": "s" };
const TOKEN = /<([^<>\n]+)>|`([^`\n]+)`|:([a-z0-9_+-]+):|https?:\/\/[^\s<>|*`]+/y;
const OUTSIDE = /[\s.,;:!?()[\]{}"'“”‘’/\\|<>&*_~`\-–—…]/;

const open = (text, at) => at === 0 || OUTSIDE.test(text[at - 1]);
const shut = (text, at) => at === text.length - 1 || OUTSIDE.test(text[at + 1]);

/** Where a style that starts at `from` ends, or -1. It does not end inside code or a link. */
function closing(text, from) {
  const mark = text[from];
  if (!open(text, from) || /[\s]/.test(text[from + 1] ?? " ") || text[from + 1] === mark) return -1;
  for (let at = from + 1; at < text.length; at += 1) {
    TOKEN.lastIndex = at;
    const token = "<`".includes(text[at]) && TOKEN.exec(text);
    if (token) at += token[0].length - 1;
    else if (text[at] === mark && !/\s/.test(text[at - 1]) && shut(text, at)) return at;
  }
  return -1;
}

/** Trailing punctuation is the sentence's, not the address's. */
function bareLink(url) {
  const [, address, rest] = /^(.*?)([.,;:!?)'"_~]*)$/.exec(url);
  return [link(unescaped(address)), rest];
}

function tokenNode([all, inside, code, name], verbatim) {
  if (inside !== undefined) return entity(inside);
  if (code !== undefined) return h("code", {}, unescaped(code));
  if (name !== undefined) return emoji(name) ?? all;
  return verbatim ? unescaped(all) : bareLink(all);
}

/** One line's styles, links, mentions, code and emoji. */
function inline(text, verbatim) {
  const out = [];
  let from = 0;
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at;
    const starts = text[at] !== "h" || open(text, at);
    const token = starts ? TOKEN.exec(text) : null;
    const end = STYLES[text[at]] ? closing(text, at) : -1;
    if (!token && end < 0) {
      at += 1;
      continue;
    }
    out.push(unescaped(text.slice(from, at)));
    if (token) out.push(tokenNode(token, verbatim));
    else out.push(h(STYLES[text[at]], {}, inline(text.slice(at + 1, end), verbatim)));
    at = from = token ? at + token[0].length : end + 1;
  }
  out.push(unescaped(text.slice(from)));
  return out.flat().filter((piece) => piece !== "");
}

const lines = (rows, verbatim) =>
  rows.flatMap((row, at) => [at ? h("br") : null, ...inline(row, verbatim)]);

/** Lines of one passage: quotes gathered, others with their breaks. */
function passage(text, verbatim) {
  const groups = [];
  let rest = false;
  for (const row of text.split("\n")) {
    const mark = rest ? "" : (/^(&gt;|>)( ?)/.exec(row)?.[0] ?? null);
    const quoted = mark !== null;
    let body = row.slice(mark?.length ?? 0);
    if (mark && /^(&gt;|>){2}/.test(body)) {
      rest = true;
      body = body.replace(/^(&gt;|>){2} ?/, "");
    }
    if (groups.at(-1)?.quoted !== quoted) groups.push({ quoted, rows: [] });
    groups.at(-1).rows.push(body);
  }
  return groups.map(({ quoted, rows }, at) => {
    if (quoted) return h("blockquote", {}, lines(rows, verbatim));
    const kept = rows.filter(
      (row, n) =>
        row || !((n === 0 && at > 0) || (n === rows.length - 1 && at < groups.length - 1)),
    );
    return lines(kept, verbatim);
  });
}

/** The whole text as a fragment. `verbatim` leaves bare addresses as text. */
export function mrkdwn(text, { verbatim = false } = {}) {
  const parts = String(text ?? "").split(/```\n?([\s\S]+?)```\n?/);
  return fragment(
    parts.map((part, at) => {
      if (at % 2)
        return h(
          "pre",
          { class: "code", tabindex: "0" },
          unescaped(
            part.replace(/<([^<>|\n]+)(?:\|([^<>\n]+))?>/g, (all, url, label) => label ?? url),
          ),
        );
      return part
        ? passage(at < parts.length - 1 ? part.replace(/\n$/, "") : part, verbatim)
        : null;
    }),
  );
}
