// The add buttons. A tap is an intent with a key of its own; a second tap in the same breath is the same intent.
import { ask, newKey, reason, Refused } from "./api.js";
import { trouble, good, calm } from "./notices.js";
import { say, at } from "./words.js";
import { showCount } from "./count.js";

const BREATH = 700;
const intents = new Map();

export function watchAddButtons(quantity = () => 1) {
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-add]");
    if (button && !button.disabled) add(button, quantity());
  });
}

async function add(button, quantity) {
  const sku = button.dataset.add;
  const intent = intents.get(sku) ?? { key: newKey(), quantity };
  if (intent.busy) return;
  intents.set(sku, Object.assign(intent, { busy: true }));
  const label = button.textContent.trim();
  if (label) button.classList.add("working");
  calm();
  try {
    const cart = await ask("POST", "cart/items", { key: intent.key, body: { sku, quantity: intent.quantity } });
    showCount(cart.lines.reduce((sum, line) => sum + line.quantity, 0));
    good(say("added"), { text: say("seeCart"), href: at("cart") });
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1600);
    forget(sku);
  } catch (error) {
    trouble(reason(error));
    // Refused is an answer; without one the next tap asks again under the same key, so nothing is added twice.
    if (error instanceof Refused && error.status < 500) forget(sku);
    else intent.busy = false;
  } finally {
    button.classList.remove("working");
  }
}

function forget(sku) {
  setTimeout(() => intents.delete(sku), BREATH);
}
