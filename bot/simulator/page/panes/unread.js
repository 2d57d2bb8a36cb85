/** What a person has read, kept in the browser, and which channels have something newer. */

import * as control from "../frame/control.js";
import { channelsFor, directWithApp, isMember } from "../frame/directory.js";

const latest = new Map();
const key = (user, channel) => `read/${user}/${channel}`;

/** The newest message that is not the person's own. */
export function noteLatest(user, channel, messages) {
  const others = messages.filter((message) => message.user !== user);
  latest.set(key(user, channel), others.at(-1)?.ts ?? "");
}

export function markRead(user, channel) {
  localStorage.setItem(key(user, channel), latest.get(key(user, channel)) ?? "");
}

export function isUnread(user, channel) {
  const newest = latest.get(key(user, channel)) ?? "";
  return newest !== "" && Number(newest) > Number(localStorage.getItem(key(user, channel)) ?? 0);
}

/** Reads one channel's newest message for `user`. */
export async function lookUp(user, channel) {
  const { messages } = await control.messages(channel, user);
  noteLatest(user, channel, messages);
}

/** Reads them for all that `user` sees. */
export function lookUpAll(user) {
  const channels = channelsFor(user).filter((one) => isMember(one, user));
  const all = [...channels, directWithApp(user)].filter(Boolean);
  return Promise.all(all.map(({ id }) => lookUp(user, id).catch(() => null)));
}
