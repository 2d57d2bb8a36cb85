// The builder as one types: everything on its page works without this file.
const PAUSE_MS = 250;
const form = document.querySelector("form.builder");

/* The draft of this browser */

const draftKey = `jupiter.new.${document.body.dataset.kind}`;

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(draftKey) || "null");
    return Array.isArray(found) ? found : null;
  } catch {
    return null; // Storage is forbidden, or holds something else.
  }
}

let unread = false; // Whether a draft waits that could not be shown: it is not written over.

function keep(entries) {
  if (entries && unread) return;
  try {
    if (entries) localStorage.setItem(draftKey, JSON.stringify(entries));
    else localStorage.removeItem(draftKey);
  } catch {
    // Storage is forbidden or full; then the draft is on the page only.
  }
}

const entriesOf = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");

/* Asking the server */

let asked = new AbortController();

async function ask(address, entries) {
  asked.abort();
  asked = new AbortController();
  const { signal } = asked;
  const body = new URLSearchParams(entries);
  const answer = await fetch(address, { method: "POST", body, signal, credentials: "omit" });
  return { answer, signal };
}

/* Putting what it answers in its place */

async function put(id, fresh) {
  const old = document.getElementById(id);
  if (!old) return;
  const node = document.importNode(fresh, true);
  const pictures = [...node.querySelectorAll("img")];
  await Promise.all(pictures.map((each) => each.decode().catch(() => {})));
  for (const details of node.querySelectorAll("details[id]")) {
    if (document.getElementById(details.id)?.open) details.open = true;
  }
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  old.replaceWith(node);
  if (focused) (document.getElementById(focused) || document.getElementById(id)).focus({ preventScroll: true });
}

function parsed(html, id) {
  return new DOMParser().parseFromString(html, "text/html").getElementById(id);
}

let mistakes = {};

function tellMistakes(leaving) {
  for (const field of form.querySelectorAll("[data-field]")) {
    const input = field.querySelector("input, select, textarea");
    const sentence = mistakes[field.dataset.field] || "";
    const told = field.querySelector(".mistake");
    if (sentence && input === document.activeElement && input !== leaving && told.hidden) continue;
    field.classList.toggle("wrong", Boolean(sentence));
    told.textContent = sentence;
    told.hidden = !sentence;
    if (sentence) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

const textOf = (selector) => document.querySelector(selector).textContent;

function tellTotal() {
  const wrong = [...document.querySelectorAll("#sums > .mistake")].map((each) => each.textContent);
  const sums = [`${textOf("#sums-title")} ${textOf("#sums .amount")}`, textOf("#sums .when")].filter(Boolean);
  const said = [...sums.map((each) => `${each}.`), ...wrong].join(" ");
  const status = document.getElementById("said");
  if (status.textContent !== said) status.textContent = said;
  document.getElementById("foot-total").textContent = textOf("#sums .amount");
}

async function show(parts) {
  mistakes = parts.mistakes;
  tellMistakes();
  for (const output of form.querySelectorAll("[data-amount]")) {
    output.textContent = parts.amounts[output.dataset.amount] || "–";
  }
  await put("sums", parsed(parts.sums, "sums"));
  await put("schedule", parsed(parts.schedule, "schedule"));
  tellTotal();
  if (parts.paper) await put("paper", parsed(parts.paper, "paper"));
}

/* Following what is typed */

let timer = 0;

async function preview() {
  form.classList.add("waits");
  try {
    const { answer, signal } = await ask(`${form.action}/preview`, entriesOf());
    if (answer.status === 429 || answer.status === 503) {
      timer = setTimeout(preview, 5000);
      return;
    }
    if (!answer.ok) throw new Error(answer.statusText);
    const parts = await answer.json();
    if (signal.aborted) return;
    await show(parts);
    form.classList.remove("waits");
  } catch (error) {
    if (error.name === "AbortError") return;
    form.classList.remove("waits");
    document.getElementById("said").textContent = "The preview could not be updated. Keep typing to try again.";
  }
}

function changed() {
  keep(entriesOf());
  document.getElementById("example").hidden = true;
  document.getElementById("kept").hidden = false;
  document.getElementById("again").hidden = false;
  clearTimeout(timer);
  timer = setTimeout(preview, PAUSE_MS);
}

/* Lines come and go by the server's own page */

async function whole(entries) {
  clearTimeout(timer);
  const { answer, signal } = await ask(form.action, entries);
  if (!answer.ok) throw new Error(answer.statusText);
  const html = await answer.text();
  if (signal.aborted) return false;
  for (const id of ["fields", "sums", "schedule", "paper"]) {
    const fresh = parsed(html, id);
    if (fresh) await put(id, fresh);
  }
  tellTotal();
  return true;
}

async function press(button) {
  const [deed, what] = button.value.split(":");
  try {
    if (!(await whole([...entriesOf(), ["do", button.value]]))) return;
  } catch (error) {
    if (error.name !== "AbortError") form.submit(); // The page itself tells what is wrong.
    return;
  }
  keep(entriesOf());
  const lines = form.querySelectorAll(".line");
  if (deed === "add") lines[lines.length - 1].querySelector("input:not([type=hidden]), textarea").focus();
  if (deed === "show" && !document.getElementById("paper").contains(document.activeElement)) {
    document.getElementById("paper").focus({ preventScroll: true });
    document.getElementById("paper").scrollIntoView({ block: "start" });
  }
  if (deed === "remove") (lines[Math.min(Number(what), lines.length - 1)]?.querySelector(".remove") || document.getElementById("lines")).focus();
}

/* The rest of the page */

function offerCopies() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
  }
}

function addFoot() {
  const foot = document.createElement("p");
  foot.className = "foot";
  foot.innerHTML = '<span>Total <b id="foot-total"></b></span> <a href="#paper">See the paper</a>';
  form.append(foot);
  document.getElementById("foot-total").textContent = textOf("#sums .amount");
}

async function takeUp() {
  if (new URLSearchParams(location.search).has("start")) {
    keep(null);
    history.replaceState(null, "", location.pathname);
    if (document.getElementById("example").hidden) keep(entriesOf());
    return;
  }
  const draft = kept();
  if (!("fresh" in document.body.dataset) || !draft) return;
  document.getElementById("example").hidden = true;
  document.getElementById("again").hidden = false;
  document.getElementById("kept").hidden = false;
  try {
    await whole(draft);
  } catch {
    unread = true;
    document.getElementById("kept").textContent = "Your draft could not be shown. Reload the page to try again.";
  }
}

function openWhatIsPointedAt() {
  const place = location.hash && document.getElementById(location.hash.slice(1));
  const folded = place?.closest("details");
  if (folded) folded.open = true;
  if (place?.matches("input, select, textarea")) place.focus();
}

if (form) {
  document.documentElement.dataset.scripted = "";
  addFoot();
  form.addEventListener("input", (event) => {
    if ("redraws" in event.target.dataset) press({ value: "fields" });
    else changed();
  });
  form.addEventListener("focusout", (event) => tellMistakes(event.target));
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "do") return;
    event.preventDefault();
    press(event.submitter);
  });
  window.addEventListener("hashchange", openWhatIsPointedAt);
  offerCopies();
  const note = document.getElementById("note");
  if (note) note.focus();
  takeUp();
}
