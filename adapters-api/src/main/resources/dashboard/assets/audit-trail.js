import {css, html, nothing} from 'lit';
import {ask} from './graphql.js';
import {Paged, lines} from './paged.js';
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
class AuditTrail extends Paged {
  static properties = {
    proof: {state: true},
    busy: {state: true},
  };

  static styles = [
    theme,
    lines,
    css`
      code {
        overflow-wrap: anywhere;
      }
    `,
  ];

  async read(after) {
    return (await ask(LIST, {after})).auditTrail;
  }

  async #verify() {
    this.busy = true;
    this.proof = undefined;
    await this.attempt(async () => {
      this.proof = (await ask(VERIFY)).verifyAuditTrail;
    });
    this.busy = false;
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
          </div>
          <button ?disabled=${this.busy} @click=${this.#verify}>
            ${this.busy ? 'Checking…' : 'Check that nobody touched it'}
          </button>
        </div>
        <div role="status">${this.proof ? this.#shown(this.proof) : nothing}</div>
        ${this.trouble()}
        <details>
          <summary>Show the decisions</summary>
          <ul class="lines">
            ${this.entries.map((entry) => this.#entry(entry))}
          </ul>
          ${this.more()}
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
