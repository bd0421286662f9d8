import {LitElement, css, html, nothing} from 'lit';
import {SignedOut, ask} from './graphql.js';
import {theme} from './theme.js';
import {CRM, DECISION, counted, number, when} from './words.js';

const PAGE = 20;
const LIST = `query($after: String) {
  auditTrail(first: ${PAGE}, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node { id number hash at kind provider reason actor contact { displayName } } }
  }
}`;
const VERIFY = '{ verifyAuditTrail { intact entries head brokenAt brokenBecause } }';

/** Every decision that was ever made, and the proof that nobody touched it. */
class AuditTrail extends LitElement {
  static properties = {
    entries: {state: true},
    total: {state: true},
    more: {state: true},
    proof: {state: true},
    busy: {state: true},
    problem: {state: true},
  };

  static styles = [
    theme,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        justify-content: space-between;
        align-items: start;
      }
      code {
        overflow-wrap: anywhere;
      }
      li {
        display: grid;
        grid-template-columns: 3.5rem 1fr auto;
        gap: 0.125rem 0.75rem;
        padding: 0.5rem 0;
        border-top: 1px solid var(--line);
      }
      li p {
        grid-column: 2 / -1;
      }
      @media (max-width: 34rem) {
        li {
          grid-template-columns: 2.5rem 1fr;
        }
        li .at {
          grid-column: 2;
        }
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

  #load(after) {
    return this.#try(async () => {
      const {auditTrail} = await ask(LIST, {after});
      const nodes = auditTrail.edges.map((edge) => edge.node);
      this.entries = after ? [...this.entries, ...nodes] : nodes;
      this.total = auditTrail.totalCount;
      this.more = auditTrail.pageInfo.hasNextPage ? auditTrail.pageInfo.endCursor : null;
    });
  }

  async #verify() {
    this.busy = true;
    this.proof = undefined;
    await this.#try(async () => {
      this.proof = (await ask(VERIFY)).verifyAuditTrail;
    });
    this.busy = false;
  }

  async #try(action) {
    try {
      await action();
      this.problem = undefined;
    } catch (e) {
      if (e instanceof SignedOut) {
        this.dispatchEvent(new CustomEvent('signed-out', {bubbles: true, composed: true}));
      } else {
        this.problem = e.message;
      }
    }
  }

  render() {
    this.hidden = !this.total && !this.problem;
    return html`
      <section class="panel stack" aria-labelledby="trail">
        <div class="head">
          <div>
            <h2 id="trail">Record of decisions</h2>
            <p class="small soft">
              Written once and kept for ever: who decided what, and when.
              ${counted(this.total ?? 0, 'entry', 'entries')}.
            </p>
            <p class="small">
              <a href="/dashboard/settings/integrations/sync-log.csv" download>
                Download the sync log (CSV)
              </a>
              <span class="soft">what came, what went out, what failed, and who pressed what</span>
            </p>
          </div>
          <button ?disabled=${this.busy} @click=${this.#verify}>
            ${this.busy ? 'Checking…' : 'Check that nobody touched it'}
          </button>
        </div>
        <div role="status">${this.proof ? this.#shown(this.proof) : nothing}</div>
        ${this.problem ? html`<p class="message bad small" role="alert">${this.problem}</p>` : nothing}
        <details>
          <summary>Show the decisions</summary>
          <ul>
            ${this.entries.map((entry) => this.#entry(entry))}
          </ul>
          ${this.more
            ? html`<button @click=${() => this.#load(this.more)}>Show more</button>`
            : nothing}
        </details>
      </section>
    `;
  }

  #shown({intact, entries, head, brokenAt, brokenBecause}) {
    return intact
      ? html`<p class="message good small">
          Untouched. All ${counted(entries, 'entry', 'entries')} are as they were written, and none
          is missing. The seal of the latest one: <code>${head}</code>
        </p>`
      : html`<p class="message bad small">
          Somebody changed the record. Entry ${number(brokenAt)} is not as it was written:
          ${brokenBecause}
        </p>`;
  }

  #entry(entry) {
    const about = [entry.contact?.displayName, CRM[entry.provider]].filter(Boolean).join(', ');
    return html`
      <li>
        <span class="soft number">${number(entry.number)}</span>
        <strong>${DECISION[entry.kind]}${about ? ` · ${about}` : ''}</strong>
        <span class="small soft at">${when(entry.at)}</span>
        <p class="small">
          ${entry.reason}
          <span class="soft">${entry.actor === 'sync' ? 'By NurtureHub.' : `By ${entry.actor}.`}</span>
        </p>
      </li>
    `;
  }
}

customElements.define('audit-trail', AuditTrail);
