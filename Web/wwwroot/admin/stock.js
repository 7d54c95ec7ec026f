// One row per SKU: held, paid and left as one bar, the sale's window, and why people were refused.
import { say } from "/shop/words.js";
import { now, remaining } from "/shop/clock.js";

const body = document.getElementById("products");
const template = document.getElementById("product-row");
const rows = new Map();

export function showProducts(products) {
  document.getElementById("no-products").hidden = products.length > 0;
  for (const product of products) {
    const row = rows.get(product.sku) ?? newRow(product.sku);
    row.product = product;
    fill(row);
  }
  for (const [sku, row] of rows) if (!products.some(p => p.sku === sku)) { row.element.remove(); rows.delete(sku); }
  order(products);
}

function newRow(sku) {
  const element = template.content.firstElementChild.cloneNode(true);
  element.dataset.sku = sku;
  const row = { element, find: of => element.querySelector(of) };
  rows.set(sku, row);
  return row;
}

function fill({ element, find, product }) {
  find(".name").textContent = product.name;
  for (const part of ["sold", "held", "free", "supply"]) {
    const text = find(`[data-of=${part}]`);
    text.dataset.n = product[part];
    text.textContent = say(part, product[part].toLocaleString("en"));
    if (part !== "supply") find(`.bar .${part}`).style.flexGrow = product[part];
  }
  find(".bar").setAttribute("aria-label", ["sold", "held", "free"].map(part => say(part, product[part])).join("、"));
  element.classList.toggle("still", product.sold + product.held === 0 && !product.opens);
  const refused = Object.entries(product.refused).filter(([, times]) => times > 0).sort((a, b) => b[1] - a[1]);
  find(".refused").replaceChildren(...refused.map(([code, times]) => {
    const chip = document.createElement("span");
    chip.dataset.reason = code;
    const name = say(`refused-${code}`);
    chip.append(name.startsWith("refused-") ? code : name, " ", Object.assign(document.createElement("b"), { textContent: times.toLocaleString("en") }));
    return chip;
  }));
  tick(find, product, now());
}

// What moves comes first: timed sales by their opening, then by units gone.
function order(products) {
  const gone = p => p.sold + p.held;
  const sorted = [...products].sort((a, b) =>
    (a.opens === null) - (b.opens === null) || (a.opens ?? "").localeCompare(b.opens ?? "") || gone(b) - gone(a) || a.sku.localeCompare(b.sku, "en", { numeric: true }));
  sorted.forEach((product, place) => {
    const { element } = rows.get(product.sku);
    if (body.children[place] !== element) body.insertBefore(element, body.children[place] ?? null);
  });
}

function tick(find, product, at) {
  const [badge, time] = [find(".badge"), find("time")];
  const opens = product.opens ? Date.parse(product.opens) : -Infinity;
  const closes = product.closes ? Date.parse(product.closes) : Infinity;
  const state = product.paused ? "paused" : at >= closes ? "over" : at < opens ? "soon" : product.free === 0 ? "gone" : closes < Infinity ? "open" : "always";
  const until = state === "soon" ? opens : state === "open" ? closes : null;
  badge.textContent = say(state);
  badge.className = `badge ${{ soon: "soon", open: "open", always: "cap" }[state] ?? "gone"}`;
  time.textContent = until ? remaining(until - at) : "";
}

export function tickWindows(at) {
  for (const { find, product } of rows.values()) tick(find, product, at);
}
