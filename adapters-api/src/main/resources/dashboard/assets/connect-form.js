import {LitElement, css, html, nothing} from 'lit';
import {SignedOut, ask} from './graphql.js';
import {theme} from './theme.js';

const CONNECT = `mutation($input: ConnectInput!) {
  connect(input: $input) {
    __typename
    ... on Problem { message }
    ... on CredentialsRefused { field }
  }
}`;

const BEGIN = `mutation($provider: CrmProvider!, $previewFirst: Boolean!) {
  beginConnect(provider: $provider, previewFirst: $previewFirst) {
    __typename
    ... on ConnectBegun { address }
    ... on Problem { message }
  }
}`;

/** What connecting takes. Says "connected" or "cancelled", or leaves for the CRM's own sign-in. */
class ConnectForm extends LitElement {
  static properties = {
    provider: {},
    crm: {},
    offer: {},
    busy: {state: true},
    problem: {state: true},
  };

  static styles = [
    theme,
    css`
      form {
        display: grid;
        gap: 1rem;
      }
      label {
        display: block;
        font-weight: 550;
        margin-bottom: 0.25rem;
      }
      label.tick {
        display: flex;
        gap: 0.5rem;
        align-items: start;
        margin: 0;
        font-weight: inherit;
      }
      input[type='checkbox'] {
        width: 1.125rem;
        min-height: 1.125rem;
        margin: 0.125rem 0 0;
        flex: none;
        accent-color: var(--accent);
      }
      input[aria-invalid='true'] {
        border-color: var(--bad);
      }
    `,
  ];

  firstUpdated() {
    this.renderRoot.querySelector('input:not([type=checkbox])')?.focus();
  }

  render() {
    return html`
      <form @submit=${this.#submit} aria-label="Connect ${this.crm}" autocomplete="off">
        <p class="small soft">${this.offer.help}</p>
        ${this.offer.signIn ? this.#previewFirst() : nothing}
        ${this.offer.signIn
          ? html`<div>
              <button type="button" class="main" ?disabled=${this.busy} @click=${this.#signIn}>
                ${this.offer.signIn}
              </button>
            </div>`
          : nothing}
        ${this.offer.fields.map((field) => this.#field(field))}
        ${this.offer.signIn ? nothing : this.#previewFirst()}
        ${this.problem
          ? html`<p class="message bad small" role="alert">${this.problem.message}</p>`
          : nothing}
        <div class="row">
          ${this.offer.fields.length
            ? html`<button class=${this.offer.signIn ? 'plain' : 'main'} ?disabled=${this.busy}>
                ${this.busy ? 'Checking with ' + this.crm + '…' : 'Connect ' + this.crm}
              </button>`
            : nothing}
          <button type="button" class="plain" @click=${() => this.#say('cancelled')}>Cancel</button>
        </div>
      </form>
    `;
  }

  #previewFirst() {
    return html`<label class="tick small">
      <input type="checkbox" id="preview-first" checked />
      Show me what would change in ${this.crm} before anything is written there
    </label>`;
  }

  #wantsPreview() {
    return this.renderRoot.querySelector('#preview-first').checked;
  }

  #field(field) {
    const isWrong = this.problem?.field === field.name;
    return html`
      <div>
        <label for=${field.name}>${field.label}</label>
        <input
          id=${field.name}
          name=${field.name}
          type=${field.secret ? 'password' : 'text'}
          autocomplete="off"
          spellcheck="false"
          required
          aria-describedby="${field.name}-hint"
          aria-invalid=${isWrong ? 'true' : 'false'}
        />
        <p class="small soft" id="${field.name}-hint">${field.hint}</p>
      </div>
    `;
  }

  #submit(event) {
    event.preventDefault();
    const typed = new FormData(event.target);
    return this.#try(async () => {
      const {connect} = await ask(CONNECT, {
        input: {
          provider: this.provider,
          previewFirst: this.#wantsPreview(),
          credentials: this.offer.fields.map(({name}) => ({name, value: typed.get(name).trim()})),
        },
      });
      if (connect.__typename === 'Connected') this.#say('connected');
      else this.problem = connect;
    });
  }

  #signIn() {
    return this.#try(async () => {
      const {beginConnect} = await ask(BEGIN, {
        provider: this.provider,
        previewFirst: this.#wantsPreview(),
      });
      if (beginConnect.__typename === 'ConnectBegun') location.assign(beginConnect.address);
      else this.problem = beginConnect;
    });
  }

  async #try(action) {
    this.busy = true;
    this.problem = undefined;
    try {
      await action();
    } catch (e) {
      if (e instanceof SignedOut) this.#say('signed-out');
      else this.problem = {message: e.message};
    } finally {
      this.busy = false;
    }
  }

  #say(what) {
    this.dispatchEvent(new CustomEvent(what, {bubbles: true, composed: true}));
  }
}

customElements.define('connect-form', ConnectForm);
