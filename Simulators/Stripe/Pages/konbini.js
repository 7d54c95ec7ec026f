// The voucher of a convenience store, and the counter where it is paid.
const here = location.pathname;
const state = document.getElementById('state');
const pay = document.getElementById('pay');
const names = { familymart: 'ファミリーマート', lawson: 'ローソン', ministop: 'ミニストップ', seicomart: 'セイコーマート' };

const reply = await fetch(here + '/voucher');
if (reply.ok) {
  const { amount, expiresAt, stores } = await reply.json();
  document.getElementById('amount').textContent = new Intl.NumberFormat('ja-JP', { style: 'currency', currency: 'JPY' }).format(amount);
  document.getElementById('until').textContent =
    new Intl.DateTimeFormat('ja-JP', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(expiresAt * 1000);
  const body = document.querySelector('#stores tbody');
  for (const [chain, numbers] of Object.entries(stores)) {
    const row = body.insertRow();
    row.insertCell().textContent = names[chain] || chain;
    row.insertCell().textContent = numbers.paymentCode;
  }
}

pay.addEventListener('click', async () => {
  pay.disabled = true;
  const answer = await fetch(here, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ chain: 'lawson' }) });
  state.textContent = answer.ok ? 'お支払いを受け付けました。' : 'この番号ではお支払いできません。';
});
