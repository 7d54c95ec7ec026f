// Stand-in for the LIFF SDK: the same calls, answered by the simulated LINE app instead of the real one.
// Who the browser is: `sim_user` in the address when a talk opened it, else who logged in, else the simulator's default person.
(function () {
  'use strict';

  const base = new URL('..', document.currentScript.src).href.replace(/\/$/, '');
  const store = window.sessionStorage;
  const keys = { user: 'sim-line:user', client: 'sim-line:in-client', out: 'sim-line:logged-out' };
  let app = null;
  let session = null;
  let becomeReady;

  class LiffError extends Error {
    constructor(code, message) {
      super(message);
      this.name = 'LiffError';
      this.code = code;
    }
  }

  async function ask(path, body, headers) {
    const answer = await fetch(base + path, body === undefined
      ? { headers }
      : { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
    if (!answer.ok) throw new LiffError(String(answer.status), `${path} answered ${answer.status}`);
    return answer.status === 204 ? undefined : answer.json();
  }

  // Endpoint "https://a/b/?k=v" and state "/p/?x=1#f" make "https://a/b/p/?k=v&x=1#f".
  function secondaryUrl(endpoint, state) {
    const target = new URL(endpoint);
    const extra = new URL(state.startsWith('/') ? state : '/' + state, 'https://liff.invalid');
    target.pathname = target.pathname.replace(/\/$/, '') + (extra.pathname === '/' && !state.startsWith('/') ? '' : extra.pathname);
    extra.searchParams.forEach((value, name) => target.searchParams.append(name, value));
    target.hash = extra.hash;
    return target;
  }

  function sessionKey() { return 'sim-line:session:' + app.liffId; }

  function readSession() {
    const text = store.getItem(sessionKey());
    return text ? JSON.parse(text) : null;
  }

  async function openSession(body) {
    try {
      session = await ask('/_sim/liff/session', { liffId: app.liffId, ...body });
    } catch (error) {
      session = null;
      store.removeItem(keys.user);
      return;
    }
    store.setItem(keys.user, session.profile.userId);
    store.setItem(sessionKey(), JSON.stringify(session));
    store.removeItem(keys.out);
  }

  // Takes what LINE and the simulator put into the address; returns the address the page should have.
  async function readAddress() {
    const url = new URL(location.href);
    const opened = url.searchParams.get('sim_user');
    const code = url.searchParams.get('liffClientId') ? url.searchParams.get('code') : null;
    const state = url.searchParams.get('liff.state');
    if (opened) {
      store.setItem(keys.user, opened);
      store.setItem(keys.client, '1');
      store.removeItem(keys.out);
      store.removeItem(sessionKey());
    }
    if (code) {
      await openSession({ code });
      for (const name of ['code', 'state', 'liffClientId']) url.searchParams.delete(name);
    }
    url.searchParams.delete('sim_user');
    if (!state) return url;
    url.searchParams.delete('liff.state');
    return secondaryUrl(app.endpoint, state);
  }

  async function start(config) {
    if (!config || !config.liffId) throw new LiffError('INVALID_CONFIG', 'liffId is necessary for liff.init()');
    try {
      app = await ask('/_sim/liff/apps/' + encodeURIComponent(config.liffId));
    } catch (error) {
      throw new LiffError('INIT_FAILED', 'Failed to init LIFF SDK: unknown liffId');
    }
    liff.id = app.liffId;

    const wanted = await readAddress();
    if (wanted.pathname !== location.pathname || wanted.origin !== location.origin) {
      location.replace(wanted.href);
      return new Promise(() => { });
    }
    if (wanted.href !== location.href) history.replaceState(history.state, '', wanted.href);

    session = session || readSession();
    const user = store.getItem(keys.user) || (store.getItem(keys.out) ? null : app.defaultUser);
    if (user && (!session || session.profile.userId !== user)) await openSession({ user });
    if (!session && config.withLoginOnExternalBrowser) {
      liff.login();
      return new Promise(() => { });
    }
    becomeReady();
  }

  function mustBeLoggedIn() {
    if (!session) throw new LiffError('UNAUTHORIZED', 'Need access_token for api call, Please login first');
  }

  function decode(token) {
    const text = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(text), c => c.charCodeAt(0))));
  }

  function framed() { return window.parent !== window; }

  const liff = window.liff = {
    id: null,
    ready: new Promise(resolve => { becomeReady = resolve; }),
    init(config, done, failed) {
      const begun = start(config);
      begun.then(done, failed);
      return begun;
    },
    isInClient: () => store.getItem(keys.client) === '1',
    isLoggedIn: () => session !== null,
    isApiAvailable: name => ['getFriendship', 'permanentLink'].includes(name),
    login(options) {
      const back = (options && options.redirectUri) || location.href;
      const query = new URLSearchParams({ liffId: app.liffId, redirect_uri: new URL(back, location.href).href, state: crypto.getRandomValues(new Uint32Array(2)).join('') });
      location.assign(`${base}/login?${query}`);
    },
    logout() {
      store.removeItem(sessionKey());
      store.removeItem(keys.user);
      store.setItem(keys.out, '1');
      session = null;
    },
    getIDToken: () => session ? session.idToken : null,
    getDecodedIDToken: () => session ? decode(session.idToken) : null,
    getAccessToken: () => session ? session.accessToken : null,
    async getProfile() {
      mustBeLoggedIn();
      return { ...session.profile };
    },
    async getFriendship() {
      mustBeLoggedIn();
      return ask('/friendship/v1/status', undefined, { Authorization: 'Bearer ' + session.accessToken });
    },
    async requestFriendship() {
      mustBeLoggedIn();
      await ask(`/_sim/users/${session.profile.userId}/follow`, {});
    },
    getContext() {
      const inClient = liff.isInClient();
      return { type: inClient ? 'utou' : 'external', viewType: 'full', userId: session ? session.profile.userId : undefined, liffId: app.liffId, endpointUrl: app.endpoint };
    },
    getLanguage: () => session ? session.language : navigator.language,
    getAppLanguage: () => session ? session.language : navigator.language,
    getOS: () => /iPhone|iPad|iPod/.test(navigator.userAgent) ? 'ios' : /Android/.test(navigator.userAgent) ? 'android' : 'web',
    getVersion: () => '2.27.2',
    getLineVersion: () => liff.isInClient() ? '15.12.0' : null,
    closeWindow() {
      if (framed()) window.parent.postMessage({ type: 'close-liff' }, '*');
      else if (session) location.assign(`${base}/talk?user=${session.profile.userId}`);
    },
    openWindow: options => { window.open(options.url, '_blank', 'noopener'); },
    async sendMessages(messages) {
      mustBeLoggedIn();
      if (!liff.isInClient()) throw new LiffError('FORBIDDEN', 'user doesn\'t grant required permissions yet');
      await ask('/_sim/liff/messages', { messages }, { Authorization: 'Bearer ' + session.accessToken });
    },
    permanentLink: {
      createUrl: () => linkTo(location.href),
      createUrlBy: async url => linkTo(url),
    },
  };

  function linkTo(address) {
    const endpoint = new URL(app.endpoint);
    const url = new URL(address, location.href);
    const root = endpoint.pathname.replace(/\/$/, '');
    if (url.origin !== endpoint.origin || !url.pathname.startsWith(root)) throw new LiffError('INVALID_ARGUMENT', 'The URL is not below the endpoint URL');
    return `https://liff.line.me/${app.liffId}${url.pathname.slice(root.length)}${url.search}${url.hash}`;
  }
})();
