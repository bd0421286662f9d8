import {LitElement, css, html, nothing} from 'lit';
import './connect-form.js';
import './connection-settings.js';
import './crm-messages.js';
import './first-write.js';
import {SignedOut, ask} from './graphql.js';
import './rate-budget.js';
import './sync-progress.js';
import {theme} from './theme.js';
import {counted, number, when} from './words.js';

const SYNC = `mutation($provider: CrmProvider!) {
  sync(provider: $provider) { __typename ... on Problem { message } }
}`;
const DISCONNECT = `mutation($provider: CrmProvider!) {
  disconnect(provider: $provider) {
    ... on Disconnected { contactsKept pushesSetAside }
    ... on Problem { message }
  }
}`;
const HEALTH = {
  NONE: 'Not connected',
  GREEN: 'Working',
  AMBER: 'Needs a look',
  RED: 'Stopped',
};

/** One CRM: how it stands, and what can be done about it. Says "changed" after doing something. */
class IntegrationCard extends LitElement {
  static properties = {
    integration: {},
    budget: {},
    mode: {state: true},
    syncing: {state: true},
    busy: {state: true},
    note: {state: true},
  };

  static styles = [
    theme,
    css`
      .panel {
        height: 100%;
        display: flex;
        flex-direction: column;
        gap: 1rem;
      }
      header {
        display: flex;
        gap: 0.75rem;
        align-items: center;
      }
      header h2 {
        flex: 1;
      }
      .mark {
        width: 2.25rem;
        height: 2.25rem;
        display: grid;
        place-items: center;
        border-radius: 0.625rem;
        background: var(--accent-faint);
        color: var(--accent);
        font-weight: 700;
      }
      .absent .mark {
        background: var(--sunken);
        color: var(--ink-soft);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.25rem 1rem;
        font-size: 0.9375rem;
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        text-align: right;
      }
      .foot {
        margin-top: auto;
      }
    `,
  ];

  constructor() {
    super();
    this.mode = 'shown';
  }

  render() {
    const it = this.integration;
    const isConnected = it.status === 'ACTIVE' || it.status === 'SUSPENDED';
    return html`
      <article class="panel ${it.offer ? '' : 'absent'}" aria-labelledby="title">
        <header>
          <span class="mark" aria-hidden="true">${it.title[0]}</span>
          <h2 id="title">${it.title}</h2>
          <span class="badge ${it.health}">
            ${it.offer ? HEALTH[it.health] : 'Not available yet'}
          </span>
        </header>
        ${isConnected ? this.#connected(it) : this.#unconnected(it)}
      </article>
    `;
  }

