// A person's talk with the account: shows what arrives, sends what the person says and taps.
import { renderFlex } from './flex.js';

const base = new URL('..', import.meta.url).href.replace(/\/$/, '');
const query = new URLSearchParams(location.search);
const channel = query.get('channel');
const byId = id => document.getElementById(id);
const log = byId('talk');
const shown = new Set();
let user = query.get('user');
let talk = null;

const at = (path, more = {}) => {
  const url = new URL(base + path);
  for (const [name, value] of Object.entries({ ...(channel && { channel }), ...more })) url.searchParams.set(name, value);
  return url;
};
const post = (path, body = {}) =>
  fetch(at(path), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...(channel && { channel }), ...body }) });

function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

// A LIFF URL opens inside the phone; anything else opens as a browser would.
function open(uri) {
  const liff = /^https:\/\/(?:liff|miniapp)\.line\.me\/([^/?#]+)([^?#]*)(\?[^#]*)?(#.*)?$/.exec(uri);
  if (!liff) {
    window.open(uri, '_blank', 'noopener');
    return;
  }
  const url = new URL(`${base}/app/${liff[1]}${liff[2]}${liff[3] || ''}`);
  url.searchParams.set('sim_user', user);
  if (window.parent !== window) window.parent.postMessage({ type: 'open-liff', url: url.href }, '*');
  else location.assign(url);
}

async function pick(action) {
  const dialog = byId('picker');
  const moment = byId('moment');
  moment.type = action.mode === 'datetime' ? 'datetime-local' : action.mode;
  for (const name of ['initial', 'min', 'max']) moment[name === 'initial' ? 'value' : name] = action[name] || '';
  dialog.showModal();
  await new Promise(resolve => dialog.addEventListener('close', resolve, { once: true }));
  if (dialog.returnValue === 'ok' && moment.value)
    await post(`/_sim/users/${user}/postback`, { data: action.data, params: { [action.mode]: moment.value } });
}

export function act(action) {
  if (!action) return undefined;
  switch (action.type) {
    case 'uri': return open(action.uri);
    case 'postback': return post(`/_sim/users/${user}/postback`, { data: action.data, displayText: action.displayText });
    case 'message': return post(`/_sim/users/${user}/messages`, { text: action.text });
    case 'clipboard': return navigator.clipboard.writeText(action.clipboardText);
    case 'datetimepicker': return pick(action);
    default: return undefined;
  }
}

function button(action, className = 'action') {
  const element = make('button', className, action.label || '開く');
  element.type = 'button';
  element.addEventListener('click', () => act(action));
  return element;
}

function picture(url, alt = '') {
  const image = make('img');
  image.src = url;
  image.alt = alt;
  image.loading = 'lazy';
  return image;
}

function linked(text) {
  const parts = text.split(/(https?:\/\/[^\s<>「」（）]+)/);
  return parts.map((part, i) => {
    if (i % 2 === 0) return part;
    const link = make('a', '', part);
    link.href = part;
    link.addEventListener('click', event => {
      event.preventDefault();
      open(part);
    });
    return link;
  });
}

function column(part) {
  const card = make('div', 'card');
  if (part.thumbnailImageUrl || part.imageUrl) {
    const image = picture(part.thumbnailImageUrl || part.imageUrl);
    const tap = part.defaultAction || part.action;
    if (tap) image.addEventListener('click', () => act(tap));
    card.append(image);
  }
  const words = make('div', 'words');
  if (part.title) words.append(make('strong', '', part.title));
  if (part.text) words.append(make('p', '', part.text));
  if (words.childNodes.length) card.append(words);
  for (const action of part.actions || (part.action ? [part.action] : [])) card.append(button(action));
  return card;
}

function body(message) {
  switch (message.type) {
    case 'text':
    case 'textV2': return make('div', 'bubble', ...linked(message.text));
    case 'image': return picture(message.previewImageUrl || message.originalContentUrl, '画像');
    case 'flex': return renderFlex(message.contents, act);
    case 'template':
      return message.template.columns
        ? make('div', 'carousel', ...message.template.columns.map(column))
        : column(message.template);
    default: return make('div', 'bubble', message.altText || `［${message.type}］`);
  }
}

function show(entry) {
  if (shown.has(entry.id)) return;
  shown.add(entry.id);
  const day = new Date(entry.at).toLocaleDateString('ja-JP', { timeZone: 'Asia/Tokyo', month: 'numeric', day: 'numeric', weekday: 'short' });
  if (log.dataset.day !== day) {
    log.dataset.day = day;
    log.append(make('div', 'day', day));
  }
  const time = make('time', '', new Date(entry.at).toLocaleTimeString('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' }));
  const row = make('div', entry.fromBot ? 'row bot' : 'row me');
  const content = make('div', 'content', body(entry.message));
  if (entry.fromBot) row.append(make('div', 'face', talk.channel.name.slice(0, 1)), content, time);
  else row.append(time, content);
  log.append(row);
  log.scrollTop = log.scrollHeight;
  for (const image of row.querySelectorAll('img')) image.addEventListener('load', () => { log.scrollTop = log.scrollHeight; });
  quickReplies(entry);
}

function quickReplies(entry) {
  const bar = byId('quick');
  const items = entry.fromBot ? entry.message.quickReply?.items || [] : [];
  bar.replaceChildren(...items.map(item => button(item.action, 'quick')));
  bar.hidden = items.length === 0;
}

function showFriendship(friendship) {
  const button = byId('friendship');
  button.hidden = false;
  button.dataset.state = friendship;
  button.textContent = friendship === 'friend' ? 'ブロック' : friendship === 'blocked' ? 'ブロック解除' : '友だち追加';
}

async function load() {
  const answer = await fetch(at(`/_sim/talks/${user}`));
  if (!answer.ok) throw new Error('この人はいません');
  talk = await answer.json();
  document.title = talk.channel.name;
  byId('account').textContent = talk.channel.name;
  byId('person').textContent = `${talk.user.displayName} さんのLINE`;
  byId('menu').replaceChildren(...talk.richMenu.map(item => {
    const action = item.uri ? { type: 'uri', uri: item.uri } : item.postback ? { type: 'postback', data: item.postback } : { type: 'message', text: item.text };
    return button({ ...action, label: item.label }, 'tile');
  }));
  showFriendship(talk.friendship);
  talk.entries.forEach(show);
}

byId('say').addEventListener('submit', async event => {
  event.preventDefault();
  const words = byId('words');
  const text = words.value.trim();
  if (!text) return;
  words.value = '';
  await post(`/_sim/users/${user}/messages`, { text });
});

byId('menu-switch').addEventListener('click', () => {
  const menu = byId('menu');
  menu.hidden = !menu.hidden;
  byId('menu-switch').setAttribute('aria-expanded', String(!menu.hidden));
});

byId('friendship').addEventListener('click', async event => {
  await post(`/_sim/users/${user}/${event.target.dataset.state === 'friend' ? 'unfollow' : 'follow'}`);
  const now = await (await fetch(at(`/_sim/talks/${user}`))).json();
  showFriendship(now.friendship);
});

if (!user) user = (await (await fetch(at('/_sim/users', { limit: 1 }))).json())[0].userId;
await load();

// The stream says "ready" after each (re)connect: what came in between is fetched then.
const stream = new EventSource(at(`/_sim/talks/${user}/stream`));
stream.addEventListener('ready', load);
stream.addEventListener('message', event => show(JSON.parse(event.data)));
