// Wished days and times, and remarks.
import { watchSettings } from "./settings.js";

const form = document.getElementById("deliveries");
const slots = document.getElementById("slots");
const fields = form.elements;

if (!form.firstElementChild.disabled) watchSettings(form, part, "保存しました。新しいご注文から適用されます。");

document.getElementById("add-slot").addEventListener("click", () => {
  slots.append(document.getElementById("new-slot").content.cloneNode(true));
  slots.lastElementChild.querySelector("input").focus();
});

slots.addEventListener("click", event => {
  const move = event.target.closest("[data-move]")?.dataset.move;
  const slot = event.target.closest("[data-slot]");
  if (move === "away") {
    slot.remove();
    document.getElementById("add-slot").focus();
  } else if (move === "up" && slot.previousElementSibling) {
    slot.previousElementSibling.before(slot);
    event.target.focus();
  }
  form.dispatchEvent(new Event("input"));
});

function part() {
  const dates = fields.closedDates.value.split(/[\s,、]+/).filter(date => date).map(day);
  const [hours, minutes] = (fields.cutOffMinute.value || "24:00").split(":").map(Number);
  return {
    delivery: {
      leadDays: Number(fields.leadDays.value),
      cutOffMinute: hours * 60 + minutes,
      closedWeekdays: [...form.querySelectorAll("[name=closedWeekdays]:checked")].map(box => box.value),
      closedDates: [...new Set(dates)].sort(),
      furthestDays: Number(fields.furthestDays.value),
      slots: [...slots.children].map(slot => Object.fromEntries([...slot.querySelectorAll("[data-of]")].map(input => [input.dataset.of, input.value.trim()]))),
    },
    remarks: {
      shown: fields.shown.checked, label: fields.label.value.trim(), required: fields.required.checked, longest: Number(fields.longest.value),
    },
    kanaRequired: fields.kanaRequired.checked,
  };
}

/** 2027-1-1 and 2027/01/01 are both 2027-01-01. */
function day(text) {
  const [, year, month, date] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  const iso = year && `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  if (!iso || Number.isNaN(Date.parse(iso)) || new Date(iso).toISOString().slice(0, 10) !== iso) {
    fields.closedDates.focus();
    throw new Error(`「${text}」を日付として読み取れません。2027-01-01 の形で入力してください。`);
  }
  return iso;
}
