// The add buttons. A tap is an intent with a key of its own; a second tap in the same breath is the same intent.
import { ask, newKey, reason, Refused } from "./api.js";
import { trouble, good, calm } from "./notices.js";
import { say, at } from "./words.js";
import { showCart, isInCart } from "./count.js";

const BREATH = 700;
const intents = new Map();

/** quantity() says how many; held(until) is told at once when units of a flash product are set aside. */
export function watchAddButtons(quantity = () => 1, held = () => { }) {
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-add]");
    if (button && !button.disabled) add(button, quantity(), held);
  });
  for (const button of window.earlyTaps ?? []) add(button, quantity(), held);
  window.earlyTaps = null;
}

async function add(button, quantity, held) {
  const sku = button.dataset.add;
  const intent = intents.get(sku) ?? { key: newKey(), quantity };
  if (intent.busy) return;
  intents.set(sku, Object.assign(intent, { busy: true }));
  if (button.textContent.trim()) button.classList.add("working");
  calm();
  try {
    if (button.dataset.hold !== undefined && !isInCart(sku)) await hold(intent, sku, held);
    showCart(await ask("POST", "cart/items", { key: intent.key, body: { sku, quantity: intent.quantity, ...intent.held } }));
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

// The units first: whoever has them may take their time with the rest. The cart takes the very same hold over.
async function hold(intent, sku, held) {
  const { holdId, heldUntil } = await ask("POST", `stock/${encodeURIComponent(sku)}/holds`, { key: intent.key, body: { quantity: intent.quantity } });
  intent.held = { holdId };
  good(say("got"));
  held(Date.parse(heldUntil));
}

function forget(sku) {
  setTimeout(() => intents.delete(sku), BREATH);
}
