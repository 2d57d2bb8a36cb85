/** Times and sizes as people read them, in the browser's own zone. */

const at = (ts) => new Date(Number(ts) * 1000);
const dayOf = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const DAY_MS = 86_400_000;

/** Slack's `ts` (seconds as text) → "14:05". */
export const timeOf = (ts) =>
  at(ts).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

export const fullTime = (ts) =>
  at(ts).toLocaleString("en-GB", { dateStyle: "full", timeStyle: "medium" });

export const iso = (ts) => at(ts).toISOString();

/** "Today", "Yesterday" or "Monday 3 June", with the year where it is another. */
export function dayName(ts) {
  const date = at(ts);
  const ago = Math.round((dayOf(new Date()) - dayOf(date)) / DAY_MS);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return date.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year });
}

/** "just now", "5 minutes ago", … */
export function ago(ts) {
  const seconds = Math.max(0, Date.now() / 1000 - Number(ts));
  const steps = [
    [60, "second"],
    [3600, "minute"],
    [86_400, "hour"],
    [Infinity, "day"],
  ];
  const at = steps.findIndex(([limit]) => seconds < limit);
  if (at === 0) return "just now";
  const count = Math.floor(seconds / steps[at - 1][0]);
  return `${count} ${steps[at][1]}${count === 1 ? "" : "s"} ago`;
}

/** Bytes → "24 kB". */
export function sizeOf(bytes) {
  if (!(bytes >= 0)) return "";
  if (bytes < 1000) return `${bytes} bytes`;
  const [unit, by] = bytes < 1e6 ? ["kB", 1e3] : ["MB", 1e6];
  return `${(bytes / by).toFixed(bytes / by < 10 ? 1 : 0)} ${unit}`;
}
