import {LitElement, css, html, nothing} from 'lit';
import './audit-trail.js';
import './conflict-list.js';
import './contact-list.js';
import './contact-page.js';
import {SignedOut, Unreachable, ask} from './graphql.js';
import './integration-card.js';
import {reach} from './reach.js';
import './reach-banner.js';
import './sync-log.js';
import {theme} from './theme.js';
import './work-list.js';

const LIST = `{
  integrations {
    provider title status health healthReason account lastSyncedAt nextSyncAt linkedContacts
    inSync { percent waiting }
    messages { state instructions wantsSecret lastAt }
    currentRun { id } lastRun { id }
    settings { intervalMinutes policy hubOwns createContacts scoreWriteBack previewFirst paused }
    preview {
      question { id answer }
      createdHere linked changedHere createdThere changedThere scoresThere optOuts
    }
    capabilities { createsContacts }
    offer { help notice signIn fields { name label hint secret } }
  }
  rateBudget {
    provider callsPerDay usedToday leftToday usedByYouToday waitSeconds firstSyncEndsAt
  }
}`;
const LISTS = 'work-list, conflict-list, contact-list, contact-page, sync-log, audit-trail';
const PAUSE = 15_000;

/** While nobody answers, it is asked again after this, and then ever more rarely. */
const AGAIN = 2000;

/** The page: every CRM, what needs a person, and who is known. */
class IntegrationsPage extends LitElement {
  static properties = {
    integrations: {state: true},
    budgets: {state: true},
    contact: {state: true},
    signedOut: {state: true},
    problem: {state: true},
    stale: {state: true},
  };

  static styles = [
    theme,
    css`
      main {
        max-width: 70rem;
        margin: 0 auto;
        padding: 1.5rem 1rem 4rem;
        display: grid;
        gap: 1.5rem;
      }
      .top {
        display: flex;
        gap: 1rem;
        align-items: start;
        justify-content: space-between;
      }
      h1 {
        font-size: 1.625rem;
        line-height: 1.2;
        margin-bottom: 0.25rem;
      }
      .cards {
        display: grid;
        gap: 1rem;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr));
      }
      .top button {
        white-space: nowrap;
      }
      .now {
        display: contents;
      }
      .stale > * {
        filter: grayscale(1);
      }
      .cards li {
        display: grid;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#refresh();
    addEventListener('hashchange', this.#gone);
    this.#gone();
    reach.addEventListener('lost', this.#lost);
    reach.addEventListener('back', this.#back);
    addEventListener('online', this.#try);
    addEventListener('offline', this.#try);
    this.#timer = setInterval(() => {
      if (!document.hidden && !this.signedOut && !this.stale) this.#lookAgain();
    }, PAUSE);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
    clearTimeout(this.#again);
    removeEventListener('hashchange', this.#gone);
    reach.removeEventListener('lost', this.#lost);
    reach.removeEventListener('back', this.#back);
    removeEventListener('online', this.#try);
    removeEventListener('offline', this.#try);
  }

  #timer;
  #again;

  #lost = () => {
    this.stale = true;
    this.#tryAfter(AGAIN);
  };

  #back = () => {
    this.stale = false;
    clearTimeout(this.#again);
    this.#changed();
  };

  #try = () => this.#refresh();

  #tryAfter(pause) {
    this.#again = setTimeout(async () => {
      await this.#refresh();
      if (this.stale) this.#tryAfter(Math.min(2 * pause, PAUSE));
    }, pause);
  }

  /** The address names whose page is open, so that Back closes it. */
  #gone = () => {
    this.contact = /^#contact=([0-9a-f-]{36})$/.exec(location.hash)?.[1];
  };

  #asked = 0;

  async #refresh() {
    const mine = ++this.#asked;
    try {
      const {integrations, rateBudget} = await ask(LIST);
      // An answer that was overtaken shows how it stood before.
      if (mine === this.#asked) {
        this.budgets = rateBudget;
        this.integrations = integrations;
      }
      this.problem = undefined;
    } catch (e) {
      if (e instanceof SignedOut) this.signedOut = true;
      else if (!(e instanceof Unreachable)) this.problem = e.message;
    }
  }

  #lookAgain() {
    this.#refresh();
    this.renderRoot.querySelector('work-list')?.refreshUnlessPaged();
  }

  #changed() {
    this.#refresh();
    for (const list of this.renderRoot.querySelectorAll(LISTS)) {
      list.refresh();
    }
  }

  async #signOut() {
    try {
      await fetch('/sign-out', {method: 'POST', headers: {'X-NurtureHub-Page': '1'}});
      this.signedOut = true;
    } catch {
      reach.gone();
    }
  }

  render() {
    return html`
      <reach-banner ?hidden=${this.signedOut}></reach-banner>
      <main @changed=${this.#changed} @signed-out=${() => (this.signedOut = true)}>
        <div class="top">
          <div>
            <h1>Integrations</h1>
            <p class="soft">Your CRMs and NurtureHub, kept in step both ways.</p>
          </div>
          ${this.signedOut
            ? nothing
            : html`<button class="plain" @click=${this.#signOut}>Sign out</button>`}
        </div>
        <div class="now ${this.stale ? 'stale' : ''}">
          ${this.signedOut
            ? this.#goodbye()
            : this.contact
              ? html`<contact-page
                  .contactId=${this.contact}
                  @closed=${() => (location.hash = '')}
                ></contact-page>`
              : this.#everything()}
        </div>
      </main>
    `;
  }

  #goodbye() {
    return html`<p class="panel">You are signed out. <a href="/sign-in">Sign in again</a></p>`;
  }

  #everything() {
    return html`
      ${this.problem ? html`<p class="message bad" role="alert">${this.problem}</p>` : nothing}
      <work-list></work-list>
      ${this.integrations
        ? html`<ul class="cards" aria-label="CRMs">
            ${this.integrations.map(
              (integration) =>
                html`<li>
                  <integration-card
                    .integration=${integration}
                    .budget=${this.budgets.find(({provider}) => provider === integration.provider)}
                  ></integration-card>
                </li>`
            )}
          </ul>`
        : html`<p class="soft" role="status">Loading…</p>`}
      <conflict-list></conflict-list>
      <contact-list></contact-list>
      <sync-log></sync-log>
      <audit-trail></audit-trail>
    `;
  }
}

customElements.define('integrations-page', IntegrationsPage);
