import {LitElement, css, html, nothing} from 'lit';
import {SignedOut, ask} from './graphql.js';
import {theme} from './theme.js';
import {CHANNEL, FIELD, counted, number} from './words.js';

const PAGE = 10;
const ITEMS = `query($provider: CrmProvider!, $part: PreviewPart!, $after: String) {
  previewItems(provider: $provider, part: $part, first: ${PAGE}, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { contact { id displayName } fields consents ground } }
  }
}`;
const DECIDE = 'mutation($id: ID!) { done: %s(id: $id) { __typename ... on Problem { message } } }';
const GROUND = {
  OUR_REFERENCE: 'holds NurtureHub’s reference',
  EMAIL: 'same e-mail address',
  PHONE_AND_SURNAME: 'same phone number and surname',
};

/** What would be written to a CRM first, and whether it may. Says "changed" once decided. */
class FirstWrite extends LitElement {
  static properties = {
    provider: {},
    crm: {},
    preview: {},
    lists: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  static styles = [
    theme,
    css`
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0.25rem 1rem;
        margin: 0;
        font-size: 0.9375rem;
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        text-align: right;
      }
      summary {
        cursor: pointer;
      }
      details li {
        padding: 0.125rem 0;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.lists = {};
  }

  render() {
    const {question} = this.preview;
    if (!question) {
      return html`<p class="message small" role="status">
        Nothing is written to ${this.crm} yet. Once everything has been read, you see here what it
        would be.
      </p>`;
    }
    const isRejected = question.answer === 'REJECTED';
    return html`
      <section class="stack" aria-labelledby="first-write">
        <h3 id="first-write">
          ${isRejected
            ? `Reading only: nothing is written to ${this.crm}`
            : `Before anything is written to ${this.crm}`}
        </h3>
        ${this.#counts()} ${this.#lists()}
        ${this.problem
          ? html`<p class="message bad small" role="alert">${this.problem}</p>`
          : nothing}
        <div class="row">
          <button class="main" ?disabled=${this.busy} @click=${() => this.#decide('approve')}>
            ${isRejected ? 'Write after all' : `Yes, write to ${this.crm}`}
          </button>
          ${isRejected
            ? nothing
            : html`<button ?disabled=${this.busy} @click=${() => this.#decide('reject')}>
                No, only read
              </button>`}
        </div>
      </section>
    `;
  }

  #counts() {
    const it = this.preview;
    return html`
      <dl>
        <dt>New in NurtureHub, from ${this.crm}</dt>
        <dd class="number">${number(it.createdHere)}</dd>
        <dt>Known to both, and linked</dt>
        <dd class="number">${number(it.linked)}</dd>
        <dt>Brought up to date in NurtureHub</dt>
        <dd class="number">${number(it.changedHere)}</dd>
        <dt>Would be added to ${this.crm}</dt>
        <dd class="number">${number(it.createdThere)}</dd>
        <dt>Would be changed in ${this.crm}</dt>
        <dd class="number">${number(it.changedThere)}</dd>
      </dl>
      ${it.scoresThere
        ? html`<p class="small soft">
            ${counted(it.scoresThere, 'contact')} more would get a score or their activity.
          </p>`
        : nothing}
      ${it.optOuts
        ? html`<p class="message warn small">
            ${counted(it.optOuts, 'person', 'people')} declined to be contacted, and ${this.crm} does
            not know it yet. NurtureHub does not contact them in any case.
          </p>`
        : nothing}
    `;
  }

  #lists() {
    const {linked, createdThere, changedThere} = this.preview;
    return [
      ['LINKED', linked, 'Who was linked, and why'],
      ['CREATED_THERE', createdThere, `Who would be added to ${this.crm}`],
      ['CHANGED_THERE', changedThere, `What would be changed in ${this.crm}`],
    ].map(([part, many, title]) => (many ? this.#list(part, title) : nothing));
  }

  #list(part, title) {
    const list = this.lists[part];
    return html`
      <details class="small" @toggle=${(e) => e.target.open && !list && this.#load(part, null)}>
        <summary>${title}</summary>
        ${list
          ? html`<ul>
                ${list.items.map((item) => html`<li>${this.#item(item)}</li>`)}
              </ul>
              ${list.more
                ? html`<button @click=${() => this.#load(part, list.more)}>Show more</button>`
                : nothing}`
          : html`<p class="soft" role="status">Loading…</p>`}
      </details>
    `;
  }

  #item({contact, fields, consents, ground}) {
    const what = [
      ...fields.map((field) => FIELD[field]),
      ...consents.map((channel) => `consent by ${CHANNEL[channel]}`),
    ].join(', ');
    const who = contact
      ? html`<a href="#contact=${contact.id}">${contact.displayName}</a>`
      : 'somebody since erased';
    return ground
      ? html`${who}: ${GROUND[ground]}${what ? `; taken over here: ${what}` : ''}`
      : html`${who}: ${what || 'nothing but the name is known'}`;
  }

  async #load(part, after) {
    try {
      const {previewItems} = await ask(ITEMS, {provider: this.provider, part, after});
      const items = previewItems.edges.map((edge) => edge.node);
      const before = after ? this.lists[part].items : [];
      const {hasNextPage, endCursor} = previewItems.pageInfo;
      this.lists = {
        ...this.lists,
        [part]: {items: [...before, ...items], more: hasNextPage ? endCursor : null},
      };
    } catch (e) {
      this.#failed(e);
    }
  }

  async #decide(answer) {
    this.busy = true;
    this.problem = undefined;
    try {
      const {done} = await ask(DECIDE.replace('%s', answer), {id: this.preview.question.id});
      this.problem = done.message;
      this.#say('changed');
    } catch (e) {
      this.#failed(e);
    } finally {
      this.busy = false;
    }
  }

  #failed(e) {
    if (e instanceof SignedOut) this.#say('signed-out');
    else this.problem = e.message;
  }

  #say(what) {
    this.dispatchEvent(new CustomEvent(what, {bubbles: true, composed: true}));
  }
}

customElements.define('first-write', FirstWrite);
