// Making and stopping coupons. The page is drawn anew by the server with what came of it.
const { shop, offset } = document.body.dataset;
const api = `/api/shops/${shop}/staff/coupons`;
const trouble = document.getElementById("trouble");
const form = document.getElementById("new");

form?.kind.addEventListener("change", () => {
  form.value.disabled = form.kind.value === "freeShipping";
});

form?.addEventListener("submit", event => {
  event.preventDefault();
  send(form.querySelector("button"), "PUT", encodeURIComponent(form.code.value.trim()), { expectedVersion: 0, terms: terms(), why: form.why.value });
});

document.addEventListener("click", event => {
  const stop = event.target.closest("[data-stop]");
  if (!stop) return;
  const why = prompt("クーポンを停止します。停止の理由を入力してください。ご注文済みの分には影響しません。");
  if (why !== null) send(stop, "POST", `${encodeURIComponent(stop.closest("[data-code]").dataset.code)}/stop`, { why });
});

function terms() {
  const number = name => form[name].value === "" ? null : Number(form[name].value);
  const list = name => form[name].value.split(/[,、，]/).map(part => part.trim()).filter(part => part);
  return {
    name: form.elements.name.value, kind: form.kind.value,
    value: form.kind.value === "freeShipping" ? 0 : Number(form.value.value),
    opens: instant("opens"), closes: instant("closes"), minimum: number("minimum") ?? 0,
    skus: list("skus"), categoryIds: list("categoryIds"), totalLimit: number("totalLimit"), perPersonLimit: number("perPersonLimit"),
  };
}

/** Times are typed on the shop's clock, wherever the browser is. */
function instant(name) {
  const typed = form[name].value;
  return typed ? new Date(Date.parse(`${typed}:00Z`) - Number(offset) * 60_000).toISOString() : null;
}

async function send(button, method, path, body) {
  button.disabled = true;
  try {
    const answer = await fetch(`${api}/${path}`, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (answer.ok) return location.reload();
    const problem = await answer.json();
    tell(problem.code === "stale-version" ? "このコードはすでに使われています。別のコードを入力してください。" : problem.ja);
  } catch {
    tell("通信できませんでした。もう一度お試しください。");
  }
  button.disabled = false;
}

function tell(text) {
  trouble.textContent = text;
  trouble.hidden = false;
  trouble.scrollIntoView({ block: "nearest" });
}
