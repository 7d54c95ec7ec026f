// How the fields of a person are spelt: said at once, before the server, which looks again.
import { say } from "./words.js";

export const people = ["name", "kana", "phone", "postalCode", "prefecture", "city", "street", "building"];

/** Full-width digits and hyphens as people type them, to the plain ones that parcels carry. */
export function tidy(field, text) {
  if (field === "remarks") return text;
  const plain = text.trim().replace(/\s+/g, " ");
  const name = field.replace("orderer.", "");
  if (name === "kana") return katakana(plain.normalize("NFKC"));
  if (name !== "phone" && name !== "postalCode") return plain;
  return plain.normalize("NFKC").replace(/[‐‑–—−ー\- ()〒]/g, "");
}

function katakana(text) {
  return text.replace(/[ぁ-ゖゝゞ]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 0x60));
}

// Full-width characters that fit on a parcel label. City and street share their room with the prefecture.
const widths = { name: 16, kana: 25, city: 32, street: 32, building: 16 };
const halves = text => [...text].reduce((sum, letter) => sum + (letter < "\x80" ? 1 : 2), 0);

/** What is wrong with a field, in words; empty when nothing is. */
export function wrong(field, value, person, required) {
  if (!value.trim()) return required ? say(field === "prefecture" ? "badPrefecture" : "required") : "";
  if (field === "phone") return /^0[1-9]\d{8,9}$/.test(value) ? "" : say("badPhone");
  if (field === "postalCode") return /^\d{7}$/.test(value) ? "" : say("badPostalCode");
  if (field === "kana" && !/^[ァ-ヺー・ヽヾ ]+$/.test(value)) return say("badKana");
  if (!widths[field]) return "";
  const room = 2 * widths[field] - (field === "street" ? halves(person.prefecture + person.city) : 0);
  return halves(value) > room ? say("tooLong", Math.max(1, Math.floor(room / 2))) : "";
}
