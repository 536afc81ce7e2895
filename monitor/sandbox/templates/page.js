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
const nameOf = (control) => control.form?.querySelector("[name=action_id]")?.value + "/" + control.tagName;
const chosenControl = (article) => article.contains(document.activeElement) && document.activeElement.form
  ? nameOf(document.activeElement) : null;

function swap(old, fresh) {
  const held = chosenControl(old);
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
  if (feed) merge(page.getElementById("feed"));
}

async function watch() {
  try { if (!document.hidden) await refresh(); } catch { say("The sandbox does not answer.", false); }
  setTimeout(watch, 1000);
}

function say(text, ok) {
  said.textContent = text;
  said.classList.toggle("bad", !ok);
  said.hidden = false;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { said.hidden = true; }, 6000);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (new URL(form.action).pathname !== "/press") return;
  event.preventDefault();
  if (form.dataset.confirm && !confirm(form.dataset.confirm)) return;
  const button = form.querySelector("button");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch("/press", { method: "POST", body, headers: { accept: "application/json" } });
    const json = answer.headers.get("content-type").startsWith("application/json");
    const told = json ? await answer.json() : { ok: false, said: await answer.text() };
    say(told.said, told.ok);
    await refresh();
  } catch {
    say("The sandbox does not answer.", false);
  }
  button.removeAttribute("aria-disabled");
});

watch();
