// A product: choose how many, put it in the cart, see the stock move while the page is looked at.
import { ready } from "./session.js";
import { page, say } from "./words.js";
import { watchAddButtons } from "./adding.js";
import { countDown, now, remaining, set as setClock } from "./clock.js";

const LOOK_EVERY = 3000;
const MOST = 20;
const product = document.getElementById("product");
const [quantity, fewer, more, add, free, got] = ["quantity", "fewer", "more", "add", "free", "got"].map(id => document.getElementById(id));
const cap = Math.min(MOST, Number(product.dataset.cap || MOST));
let max = Number(product.dataset.max);

function choose(units) {
  const chosen = Math.max(1, Math.min(units, Math.max(1, max)));
  quantity.textContent = String(chosen);
  fewer.disabled = chosen <= 1;
  more.disabled = chosen >= max;
}

fewer.addEventListener("click", () => choose(Number(quantity.textContent) - 1));
more.addEventListener("click", () => choose(Number(quantity.textContent) + 1));
watchAddButtons(() => Number(quantity.textContent), showHeld);

/** Set aside: said at once, with the time that is left. */
function showHeld(until) {
  const time = got.querySelector("time");
  time.dataset.until = String(until);
  time.textContent = remaining(until - now());
  got.hidden = false;
  look();
}

const gates = {
  open: { label: "add", badge: "open", buyable: true },
  notOpen: { label: "waitForOpen", badge: "soon" },
  soldOut: { label: "soldOut", badge: "soldOut" },
  paused: { label: "paused", badge: "paused" },
  closed: { label: "over", badge: "over" },
};

function show(gate, left) {
  const state = gates[gate];
  if (left !== undefined) {
    free.textContent = say("units", left.toLocaleString("en"));
    max = state.buyable ? Math.min(cap, left) : 0;
  }
  add.disabled = !state.buyable;
  if (!add.classList.contains("working")) add.textContent = say(state.label);
  const badge = product.querySelector("[data-badge]");
  if (badge) {
    badge.textContent = say(state.badge);
    badge.className = `badge ${{ open: "open", notOpen: "soon" }[gate] ?? "gone"}`;
  }
  choose(Number(quantity.textContent));
}

async function look() {
  if (document.hidden) return;
  const asked = performance.now();
  try {
    const answer = await fetch(`/api/shops/${page.shop}/products/${encodeURIComponent(product.dataset.sku)}`);
    if (!answer.ok) return;
    const seen = await answer.json();
    setClock(seen.now, asked);
    show(seen.gate, seen.left);
  } catch {
    // No network for a moment: the next look will tell.
  }
}

// At its instant a sale opens on the page by itself; whether a unit is left, the stock says.
countDown(element => {
  if (element.dataset.ended === "hold") return look();
  if (product.dataset.state === "Soon") show("open");
  else show("closed");
  element.closest(".clock")?.remove();
  look();
});
document.addEventListener("visibilitychange", look);
setInterval(look, LOOK_EVERY);
choose(1);
ready.then(look);
