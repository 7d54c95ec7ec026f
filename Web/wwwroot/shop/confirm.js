// The last page: the card form is Stripe's own, the order is one however often the button is tapped, in however many tabs.
import { ask, reason, Refused } from "./api.js";
import { at, say, language } from "./words.js";
import { ready, leaveTo } from "./session.js";

const place = document.getElementById("place");
const problem = document.getElementById("trouble");
const draft = JSON.parse(document.getElementById("draft")?.textContent ?? "null");
let stripe, elements;
let busy = false;

// Seconds: waits of 1, 2, 4 and 8 before giving up.
const PATIENCE = 8;

// What the form must be seen again for.
const fieldCodes = /^(bad-request|field-|bad-phone|bad-postal-code|bad-kana|delivery-day-|unknown-delivery-slot)/;

if (place) start();

async function start() {
  if (!await ready) return;
  try {
    stripe = await provider();
    if (document.getElementById("card")) elements = cardForm();
    place.disabled = false;
    place.addEventListener("click", tapped);
  } catch (error) {
    console.warn("card form:", error);
    tell(say("cardForm"));
  }
}

async function provider() {
  await script(place.dataset.stripe);
  return Stripe(place.dataset.publishable, { locale: language });
}

function cardForm() {
  const konbini = draft.method === "konbini";
  const form = stripe.elements({
    mode: "payment", currency: "jpy", amount: Number(place.dataset.total), locale: language,
    // As the intent is made: Stripe compares them.
    paymentMethodTypes: [draft.method], captureMethod: konbini ? "automatic" : place.dataset.capture,
    ...(draft.saveCard && { setupFutureUsage: "on_session" }),
  });
  form.create("payment", {
    layout: "tabs",
    defaultValues: { billingDetails: { name: place.dataset.name, email: place.dataset.email, phone: place.dataset.phone } },
  }).mount("#card");
  return form;
}

function script(src) {
  return new Promise((loaded, failed) => {
    const element = Object.assign(document.createElement("script"), { src, onload: loaded, onerror: failed });
    document.head.append(element);
  });
}

async function tapped() {
  if (busy) return;
  working(true);
  tell("");
  try {
    await pay();
  } catch (error) {
    if (error instanceof Refused) refused(error);
    else tell(say("offline"));
    working(false);
  }
}

async function pay() {
  if (elements) {
    const { error: incomplete } = await elements.submit();
    if (incomplete) throw new Refused({ ja: incomplete.message, en: incomplete.message }, 402);
  }

  const { recipient, details, method, cardId, saveCard } = draft;
  const body = { checkoutKey: place.dataset.key, expectedTotal: Number(place.dataset.total), recipient, details, method, cardId, saveCard };
  const { order, payment } = await insist(() => ask("POST", "orders", { body }), answer => answer.payment?.standing !== "unknown");
  const done = `orders/${order.orderId}?done=1`;
  if (!payment?.clientSecret) return leaveTo(done);

  const { error } = await stripe.confirmPayment({
    ...(elements && { elements }),
    clientSecret: payment.clientSecret,
    // A kept card is named each time: a payment that its bank refused has forgotten it.
    confirmParams: { return_url: new URL(at(done), location.href).href, ...(!elements && cardId && { payment_method: cardId }) },
    redirect: "if_required",
  });

  // Whatever the browser was told, the server asks Stripe; another tab may have paid meanwhile.
  const settled = await insist(() => ask("POST", `orders/${order.orderId}/settle`));
  if (!error || settled.status !== "awaitingPayment") return leaveTo(done);
  const text = error.type === "validation_error" ? error.message : say(error.type === "api_connection_error" ? "offline" : "declined");
  throw new Refused({ code: "payment-declined", ja: text, en: text }, 402);
}

/** What was lost on the way, or not answered by the provider yet, is asked again: the same order, as its checkout key says. */
async function insist(act, isKnown = () => true) {
  for (let wait = 1; ; wait *= 2) {
    try {
      const answer = await act();
      if (isKnown(answer) || wait > PATIENCE) return answer;
    } catch (error) {
      if (error instanceof Refused || wait > PATIENCE) throw error;
    }
    await new Promise(go => setTimeout(go, wait * 1000));
  }
}

function refused(error) {
  if (error.code === "cart-changed" || error.code === "order-expired" || error.code === "cart-empty") {
    tell(error.message);
    setTimeout(() => leaveTo("cart"), 3000);
  } else if (error.subject && fieldCodes.test(error.code)) {
    leaveTo(`checkout?wrong=${encodeURIComponent(error.subject)}`);
  } else {
    tell(reason(error));
  }
}

function working(on) {
  busy = on;
  place.disabled = on;
  place.classList.toggle("working", on);
  place.textContent = say(on ? "working" : "placeOrder");
}

function tell(text) {
  problem.textContent = text;
  problem.hidden = !text;
}
