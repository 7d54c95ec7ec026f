// Many parcels at once: first what would happen to each line, then what did. Sent again, what has left stays as it is.
const box = document.getElementById("ship-many");
const api = `/api/shops/${document.body.dataset.shop}/staff/orders/bulk/ship`;
const AT_ONCE = 100;
const OFFLINE = "通信できませんでした。もう一度お試しください。登録済みの荷物が二重に登録されることはありません。";

if (box) watch();

function watch() {
  const form = box.querySelector("form");
  const [seen, told, list, go] = ["ship-seen", "ship-told", "ship-lines", "ship-go"].map(id => document.getElementById(id));
  let parcels = [];

  document.getElementById("ship-fill").addEventListener("click", () => {
    const picked = [...document.querySelectorAll("[data-pick]:checked")].map(pick => pick.closest("[data-number]").dataset.number);
    const known = new Set(form.lines.value.split("\n").map(line => line.split(/[\t,、\s]/)[0]));
    const fresh = picked.filter(number => !known.has(number)).map(number => `${number},`);
    form.lines.value = [form.lines.value.trimEnd(), ...fresh].filter(line => line).join("\n");
    seen.hidden = true;
    form.lines.focus();
  });

  form.addEventListener("input", () => { seen.hidden = true; });

  form.addEventListener("submit", event => {
    event.preventDefault();
    busy(form.querySelector("#ship-check"), async () => {
      const said = await post(`${api}/check`, { carrier: form.carrier.value, lines: form.lines.value });
      parcels = said.parcels.filter(parcel => parcel.outcome === "ships");
      const already = said.parcels.filter(parcel => parcel.outcome === "already").length;
      list.replaceChildren(...said.parcels.map(parcel => line(parcel, parcel.outcome, plan(parcel))));
      told.textContent = `発送できるもの ${parcels.length}件　発送済み ${already}件　できないもの ${said.parcels.length - parcels.length - already}件`;
      go.textContent = `${parcels.length}件の発送を登録`;
      go.hidden = parcels.length === 0;
      seen.hidden = false;
    });
  });

  go.addEventListener("click", () => busy(go, async () => {
    const carrier = form.carrier.value;
    const results = [];
    for (let from = 0; from < parcels.length; from += AT_ONCE) {
      const some = parcels.slice(from, from + AT_ONCE).map(({ orderId, trackingNumber }) => ({ orderId, trackingNumber }));
      results.push(...(await post(api, { carrier, parcels: some, why: "まとめて発送" })).results);
      told.textContent = `${results.length} / ${parcels.length}件`;
    }

    const count = name => results.filter(result => outcome(result) === name).length;
    list.replaceChildren(...results.map((result, at) => line(parcels[at], outcome(result), result.problem?.ja ?? (result.already ? "すでに発送済みです" : "発送を登録しました"))));
    told.textContent = `登録 ${count("done")}件　発送済み ${count("already")}件　できなかったもの ${count("refused")}件`;
    go.hidden = true;
  }));

  async function busy(button, act) {
    button.disabled = true;
    try {
      await act();
    } catch (error) {
      told.textContent = error instanceof TypeError ? OFFLINE : error.message;
      if (seen.hidden) list.replaceChildren();
      go.hidden = seen.hidden;
      seen.hidden = false;
    }
    button.disabled = false;
  }
}

function outcome(result) {
  return result.problem ? "refused" : result.already ? "already" : "done";
}

function plan(parcel) {
  if (parcel.problem) return parcel.problem.ja;
  return parcel.outcome === "already" ? "すでに発送済みです" : parcel.units.map(units => `${units.name} × ${units.quantity}`).join("、");
}

function line(parcel, name, text) {
  const item = document.createElement("li");
  item.dataset.outcome = name;
  const number = document.createElement("strong");
  number.className = "number";
  number.textContent = parcel.number;
  const rest = document.createElement("span");
  rest.textContent = [parcel.to && `${parcel.to} 様`, parcel.trackingNumber, text].filter(part => part).join("　");
  item.append(number, " ", rest);
  return item;
}

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.ja);
  return said;
}
