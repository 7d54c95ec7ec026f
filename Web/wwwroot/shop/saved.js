// The saved addresses and cards: deleting, and choosing the usual address. The page is drawn anew by the server.
import { ask, reason } from "./api.js";
import { say } from "./words.js";
import { trouble } from "./notices.js";

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-forget], [data-prefer]");
  if (!button || button.disabled) return;
  const { forget, prefer } = button.dataset;
  if (forget && !confirm(say("forgetSure"))) return;
  button.disabled = true;
  try {
    await (forget ? ask("DELETE", forget) : ask("PUT", `addresses/${prefer}/preferred`));
    location.reload();
  } catch (error) {
    trouble(reason(error));
    button.disabled = false;
  }
});
