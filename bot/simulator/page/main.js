/** The page: what is shown for an address, and following the workspace live. */

import * as control from "./frame/control.js";
import { channel, channelsFor, directory, isMember, learn, people } from "./frame/directory.js";
import { h } from "./frame/dom.js";
import { address, current, go } from "./frame/route.js";
import { follow, single } from "./frame/stream.js";
import { toastError, told } from "./frame/toast.js";
import { reconcile } from "./frame/reconcile.js";
import { Conversation } from "./panes/conversation.js";
import { Home } from "./panes/home.js";
import { Modal } from "./panes/modal.js";
import { conversationHead, homeHead, threadHead } from "./panes/head.js";
import { drawSidebar } from "./panes/sidebar.js";
import { isUnread, lookUp, lookUpAll, markRead, noteLatest } from "./panes/unread.js";

const side = h("nav", { class: "sidebar", "aria-label": "Workspace", id: "sidebar" });
const main = h("main", { class: "main" });
const aside = h("aside", { class: "thread", "aria-label": "Thread", hidden: true });
const shade = h("div", { class: "shade", on: { click: () => openSide(false) } });
const offline = h("div", { class: "offline", role: "status" });
const app = document.querySelector("#app");
const at = {
  route: {},
  conversation: null,
  thread: null,
  home: null,
  drawnSide: "",
  drawnHead: "",
};
const modal = new Modal({ place: () => (channel(at.route.place) ? at.route.place : null) });

function openSide(open = !app.classList.contains("side-open")) {
  app.classList.toggle("side-open", open);
}

/** The address with what is missing filled in: the first person, the first channel. */
function completed(route) {
  const wanted = route.user ?? localStorage.getItem("me");
  const me = people().some(({ id }) => id === wanted) ? wanted : people()[0]?.id;
  const mine = !channel(route.place)?.is_im || channel(route.place).user === me;
  const place =
    route.place === "home" || (channel(route.place) && mine) ? route.place : channelsFor(me)[0]?.id;
  return { user: me, place, thread: place === "home" ? null : route.thread };
}

function drawSide() {
  const signature = JSON.stringify([
    at.route,
    directory,
    directory.channels.map(({ id }) => isUnread(at.route.user, id)),
  ]);
  reconcile(side, [
    {
      key: "side",
      signature,
      build: () => h("div", { class: "side-inner" }, drawSidebar(at.route)),
    },
  ]);
}

const tools = { menu: () => openSide() };

function drawMain() {
  const { route } = at;
  if (route.place === "home") {
    at.conversation = null;
    at.home = new Home();
    main.replaceChildren(homeHead(route, tools), at.home.node);
    return;
  }
  const place = channel(route.place);
  at.home = null;
  at.conversation = new Conversation(place, { loaded: (messages) => readBy(route, messages) });
  main.replaceChildren(conversationHead(place, route, tools), ...at.conversation.nodes);
  at.conversation.refresh();
  if (innerWidth > 760 && !route.thread && !modal.node.open) at.conversation.composer?.area.focus();
}

function readBy({ user, place }, messages) {
  noteLatest(user, place, messages);
  if (document.visibilityState === "visible") markRead(user, place);
  drawSide();
}

function drawThread() {
  const { route } = at;
  aside.hidden = !route.thread;
  app.classList.toggle("with-thread", Boolean(route.thread));
  at.thread = null;
  if (!route.thread) {
    aside.replaceChildren();
    return;
  }
  at.thread = new Conversation(channel(route.place), { thread: route.thread });
  aside.replaceChildren(
    threadHead(channel(route.place), () => go(address(route.user, route.place))),
    ...at.thread.nodes,
  );
  at.thread.refresh();
  at.thread.composer?.area.focus();
}

const refreshViews = single(async () => {
  const { user } = at.route;
  const { count, open } = control.acts;
  const { stack, home } = await control.views(user);
  if (user !== at.route.user) return;
  const settled = open === 0 && count === control.acts.count;
  modal.show(stack, settled);
  at.home?.show(home, settled);
});

const views = () => refreshViews().catch(toastError);

/** Shows the address. What is the same as before stays as it is. */
async function show({ again = false } = {}) {
  const route = completed(current());
  if (!route.user || !route.place) return;
  const before = at.route;
  at.route = route;
  directory.me = route.user;
  localStorage.setItem("me", route.user);
  document.title = `${directory.app.name || "App"} · Local workspace`;
  go(address(route.user, route.place, route.thread), { replace: true });
  const moved = again || before.user !== route.user || before.place !== route.place;
  if (moved) drawMain();
  if (moved || before.thread !== route.thread) drawThread();
  openSide(false);
  drawSide();
  if (before.user !== route.user) lookUpAll(route.user).then(drawSide);
  if (moved && at.home) await told(() => control.act("home", { user: route.user }));
  if (moved) views();
}

const membership = () => JSON.stringify([at.route.place, channel(at.route.place)?.members]);

const refreshWorkspace = single(async () => {
  const before = membership();
  learn(await control.workspace());
  drawSide();
  if (at.home) main.firstElementChild.replaceWith(homeHead(at.route, tools));
  if (at.route.user && before !== membership()) show({ again: true });
});

async function changed(kind, id) {
  if (kind === "workspace") caughtUp();
  if (kind === "views" && (id === at.route.user || !people().some((one) => one.id === id))) views();
  if (kind !== "channel") return;
  if (!channel(id)) await refreshWorkspace().catch(toastError);
  if (id === at.route.place) {
    at.conversation?.refresh();
    at.thread?.refresh();
    return;
  }
  const { user } = at.route;
  if (channel(id) && isMember(channel(id), user)) lookUp(user, id).then(drawSide, () => null);
}

/** After the first connection and after every gap: all that is shown may be old. */
async function caughtUp() {
  offline.textContent = "";
  await refreshWorkspace().catch(toastError);
  at.conversation?.refresh();
  at.thread?.refresh();
  if (at.route.user) views();
}

async function start() {
  app.replaceChildren(side, shade, main, aside, offline);
  learn(await control.workspace());
  await show();
  addEventListener("hashchange", () => show());
  document.addEventListener("visibilitychange", () => at.conversation?.refresh());
  addEventListener("keydown", (event) => event.key === "Escape" && openSide(false));
  follow({
    changed,
    caughtUp,
    lost: () => {
      offline.textContent = "Connection lost. Trying again…";
    },
  });
}

start().catch((error) => {
  app.replaceChildren(h("p", { class: "starting" }, error.message));
});
