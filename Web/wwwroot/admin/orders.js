// The staff's buttons and forms. Each is one command; the page is drawn anew by the server with what came of it.
const api = `/api/shops/${document.body.dataset.shop}/staff/orders`;
const trouble = document.getElementById("trouble");
const CANCEL = "この注文をキャンセルします。お支払い済みの場合は返金されます。よろしいですか？";

document.addEventListener("click", event => {
  const button = event.target.closest("button[data-act]");
  if (!button) return;
  const { act } = button.dataset;
  let why = button.textContent.trim();
  if (act === "cancel") {
    why = prompt(CANCEL + "\n理由を入力してください。")?.trim();
    if (!why) return;
  }
  send(button, act, { why });
});

document.addEventListener("submit", event => {
  const form = event.target.closest("form[data-act]");
  if (!form) return;
  event.preventDefault();
  const { act, key } = form.dataset;
  if (act === "cancel" && !confirm(CANCEL)) return;
  const body = { why: act === "ship" ? "発送" : "", ...Object.fromEntries(new FormData(form)) };
  const lines = [...form.querySelectorAll("[data-sku]")].map(unit => ({ sku: unit.dataset.sku, quantity: Number(unit.value) })).filter(line => line.quantity > 0);
  if (lines.length) body.lines = lines;
  if ("amount" in body) body.amount = Number(body.amount);
  send(form.querySelector("button"), act, body, key);
});

async function send(button, act, body, key) {
  const { order } = button.closest("[data-order]").dataset;
  button.disabled = true;
  try {
    const answer = await ask(`${order}/${act}`, body, key);
    if (answer.ok) return drawAnew(button.closest("form")?.dataset.done);
    tell((await answer.json()).ja);
  } catch {
    tell("通信できませんでした。もう一度お試しください。");
  }
  button.disabled = false;
}

// What was done is said on the page that shows it.
const done = document.getElementById("done");
if (done) {
  done.textContent = sessionStorage.getItem("done") ?? "";
  done.hidden = !done.textContent;
  sessionStorage.removeItem("done");
}

function drawAnew(words) {
  if (done && words) sessionStorage.setItem("done", words);
  location.reload();
}

function ask(path, body, key) {
  const headers = { "Content-Type": "application/json" };
  if (key) headers["Idempotency-Key"] = key;
  return fetch(`${api}/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}

function tell(text) {
  trouble.textContent = text;
  trouble.hidden = false;
  trouble.scrollIntoView({ block: "nearest" });
}

// Many at once: each order answers for itself.
const picks = () => [...document.querySelectorAll("[data-pick]")];
document.getElementById("pick-all")?.addEventListener("change", event => { for (const pick of picks()) pick.checked = event.target.checked; });
document.getElementById("bulk-go")?.addEventListener("click", async event => {
  const orders = picks().filter(pick => pick.checked).map(pick => pick.dataset.pick);
  const act = document.getElementById("bulk-act").value;
  const why = document.getElementById("bulk-why").value.trim();
  if (!orders.length) return tell("注文を選んでください。");
  if (act === "cancel" && (!why || !confirm(`${orders.length}件をキャンセルします。よろしいですか？`))) return why || tell("理由を入力してください。");
  event.target.disabled = true;
  try {
    const answer = await ask(`bulk/${act}`, { orders, why });
    const told = await answer.json();
    if (!answer.ok) return tell(told.ja);
    document.getElementById("bulk-told").textContent = `完了 ${told.done}件　できなかったもの ${told.refused}件`;
    document.getElementById("bulk-results").replaceChildren(...told.results.filter(result => result.problem).map(result => {
      const line = document.createElement("li");
      line.textContent = `${nameOf(result.orderId)}：${result.problem.ja}`;
      return line;
    }));
    if (!told.refused) location.reload();
  } catch {
    tell("通信できませんでした。もう一度お試しください。");
  } finally {
    event.target.disabled = false;
  }
});

function nameOf(id) {
  return document.querySelector(`[data-order="${CSS.escape(id)}"] strong`)?.textContent ?? id;
}

// Counts that move while the page is open.
const counts = document.querySelectorAll("[data-count]");
if (counts.length) setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch(`${api}/counts`).catch(() => null);
  if (!answer?.ok) return;
  const now = await answer.json();
  for (const count of counts) count.textContent = (now[count.dataset.count] ?? 0).toLocaleString("en");
}, 5000);
