// The live desk. Frames carry absolute numbers and a version: the highest one is the truth, whatever was missed before it.
import { page, say } from "/shop/words.js";
import { now } from "/shop/clock.js";
import { showProducts, tickWindows } from "./stock.js";
import { showOrders } from "./stream.js";
import { showToCapture, tickToCapture } from "./capture.js";
import { watchControls } from "./sale.js";
import { ring, watchSoundButton } from "./sound.js";

const RETRY = [0, 500, 1000, 2000, 3000];
const live = document.getElementById("live");
const liveText = document.getElementById("live-text");
let version = 0;
let seenAt = performance.now();

// Without negotiating first: of several webs behind one address the next request may meet another one, which knows nothing of it.
const hub = new signalR.HubConnectionBuilder()
  .withUrl("/hubs/orders", { skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets })
  .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount: n }) => RETRY[n] ?? 5000 })
  .configureLogging(signalR.LogLevel.None)
  .build();

function show(frame) {
  seenAt = performance.now();
  if (frame.version < version) return;
  const first = version === 0;
  version = frame.version;
  document.getElementById("day").textContent = frame.day.replaceAll("-", "/");
  put("sales", "¥" + frame.today.sales.toLocaleString("en"));
  for (const part of ["placed", "paid", "awaitingPayment", "cancelled"]) put(part, frame.today[part].toLocaleString("en"));
  showProducts(frame.products);
  showToCapture(frame.toCapture);
  if (showOrders(frame.orders, first) > 0) ring();
  document.body.dataset.version = String(version);
}

function put(id, text) {
  const element = document.getElementById(id);
  if (element.textContent === text) return;
  const moved = element.textContent !== "—";
  element.textContent = text;
  if (moved) element.animate([{ color: "#a5372f" }, {}], { duration: 900 });
}

function watch() {
  hub.stream("Watch", page.shop).subscribe({
    next: frame => { state("live"); show(frame); },
    error: error => /not-allowed/.test(error?.message) ? state("denied") : again(),
    complete: again,
  });
}

// A stream that ended while the connection did not: ask for a new one, whose first frame is a full one.
function again() {
  if (hub.state !== signalR.HubConnectionState.Connected) return;
  state("lost");
  setTimeout(() => { if (hub.state === signalR.HubConnectionState.Connected) watch(); }, 1000);
}

async function connect() {
  try {
    await hub.start();
    watch();
  } catch {
    state(version ? "lost" : "connecting");
    setTimeout(connect, 2000);
  }
}

function state(name) {
  live.dataset.state = name;
  liveText.textContent = say(name, Math.round((performance.now() - seenAt) / 1000));
}

hub.onreconnecting(() => { seenAt = Math.min(seenAt, performance.now()); state("lost"); });
hub.onreconnected(watch);
hub.onclose(() => { state("lost"); setTimeout(connect, 2000); });

setInterval(() => {
  if (live.dataset.state === "lost") state("lost");
  tickWindows(now());
  tickToCapture(now());
}, 1000);
watchSoundButton();
watchControls(document.getElementById("products"));
connect();
