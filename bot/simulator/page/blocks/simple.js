/** Blocks that only show something. */

import { h } from "../frame/dom.js";
import { link, safeUrl } from "../text/entity.js";
import { plain, words } from "../text/object.js";

export const header = (block) => h("h2", {}, plain(block.text));

export const divider = () => h("hr");

/** An image by its address or shared file; its alt text where there is none to load. */
export function picture(image) {
  const src =
    safeUrl(image.image_url ?? image.slack_file?.url) ??
    (image.image_url?.startsWith("/") ? image.image_url : null);
  if (!src) return h("span", { class: "no-image" }, image.alt_text ?? "Image");
  return h("img", { src, alt: image.alt_text ?? "", loading: "lazy" });
}

export function imageBlock(block) {
  return h(
    "figure",
    {},
    block.title ? h("figcaption", {}, plain(block.title)) : null,
    picture(block),
  );
}

export function context(block) {
  return h(
    "div",
    {},
    (block.elements ?? []).map((element) =>
      element.type === "image"
        ? picture(element)
        : h("span", { class: "context-text" }, plain(element)),
    ),
  );
}

export const fileBlock = (block) => h("div", {}, `Remote file ${block.external_id ?? ""}`);

export function video(block) {
  const url = block.title_url ?? block.video_url;
  return h(
    "figure",
    {},
    h("figcaption", {}, url ? link(url, words(block.title, "Video")) : words(block.title, "Video")),
    block.thumbnail_url
      ? picture({ image_url: block.thumbnail_url, alt_text: block.alt_text })
      : null,
  );
}
