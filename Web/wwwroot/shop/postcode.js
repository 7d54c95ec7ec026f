// Seven digits of a postal code fill in prefecture, city and town: never over what the shopper has typed.
import { page, say } from "./words.js";
import { tidy } from "./recipient.js";

const filled = new WeakMap();   // what this module wrote into a field, and may therefore write over

export function fillFrom(form, prefix, done) {
  const code = form.elements[prefix + "postalCode"];
  if (!code) return;
  let asked = tidy("postalCode", code.value);
  code.addEventListener("input", async () => {
    const digits = tidy("postalCode", code.value);
    if (!/^\d{7}$/.test(digits) || digits === asked) return;
    asked = digits;
    const answer = await fetch(`/api/shops/${page.shop}/postcodes/${digits}`).catch(() => null);
    if (!answer?.ok || asked !== digits) return;   // typed by hand then
    const { places } = await answer.json();
    offer(form, prefix, places, done);
  });
}

function offer(form, prefix, places, done) {
  const found = document.getElementById(`${prefix}found`);
  found.replaceChildren();
  found.hidden = places.length === 1;
  if (places.length === 0) found.textContent = say("postcodeUnknown");
  if (places.length === 1) fill(form, prefix, places[0]);
  if (places.length > 1) {
    fill(form, prefix, common(places));
    found.append(say("postcodeMany"), ...places.slice(0, 70).map(place => button(place, () => {
      fill(form, prefix, place);
      found.hidden = true;
      done();
    })));
  }
  done();
}

/** What all places of the code share: nothing is guessed. */
function common(places) {
  const [first] = places;
  const prefecture = places.every(place => place.prefecture === first.prefecture) ? first.prefecture : "";
  return { prefecture, city: prefecture && places.every(place => place.city === first.city) ? first.city : "", town: "" };
}

function button(place, chosen) {
  const element = Object.assign(document.createElement("button"), { type: "button", className: "pick" });
  element.textContent = `${place.prefecture}${place.city}${place.town}`;
  element.addEventListener("click", chosen);
  return element;
}

function fill(form, prefix, place) {
  for (const [field, text] of [["prefecture", place.prefecture], ["city", place.city], ["street", place.town]]) {
    const input = form.elements[prefix + field];
    if (input.value && input.value !== filled.get(input)) continue;
    input.value = text;
    filled.set(input, text);
    const place = document.getElementById(`${prefix}${field}-wrong`);
    if (text && place) {
      place.textContent = "";
      input.removeAttribute("aria-invalid");
    }
  }
}
