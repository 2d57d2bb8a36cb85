/** Sentences of the page itself, for one person, shown among a channel's messages. */

import { directory } from "../frame/directory.js";

const notes = new Map();
const key = (channel, thread) => `${directory.me}/${channel}/${thread ?? ""}`;

export function addNote(channel, thread, text) {
  const all = notes.get(key(channel, thread)) ?? [];
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  all.push({ ts: (Date.now() / 1000).toFixed(6), text: escaped, ephemeral: true, note: true });
  notes.set(key(channel, thread), all);
}

/** The messages with the notes among them, by time; a thread's parent stays first. */
export function withNotes(channel, thread, messages) {
  const all = [...messages, ...(notes.get(key(channel, thread)) ?? [])];
  return all.sort((a, b) => Number(a.ts) - Number(b.ts));
}
