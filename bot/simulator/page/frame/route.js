/** The address: `#/USER/CHANNEL`, `#/USER/CHANNEL/thread/TS`, `#/USER/home`. */

/** What an address shows: `{user, place, thread}`; `place` is a channel's id or "home". */
export function parse(hash) {
  const [user, place, word, ts] = hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  return { user: user || null, place: place || null, thread: word === "thread" && ts ? ts : null };
}

export function address(user, place, thread = null) {
  const path = thread ? [user, place, "thread", thread] : [user, place];
  return `#/${path.map(encodeURIComponent).join("/")}`;
}

/** `/archives/C…/p1700000000000100?thread_ts=…`, as the app links to a message, as an address here. */
function permalink() {
  const found = /^\/archives\/([^/]+)(?:\/p(\d{10})(\d{6}))?/.exec(location.pathname);
  if (!found) return null;
  const [, place, seconds, rest] = found;
  const thread =
    new URLSearchParams(location.search).get("thread_ts") ??
    (seconds ? `${seconds}.${rest}` : null);
  return { user: null, place, thread };
}

export const current = () => (location.hash ? null : permalink()) ?? parse(location.hash);

/** Goes there; `replace` leaves no step in the history. */
export function go(to, { replace = false } = {}) {
  if (location.hash === to && location.pathname === "/") return;
  if (replace) {
    history.replaceState(null, "", `/${to}`);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.assign(`/${to}`);
  }
}
