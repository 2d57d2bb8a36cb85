// What the customer's page can do besides: everything on it works without this file.
"use strict";

const REMEMBERED = ["name", "email"];
const LOOKING_MS = 1200;

function remembered(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(key) || "";
    localStorage.setItem(key, value);
  } catch {
    // A browser may forbid storage; then nothing is remembered.
  }
  return "";
}

function rememberWhoItIs() {
  for (const name of REMEMBERED) {
    for (const field of document.querySelectorAll(`input[name="${name}"]`)) {
      if (!field.value) field.value = remembered(`jupiter.${name}`);
    }
  }
  for (const form of document.forms) {
    form.addEventListener("submit", () => {
      for (const name of REMEMBERED) {
        const field = form.elements[name];
        if (field) remembered(`jupiter.${name}`, field.value);
      }
      form.querySelector("button[type=submit]").setAttribute("aria-busy", "true");
    });
  }
}

function offerCopies() {
  if (!navigator.clipboard) return;
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.querySelector("main").append(said);
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const copy = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
      said.textContent = `${button.getAttribute("aria-label")}: ${button.dataset.copied}`;
      setTimeout(() => (button.textContent = copy), 2000);
    });
  }
}

function tellThatSomebodyLooks() {
  const address = document.body.dataset.seen;
  if (!address) return;
  let timer = 0;
  const watch = () => {
    clearTimeout(timer);
    if (document.visibilityState !== "visible") return;
    timer = setTimeout(() => {
      document.removeEventListener("visibilitychange", watch);
      fetch(address, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => {});
    }, LOOKING_MS);
  };
  document.addEventListener("visibilitychange", watch);
  watch();
}

function showTheNote() {
  const note = document.getElementById("note");
  if (!note) return;
  note.focus({ preventScroll: true });
  note.scrollIntoView({ block: "nearest" });
  if (!location.search) return;
  const language = new URLSearchParams(location.search).get("lang");
  const kept = language ? `?lang=${encodeURIComponent(language)}` : "";
  history.replaceState(null, "", location.pathname + kept);
}

function weighFiles() {
  for (const field of document.querySelectorAll("input[data-largest]")) {
    const told = document.createElement("p");
    told.className = "mistake";
    told.setAttribute("role", "alert");
    field.before(told);
    const isTooLarge = () => [...field.files].some((each) => each.size > Number(field.dataset.largest));
    field.addEventListener("change", () => (told.textContent = isTooLarge() ? field.dataset.tooLarge : ""));
    field.form.addEventListener("submit", (event) => {
      if (!isTooLarge()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      field.focus();
    });
  }
}

function opens(href, folded) {
  for (const link of document.querySelectorAll(`a[href="${href}"]`)) {
    link.addEventListener("click", () => (document.querySelector(folded).open = true));
  }
}

weighFiles();
rememberWhoItIs();
opens("#order", "#order details");
opens("#correct", "details#correct");
offerCopies();
tellThatSomebodyLooks();
showTheNote();
