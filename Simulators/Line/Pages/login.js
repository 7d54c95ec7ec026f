// The page LINE Login shows an outside browser: choose who you are, then go back with a code.
const base = new URL('.', import.meta.url).href.replace(/\/$/, '');
const query = new URLSearchParams(location.search);
const people = document.getElementById('people');
const trouble = document.getElementById('trouble');

const post = (path, body) => fetch(base + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

async function login(user) {
  const answer = await post('/login', { liffId: query.get('liffId'), user, redirectUri: query.get('redirect_uri'), state: query.get('state') });
  if (answer.ok) location.assign((await answer.json()).location);
  else trouble.textContent = 'ログインできませんでした。戻り先のURLがLIFFのエンドポイントURLと合っているか確認してください。';
}

function show(user) {
  const button = document.createElement('button');
  const picture = document.createElement('img');
  picture.src = `${base}/avatar/${user.userId}.svg`;
  picture.alt = '';
  button.append(picture, user.displayName);
  button.addEventListener('click', () => login(user.userId));
  const item = document.createElement('li');
  item.append(button);
  people.append(item);
}

document.getElementById('new').addEventListener('submit', async event => {
  event.preventDefault();
  const answer = await post('/_sim/users', { name: document.getElementById('name').value, follow: false });
  if (answer.ok) await login((await answer.json())[0].userId);
  else trouble.textContent = 'この名前は使えません。';
});

for (const user of await (await fetch(base + '/_sim/users')).json()) show(user);
