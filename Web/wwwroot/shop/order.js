// An order: while its payment is being settled the page asks again, a few times and ever more slowly.
import { ask, reason } from "./api.js";
import { say } from "./words.js";
import { trouble } from "./notices.js";
import { ready } from "./session.js";
import "./again.js";

const order = document.getElementById("order");
const waiting = order && (order.dataset.unsettled || ["Placed", "AwaitingPayment"].includes(order.dataset.status));

if (waiting && new URLSearchParams(location.search).has("done")) settle();
document.getElementById("cancel")?.addEventListener("click", cancel);

async function settle() {
  if (!await ready) return;
  for (let wait = 1000; wait < 20_000; wait *= 2) {
    const now = await ask("POST", `orders/${order.dataset.order}/settle`).catch(() => null);
    if (now && now.status !== "placed" && now.status !== "awaitingPayment") return location.reload();
    await new Promise(go => setTimeout(go, wait));
  }
}

async function cancel(event) {
  if (!confirm(say("cancelSure"))) return;
  event.target.disabled = true;
  try {
    await ask("POST", `orders/${order.dataset.order}/cancel`);
    location.replace(location.pathname);
  } catch (error) {
    trouble(reason(error));
    event.target.disabled = false;
  }
}
