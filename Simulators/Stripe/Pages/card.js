// The hosted card form: takes the card, confirms the payment with the browser's key, and tells the page only how it went.
const base = new URL('..', import.meta.url).href.replace(/\/$/, '');
const byId = id => document.getElementById(id);
const fields = { number: byId('number'), expiry: byId('expiry'), cvc: byId('cvc') };
const voucher = { name: byId('name'), email: byId('email') };
const isKonbini = () => settings?.method === 'konbini';
const labels = { sample: 'Test card (simulator)', number: 'Card number', expiry: 'Expiration (MM/YY)', cvc: 'Security code' };
const places = { number: 'number', exp_month: 'expiry', exp_year: 'expiry', cvc: 'cvc' };
const sentences = {
  incorrect_number: 'カード番号をご確認ください。',
  invalid_expiry_month: '有効期限の月をご確認ください。',
  invalid_expiry_year: '有効期限をご確認ください。',
  invalid_cvc: 'セキュリティコードをご確認ください。',
  incorrect_cvc: 'セキュリティコードが正しくありません。',
  expired_card: 'このカードは有効期限が切れています。',
  insufficient_funds: '残高が不足しています。別のカードをお試しください。',
  processing_error: 'カードの処理中に問題が起きました。少し待ってからもう一度お試しください。',
  other: 'カードが承認されませんでした。別のカードをお試しください。',
  offline: '通信できませんでした。電波の良いところでもう一度お試しください。',
};
const english = {
  incorrect_number: 'Please check the card number.',
  invalid_expiry_month: 'Please check the month of expiry.',
  invalid_expiry_year: 'Please check the expiry date.',
  invalid_cvc: 'Please check the security code.',
  incorrect_cvc: 'The security code is not correct.',
  expired_card: 'This card has expired.',
  insufficient_funds: 'This card has insufficient funds. Please try another card.',
  processing_error: 'Something went wrong with the card. Please wait a little and try again.',
  other: 'The card was declined. Please try another card.',
  offline: 'The connection failed. Please try again.',
};
const word = name => (settings.locale.startsWith('ja') ? sentences : english)[name];
let port;
let settings;

const digits = text => text.replace(/\D/g, '');

function group(number) {
  const amex = /^3[47]/.test(number);
  return (amex ? number.match(/^(\d{0,4})(\d{0,6})(\d{0,5})/).slice(1) : number.match(/\d{1,4}/g) || []).filter(Boolean).join(' ');
}

function read() {
  const [month = '', year = ''] = fields.expiry.value.split('/').map(digits);
  return { number: digits(fields.number.value), exp_month: month, exp_year: year, cvc: digits(fields.cvc.value) };
}

function say(field, sentence) {
  byId(`${field}-error`).textContent = sentence;
  fields[field].setAttribute('aria-invalid', sentence ? 'true' : 'false');
  resize();
}

function clear() { Object.keys(fields).forEach(field => say(field, '')); }

function luhn(number) {
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    let digit = Number(number[number.length - 1 - i]);
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return number.length >= 12 && sum % 10 === 0;
}

// The checks a form can make before asking anyone; the service makes them all again.
function firstMistake() {
  const card = read();
  if (!luhn(card.number)) return { code: 'incorrect_number', param: 'number' };
  if (!(Number(card.exp_month) >= 1 && Number(card.exp_month) <= 12)) return { code: 'invalid_expiry_month', param: 'exp_month' };
  if (card.exp_year.length !== 2) return { code: 'invalid_expiry_year', param: 'exp_year' };
  if (card.cvc.length !== (/^3[47]/.test(card.number) ? 4 : 3)) return { code: 'invalid_cvc', param: 'cvc' };
  return null;
}

function refuse(error) {
  const message = word(error.decline_code) || word(error.code) || word('other');
  const field = places[error.param] || (error.code === 'incorrect_cvc' ? 'cvc' : error.code === 'expired_card' ? 'expiry' : 'number');
  say(field, message);
  if (places[error.param]) fields[field].focus();
  return { error: { type: 'card_error', ...error, message } };
}

