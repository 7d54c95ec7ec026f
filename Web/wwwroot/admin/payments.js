// To the payment provider's own pages, by a link that is made for this visit.
const trouble = document.getElementById("trouble");
const button = document.getElementById("onboard");

button?.addEventListener("click", async () => {
  button.disabled = true;
  trouble.hidden = true;
  try {
    const answer = await fetch(`/api/shops/${document.body.dataset.shop}/staff/payee/link`, { method: "POST" });
    const body = await answer.json();
    if (answer.ok) return location.assign(body.url);
    tell(body.ja);
  } catch {
    tell("通信できませんでした。もう一度お試しください。");
  }
  button.disabled = false;
});

function tell(text) {
  trouble.textContent = text;
  trouble.hidden = false;
}
