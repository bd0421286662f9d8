import {LitElement, css, html, nothing} from 'lit';
import {SignedOut, Unreachable, ask} from './graphql.js';
import {theme} from './theme.js';
import {CRM, FIELD, detail, duration, exactly, value, when} from './words.js';

const LIST = `query($after: String) {
  auditTrail(first: 50, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node {
      id at kind provider reason erased actor
      hubVersion { ...all } crmVersion { ...all }
      contact { displayName }
      outcome { winner hubAt crmAt clockOffsetSeconds differences { field hubValue crmValue winner } }
    } }
  }
}
fragment all on ContactDetails { title forename surname emails phones address categories }`;
const RESTORE = `mutation($id: ID!) {
  restoreVersion(auditEntryId: $id) {
    ... on VersionRestored { contact { displayName } }
    ... on Problem { message }
  }
}`;
const PAGES_MAX = 10;
const SETTLED = new Set(['CONFLICT', 'FIRST_MATCH', 'LATE_EDIT']);

/** Contacts that were edited on both sides: both versions, and the way back to the other one. */
class ConflictList extends LitElement {
  static properties = {
    entries: {state: true},
    more: {state: true},
    note: {state: true},
    problem: {state: true},
  };

  static styles = [
    theme,
    css`
      details {
        border-top: 1px solid var(--line);
      }
      details:first-of-type {
        border-top: 0;
      }
      summary {
        cursor: pointer;
        padding: 0.75rem 0.25rem;
        border-radius: 0.375rem;
      }
      summary strong {
        margin-right: 0.5rem;
      }
      .inside {
        padding: 0.25rem 0.25rem 1.25rem;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.9375rem;
        table-layout: fixed;
      }
      th,
      td {
        text-align: left;
        vertical-align: top;
        padding: 0.5rem;
        border-bottom: 1px solid var(--line);
        overflow-wrap: anywhere;
      }
      thead th {
        font-weight: 600;
      }
      thead .small {
        font-weight: 400;
      }
      tbody th {
        font-weight: 500;
        color: var(--ink-soft);
      }
      td.stands {
        background: var(--good-faint);
      }
      td s {
        color: var(--ink-soft);
      }
    `,
  ];

  constructor() {
    super();
    this.entries = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
  }

  async refresh() {
    await this.#load(null);
  }

  async #load(after) {
    try {
      const found = [];
      let cursor = after;
      // Other decisions stand between them, so a page may hold none.
      for (let pages = 0; pages < PAGES_MAX && found.length === 0; pages++) {
        const {auditTrail} = await ask(LIST, {after: cursor});
        found.push(
          ...auditTrail.edges
            .map((edge) => edge.node)
            .filter((entry) => SETTLED.has(entry.kind) && entry.outcome)
        );
        cursor = auditTrail.pageInfo.hasNextPage ? auditTrail.pageInfo.endCursor : null;
        if (!cursor) break;
      }
      this.entries = after ? [...this.entries, ...found] : found;
      this.more = cursor;
      this.problem = undefined;
    } catch (e) {
      if (!(e instanceof Unreachable)) this.#failed(e);
    }
  }

  render() {
    this.hidden = this.entries.length === 0 && !this.note && !this.problem;
    return html`
      <section class="panel stack" aria-labelledby="conflicts">
        <div>
          <h2 id="conflicts">Edited on both sides</h2>
          <p class="small soft">
            When a contact is changed here and in the CRM, the later change stands. The other one is
            kept here, and you can bring it back.
          </p>
        </div>
        ${this.note ? html`<p class="message small" role="status">${this.note}</p>` : nothing}
        ${this.problem
          ? html`<p class="message bad small" role="alert">${this.problem}</p>`
          : nothing}
        <div>${this.entries.map((entry) => this.#entry(entry))}</div>
        ${this.more
          ? html`<div><button @click=${() => this.#load(this.more)}>Show more</button></div>`
          : nothing}
      </section>
    `;
  }

  #entry(entry) {
    const crm = CRM[entry.provider] ?? 'Newer edit';
    const {winner, hubAt, crmAt, differences} = entry.outcome;
    const name = entry.contact?.displayName ?? 'A contact that was erased';
    return html`
      <details>
        <summary>
          <strong>${name}</strong>
          <span class="small soft">
            ${differences.map((d) => FIELD[d.field]).join(', ')} ·
            ${winner === 'HUB' ? 'NurtureHub' : crm} stands · ${when(entry.at)}
          </span>
        </summary>
        <div class="inside stack">
          <p class="small">${entry.reason} ${this.#clock(entry)}</p>
          <table>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">NurtureHub<br /><span class="small soft">${exactly(hubAt)}</span></th>
                <th scope="col">${crm}<br /><span class="small soft">${exactly(crmAt)}</span></th>
              </tr>
            </thead>
            <tbody>
              ${Object.keys(FIELD).map((field) => this.#line(entry, field))}
            </tbody>
          </table>
          ${entry.erased || !entry.contact
            ? nothing
            : html`<div>
                <button @click=${() => this.#restore(entry.id, name)}>
                  Bring back the ${winner === 'HUB' ? crm : 'NurtureHub'} version
                </button>
              </div>`}
        </div>
      </details>
    `;
  }

  #line(entry, field) {
    const difference = entry.outcome.differences.find((d) => d.field === field);
    if (difference) {
      return html`<tr class="differs">
        <th scope="row">${FIELD[field]} <span class="small">(differs)</span></th>
        ${this.#cell(difference, 'HUB', difference.hubValue)}
        ${this.#cell(difference, 'CRM', difference.crmValue)}
      </tr>`;
    }
    if (!entry.hubVersion || !entry.crmVersion) return nothing;
    return html`<tr>
      <th scope="row">${FIELD[field]}</th>
      <td class="soft">${detail(field, entry.hubVersion)}</td>
      <td class="soft">${detail(field, entry.crmVersion)}</td>
    </tr>`;
  }

  #clock({provider, outcome: {clockOffsetSeconds}}) {
    const seconds = Math.round(Math.abs(clockOffsetSeconds));
    if (!provider || seconds === 0) return nothing;
    const way = clockOffsetSeconds > 0 ? 'ahead' : 'behind';
    const much = seconds < 60 ? `${seconds} s` : duration(seconds);
    return `${CRM[provider]}’s clock is ${much} ${way}; its time below is corrected for that.`;
  }

  #cell(difference, side, text) {
    const shown = text === null ? 'erased' : value(difference.field, text);
    return difference.winner === side
      ? html`<td class="stands">${shown} <span class="small">(stands)</span></td>`
      : html`<td><s>${shown}</s></td>`;
  }

  async #restore(id, name) {
    try {
      const {restoreVersion} = await ask(RESTORE, {id});
      this.note = restoreVersion.message ?? `The other version of ${name} is back.`;
      await this.refresh();
      this.dispatchEvent(new CustomEvent('changed', {bubbles: true, composed: true}));
    } catch (e) {
      this.#failed(e);
    }
  }

  #failed(e) {
    if (e instanceof SignedOut) {
      this.dispatchEvent(new CustomEvent('signed-out', {bubbles: true, composed: true}));
    } else {
      this.problem = e.message;
    }
  }
}

customElements.define('conflict-list', ConflictList);
