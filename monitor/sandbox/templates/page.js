"use strict";
// Fetches what changed once a second and swaps in only that, so that scroll, focus and open menus stay as they are.
const scroll = document.getElementById("scroll");
const newer = document.getElementById("newer");
const said = document.getElementById("said");
const report = document.getElementById("report");
const feed = document.getElementById("feed");
const source = feed ? "/fragment?channel=" + encodeURIComponent(feed.dataset.channel) : "/fragment?tab=report";
let last = "";

for (const element of document.querySelectorAll("[data-noscript]")) element.hidden = true;
document.getElementById("who").addEventListener("change", (event) => event.target.form.submit());

const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
const toEnd = () => { scroll.scrollTop = scroll.scrollHeight; newer.hidden = true; };
if (scroll) {
  if (location.hash !== "#top") toEnd();
  newer.addEventListener("click", toEnd);
  scroll.addEventListener("scroll", () => { if (atEnd()) newer.hidden = true; });
}

// A control is known again, in the message that replaces its own, by what it does.
const nameOf = (control) => [control.form?.querySelector("[name=action_id]")?.value, control.tagName, control.value].join("/");
const chosenControl = (article) => article.contains(document.activeElement) && document.activeElement.form
  ? nameOf(document.activeElement) : null;

function swap(old, fresh) {
  const held = chosenControl(old);
  const thread = fresh.querySelector(".replies > details");
  if (thread) thread.open = old.querySelector(".replies > details")?.open ?? false;
  old.replaceWith(fresh);
  if (held === null) return;
  const controls = [...fresh.querySelectorAll("button, select")];
  const again = controls.find((control) => control.form && nameOf(control) === held) || controls[0];
  if (again) again.focus({ preventScroll: true });
}

function merge(fresh) {
  const stay = atEnd();
  const known = new Map([...feed.children].map((child) => [child.id, child]));
  let arrived = false;
  for (const article of [...fresh.children]) {
    const old = known.get(article.id);
    known.delete(article.id);
    if (!old) {
      article.classList.add("new");
      feed.append(article);
      arrived = true;
    } else if (old.dataset.revision !== article.dataset.revision) {
      swap(old, article);
    }
  }
  for (const gone of known.values()) gone.remove();
  if (stay) toEnd(); else if (arrived) newer.hidden = false;
}

function showReport(version) {
  if (!report || report.dataset.version === version) return;
  report.dataset.version = version;
  report.src = "/report?v=" + version;
}

async function refresh() {
  const answer = await fetch(source, { cache: "no-store" });
  if (!answer.ok) return;
  const text = await answer.text();
  if (text === last) return;
  last = text;
  const page = new DOMParser().parseFromString(text, "text/html");
  const nav = page.getElementById("channels");
  const navNow = document.getElementById("channels");
  if (nav.innerHTML !== navNow.innerHTML && !navNow.contains(document.activeElement)) navNow.replaceWith(nav);
  showReport(nav.dataset.report);
  if (feed) {
    merge(page.getElementById("feed"));
    document.getElementById("tally").replaceWith(page.getElementById("tally"));
  }
  showModal(page.getElementById("modal"));
}

// A form stays as it is while its person fills it in: another one, or none, takes its place; an update of the same
// one leaves the fields that it still has, with what is typed into them.
function showModal(fresh) {
  const now = document.getElementById("modal");
  const old = now.querySelector("dialog");
  const made = fresh.querySelector("dialog");
  if (old?.dataset.view === made?.dataset.view) {
    if (old && old.dataset.hash !== made.dataset.hash) update(old, made);
    return;
  }
  now.replaceWith(fresh);
  lift();
}

function update(old, made) {
  old.dataset.hash = made.dataset.hash;
  for (const part of ["h2", "footer .primary"]) {
    old.querySelector(part).innerHTML = made.querySelector(part).innerHTML;
  }
  const fields = old.querySelector(".fields-of-modal");
  const wanted = [...made.querySelector(".fields-of-modal").children];
  const known = new Map([...fields.children].filter((each) => each.dataset.block).map((each) => [each.dataset.block, each]));
  const stay = wanted.map((each) => known.get(each.dataset.block)).filter(Boolean);
  for (const each of [...fields.children]) if (!stay.includes(each)) each.remove();
  let at = fields.firstElementChild;
  for (const each of wanted) {
    const kept = known.get(each.dataset.block);
    if (kept) at = kept.nextElementSibling; else fields.insertBefore(each, at);
  }
}

// What is typed into a live field is told after a breath, what is chosen at once.
let breath;
document.addEventListener("input", (event) => {
  const field = event.target.closest("#modal [data-live]");
  if (!field) return;
  clearTimeout(breath);
  breath = setTimeout(() => fill(field), event.target.type === "radio" ? 0 : 300);
});

async function fill(field) {
  const body = new URLSearchParams(new FormData(field.closest("form")));
  body.set("block", field.dataset.block);
  try {
    await fetch("/fill", { method: "POST", body, headers: { accept: "application/json" } });
    await refresh();
  } catch {
    say("The sandbox does not answer.", false);
  }
}

function lift() {
  const dialog = document.querySelector("#modal dialog");
  if (!dialog) return;
  dialog.removeAttribute("open");
  dialog.showModal();
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dialog.querySelector(".cross").click();
  });
  dialog.querySelector("textarea, select, .radio input")?.focus();
}

async function watch() {
  try { if (!document.hidden) await refresh(); } catch { say("The sandbox does not answer.", false); }
  setTimeout(watch, 1000);
}

// What is told while a form is open stands in the form: the rest lies behind it.
function say(text, ok, form) {
  if (!ok && form?.closest("dialog")) {
    const footer = form.querySelector("footer");
    const told = footer.querySelector(".told") || footer.insertAdjacentElement("afterbegin", document.createElement("p"));
    told.className = "told";
    told.setAttribute("role", "alert");
    told.textContent = text;
    return;
  }
  said.textContent = text;
  said.classList.toggle("bad", !ok);
  said.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { said.hidden = true; }, 6000);
}

function showErrors(form, errors) {
  for (const field of form.querySelectorAll("[data-block]")) {
    const told = field.querySelector(".wrong");
    told.textContent = errors[field.dataset.block] || "";
    told.hidden = !told.textContent;
  }
  form.querySelector(".wrong:not([hidden])")?.closest("[data-block]").querySelector("textarea, select, input").focus();
}

// A menu closes when something else is pressed, or with Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const target = new URL(form.action).pathname;
  if (!["/press", "/submit", "/close"].includes(target)) return;
  event.preventDefault();
  if (form.dataset.confirm && !confirm(form.dataset.confirm)) return;
  const button = event.submitter || form.querySelector("button");
  event.submitter?.closest("details.menu")?.removeAttribute("open");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  clearTimeout(breath);
  try {
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const answer = await fetch(target, { method: "POST", body, headers: { accept: "application/json" } });
    const json = answer.headers.get("content-type").startsWith("application/json");
    const told = json ? await answer.json() : { ok: false, said: await answer.text() };
    if (target === "/submit") showErrors(form, told.errors || {});
    if (target !== "/close") say(told.said, told.ok, form);
    await refresh();
  } catch {
    say("The sandbox does not answer.", false);
  }
  button.removeAttribute("aria-disabled");
});

lift();
watch();
