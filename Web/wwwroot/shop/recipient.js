// The recipient on its way from the form to the confirmation: kept in this tab, so that a reload loses nothing.
import { page, say } from "./words.js";

const KEPT = `recipient:${page.shop}`;
export const fields = ["name", "phone", "postalCode", "prefecture", "city", "street", "building"];

export function kept() {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
}

export function keep(recipient) {
  sessionStorage.setItem(KEPT, JSON.stringify(recipient));
}

/** Full-width digits and hyphens as people type them, to the plain ones that parcels carry. */
export function tidy(field, text) {
  const plain = text.trim().replace(/\s+/g, " ");
  if (field !== "phone" && field !== "postalCode") return plain;
  return plain.normalize("NFKC").replace(/[‐‑–—−ー\- ()]/g, "");
}

// Full-width characters that fit on a parcel label. City and street share their room with the prefecture.
const widths = { name: 16, city: 32, street: 32, building: 16 };
const halves = text => [...text].reduce((sum, letter) => sum + (letter < "\x80" ? 1 : 2), 0);

/** What is wrong with a field, in words; empty when nothing is. The server looks again. */
export function wrong(field, value, all = {}) {
  if (!value) return field === "building" ? "" : say(field === "prefecture" ? "badPrefecture" : "required");
  if (field === "phone") return /^0[1-9]\d{8,9}$/.test(value) ? "" : say("badPhone");
  if (field === "postalCode") return /^\d{7}$/.test(value) ? "" : say("badPostalCode");
  const room = 2 * (widths[field] ?? 32) - (field === "street" ? halves((all.prefecture ?? "") + (all.city ?? "")) : 0);
  return halves(value) > room ? say("tooLong", Math.max(1, Math.floor(room / 2))) : "";
}
