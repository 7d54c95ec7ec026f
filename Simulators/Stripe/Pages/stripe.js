// Stand-in for Stripe.js: the same calls, with the card form in a frame served by the simulator.
// The page that uses it never sees a card number; neither does its server.
(function () {
  'use strict';

  const base = new URL('.', document.currentScript.src).href.replace(/\/v3\/$/, '');
  const origin = new URL(base).origin;

  async function call(publishableKey, account, path, parameters) {
    const headers = { Authorization: 'Bearer ' + publishableKey };
    if (account) headers['Stripe-Account'] = account;
    const answer = await fetch(`${base}/v1/${path}`, parameters ? { method: 'POST', headers, body: new URLSearchParams(parameters) } : { headers });
    const body = await answer.json();
    return answer.ok ? { paymentIntent: body } : { error: body.error };
  }

  const intentOf = clientSecret => clientSecret.split('_secret_')[0];

  function frame(source, title) {
    const element = document.createElement('iframe');
    element.src = source;
    element.title = title;
    element.setAttribute('allowtransparency', 'true');
    Object.assign(element.style, { border: '0', width: '100%', display: 'block' });
    return element;
  }

  // The card form. Its frame gets a port of its own, so nobody else on the page can talk to it.
  class PaymentElement {
    constructor(stripe, options) {
      this.stripe = stripe;
      this.options = options;
      this.handlers = {};
      this.waiting = new Map();
      this.turn = 0;
    }

    mount(target) {
      const place = typeof target === 'string' ? document.querySelector(target) : target;
      if (!place) throw new Error(`The selector you specified (${target}) applies to no DOM elements that are currently on the page.`);
      this.frame = frame(`${base}/v3/card.html`, 'お支払い情報の入力');
      this.frame.style.height = '260px';
      this.frame.addEventListener('load', () => {
        const { port1, port2 } = new MessageChannel();
        this.port = port1;
        this.port.onmessage = event => this.hear(event.data);
        this.frame.contentWindow.postMessage(
          { type: 'stripe-sim:init', key: this.stripe.key, account: this.stripe.account, locale: this.options.locale || 'ja', method: (this.options.paymentMethodTypes || [])[0] || 'card' }, origin, [port2]);
      }, { once: true });
      place.replaceChildren(this.frame);
    }

    unmount() { this.frame?.remove(); }
    destroy() { this.unmount(); }
    update() { }
    focus() { this.port?.postMessage({ type: 'focus' }); }

    on(event, handler) {
      (this.handlers[event] ??= []).push(handler);
      return this;
    }

    emit(event, detail = {}) {
      for (const handler of this.handlers[event] || []) handler({ elementType: 'payment', ...detail });
    }

    hear(message) {
      if (message.type === 'height') this.frame.style.height = `${message.height}px`;
      else if (message.type === 'answer') {
        this.waiting.get(message.turn)?.(message.result);
        this.waiting.delete(message.turn);
      } else this.emit(message.type, message.detail);
    }

    ask(message) {
      const turn = ++this.turn;
      return new Promise(resolve => {
        this.waiting.set(turn, resolve);
        this.port.postMessage({ ...message, turn });
      });
    }
  }

  class Elements {
    constructor(stripe, options) {
      this.stripe = stripe;
      this.options = options || {};
      this.element = null;
    }

    create(type) {
      if (type !== 'payment' && type !== 'card') throw new Error(`A valid Element name must be provided. Valid Elements are: payment, card. You passed: ${type}.`);
      return this.element = new PaymentElement(this.stripe, this.options);
    }

    getElement() { return this.element; }
    update(options) { Object.assign(this.options, options); }
    async submit() {
      this.submitted = true;
      return this.element ? this.element.ask({ type: 'check' }) : {};
    }

    async fetchUpdates() { return {}; }
  }

  // The bank's page, over everything, until it says that it is done.
  function challenge(url) {
    return new Promise(resolve => {
      const cover = document.createElement('div');
      cover.setAttribute('role', 'dialog');
      cover.setAttribute('aria-modal', 'true');
      cover.setAttribute('aria-label', '本人認証');
      Object.assign(cover.style, { position: 'fixed', inset: '0', zIndex: '2147483647', background: 'rgba(0,0,0,.6)', display: 'grid', placeItems: 'center', padding: '12px' });
      const bank = frame(url, '本人認証');
      Object.assign(bank.style, { maxWidth: '400px', height: 'min(480px, 90vh)', background: '#fff', borderRadius: '12px' });
      cover.append(bank);
      const opener = document.activeElement;
      const done = event => {
        if (event.source !== bank.contentWindow || event.data?.type !== 'stripe-sim:3ds') return;
        window.removeEventListener('message', done);
        cover.remove();
        opener?.focus?.();
        resolve();
      };
      window.addEventListener('message', done);
      document.body.append(cover);
      bank.focus();
    });
  }

  class StripeObject {
    constructor(key, options) {
      this.key = key;
      this.account = options?.stripeAccount;
    }

    elements(options) { return new Elements(this, options); }

    retrievePaymentIntent(clientSecret) {
      return call(this.key, this.account, `payment_intents/${intentOf(clientSecret)}?${new URLSearchParams({ client_secret: clientSecret })}`);
    }

    async confirmPayment({ elements, clientSecret, confirmParams = {}, redirect = 'always' }) {
      const secret = clientSecret || elements?.options.clientSecret;
      if (!secret) throw new Error('confirmPayment needs a clientSecret, given to elements() or to this call.');
      if (redirect !== 'if_required' && !confirmParams.return_url) throw new Error('confirmParams.return_url is required.');
      const refused = elements?.options.mode && await this.compare(elements, secret);
      if (refused) return refused;
      const parameters = confirmParams.return_url ? { return_url: confirmParams.return_url } : {};
      // Without elements the intent has its card already, or is given one that is kept.
      const kept = confirmParams.payment_method ? { payment_method: confirmParams.payment_method } : {};
      const first = !elements || confirmParams.payment_method
        ? await call(this.key, this.account, `payment_intents/${intentOf(secret)}/confirm`,
          { ...parameters, client_secret: secret, use_stripe_sdk: 'true', ...kept })
        : await elements.element.ask({ type: 'confirm', clientSecret: secret, parameters });
      const result = await this.settle(first, secret);
      if (result.error || redirect === 'if_required') return result;

      const back = new URL(confirmParams.return_url);
      back.searchParams.set('payment_intent', result.paymentIntent.id);
      back.searchParams.set('payment_intent_client_secret', secret);
      back.searchParams.set('redirect_status', 'succeeded');
      location.assign(back);
      return new Promise(() => { });
    }

    // Elements made before the intent ("deferred") must describe the same payment, and be submitted first.
    async compare(elements, secret) {
      const refuse = message => ({ error: { type: 'invalid_request_error', message } });
      if (!elements.submitted) return refuse('elements.submit() must be called before stripe.confirmPayment().');
      const { paymentIntent: intent, error } = await this.retrievePaymentIntent(secret);
      if (error) return { error };
      const { amount, currency, captureMethod, setupFutureUsage, paymentMethodTypes } = elements.options;
      const manual = method => method === 'manual';
      if (amount !== intent.amount || currency !== intent.currency) return refuse('The amount or currency of Elements does not match the PaymentIntent.');
      if (manual(captureMethod) !== manual(intent.capture_method)) return refuse('The captureMethod of Elements does not match the PaymentIntent.');
      if ((setupFutureUsage || null) !== intent.setup_future_usage) return refuse('The setupFutureUsage of Elements does not match the PaymentIntent.');
      if (paymentMethodTypes && paymentMethodTypes.join() !== intent.payment_method_types.join()) return refuse('The paymentMethodTypes of Elements do not match the PaymentIntent.');
      return null;
    }

    async handleNextAction({ clientSecret }) { return this.settle(await this.retrievePaymentIntent(clientSecret), clientSecret); }

    async settle(result, clientSecret) {
      const action = result.paymentIntent?.next_action;
      if (!action || action.type === 'konbini_display_details') return result;
      if (action.type === 'redirect_to_url') {
        location.assign(action.redirect_to_url.url);
        return new Promise(() => { });
      }
      await challenge(action.use_stripe_sdk.stripe_js);
      const after = await this.retrievePaymentIntent(clientSecret);
      const failed = after.paymentIntent?.status === 'requires_payment_method' && after.paymentIntent.last_payment_error;
      return failed ? { error: { ...failed, payment_intent: after.paymentIntent } } : after;
    }
  }

  window.Stripe = (key, options) => new StripeObject(key, options);
  window.Stripe.version = 'simulator';
})();
