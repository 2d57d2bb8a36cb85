/** What the composer understands: the app's commands, and the workspace's own. */

import { act } from "../frame/control.js";
import { appName, directory, displayName, user } from "../frame/directory.js";
import { told } from "../frame/toast.js";

const OWN = [
  {
    command: "/invite",
    usage_hint: "@someone",
    description: "Add a person or the app to this channel",
  },
  {
    command: "/remove",
    usage_hint: "@someone",
    description: "Remove a person or the app from this channel",
  },
];

export const known = () => [...directory.app.commands, ...OWN];

/** Commands whose name begins with what is typed, while only the name is typed. */
export function suggestions(typed) {
  if (!/^\/\S*$/.test(typed)) return [];
  return known().filter(({ command }) => command.startsWith(typed.toLowerCase()));
}

/** The command that a text begins with, or null. */
export function commandOf(text) {
  const name = text.split(/\s/, 1)[0].toLowerCase();
  return known().find(({ command }) => command.toLowerCase() === name) ?? null;
}

const squeezed = (name) => name.toLowerCase().replace(/[\s@]/g, "");

function named(name) {
  const wanted = squeezed(name);
  if (wanted === squeezed(appName()))
    return user(directory.app.bot_user_id) ?? { id: directory.app.bot_user_id };
  return directory.users.find((one) =>
    [one.id, one.name, displayName(one)].some((each) => squeezed(each ?? "") === wanted),
  );
}

/** Carries out an own command; answers a sentence for the person alone, or null when all went well. */
async function runOwn({ command }, name, channel) {
  const who = named(name);
  if (!who)
    return name.trim()
      ? `There is nobody called ${name.trim()} here.`
      : `Say whom: ${command} @someone`;
  const body = { channel, user: who.id, member: command === "/invite" };
  return (await told(() => act("membership", body))) ? null : "That did not work.";
}

/** Sends what was typed. Answers `{sent, note?}`: whether it went, and a sentence for the person alone. */
export async function sendTyped(text, channel, threadTs) {
  const command = commandOf(text);
  const where = { user: directory.me, channel, thread_ts: threadTs ?? undefined };
  if (command && OWN.includes(command)) {
    return {
      sent: true,
      note: await runOwn(command, text.slice(command.command.length).trim(), channel),
    };
  }
  if (command) return { sent: Boolean(await told(() => act("command", { ...where, text }))) };
  if (/^\/[a-z]/i.test(text)) {
    const name = text.split(/\s/, 1)[0];
    return { sent: true, note: `${name} is not a command here. Type / to see those that are.` };
  }
  return { sent: Boolean(await told(() => act("message", { ...where, text }))) };
}
