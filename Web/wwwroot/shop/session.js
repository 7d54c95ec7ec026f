// Who the shopper is: LIFF says it with an ID token, the server verifies it and remembers it in a cookie.
import { page, say, at } from "./words.js";
import { trouble } from "./notices.js";

const RELOADS = `reloads:${page.shop}`;

/** Settles once LINE has said who this is: true when the shopper is signed in. liff.init must end before the URL may change. */
export const ready = start();

async function start() {
  try {
    if (!window.liff) throw new Error("the LIFF SDK did not load");
    await liff.init({ liffId: page.liff });
    if (!liff.isLoggedIn()) {
      liff.login({ redirectUri: location.href });
      return false;
    }
    if (page.customer && page.customer === subject()) return true;
    if (!await signIn()) return false;
    if (page.private || page.customer) reloadOnce();
    page.customer = subject() ?? "";
    return true;
  } catch (error) {
    console.warn("sign-in:", error);
    trouble(navigator.onLine ? say("signInFailed") : say("offline"), () => location.reload());
    return false;
  }
}

/** A new cookie for the ID token that LINE gives now. False when the browser has left for LINE's login. */
export async function signIn() {
  const idToken = liff.getIDToken();
  const answer = idToken && await fetch(`/api/shops/${page.shop}/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ idToken }),
  });
  if (answer?.ok) return true;
  if (answer && answer.status !== 401) throw new Error(`session: ${answer.status}`);

  // LIFF never renews a token by itself: after its hour the way to a new one is to log in again.
  if (liff.isInClient()) throw new Error("the ID token has ended");
  liff.logout();
  liff.login({ redirectUri: location.href });
  return false;
}

function subject() {
  return liff.getDecodedIDToken()?.sub;
}

// The page was rendered for nobody, or for somebody else. A browser that keeps no cookies must not reload for ever.
function reloadOnce() {
  const before = JSON.parse(sessionStorage.getItem(RELOADS) ?? "[]").filter(time => Date.now() - time < 20_000);
  if (before.length >= 3) {
    trouble(say("signInFailed"));
    return;
  }
  sessionStorage.setItem(RELOADS, JSON.stringify([...before, Date.now()]));
  location.reload();
}

export function leaveTo(path) {
  location.assign(at(path));
}