  #unconnected(it) {
    if (!it.offer) {
      return html`<p class="soft">
        ${it.title} cannot be connected yet. We are working on it, and this card will tell you when
        it is ready.
      </p>`;
    }
    if (this.mode === 'connecting') {
      return html`<connect-form
        .provider=${it.provider}
        .crm=${it.title}
        .offer=${it.offer}
        @connected=${this.#connectedNow}
        @cancelled=${() => (this.mode = 'shown')}
      ></connect-form>`;
    }
    return html`
      ${this.note ? html`<p class="message good small" role="status">${this.note}</p>` : nothing}
      <p class="soft">
        ${it.status === 'DISCONNECTED'
          ? `Disconnected. ${counted(it.linkedContacts, 'contact')} stay in NurtureHub; connect the same account again and they are taken up where they were left.`
          : `Bring your ${it.title} contacts into NurtureHub and keep both in step.`}
      </p>
      ${it.offer.notice ? html`<p class="small soft">${it.offer.notice}</p>` : nothing}
      <div class="foot">
        <button class="main" @click=${() => (this.mode = 'connecting')}>
          ${it.status === 'DISCONNECTED' ? 'Connect again' : 'Connect'}
        </button>
      </div>
    `;
  }

  #connected(it) {
    if (this.mode === 'disconnecting') return this.#askBeforeDisconnecting(it);
    if (this.mode === 'connecting') return this.#unconnected({...it, status: 'DISCONNECTED'});
    const isRunning = this.syncing || it.currentRun;
    return html`
      <p class="small ${it.health === 'GREEN' ? 'soft' : 'message warn'}">${it.healthReason}</p>
      ${isRunning
        ? html`<sync-progress
            .provider=${it.provider}
            .before=${it.currentRun ? undefined : it.lastRun?.id}
            @ended=${this.#syncEnded}
          ></sync-progress>`
        : nothing}
      ${this.note ? html`<p class="message small" role="status">${this.note}</p>` : nothing}
      ${it.preview
        ? html`<first-write
            .provider=${it.provider}
            .crm=${it.title}
            .preview=${it.preview}
          ></first-write>`
        : nothing}
      <dl>
        <dt>Account</dt>
        <dd>${it.account}</dd>
        <dt>Contacts</dt>
        <dd class="number">${number(it.linkedContacts)}</dd>
        ${it.inSync ? this.#inSync(it.inSync) : nothing}
        <dt>Last synced</dt>
        <dd>${it.lastSyncedAt ? when(it.lastSyncedAt) : 'not yet'}</dd>
        <dt>Next sync</dt>
        <dd>${isRunning ? 'in progress' : it.nextSyncAt ? when(it.nextSyncAt) : 'soon'}</dd>
      </dl>
      ${it.messages
        ? html`<crm-messages .provider=${it.provider} .messages=${it.messages}></crm-messages>`
        : nothing}
      ${it.settings
        ? html`<connection-settings
            .provider=${it.provider}
            .crm=${it.title}
            .settings=${it.settings}
            .creates=${it.capabilities?.createsContacts ?? false}
          ></connection-settings>`
        : nothing}
      ${this.budget
        ? html`<rate-budget .budget=${this.budget} .crm=${it.title}></rate-budget>`
        : nothing}
      <div class="row foot">
        ${it.status === 'SUSPENDED'
          ? html`<button class="main" @click=${() => (this.mode = 'connecting')}>Reconnect</button>`
          : html`<button class="main" ?disabled=${isRunning || this.busy} @click=${this.#sync}>
              ${isRunning ? 'Syncing…' : 'Sync now'}
            </button>`}
        <button class="plain" @click=${() => (this.mode = 'disconnecting')}>Disconnect…</button>
      </div>
    `;
  }

  #inSync({percent, waiting}) {
    return html`
      <dt>Provably in sync</dt>
      <dd class="number">
        ${percent}%${waiting
          ? html`<br /><span class="small soft">${counted(waiting, 'contact')} not yet</span>`
          : nothing}
      </dd>
    `;
  }

  #askBeforeDisconnecting(it) {
    return html`
      <div class="stack" role="group" aria-label="Disconnect ${it.title}">
        <p><strong>Disconnect ${it.title}?</strong></p>
        <p class="small">
          NurtureHub forgets the credentials and stops syncing. The
          ${counted(it.linkedContacts, 'contact')} and the record of decisions stay here. Changes
          that ${it.title} has not been told yet are set aside, where you can see them.
        </p>
      </div>
      <div class="row foot">
        <button class="danger" ?disabled=${this.busy} @click=${this.#disconnect}>
          ${this.busy ? 'Disconnecting…' : `Disconnect ${it.title}`}
        </button>
        <button class="plain" ?disabled=${this.busy} @click=${() => (this.mode = 'shown')}>
          Keep it connected
        </button>
      </div>
    `;
  }

  #connectedNow() {
    this.mode = 'shown';
    this.note = undefined;
    this.syncing = true;
    this.#say('changed');
  }

  #syncEnded(event) {
    event.stopPropagation();
    this.syncing = false;
    const run = event.detail;
    this.note = !run
      ? undefined
      : run.state === 'FAILED'
        ? run.failureReason
        : `Sync finished: ${counted(run.read, 'contact')} read, ${number(run.created)} new, ${number(run.updated)} updated.`;
    this.#say('changed');
  }

  #sync() {
    return this.#try(async () => {
      this.note = undefined;
      const {sync} = await ask(SYNC, {provider: this.integration.provider});
      if (sync.message) this.note = sync.message;
      else this.syncing = true;
    });
  }

  #disconnect() {
    return this.#try(async () => {
      const {disconnect} = await ask(DISCONNECT, {provider: this.integration.provider});
      this.mode = 'shown';
      this.syncing = false;
      const setAside = disconnect.pushesSetAside
        ? ` ${counted(disconnect.pushesSetAside, 'change')} set aside.`
        : '';
      this.note =
        disconnect.message ??
        `Disconnected. ${counted(disconnect.contactsKept, 'contact')} kept.${setAside}`;
      this.#say('changed');
    });
  }

  async #try(action) {
    this.busy = true;
    try {
      await action();
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

customElements.define('integration-card', IntegrationCard);
