import {LitElement, css, html} from 'lit';
import {SignedOut, Unreachable, follow} from './graphql.js';
import {theme} from './theme.js';
import {counted, duration, number} from './words.js';

const FOLLOW = `subscription($provider: CrmProvider!) {
  syncProgress(provider: $provider) {
    runId state read total created updated unchanged conflicted quarantined
    ratePerSecond projectedEndAt failureReason
  }
}`;

/** When nobody answers, the sync is followed again after this. */
const AGAIN = 5000;

/** A sync as it goes on. Says "ended" when it has. */
class SyncProgress extends LitElement {
  static properties = {
    provider: {},
    before: {},
    progress: {state: true},
  };

  static styles = [
    theme,
    css`
      .track {
        height: 0.5rem;
        border-radius: 0.25rem;
        background: var(--sunken);
        overflow: hidden;
      }
      .fill {
        display: block;
        width: 100%;
        height: 100%;
        fill: var(--accent);
      }
      rect {
        transition: width 0.4s linear;
      }
      .busy rect {
        animation: pass 1.6s ease-in-out infinite;
      }
      @keyframes pass {
        from {
          transform: translateX(-40%);
        }
        to {
          transform: translateX(100%);
        }
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.#ending = new AbortController();
    this.#follow(this.#ending.signal);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#ending.abort();
    clearTimeout(this.#again);
  }

  #ending;
  #again;

  async #follow(signal) {
    try {
      await follow(
        FOLLOW,
        {provider: this.provider},
        ({syncProgress}) => {
          // How the run before ended is no news.
          if (syncProgress.runId !== this.before || syncProgress.state === 'RUNNING') {
            this.progress = syncProgress;
          }
        },
        signal
      );
      this.#say('ended', this.progress);
    } catch (e) {
      if (e instanceof Unreachable) this.#again = setTimeout(() => this.#follow(signal), AGAIN);
      else if (e.name !== 'AbortError') this.#say(e instanceof SignedOut ? 'signed-out' : 'ended');
    }
  }

  #say(what, detail) {
    this.dispatchEvent(new CustomEvent(what, {detail, bubbles: true, composed: true}));
  }

  render() {
    const p = this.progress;
    const share = p?.total ? Math.min(1, p.read / p.total) : null;
    return html`
      <div class="stack" role="status">
        <div
          class="track ${share === null ? 'busy' : ''}"
          role="progressbar"
          aria-label="Sync"
          aria-valuemin="0"
          aria-valuemax="100"
          aria-valuenow=${share === null ? '' : Math.round(share * 100)}
        >
          <svg class="fill" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
            <rect height="1" width=${share === null ? 40 : share * 100}></rect>
          </svg>
        </div>
        <p class="small soft number">${p ? this.#words(p) : 'Starting the sync…'}</p>
      </div>
    `;
  }

  #words(p) {
    const read = p.total
      ? `${number(p.read)} of ${number(p.total)} contacts`
      : `${counted(p.read, 'contact')} so far`;
    const details = [
      [p.created, 'new'],
      [p.updated, 'updated'],
      [p.conflicted, 'edited on both sides'],
      [p.quarantined, 'could not be read'],
    ]
      .filter(([n]) => n > 0)
      .map(([n, what]) => `${number(n)} ${what}`);
    const rate = p.ratePerSecond ? [`${number(Math.round(p.ratePerSecond))} a second`] : [];
    const left = p.projectedEndAt
      ? [`${duration((new Date(p.projectedEndAt) - Date.now()) / 1000)} left`]
      : [];
    return [read, ...details, ...rate, ...left].join(' · ');
  }
}

customElements.define('sync-progress', SyncProgress);
