import {LitElement, css, html, nothing} from 'lit';
import {SignedOut, ask} from './graphql.js';
import {theme} from './theme.js';
import {when} from './words.js';

const GIVE = `mutation($input: WebhookSecretInput!) {
  giveWebhookSecret(input: $input) { __typename ... on Problem { message } }
}`;
const WORDS = {
  NONE: 'The CRM does not tell of changes by itself; the regular sync finds them.',
  BY_HAND: 'The CRM can tell of changes at once, when it is set up there.',
  REGISTERED: 'The CRM is to tell of changes at once; NurtureHub waits to see that it does.',
  RELIED_ON: 'The CRM tells of changes at once, so the regular sync runs less often.',
  BROKEN: 'The CRM does not tell of changes as it should; the regular sync finds them.',
};

/** What a CRM tells by itself, and what a person does to make it. Says "changed" after a secret. */
class CrmMessages extends LitElement {
  static properties = {
    provider: {},
    messages: {},
    busy: {state: true},
    note: {state: true},
  };

  static styles = [
    theme,
    css`
      form {
        display: grid;
        gap: 0.5rem;
        margin-top: 0.5rem;
      }
      summary {
        cursor: pointer;
      }
    `,
  ];

  render() {
    const it = this.messages;
    return html`
      <details class="small">
        <summary>${it.lastAt ? `Last message ${when(it.lastAt)}` : 'No message yet'}</summary>
        <p class="soft">${WORDS[it.state]}</p>
        ${it.instructions ? html`<p>${it.instructions}</p>` : nothing}
        ${it.wantsSecret ? this.#form() : nothing}
        ${this.note ? html`<p role="status">${this.note}</p>` : nothing}
      </details>
    `;
  }

  #form() {
    return html`
      <form @submit=${this.#give} autocomplete="off" aria-label="Secret for messages">
        <label for="secret">Signing secret</label>
        <input id="secret" name="secret" type="password" minlength="12" required />
        <div class="row">
          <button class="plain" ?disabled=${this.busy}>Keep the secret</button>
        </div>
      </form>
    `;
  }

  async #give(event) {
    event.preventDefault();
    const form = event.target;
    const secret = new FormData(form).get('secret');
    this.busy = true;
    try {
      const {giveWebhookSecret} = await ask(GIVE, {input: {provider: this.provider, secret}});
      this.note = giveWebhookSecret.message ?? 'The secret is kept.';
      form.reset();
      this.#say('changed');
    } catch (e) {
      if (e instanceof SignedOut) this.#say('signed-out');
      else this.note = e.message;
    } finally {
      this.busy = false;
    }
  }

  #say(what) {
    this.dispatchEvent(new CustomEvent(what, {bubbles: true, composed: true}));
  }
}

customElements.define('crm-messages', CrmMessages);
