// The staff's buttons. Each is one command; the page is drawn anew by the server with what came of it.
const api = `/api/shops/${document.body.dataset.shop}/staff/orders`;
const trouble = document.getElementById("trouble");

document.addEventListener("click", event => {
  const button = event.target.closest("button[data-act]");
  if (!button) return;
  if (button.dataset.act === "cancel" && !confirm("この注文をキャンセルします。お支払い済みの場合は返金されます。よろしいですか？")) return;
  send(button, button.dataset.act, { why: button.textContent.trim() });
});

document.addEventListener("submit", event => {
  const form = event.target.closest("form[data-act]");
  if (!form) return;
  event.preventDefault();
  send(form.querySelector("button"), form.dataset.act, { ...Object.fromEntries(new FormData(form)), why: "発送" });
});

async function send(button, act, body) {
  const { order } = button.closest("[data-order]").dataset;
  button.disabled = true;
  try {
    const answer = await fetch(`${api}/${order}/${act}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.ok) return location.reload();
    tell((await answer.json()).ja);
  } catch {
    tell("通信できませんでした。もう一度お試しください。");
  }
  button.disabled = false;
}

function tell(text) {
  trouble.textContent = text;
  trouble.hidden = false;
}
