import {css, html, nothing} from 'lit';
import {ask} from './graphql.js';
import {Paged, lines} from './paged.js';
import {theme} from './theme.js';
import {CRM, when} from './words.js';

const FILE = '/dashboard/settings/integrations/sync-log.csv';
const PAGE = 20;
const LIST = `query($after: String, $filter: SyncEventFilter) {
  syncEvents(first: ${PAGE}, after: $after, filter: $filter) {
    pageInfo { hasNextPage endCursor }
    edges { node { id at title provider contactId contact { displayName } outcome said actor } }
  }
}`;

const RESULT = {
  DONE: 'It worked',
  TRIED_AGAIN: 'Tried again by itself',
  FAILED: 'Somebody has to act',
};
const WAY = {FROM_CRM: 'From the CRM', TO_CRM: 'To the CRM'};

/** What came, what went out, what failed, and who pressed what. */
class SyncLog extends Paged {
  static properties = {
    open: {state: true},
    filter: {state: true},
  };

  static styles = [
    theme,
    lines,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: end;
        margin: 0.75rem 0;
      }
      form > label,
      form > a {
        display: flex;
        gap: 0.5rem;
        padding-block: 0.625rem;
      }
      .FAILED {
        color: var(--bad);
      }
    `,
  ];

  constructor() {
    super();
    this.filter = {};
  }

  async read(after) {
    return (await ask(LIST, {after, filter: this.filter})).syncEvents;
  }

  /** It may be long, and is read only for whoever looks at it. */
  async refresh() {
    if (this.open) await super.refresh();
  }

  #toggled(event) {
    this.open = event.target.open;
    this.refresh();
  }

  #choose(name, chosen) {
    const {[name]: _, ...others} = this.filter;
    this.filter = chosen ? {...others, [name]: chosen} : others;
    this.refresh();
  }

  render() {
    return html`
      <section class="panel stack" aria-labelledby="log">
        <div>
          <h2 id="log">Sync log</h2>
          <p class="small soft">
            What came, what went out, what failed, and who pressed what. It is kept for a while.
          </p>
        </div>
        ${this.trouble()}
        <details @toggle=${this.#toggled}>
          <summary>Show what happened</summary>
          ${this.#filters()}
          <ul class="lines" aria-label="What happened">
            ${this.entries.map((event) => this.#line(event))}
          </ul>
          ${this.entries.length
            ? nothing
            : html`<p class="soft small" role="status">Nothing like that has happened.</p>`}
          ${this.more()}
        </details>
      </section>
    `;
  }

  #filters() {
    return html`
      <form @submit=${(event) => event.preventDefault()}>
        ${this.#pick('CRM', 'provider', CRM, 'All of them')}
        ${this.#pick('Direction', 'direction', WAY, 'Both ways')}
        ${this.#pick('Result', 'outcomes', RESULT, 'Any')}
        <label class="small">
          <input
            type="checkbox"
            @change=${(event) => this.#choose('peopleOnly', event.target.checked)}
          />
          Only what a person pressed
        </label>
        <a class="small" href=${this.#file()} download>Download these (CSV)</a>
      </form>
    `;
  }

  #pick(label, name, words, all) {
    return html`
      <div class="small">
        <label for=${name}>${label}</label>
        <select id=${name} @change=${(event) => this.#choose(name, event.target.value)}>
          <option value="">${all}</option>
          ${Object.entries(words).map(
            ([value, word]) => html`<option value=${value}>${word}</option>`
          )}
        </select>
      </div>
    `;
  }

  #file() {
    const chosen = new URLSearchParams(this.filter).toString();
    return chosen ? `${FILE}?${chosen}` : FILE;
  }

  #line({at, title, provider, contactId, contact, outcome, said, actor}) {
    return html`
      <li>
        <span class="soft small">${CRM[provider] ?? ''}</span>
        <strong>${title}</strong>
        <span class="small soft at">${when(at)}</span>
        <p class="small">
          ${said}
          ${contact
            ? html`<a href="#contact=${contactId}">${contact.displayName}</a>`
            : nothing}
          ${outcome === 'DONE' ? nothing : html`<span class=${outcome}>${RESULT[outcome]}.</span>`}
          ${actor ? html`<span class="soft">By ${actor}.</span>` : nothing}
        </p>
      </li>
    `;
  }
}

customElements.define('sync-log', SyncLog);
