/** Follows the workspace live. The browser reconnects; after a gap everything is read again. */

const RETRY_MS = 1500;

/** Calls `changed(kind, id)` for every change, and `caughtUp()` on every (re)connection. */
export function follow({ changed, caughtUp, lost }) {
  let source = null;
  const open = () => {
    source = new EventSource("/control/stream");
    source.addEventListener("open", caughtUp);
    source.addEventListener("message", hear);
    for (const kind of ["channel", "views", "files", "workspace", "log"])
      source.addEventListener(kind, hear);
    source.addEventListener("error", () => {
      lost();
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, RETRY_MS);
    });
  };
  const hear = (event) => {
    let change;
    try {
      change = JSON.parse(event.data);
    } catch {
      return;
    }
    if (change?.kind) changed(change.kind, change.id);
  };
  open();
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => event.persisted && open());
}

/** Runs `work` at once and never twice at a time: calls during a run cause exactly one more. */
export function single(work) {
  let running = null;
  let again = false;
  return function run() {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await work();
      } while (again);
    })().finally(() => {
      running = null;
    });
    return running;
  };
}
