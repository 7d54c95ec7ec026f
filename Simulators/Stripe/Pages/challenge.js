// The bank's page of 3-D Secure: the buyer approves or refuses; then back to the shop, or word to the page that shows this in a frame.
const here = location.pathname;
const state = document.getElementById('state');
const buttons = [...document.querySelectorAll('button')];

const payment = await fetch(here + '/payment');
if (payment.ok) {
  const { amount, last4 } = await payment.json();
  document.getElementById('amount').textContent = new Intl.NumberFormat('ja-JP', { style: 'currency', currency: 'JPY' }).format(amount);
  document.getElementById('card').textContent = `末尾 ${last4}`;
}

async function answer(approved) {
  buttons.forEach(button => { button.disabled = true; });
  const reply = await fetch(here, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ approved }) });
  if (window.parent !== window) {
    window.parent.postMessage({ type: 'stripe-sim:3ds' }, '*');
    return;
  }
  const after = reply.ok ? await reply.json() : {};
  if (after.location) location.assign(after.location);
  else state.textContent = reply.ok ? '手続きが終わりました。この画面を閉じてください。' : 'この認証はもう終わっています。';
}

document.getElementById('approve').addEventListener('click', () => answer(true));
document.getElementById('refuse').addEventListener('click', () => answer(false));
