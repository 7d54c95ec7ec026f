// Orders whose authorisation soon ends: money that is lost when nobody captures it.
import { page } from "/shop/words.js";
import { now } from "/shop/clock.js";

const box = document.getElementById("to-capture");
const list = box.querySelector("ul");

export function showToCapture(orders) {
  box.hidden = orders.length === 0;
  list.replaceChildren(...orders.map(order => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/admin/${page.shop}/orders/${order.orderId}`;
    link.textContent = `${order.number}　¥${order.total.toLocaleString("en")}`;
    const left = document.createElement("time");
    left.dateTime = order.captureEnds;
    left.className = "number";
    line.append(link, left);
    return line;
  }));
  tickToCapture(now());
}

export function tickToCapture(at) {
  for (const left of list.querySelectorAll("time")) {
    const minutes = Math.max(0, Math.floor((Date.parse(left.dateTime) - at) / 60000));
    left.textContent = `あと${Math.floor(minutes / 60)}時間${minutes % 60}分`;
  }
}
