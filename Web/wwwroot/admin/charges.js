// Shipping, wrapping and points.
import { watchSettings } from "./settings.js";

const form = document.getElementById("charges");

watchSettings(form, before => {
  const wrong = lines("tiers").find(([from, fee]) => !isYen(from) || !isYen(fee)) ?? lines("wrapping").find(([, fee, name]) => !isYen(fee) || !name)
    ?? [...lines("prefectures"), ...lines("islands")].find(([, fee]) => !isYen(fee));
  if (wrong) throw new Error(`「${wrong.join(" ")}」を読み取れません。書き方をご確認ください。`);
  return charges(before);
}, "保存しました。新しいカートから適用されます。");

function charges(before) {
  const number = name => form.elements[name].value === "" ? null : Number(form.elements[name].value);
  const tiers = lines("tiers").map(([from, fee]) => ({ from: Number(from), fee: Number(fee) }));
  return {
    shipping: number("shipping") ?? 0,
    freeShippingFrom: number("freeShippingFrom"),
    shippingTerms: {
      tiers: tiers.map((tier, at) => ({ from: tier.from, to: tiers[at + 1]?.from ?? null, fee: tier.fee })),
      prefectures: lines("prefectures").map(([prefecture, fee]) => ({ prefecture, fee: Number(fee) })),
      islands: lines("islands").map(([prefix, fee]) => ({ prefix, fee: Number(fee) })),
      surchargeAlways: form.elements.surchargeAlways.checked,
    },
    wrapping: lines("wrapping").map(([optionId, fee, ...name]) => ({
      optionId, fee: Number(fee), name: name.join(" "), tax: before.wrapping.find(option => option.optionId === optionId)?.tax ?? "standard",
    })),
    points: number("earnPercent") === null ? null : { earnPercent: number("earnPercent"), validDays: number("validDays") ?? 365 },
  };
}

function lines(name) {
  return form.elements[name].value.split("\n").map(line => line.trim().split(/[\s　]+/)).filter(([first]) => first);
}

function isYen(text) {
  return /^\d{1,7}$/.test(text ?? "");
}
