/** The app's Home tab. */

import { h } from "../frame/dom.js";
import { showPayload } from "../frame/payload.js";
import { appName } from "../frame/directory.js";
import { syncBlocks } from "../blocks/block.js";
import { Surface } from "../blocks/surface.js";

export class Home {
  constructor() {
    this.surface = null;
    this.view = null;
    this.blocks = h("div", { class: "blocks home-blocks" });
    this.empty = h(
      "div",
      { class: "empty", hidden: true },
      h("h2", {}, `${appName()} has no Home yet`),
      h("p", {}, "It appears here as soon as the app publishes one."),
    );
    const payload = h(
      "button",
      {
        type: "button",
        class: "button button-quiet",
        on: { click: () => showPayload(this.view, "View payload") },
      },
      "View payload",
    );
    this.foot = h("div", { class: "home-foot", hidden: true }, payload);
    this.node = h(
      "div",
      { class: "home", tabindex: "0", role: "region", "aria-label": `${appName()} Home` },
      h("div", { class: "home-page" }, this.blocks, this.empty, this.foot),
    );
  }

  /** Shows the view as last read; `settled` as in Surface.learn. */
  show(view, settled) {
    this.view = view;
    this.empty.hidden = Boolean(view);
    this.foot.hidden = !view;
    if (view && this.surface?.target.view_id !== view.id)
      this.surface = new Surface({ view_id: view.id });
    this.surface?.learn(view?.state?.values, settled);
    syncBlocks(this.blocks, view?.blocks ?? [], this.surface);
  }
}
