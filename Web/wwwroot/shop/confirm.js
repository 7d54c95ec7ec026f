// The last page: the card form is Stripe's own, the order is one however often the button is tapped, in however many tabs.
import { ask, reason, Refused } from "./api.js";
import { at, say, language } from "./words.js";
import { ready, leaveTo } from "./session.js";
import { fields, kept, wrong } from "./recipient.js";

const place = document.getElementById("place");
const problem = document.getElementById("trouble");
const recipient = kept();
let card;
let busy = false;

if (place) start();

async function start() {
  if (!recipient || fields.some(field => wrong(field, recipient[field], recipient))) return leaveTo("checkout");
  document.getElementById("recipient").append(
    `〒${recipient.postalCode.replace(/^(\d{3})/, "$1-")}`, document.createElement("br"),
    `${recipient.prefecture}${recipient.city}${recipient.street} ${recipient.building}`, document.createElement("br"),
    `${recipient.name}　${recipient.phone}`);
  if (!await ready) return;
  try {
    card = await cardForm();
    place.disabled = false;
    place.addEventListener("click", tapped);
  } catch (error) {
    console.warn("card form:", error);
    tell(say("cardForm"));
  }
}

async function cardForm() {
  await script(place.dataset.stripe);
  const stripe = Stripe(place.dataset.publishable, { locale: language });
  const elements = stripe.elements({
    mode: "payment", currency: "jpy", amount: Number(place.dataset.total), captureMethod: place.dataset.capture,
    paymentMethodTypes: ["card"], locale: language,   // as the intent is made: Stripe compares them
  });
  elements.create("payment", { layout: "tabs" }).mount("#card");
  return { stripe, elements };
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
  const { error: incomplete } = await card.elements.submit();
  if (incomplete) throw new Refused({ ja: incomplete.message, en: incomplete.message }, 402);

  const { order, payment } = await ask("POST", "orders", {
    body: { checkoutKey: place.dataset.key, expectedTotal: Number(place.dataset.total), recipient },
  });
  const done = `orders/${order.orderId}?done=1`;
  if (!payment?.clientSecret) return leaveTo(done);

  const { error } = await card.stripe.confirmPayment({
    elements: card.elements,
    clientSecret: payment.clientSecret,
    confirmParams: { return_url: new URL(at(done), location.href).href },
    redirect: "if_required",
  });

  // Whatever the browser was told, the server asks Stripe; another tab may have paid meanwhile.
  const settled = await ask("POST", `orders/${order.orderId}/settle`);
  if (!error || settled.status === "paid" || settled.status === "confirmed") return leaveTo(done);
  const text = error.type === "validation_error" ? error.message : say("declined");
  throw new Refused({ code: "payment-declined", ja: text, en: text }, 402);
}

function refused(error) {
  if (error.code === "cart-changed" || error.code === "order-expired" || error.code === "cart-empty") {
    tell(error.message);
    setTimeout(() => leaveTo("cart"), 3000);
  } else if (error.code === "bad-request" && error.subject) {
    leaveTo(`checkout?wrong=${encodeURIComponent(error.subject.split(".").pop())}`);
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