function check() {
  clear();
  if (isKonbini()) return checkVoucher();
  const mistake = firstMistake();
  return mistake ? refuse({ type: 'validation_error', ...mistake }) : {};
}

function checkVoucher() {
  const bad = Object.entries(voucher).find(([name, field]) => !field.value.trim() || (name === 'email' && !field.value.includes('@')));
  if (!bad) return {};
  bad[1].focus();
  return { error: { type: 'validation_error', code: 'incomplete', message: settings.locale.startsWith('ja') ? 'お名前とメールアドレスをご入力ください。' : 'Please enter your name and e-mail address.' } };
}

async function confirm({ clientSecret, parameters }) {
  const checked = check();
  if (checked.error) return checked;
  const form = new URLSearchParams({ ...parameters, client_secret: clientSecret, use_stripe_sdk: 'true', 'payment_method_data[type]': settings.method });
  if (isKonbini()) for (const [name, field] of Object.entries(voucher)) form.set(`payment_method_data[billing_details][${name}]`, field.value.trim());
  else for (const [name, value] of Object.entries(read())) form.set(`payment_method_data[card][${name}]`, value);
  const headers = { Authorization: 'Bearer ' + settings.key };
  if (settings.account) headers['Stripe-Account'] = settings.account;
  try {
    const answer = await fetch(`${base}/v1/payment_intents/${clientSecret.split('_secret_')[0]}/confirm`, { method: 'POST', headers, body: form });
    const body = await answer.json();
    if (answer.ok) return { paymentIntent: body };
    return body.error.type === 'card_error' ? refuse(body.error) : { error: body.error };
  } catch {
    return { error: { type: 'api_connection_error', message: word('offline') } };
  }
}

async function hear({ data }) {
  if (data.type === 'focus') fields.number.focus();
  if (data.type === 'check') port.postMessage({ type: 'answer', turn: data.turn, result: check() });
  if (data.type === 'confirm') port.postMessage({ type: 'answer', turn: data.turn, result: await confirm(data) });
}

function resize() { port?.postMessage({ type: 'height', height: Math.ceil(byId('card').getBoundingClientRect().height) }); }

function changed() {
  const complete = isKonbini() ? Object.values(voucher).every(field => field.value.trim()) : firstMistake() === null;
  port?.postMessage({ type: 'change', detail: { complete, empty: !fields.number.value, value: { type: settings.method } } });
}

fields.number.addEventListener('input', () => { fields.number.value = group(digits(fields.number.value).slice(0, 19)); });
fields.expiry.addEventListener('input', event => {
  const typed = digits(fields.expiry.value).slice(0, 4);
  if (event.inputType !== 'deleteContentBackward') fields.expiry.value = typed.length > 2 ? `${typed.slice(0, 2)} / ${typed.slice(2)}` : typed;
});
for (const [name, field] of Object.entries(fields)) {
  field.addEventListener('input', () => {
    say(name, '');
    changed();
  });
  field.addEventListener('focus', () => port?.postMessage({ type: 'focus' }));
}
for (const field of Object.values(voucher)) field.addEventListener('input', changed);
byId('card').addEventListener('submit', event => event.preventDefault());
new ResizeObserver(resize).observe(document.body);

window.addEventListener('message', event => {
  if (port || event.source !== window.parent || event.data?.type !== 'stripe-sim:init') return;
  settings = event.data;
  byId('card-fields').hidden = isKonbini();
  byId('voucher-fields').hidden = !isKonbini();
  [port] = event.ports;
  port.onmessage = hear;
  if (!settings.locale.startsWith('ja')) {
    document.documentElement.lang = 'en';
    for (const [id, text] of Object.entries(labels)) document.querySelector(`label[for=${id}]`).textContent = text;
  }
  resize();
  port.postMessage({ type: 'ready' });
  changed();
});

const sample = byId('sample');
const { cards, expiry } = await (await fetch('cards.json')).json();
fields.expiry.value = expiry;
for (const card of cards) sample.add(new Option(`${card.label}　${group(card.number)}`, card.number));
sample.addEventListener('change', () => {
  clear();
  fields.number.value = group(sample.value);
  fields.cvc.value = /^3[47]/.test(sample.value) ? '1234' : '123';
  changed();
});
