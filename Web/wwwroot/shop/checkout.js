// The delivery form: errors beside their field, in the order of the form.
import { fields, keep, kept, tidy, wrong } from "./recipient.js";

const form = document.getElementById("recipient");

if (form) {
  const before = kept();
  if (before) for (const field of fields) form.elements[field].value = before[field] ?? "";
  const told = new URLSearchParams(location.search).get("wrong");
  if (fields.includes(told)) check(told);

  form.addEventListener("change", event => { save(); if (event.target.dataset.rule) check(event.target.name); });
  form.addEventListener("submit", event => {
    event.preventDefault();
    const bad = fields.filter(field => !check(field));
    save();
    if (bad.length === 0) location.assign(form.dataset.next);
    else form.elements[bad[0]].focus();
  });
}

function typed() {
  return Object.fromEntries(fields.map(field => [field, tidy(field, form.elements[field].value)]));
}

function save() {
  keep(typed());
}

function check(field) {
  const input = form.elements[field];
  input.value = tidy(field, input.value);
  const text = wrong(field, input.value, typed());
  document.getElementById(`${field}-wrong`).textContent = text;
  input.toggleAttribute("aria-invalid", false);
  if (text) input.setAttribute("aria-invalid", "true");
  return !text;
}
