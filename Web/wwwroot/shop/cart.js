// The cart: every change is the server's, and the page shows the server's answer.
import { ask, newKey, reason } from "./api.js";
import { trouble, calm } from "./notices.js";
import { ready } from "./session.js";
import { countDown } from "./clock.js";
import { showCount } from "./count.js";

let busy = false;

document.getElementById("main").addEventListener("click", event => {
  const line = event.target.closest(".line");
  const step = event.target.closest("[data-step]");
  if (!line || !(step || event.target.closest("[data-remove]"))) return;
  change(line, step ? Number(line.dataset.quantity) + Number(step.dataset.step) : 0);
});

async function change(line, quantity) {
  if (busy) return;
  busy = true;
  calm();
  line.setAttribute("aria-busy", "true");
  let told;
  try {
    await ask("PUT", `cart/items/${encodeURIComponent(line.dataset.sku)}`, { key: newKey(), body: { quantity } });
  } catch (error) {
    told = reason(error);
  }
  await redraw().catch(error => { told ??= reason(error); });
  if (told) trouble(told);
  busy = false;
}

const main = document.getElementById("main");

main.addEventListener("change", event => {
  if (event.target.matches("#choices select")) choose({ [event.target.name]: event.target.value });
});

main.addEventListener("submit", event => {
  const form = event.target.closest("[data-choose]");
  if (!form) return;
  event.preventDefault();
  const typed = form.querySelector("input")?.value.trim();
  if (typed) choose({ [form.dataset.choose]: typed });
});

main.addEventListener("click", event => {
  const drop = event.target.closest("[data-drop]");
  if (drop) choose({ [drop.dataset.drop]: "" });
});

/** Sends all choices with one changed; what is refused is said where it was chosen, and what was typed stays. */
async function choose(changed) {
  if (busy) return;
  busy = true;
  const panel = document.getElementById("choices");
  const all = { ...panel.dataset, ...changed };
  // Another prefecture is another address: its postal code is not known yet.
  if (changed.prefecture !== undefined && changed.prefecture !== panel.dataset.prefecture) all.postal = "";
  panel.setAttribute("aria-busy", "true");
  try {
    await ask("PUT", "cart/choices", {
      key: newKey(),
      body: {
        wrapping: all.wrapping || null, coupon: all.coupon || null, points: Number(all.points) || 0,
        prefecture: all.prefecture || null, postalCode: all.postal || null,
      },
    });
    await redraw();
  } catch (error) {
    const told = document.getElementById("choice-wrong");
    told.textContent = reason(error);
    told.hidden = false;
    panel.removeAttribute("aria-busy");
    for (const select of panel.querySelectorAll("select")) select.value = panel.dataset[select.name] ?? "";
  }
  busy = false;
}

/** The same page as the server renders it now: prices, shipping, tax and reasons are never worked out here. */
async function redraw() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(`cart: ${answer.status}`);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement?.closest("[data-sku]")?.dataset.sku;
  document.getElementById("main").replaceChildren(...fresh.getElementById("main").childNodes);
  showCount(Number(document.getElementById("lines")?.dataset.count ?? 0));
  if (focused) (document.querySelector(`[data-sku="${CSS.escape(focused)}"] .stepper button:not(:disabled)`) ?? document.getElementById("main")).focus();
}

countDown(() => setTimeout(() => redraw().catch(() => { }), 1000));
addEventListener("pageshow", event => { if (event.persisted) ready.then(redraw); });
