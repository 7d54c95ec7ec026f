// Where a merchant tells about the business; then back to the platform.
const complete = document.getElementById('complete');
complete.addEventListener('click', async () => {
  complete.disabled = true;
  const reply = await fetch(location.pathname, { method: 'POST' });
  if (reply.ok) location.assign((await reply.json()).location);
  else document.getElementById('state').textContent = 'このリンクは使えません。元の画面からやり直してください。';
});
