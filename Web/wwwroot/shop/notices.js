// Everything that is said to the shopper while the page stays: trouble at the top, good news in a toast.
import { say } from "./words.js";

const notice = document.getElementById("notice");
const toast = document.getElementById("toast");
let hiding;

export function trouble(text, retry) {
  notice.replaceChildren(text);
  if (retry) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "text";
    button.textContent = say("retry");
    button.addEventListener("click", () => { calm(); retry(); });
    notice.append(button);
  }
  notice.hidden = false;
}

export function calm() {
  notice.hidden = true;
}

export function good(text, link) {
  toast.replaceChildren(text);
  if (link) {
    const a = document.createElement("a");
    a.href = link.href;
    a.textContent = link.text;
    toast.append(a);
  }
  toast.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { toast.hidden = true; }, 5000);
}

addEventListener("offline", () => trouble(say("offline")));
addEventListener("online", calm);
