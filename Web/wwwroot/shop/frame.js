// Runs on every page: signs in, and keeps the cart's number on the bar true.
import { ask } from "./api.js";
import { ready } from "./session.js";
import { showCount, showCart } from "./count.js";

async function refreshCount() {
  if (!await ready) return;
  const lines = document.getElementById("lines");
  if (lines) return showCount(Number(lines.dataset.count));
  try {
    showCart(await ask("GET", "cart"));
  } catch (error) {
    console.warn("cart:", error);
  }
}

refreshCount();
addEventListener("pageshow", event => { if (event.persisted) refreshCount(); });
