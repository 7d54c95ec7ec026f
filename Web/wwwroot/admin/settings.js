// A form over a part of the shop's settings. Everything else goes back as it came; what others changed meanwhile is never overwritten unseen.
const { shop, version } = document.body.dataset;
const path = `/api/shops/${shop}/staff/settings`;
const trouble = document.getElementById("trouble");
const saved = document.getElementById("saved");
const OFFLINE = "通信できませんでした。入力した内容はこの画面に残っています。もう一度お試しください。";
const MINE = "ほかの人がこの設定を変更しました。入力した内容はこの画面に残っています。別の画面で最新の設定を確認してください。もう一度「保存する」を押すと、この画面の内容で置き換えます。";
const OTHERS = "ほかの人が別の設定を変更しました。入力した内容はこの画面に残っています。もう一度「保存する」を押すと、その変更を残したまま保存します。";

/** Which settings `part` makes of the form, given the settings before; it throws an Error with the sentence to show. */
export function watchSettings(form, part, done) {
  let base = look();   // as the page shows them
  let expected = Number(version);
  base.catch(() => {});

  form.addEventListener("input", () => { saved.textContent = ""; });
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const button = form.querySelector("button:not([type])");
    button.disabled = true;
    trouble.hidden = true;
    saved.textContent = "";
    try {
      const before = await base.catch(() => base = look());
      const mine = part(before.settings);
      if (before.version !== expected) return tellStale(before, before, mine);
      const answer = await fetch(path, {
        method: "PUT", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ version: expected, settings: { ...before.settings, ...mine } }),
      });
      const said = await answer.json();
      if (answer.ok) {
        base = Promise.resolve({ version: said.version, settings: { ...before.settings, ...mine } });
        expected = said.version;
        saved.textContent = done;
      } else if (said.code === "stale-version") {
        const latest = await look();
        base = Promise.resolve(latest);
        tellStale(before, latest, mine);
      } else {
        tell(said.ja + show(said.subject));
      }
    } catch (error) {
      tell(error instanceof TypeError ? OFFLINE : error.message);
    } finally {
      button.disabled = false;
    }
  });

  function tellStale(before, latest, mine) {
    const untouched = before !== latest && Object.keys(mine).every(name => same(before.settings[name], latest.settings[name]));
    expected = latest.version;
    tell(untouched ? OTHERS : MINE);
  }

  /** Brings the field that was refused into view and names it. */
  function show(subject) {
    if (!subject) return "";
    const name = subject[0].toLowerCase() + subject.slice(1);
    const field = form.querySelector(`[name="${CSS.escape(name)}"], [data-of="${CSS.escape(name)}"]`);
    field?.focus();
    const label = field?.closest("label")?.firstChild?.textContent.trim();
    return label ? `（${label}）` : "";
  }
}

/** Equal in content, in whatever order the names come. */
function same(one, other) {
  const sorted = (_, value) => value && value.constructor === Object ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value;
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}

function look() {
  return fetch(path).then(answer => answer.ok ? answer.json() : Promise.reject(new TypeError("refused")));
}

function tell(text) {
  trouble.textContent = text;
  trouble.hidden = false;
  trouble.scrollIntoView({ block: "nearest" });
}
