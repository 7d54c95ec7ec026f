// Runs on every page: signs in, and keeps the cart's number on the bar true.
import { ask } from "./api.js";
import { ready } from "./session.js";
import { showCount } from "./count.js";

async function refreshCount() {
  if (!await ready) return;
  const lines = document.getElementById("lines");
  if (lines) return showCount(Number(lines.dataset.count));
  try {
    const cart = await ask("GET", "cart");
    showCount(cart.lines.reduce((sum, line) => sum + line.quantity, 0));
  } catch (error) {
    console.warn("cart:", error);
  }
}

refreshCount();
addEventListener("pageshow", event => { if (event.persisted) refreshCount(); });
