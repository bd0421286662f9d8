import {LitElement, css, html, nothing} from 'lit';
import {SignedOut, Unreachable, ask, follow} from './graphql.js';
import {theme} from './theme.js';
import {CATEGORY, CRM, counted, number} from './words.js';

const PAGE = 25;
const LIST = `query($first: Int!, $after: String, $text: String) {
  contacts(first: $first, after: $after, filter: {text: $text}) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node {
      id displayName archivedAt hot score
      details { emails phones categories }
      links { provider }
    } }
  }
}`;

const FOLLOW = `subscription($after: String) {
  contactsChanged(after: $after) { position missed changes { kind } }
}`;

/** However much changes, the list is read again no more often than this. */
const BREATH = 1000;

/** When the stream ends or breaks off, it is taken up again after this. */
const AGAIN = 5000;

/** The people the agency knows, as they are at any moment, a page at a time, found as one types. */
class ContactList extends LitElement {
  static properties = {
    page: {state: true},
    trail: {state: true},
    text: {state: true},
    problem: {state: true},
    loading: {state: true},
  };

  static styles = [
    theme,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem 1.5rem;
        align-items: end;
        justify-content: space-between;
      }
      .search {
        flex: 0 1 22rem;
        min-width: min(100%, 14rem);
      }
      label {
        display: block;
        font-size: 0.875rem;
        color: var(--ink-soft);
        margin-bottom: 0.25rem;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        text-align: left;
        padding: 0.625rem 0.75rem 0.625rem 0;
        border-bottom: 1px solid var(--line);
        vertical-align: top;
        overflow-wrap: anywhere;
      }
      thead th {
        font-size: 0.8125rem;
        font-weight: 600;
        color: var(--ink-soft);
      }
      tbody th {
        font-weight: 550;
      }
      a {
        color: inherit;
        text-underline-offset: 0.2em;
      }
      .busy {
        cursor: progress;
      }
      .pages {
        display: flex;
        gap: 0.5rem;
        align-items: center;
        justify-content: space-between;
      }
      @media (max-width: 44rem) {
        thead {
          position: absolute;
          clip-path: inset(50%);
          width: 1px;
          height: 1px;
          overflow: hidden;
        }
        tr {
          display: block;
          padding: 0.625rem 0;
          border-bottom: 1px solid var(--line);
        }
        th,
        td {
          display: block;
          border: 0;
          padding: 0.0625rem 0;
        }
        td:empty {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.trail = [null];
    this.text = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
    document.addEventListener('visibilitychange', this.#seen);
    this.#seen();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
    document.removeEventListener('visibilitychange', this.#seen);
    this.#stop();
  }

  #pause;
  #watching;
  #position = null;
  #again;
  #breath;

  /** A browser keeps only a few connections to one place: a tab nobody looks at gives its back. */
  #seen = () => {
    if (document.hidden) this.#stop();
    else if (!this.#watching) this.#watch();
  };

  #stop() {
    this.#watching?.abort();
    this.#watching = undefined;
    clearTimeout(this.#again);
    clearTimeout(this.#breath);
    this.#breath = undefined;
  }

  async #watch() {
    const watching = new AbortController();
    this.#watching = watching;
    try {
      await follow(FOLLOW, {after: this.#position}, this.#told, watching.signal);
    } catch (e) {
      if (e instanceof SignedOut || e.name === 'AbortError') return;
    }
    if (this.#watching === watching) this.#again = setTimeout(() => this.#watch(), AGAIN);
  }

  #told = ({contactsChanged: {position, missed, changes}}) => {
    this.#position = position;
    if ((missed || changes.length) && !this.#breath) {
      this.#breath = setTimeout(() => {
        this.#breath = undefined;
        this.refresh();
      }, BREATH);
    }
  };

  #asked = 0;

  async refresh() {
    const mine = ++this.#asked;
    this.loading = true;
    try {
      const {contacts} = await ask(LIST, {
        first: PAGE,
        after: this.trail.at(-1),
        text: this.text || null,
      });
      // An answer to what was typed before would only confuse.
      if (mine === this.#asked) {
        this.page = contacts;
        this.problem = undefined;
      }
    } catch (e) {
      if (e instanceof SignedOut) {
        this.dispatchEvent(new CustomEvent('signed-out', {bubbles: true, composed: true}));
      } else if (!(e instanceof Unreachable)) {
        this.problem = e.message;
      }
    } finally {
      if (mine === this.#asked) this.loading = false;
    }
  }

  render() {
    return html`
      <section class="panel stack" aria-labelledby="contacts">
        <div class="head">
          <div>
            <h2 id="contacts">Contacts</h2>
            <p class="small soft number" role="status">${this.#count()}</p>
          </div>
          <div class="search">
            <label for="search">Find by name, e-mail or phone</label>
            <input id="search" type="search" autocomplete="off" @input=${this.#typed} />
          </div>
        </div>
        ${this.problem ? html`<p class="message bad" role="alert">${this.problem}</p>` : nothing}
        ${this.page?.edges.length ? this.#table() : this.#nobody()}
      </section>
    `;
  }

  #count() {
    if (!this.page) return 'Loading…';
    return this.text
      ? `${counted(this.page.totalCount, 'contact')} found`
      : counted(this.page.totalCount, 'contact');
  }

  #nobody() {
    if (!this.page) return nothing;
    return this.text
      ? html`<p class="soft">Nobody matches “${this.text}”.</p>`
      : html`<p class="soft">No contacts yet. Connect a CRM above, and they appear here.</p>`;
  }

  #table() {
    return html`
      <table class=${this.loading ? 'busy' : ''} aria-busy=${this.loading ? 'true' : 'false'}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">E-mail</th>
            <th scope="col">Phone</th>
            <th scope="col">Type</th>
            <th scope="col">In</th>
          </tr>
        </thead>
        <tbody>
          ${this.page.edges.map(({node}) => this.#row(node))}
        </tbody>
      </table>
      <nav class="pages" aria-label="Pages of contacts">
        <button ?disabled=${this.trail.length === 1} @click=${this.#back}>Previous</button>
        <span class="small soft number">${this.#place()}</span>
        <button ?disabled=${!this.page.pageInfo.hasNextPage} @click=${this.#on}>Next</button>
      </nav>
    `;
  }

  #row(contact) {
    const {emails, phones, categories} = contact.details;
    return html`
      <tr>
        <th scope="row">
          <a href="#contact=${contact.id}">${contact.displayName}</a>
          ${contact.archivedAt ? html`<span class="small soft">(archived)</span>` : nothing}
        </th>
        <td>${emails[0] ?? ''}</td>
        <td class="number">${phones[0] ?? ''}</td>
        <td>${categories.map((category) => CATEGORY[category]).join(', ')}</td>
        <td>${contact.links.map((link) => CRM[link.provider]).join(', ')}</td>
      </tr>
    `;
  }

  #place() {
    const from = (this.trail.length - 1) * PAGE + 1;
    return `${number(from)}–${number(from + this.page.edges.length - 1)} of ${number(this.page.totalCount)}`;
  }

  #typed(event) {
    const text = event.target.value.trim();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.text = text;
      this.trail = [null];
      this.refresh();
    }, 200);
  }

  #on() {
    this.trail = [...this.trail, this.page.pageInfo.endCursor];
    this.refresh();
  }

  #back() {
    this.trail = this.trail.slice(0, -1);
    this.refresh();
  }
}

customElements.define('contact-list', ContactList);
