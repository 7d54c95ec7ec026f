// The form before the last page: kept on the server as it is filled in, errors beside their field as the server says them.
import { ask, reason } from "./api.js";
import { language, page, say } from "./words.js";
import { ready } from "./session.js";
import { people, tidy, wrong } from "./recipient.js";
import { fillFrom } from "./postcode.js";

const form = document.getElementById("checkout");
const problem = document.getElementById("trouble");
let sending = Promise.resolve();
let leaving = false;

if (form) {
  const same = form.elements.same;
  same.addEventListener("change", () => { document.getElementById("from").hidden = same.checked; });
  form.addEventListener("change", changed);
  form.addEventListener("submit", event => { event.preventDefault(); next(); });
  for (const prefix of ["", "orderer."]) fillFrom(form, prefix, () => save("form"));
  showSaving();
  const told = new URLSearchParams(location.search).get("wrong");
  if (told && form.elements[told]) show(told, localWrong(told) || say("required"));
  if (window.earlyForm === form) next();
  window.earlyForm = null;
}

function changed(event) {
  const { name, dataset } = event.target;
  if (dataset.book !== undefined) takeFromBook(event.target);
  if (name === "method") showSaving();
  if (name && form.elements[name] === event.target) {
    event.target.value = tidy(name, event.target.value);
    show(name, localWrong(name));
  }
  save("form");
}

async function next() {
  tell("");
  const bad = fieldsShown().filter(name => show(name, localWrong(name)));
  if (bad.length) return focus(bad[0]);
  const button = form.querySelector("[type=submit]");
  button.disabled = leaving = true;
  try {
    const { draft, wrong: refused } = await save("confirm");
    if (draft.step === "confirm") return location.assign(form.dataset.next);
    for (const field of refused) show(field.field, language === "ja" ? field.ja : field.en);
    focus(refused[0].field);
  } catch (error) {
    tell(reason(error));
  }
  button.disabled = leaving = false;
}

/** One after the other, so that an older state never overtakes a newer one: an address that is looked up late does not call the shopper back. */
function save(step) {
  if (leaving && step === "form") return sending;
  const asked = sending.catch(() => { }).then(async () => {
    if (!await ready) throw new TypeError("not signed in");
    return ask("PUT", "checkout", { body: draft(step) });
  });
  sending = asked;
  form.dataset.saved = "no";
  asked.then(({ warnings }) => {
    warn(warnings);
    if (sending === asked) form.dataset.saved = "yes";
  }, () => { });
  return asked;
}

function draft(step) {
  const [method, cardId] = value("method").split(":");
  return {
    step,
    recipient: person(""),
    details: {
      orderer: form.elements.same.checked ? null : person("orderer."),
      remarks: value("remarks"),
      deliveryDay: value("deliveryDay") || null,
      slotId: value("slotId") || null,
      email: value("email") || null,
    },
    method: method || "card",
    cardId: cardId || null,
    saveCard: method === "card" && !cardId && form.elements.saveCard.checked,
  };
}

function person(prefix) {
  return Object.fromEntries(people.map(field => [field, tidy(field, value(prefix + field))]));
}

function value(name) {
  return form.elements[name]?.value ?? "";
}

function fieldsShown() {
  return [...people, ...(form.elements.same.checked ? [] : people.map(field => "orderer." + field)), "remarks"].filter(name => form.elements[name]);
}

function localWrong(name) {
  const input = form.elements[name];
  const prefix = name.startsWith("orderer.") ? "orderer." : "";
  return wrong(name.slice(prefix.length), input.value, person(prefix), input.getAttribute("aria-required") === "true");
}

/** Says what is wrong with a field; true when something is. */
function show(name, text) {
  const place = document.getElementById(`${name}-wrong`);
  if (!place) return Boolean(text);
  place.textContent = text;
  place.classList.remove("mild");
  const input = form.elements[name];
  if (input instanceof Element) {
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  return Boolean(text);
}

function warn(warnings) {
  for (const { field } of warnings) {
    const place = document.getElementById(`${field}-wrong`);
    if (!place || place.textContent) continue;
    place.textContent = say("unprintable");
    place.classList.add("mild");
  }
}

function focus(name) {
  const input = form.elements[name];
  if (input instanceof RadioNodeList) input[0].focus();
  else if (input) input.focus();
  else tell(document.getElementById(`${name}-wrong`)?.textContent ?? "");
}

function takeFromBook(select) {
  if (!select.value) return;
  const saved = JSON.parse(select.value);
  for (const field of people) {
    form.elements[select.dataset.book + field].value = saved[field] ?? "";
    show(select.dataset.book + field, "");
  }
}

function showSaving() {
  document.getElementById("saving").hidden = value("method") !== "card";
}

function tell(text) {
  problem.textContent = text;
  problem.hidden = !text;
}

addEventListener("pageshow", event => { if (event.persisted && page.customer) location.reload(); });
