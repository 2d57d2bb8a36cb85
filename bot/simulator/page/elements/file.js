/** A file field: the chosen files go to the server as `{name, mimetype, content}`, content in base64. */

import { h } from "../frame/dom.js";
import { sizeOf } from "../frame/clock.js";
import { controlProps, read } from "./place.js";

export const contentOf = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result).split(",")[1] ?? ""));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });

async function packed(file) {
  return {
    name: file.name,
    mimetype: file.type || "application/octet-stream",
    content: await contentOf(file),
  };
}

export function fileInput(element, place) {
  const accept = (element.filetypes ?? []).map((end) => `.${end}`).join(",") || null;
  const field = h("input", {
    type: "file",
    ...controlProps(element, place),
    class: "field",
    accept,
    multiple: (element.max_files ?? 10) > 1,
  });
  const list = h("ul", { class: "chosen-files" });
  const show = (files) =>
    list.replaceChildren(
      ...files.map((file) =>
        h("li", {}, `${file.name}${file.size ? ` · ${sizeOf(file.size)}` : ""}`),
      ),
    );
  field.addEventListener("change", async () => {
    const files = [...field.files].slice(0, element.max_files ?? 10);
    show(files);
    place.surface.set(place.block, element, await Promise.all(files.map(packed)));
  });
  show(read(element, place) ?? []);
  return h("div", {}, field, list);
}
