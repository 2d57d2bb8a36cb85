/** The bars above a conversation, a thread and the app's tabs. */

import { avatar } from "../frame/avatar.js";
import { h, iconButton } from "../frame/dom.js";
import {
  appName,
  channelMark,
  channelName,
  channelTitle,
  directWithApp,
  user,
} from "../frame/directory.js";
import { address } from "../frame/route.js";
import { showMembers } from "./members.js";

const menuButton = (menu) =>
  iconButton("menu", "Show sidebar", menu, {
    class: "icon-button only-narrow",
    "aria-controls": "sidebar",
  });

function tabs(route, active) {
  const direct = directWithApp(route.user);
  const tab = (name, place) =>
    h(
      "a",
      {
        href: address(route.user, place),
        "aria-current": name === active ? "page" : null,
        class: "tab",
      },
      name,
    );
  return h(
    "nav",
    { class: "tabs", "aria-label": `${appName()} tabs` },
    tab("Home", "home"),
    direct ? tab("Messages", direct.id) : null,
  );
}

const appHead = (route, active, { menu }) =>
  h(
    "header",
    { class: "head head-app" },
    h(
      "div",
      { class: "head-row" },
      menuButton(menu),
      avatar(null, "small"),
      h("h1", {}, appName()),
      h("span", { class: "badge" }, "APP"),
    ),
    tabs(route, active),
  );

export const homeHead = (route, tools) => appHead(route, "Home", tools);

export function conversationHead(place, route, tools) {
  if (place.is_im) return appHead(route, "Messages", tools);
  const faces = [...(place.members ?? [])]
    .sort((a, b) => Number(user(a)?.is_bot) - Number(user(b)?.is_bot))
    .slice(0, 3)
    .map((id) => avatar(user(id), "tiny"));
  const count = place.members?.length ?? 0;
  return h(
    "header",
    { class: "head" },
    h(
      "div",
      { class: "head-row" },
      menuButton(tools.menu),
      h(
        "h1",
        {},
        h("span", { class: "hash", "aria-hidden": "true" }, channelMark(place)),
        channelName(place),
      ),
      place.is_archived ? h("span", { class: "badge" }, "ARCHIVED") : null,
      place.shared_with ? h("span", { class: "badge" }, `SHARED WITH ${place.shared_with}`) : null,
      h("p", { class: "topic" }, place.topic ?? ""),
      h(
        "button",
        {
          type: "button",
          class: "members-button",
          "aria-label": `${count} members`,
          on: { click: () => showMembers(place.id) },
        },
        faces,
        h("span", {}, String(count)),
      ),
    ),
  );
}

export const threadHead = (place, close) =>
  h(
    "header",
    { class: "head" },
    h(
      "div",
      { class: "head-row" },
      h("h2", {}, "Thread"),
      h("p", { class: "topic" }, channelTitle(place)),
      iconButton("close", "Close thread", close),
    ),
  );
