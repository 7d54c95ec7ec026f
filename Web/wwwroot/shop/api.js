// The shop's JSON API. One call is one intent: it is sent again with the same key until its answer is known.
import { page, say, language } from "./words.js";
import { trouble, calm } from "./notices.js";
import { ready, signIn } from "./session.js";

const TRIES = 4;

/** What the server refused, in words for the shopper. */
export class Refused extends Error {
  constructor(problem, status) {
    super((language === "ja" ? problem.ja : problem.en) ?? say("broken"));
    this.code = problem.code ?? "internal-error";
    this.subject = problem.subject;
    this.status = status;
  }
}

export function newKey() {
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, "0")).join("");
}

/** Asks as the shopper. Throws Refused, or TypeError when there is no network. */
export async function ask(method, path, { body, key } = {}) {
  if (!await ready) throw new Refused({ code: "sign-in-needed", ja: say("signInFailed"), en: say("signInFailed") }, 401);
  let renewed = false;
  for (let tried = 1; ; tried++) {
    const answer = await fetch(`/api/shops/${page.shop}/${path}`, {
      method,
      headers: { ...(body && { "Content-Type": "application/json" }), ...(key && { "Idempotency-Key": key }) },
      body: body && JSON.stringify(body),
    });
    if (answer.ok) {
      if (tried > 1) calm();
      return answer.json();
    }
    if (answer.status === 401 && !renewed) {
      renewed = true;
      if (await signIn()) continue;
    }
    if ((answer.status === 429 || answer.status === 503) && tried < TRIES) {
      await wait(Number(answer.headers.get("Retry-After")) || 2 ** tried);
      continue;
    }
    throw new Refused(await answer.json().catch(() => ({})), answer.status);
  }
}

/** What to tell the shopper about a failed ask. */
export function reason(error) {
  return error instanceof Refused ? error.message : say("offline");
}

function wait(seconds) {
  trouble(say("busy", seconds));
  return new Promise(go => setTimeout(go, (seconds + Math.random()) * 1000));
}
