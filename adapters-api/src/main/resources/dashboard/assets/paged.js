import {LitElement, css, html, nothing} from 'lit';
import {SignedOut, Unreachable} from './graphql.js';

/** How the lines of a long list look: what it is, when it was, and a sentence below. */
export const lines = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    justify-content: space-between;
    align-items: start;
  }
  .lines li {
    display: grid;
    grid-template-columns: 3.5rem 1fr auto;
    gap: 0.125rem 0.75rem;
    padding: 0.5rem 0;
    border-top: 1px solid var(--line);
    overflow-wrap: anywhere;
  }
  .lines li p {
    grid-column: 2 / -1;
  }
  @media (max-width: 34rem) {
    .lines li {
      grid-template-columns: 2.5rem 1fr;
    }
    .lines li .at {
      grid-column: 2;
    }
  }
`;

/** A list that begins with the newest and is read on a page at a time. Says "signed-out". */
export class Paged extends LitElement {
  static properties = {
    entries: {state: true},
    total: {state: true},
    next: {state: true},
    problem: {state: true},
  };

  constructor() {
    super();
    this.entries = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
  }

  refresh() {
    return this.#load(null);
  }

  #asked = 0;

  async #load(after) {
    const mine = ++this.#asked;
    await this.attempt(async () => {
      const page = await this.#readNow(after);
      // An answer to what was asked before would only confuse.
      if (!page || mine !== this.#asked) return;
      const nodes = page.edges.map((edge) => edge.node);
      this.entries = after ? [...this.entries, ...nodes] : nodes;
      this.total = page.totalCount;
      this.next = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    });
  }

  /** Nothing where nobody answers: the page says so, and asks again. */
  async #readNow(after) {
    try {
      return await this.read(after);
    } catch (e) {
      if (e instanceof Unreachable) return null;
      throw e;
    }
  }

  async attempt(action) {
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

  trouble() {
    return this.problem
      ? html`<p class="message bad small" role="alert">${this.problem}</p>`
      : nothing;
  }

  more() {
    return this.next
      ? html`<button @click=${() => this.#load(this.next)}>Show more</button>`
      : nothing;
  }
}
