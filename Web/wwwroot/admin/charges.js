// Shipping, wrapping and points. All other settings go back as they came; somebody else's newer change is not overwritten.
const path = `/api/shops/${document.body.dataset.shop}/staff/settings`;
const form = document.getElementById("charges");
const trouble = document.getElementById("trouble");
const saved = document.getElementById("saved");
const loaded = fetch(path).then(answer => answer.json());

form.addEventListener("input", () => { saved.textContent = ""; });

form.addEventListener("submit", async event => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  trouble.hidden = true;
  saved.textContent = "";
  try {
    const now = await loaded;
    const wrong = lines("tiers").find(([from, fee]) => !isYen(from) || !isYen(fee)) ?? lines("wrapping").find(([, fee, name]) => !isYen(fee) || !name)
      ?? [...lines("prefectures"), ...lines("islands")].find(([, fee]) => !isYen(fee));
    if (wrong) throw new Error(`「${wrong.join(" ")}」を読み取れません。書き方をご確認ください。`);
    const body = { version: now.version, settings: { ...now.settings, ...charges(now.settings) } };
    const answer = await fetch(path, { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.ja);
    Object.assign(now, { version: said.version, settings: body.settings });
    saved.textContent = "保存しました。新しいカートから適用されます。";
  } catch (error) {
    trouble.textContent = error instanceof TypeError ? "通信できませんでした。もう一度お試しください。" : error.message;
    trouble.hidden = false;
    trouble.scrollIntoView({ block: "nearest" });
  }
  button.disabled = false;
});

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
