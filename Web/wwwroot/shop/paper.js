// A paper: printing it, and issuing it, for the first time or again. One visit of the page is one command: a lost answer is asked for again.
document.getElementById("print")?.addEventListener("click", () => print());

const form = document.getElementById("issue");
const key = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, "0")).join("");

form?.addEventListener("submit", async event => {
  event.preventDefault();
  const button = form.querySelector("button");
  const wrong = form.querySelector(".wrong");
  const { api, number, again, offline } = form.dataset;
  button.disabled = true;
  wrong.hidden = true;
  try {
    const answer = await fetch(api, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify({ to: form.elements.to.value, ...(number && { number }), ...(again && { again: true }) }),
    });
    if (answer.ok) return location.reload();
    const problem = await answer.json();
    wrong.textContent = document.documentElement.lang === "ja" ? problem.ja : problem.en;
  } catch {
    wrong.textContent = offline;
  }
  wrong.hidden = false;
  button.disabled = false;
});
