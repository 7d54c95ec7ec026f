// リピ買い: one tap puts an old order into the cart again; what could not be had is named.
import { ask, newKey, reason } from "./api.js";
import { at, language, say } from "./words.js";
import { good, trouble, calm } from "./notices.js";
import { showCart } from "./count.js";

const keys = new WeakMap();   // one tap, one key, until its answer is known

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-again]");
  if (!button || button.disabled) return;
  button.disabled = true;
  calm();
  if (!keys.has(button)) keys.set(button, newKey());
  try {
    const { added, skipped, cart } = await ask("POST", `orders/${button.dataset.again}/again`, { key: keys.get(button) });
    keys.delete(button);
    showCart(cart);
    if (added.length) good(say("againAdded"), { href: at("cart"), text: say("seeCart") });
    if (skipped.length) trouble([added.length ? say("againSkipped") : say("againNothing"), ...skipped.map(({ name, why }) => `${name}：${language === "ja" ? why.ja : why.en}`)].join("\n"));
  } catch (error) {
    trouble(reason(error));
  }
  button.disabled = false;
});
