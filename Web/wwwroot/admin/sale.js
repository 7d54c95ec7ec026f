// A row's controls while the sale runs: pause, stock, cap, end. Each names the settings that were on the screen, and says why.
import { page, say } from "/shop/words.js";

const api = `/api/shops/${page.shop}/staff`;
const clock = new Intl.DateTimeFormat("ja-JP", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit", timeZone: page.zone });
const sales = new WeakMap();

export function watchControls(table) {
  table.addEventListener("toggle", event => event.target.matches("details.act[open]") && look(event.target), true);
  table.addEventListener("click", event => {
    const button = event.target.closest("button[data-do]");
    if (button) act(button.closest("details"), button);
  });
  table.addEventListener("submit", event => event.preventDefault());
}

async function look(row) {
  const answer = await fetch(`${api}/sales/${sku(row)}`);
  if (!answer.ok) return void tell(row, (await answer.json()).ja, true);
  const sale = await answer.json();
  sales.set(row, sale);
  const put = (of, text) => { row.querySelector(`[data-of=${of}]`).textContent = text; };
  const { last, terms, stock } = sale;
  put("last", last ? say("lastChange", `${clock.format(new Date(last.at))} ${last.who} — ${say(`did-${last.kind}`, signed(last.quantity))}${last.why ? `（${last.why}）` : ""}`) : say("noChange"));
  put("switch", say(stock.paused ? "resume" : "pause"));
  for (const [name, value, usable] of [["cap", terms.perPerson, terms.perPerson !== null], ["minutes", 10, terms.closes !== null]]) {
    const input = row.querySelector(`[name=${name}]`);
    if (document.activeElement !== input) input.value = usable ? value : "";
    for (const part of input.closest("span").querySelectorAll("input, button")) part.disabled = !usable;
  }
  return sale;
}

async function act(row, button) {
  const form = row.querySelector("form");
  if (!form.reportValidity()) return;
  const sale = sales.get(row) ?? await look(row);
  if (!sale) return;
  const why = form.why.value.trim();
  const number = name => Number(form[name].value);
  const stock = { why, expectedVersion: sale.stock.version };
  const terms = { why, expectedVersion: sale.productVersion };
  const [method, path, body] = {
    switch: () => ["POST", `stock/${sku(row)}/switch`, { ...stock, paused: !sale.stock.paused }],
    adjust: () => ["POST", `stock/${sku(row)}/adjust`, { ...stock, delta: number("units") }],
    cap: () => ["PATCH", `products/${sku(row)}/terms`, { ...terms, perPersonBy: number("cap") - sale.terms.perPerson }],
    extend: () => ["PATCH", `products/${sku(row)}/terms`, { ...terms, closesBy: number("minutes") * 60 }],
  }[button.dataset.do]();
  button.disabled = true;
  try {
    const answer = await fetch(`${api}/${path}`, {
      method,
      headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
      body: JSON.stringify(body),
    });
    tell(row, answer.ok ? say("done") : (await answer.json()).ja, !answer.ok);
  } catch {
    tell(row, say("offline"), true);
  }
  button.disabled = false;
  await look(row);
  setTimeout(() => look(row), 1500);   // who did it is copied to the books a moment later
}

function tell(row, text, bad) {
  const told = row.querySelector("[data-of=told]");
  told.textContent = text;
  told.classList.toggle("bad", Boolean(bad));
}

function signed(n) {
  return n > 0 ? `+${n.toLocaleString("en")}` : n.toLocaleString("en");
}

function sku(row) {
  return encodeURIComponent(row.closest("[data-sku]").dataset.sku);
}
