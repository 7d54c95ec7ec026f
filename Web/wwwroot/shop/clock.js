// Countdowns on the server's clock: the phone's own may be minutes wrong.
import { page, say } from "./words.js";

const navigation = performance.getEntriesByType("navigation")[0];
const answeredAt = performance.timeOrigin + (navigation?.responseStart || performance.now());
let ahead = Number(page.now) - answeredAt;

export function now() {
  return performance.timeOrigin + performance.now() + ahead;
}

/** The server just said what time it is; a slow answer says it less exactly, so only a quick one counts. */
export function set(serverTime, askedAt) {
  const took = performance.now() - askedAt;
  if (took < 1000) ahead = Date.parse(serverTime) + took / 2 - (performance.timeOrigin + performance.now());
}

export function remaining(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = n => String(n).padStart(2, "0");
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  if (days) return `${days}${page.days}${two(hours)}:${two(minutes)}:${two(seconds % 60)}`;
  return (hours ? `${hours}:` : "") + `${two(minutes)}:${two(seconds % 60)}`;
}

/** Ticks every countdown on the page; calls ended(element) once for each that reaches its instant. */
export function countDown(ended) {
  const over = new Set();
  const tick = () => {
    for (const element of document.querySelectorAll("[data-until]")) {
      const left = Number(element.dataset.until) - now();
      const text = left <= 0 && element.dataset.ended === "hold" ? say("holdEnded") : remaining(left);
      if (element.textContent !== text) element.textContent = text;
      if (left > 0 || over.has(element.dataset.until + element.dataset.ended)) continue;
      over.add(element.dataset.until + element.dataset.ended);
      ended?.(element);
    }
    setTimeout(tick, 1000 - (now() % 1000) + 5);
  };
  tick();
}
