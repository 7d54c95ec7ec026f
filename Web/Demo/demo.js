// The demo's stage: who is shopping, what is open on the phone, and the desk beside it.
const SIM = "/sim/line";
const LIFF = /^https:\/\/liff\.line\.me\//;
const { shop, home } = document.body.dataset;
const [talk, sheet, store, desk] = ["talk", "sheet", "shop", "desk"].map(id => document.getElementById(id));
let shopper;

/** What LINE does with a LIFF URL: the app slides over the talk, as the person whose phone this is. */
function openLiff(address) {
  const url = new URL(String(address).replace(LIFF, `${location.origin}${SIM}/app/`), location.href);
  if (url.origin !== location.origin) return void window.open(url.href, "_blank", "noopener");
  url.searchParams.set("sim_user", shopper.userId);
  store.src = url.href;
  sheet.hidden = false;
  requestAnimationFrame(() => requestAnimationFrame(() => sheet.classList.remove("away")));
  document.getElementById("open").hidden = true;
}

function closeLiff() {
  sheet.classList.add("away");
  document.getElementById("open").hidden = false;
  setTimeout(() => { if (sheet.classList.contains("away")) { sheet.hidden = true; store.src = "about:blank"; } }, 400);
}

async function become(person) {
  shopper = person;
  closeLiff();
  for (const button of document.querySelectorAll("[data-user]")) button.setAttribute("aria-pressed", String(button.dataset.user === person.userId));
  await welcome(person);
  if (shopper === person) talk.src = `${SIM}/talk?user=${encodeURIComponent(person.userId)}`;
}

// A talk begins with its welcome. The people of a new demo are friends from the start, so the first to look becomes one anew.
async function welcome(person) {
  const { entries } = await fetch(`${SIM}/_sim/talks/${person.userId}`).then(answer => answer.json());
  if (entries.length > 0) return;
  for (const act of ["unfollow", "follow"]) await fetch(`${SIM}/_sim/users/${person.userId}/${act}`, { method: "POST" });
}

async function start() {
  const [people, viewer] = await Promise.all([
    fetch(`${SIM}/_sim/users?limit=6`).then(answer => answer.json()),
    fetch("/demo/sign-in-viewer", { method: "POST" }),
  ]);
  desk.src = `/admin/${shop}/desk`;
  if (!viewer.ok) console.warn("the viewer could not be signed in:", viewer.status);
  document.getElementById("shoppers").append(...people.map(person => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: person.displayName });
    button.dataset.user = person.userId;
    button.addEventListener("click", () => become(person));
    return button;
  }));
  become(people[0]);
}

addEventListener("message", event => {
  if (event.origin !== location.origin) return;
  if (event.data?.type === "open-liff") openLiff(event.data.url);
  if (event.data?.type === "close-liff") closeLiff();
  if (event.data?.type === "open-window") window.open(event.data.url, "_blank", "noopener");
});
store.addEventListener("load", () => {
  document.getElementById("sheet-title").textContent = store.contentDocument?.title.split("｜")[0] || "";
});
document.getElementById("close").addEventListener("click", closeLiff);
document.getElementById("open").addEventListener("click", () => openLiff(home));
for (const button of document.querySelectorAll(".tabs [data-tab]")) {
  button.addEventListener("click", () => {
    document.body.dataset.tab = button.dataset.tab;
    for (const other of document.querySelectorAll(".tabs [data-tab]")) other.setAttribute("aria-pressed", String(other === button));
  });
}

const time = document.getElementById("time");
const tick = () => { time.textContent = new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" }); };
setInterval(tick, 5000);
tick();
sheet.classList.add("away");
start();
