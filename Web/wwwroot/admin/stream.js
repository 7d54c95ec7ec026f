// The orders as they happen, newest on top; one row per order, however often it changes.
import { page, say } from "/shop/words.js";

const list = document.getElementById("orders");
const template = document.getElementById("order-row");
const rows = new Map();
const clock = new Intl.DateTimeFormat("ja-JP", { hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: page.zone });
const tones = { paid: "open", confirmed: "open", awaitingPayment: "few", awaitingDeposit: "few", placed: "few", partlyShipped: "soon", shipped: "soon", delivered: "soon" };

/** Shows these orders and no others. Answers how many of them are new to this screen. */
export function showOrders(orders, first) {
  let fresh = 0;
  document.getElementById("no-orders").hidden = orders.length > 0;
  for (const [id, row] of rows) if (!orders.some(o => o.orderId === id)) { row.remove(); rows.delete(id); }
  orders.forEach((order, place) => {
    let row = rows.get(order.orderId);
    if (!row) {
      row = template.content.firstElementChild.cloneNode(true);
      row.dataset.order = order.orderId;
      rows.set(order.orderId, row);
      if (!first) { row.classList.add("fresh"); fresh++; }
    }
    if (row.dataset.version !== String(order.version)) fill(row, order);
    if (list.children[place] !== row) list.insertBefore(row, list.children[place] ?? null);
  });
  return fresh;
}

function fill(row, order) {
  const put = (of, text) => { row.querySelector(`[data-of=${of}]`).textContent = text; };
  row.dataset.version = order.version;
  row.dataset.status = order.status;
  put("number", order.number);
  put("status", say(`status-${order.status}`));
  row.querySelector("[data-of=status]").className = `badge ${tones[order.status] ?? "gone"}`;
  put("summary", order.summary);
  put("customer", order.customerName || say("guest"));
  put("time", clock.format(new Date(order.placedAt)));
  put("total", "¥" + order.total.toLocaleString("en"));
}
