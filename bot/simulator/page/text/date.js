/** Slack's date formats (`{date_short_pretty} at {time}`) for a moment in seconds. */

const day = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

function pretty(date, otherwise) {
  const ahead = Math.round((day(date) - day(new Date())) / 86_400_000);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[ahead] ?? otherwise;
}

function agoFrom(date) {
  const minutes = Math.round((Date.now() - date.getTime()) / 60_000);
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return words.format(-minutes, "minute");
  if (Math.abs(minutes) < 1440) return words.format(-Math.round(minutes / 60), "hour");
  return words.format(-Math.round(minutes / 1440), "day");
}

const local = (date, options) => date.toLocaleDateString("en-US", options);
const numeric = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((n) => String(n).padStart(2, "0"))
    .join("-");

const long = (date) =>
  local(date, { weekday: "long", year: "numeric", month: "long", day: "numeric" });
const middle = (date) => local(date, { year: "numeric", month: "long", day: "numeric" });
const short = (date) => local(date, { year: "numeric", month: "short", day: "numeric" });
const clock = (date, second) =>
  date.toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit", second });

const TOKENS = {
  date_num: numeric,
  date_slash: (date) => local(date, { year: "numeric", month: "2-digit", day: "2-digit" }),
  date: middle,
  date_short: short,
  date_long: long,
  date_pretty: (date) => pretty(date, middle(date)),
  date_short_pretty: (date) => pretty(date, short(date)),
  date_long_pretty: (date) => pretty(date, long(date)),
  date_long_full: long,
  day_divider_pretty: (date) =>
    pretty(date, local(date, { weekday: "long", month: "long", day: "numeric" })),
  time: (date) => clock(date),
  time_secs: (date) => clock(date, "2-digit"),
  ago: agoFrom,
};

/** The text of a moment; the fallback when the moment or a token is not understood. */
export function dateText(seconds, format, fallback) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (all, name) => {
    if (!TOKENS[name]) known = false;
    return TOKENS[name]?.(date) ?? all;
  });
  return known ? text : fallback;
}
