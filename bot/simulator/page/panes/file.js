/** A shared file as a card; images with a preview. */

import { h } from "../frame/dom.js";
import { sizeOf } from "../frame/clock.js";
import { safeUrl } from "../text/entity.js";

const kindOf = (file) =>
  (file.filetype || file.name?.split(".").at(-1) || "file").toUpperCase().slice(0, 5);

export function fileCard(file) {
  const url = safeUrl(file.url ?? file.url_private ?? file.permalink);
  const kind = kindOf(file);
  const name = file.title || file.name || file.id;
  const image = url && file.mimetype?.startsWith("image/");
  return h(
    "a",
    {
      class: `file-card ${image ? "file-image" : ""}`,
      href: url,
      target: "_blank",
      rel: "noopener noreferrer",
      data: { fileId: file.id },
    },
    image
      ? h("img", { src: url, alt: file.alt_txt || "", loading: "lazy" })
      : h(
          "span",
          {
            class: `file-kind kind-${kind.toLowerCase().replace(/\W/g, "")}`,
            "aria-hidden": "true",
          },
          kind,
        ),
    h(
      "span",
      { class: "file-words" },
      h("strong", {}, name),
      h(
        "small",
        {},
        [name === file.name ? null : file.name, kind, sizeOf(file.size)]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
  );
}
