import {LitElement, css, html, nothing, svg} from 'lit';
import {theme} from './theme.js';
import {number, when} from './words.js';

/** How much of a CRM's daily allowance is used: by this agency, by others, and what is left. */
class RateBudget extends LitElement {
  static properties = {
    budget: {},
    crm: {},
  };

  static styles = [
    theme,
    css`
      svg {
        display: block;
        width: 100%;
        height: 0.5rem;
        border-radius: 0.25rem;
        background: var(--sunken);
        margin-bottom: 0.25rem;
      }
      .ours {
        fill: var(--accent);
      }
      .others {
        fill: var(--line-strong);
      }
    `,
  ];

  render() {
    const {callsPerDay, leftToday, usedByYouToday, firstSyncEndsAt, waitSeconds} = this.budget;
    return html`
      ${callsPerDay ? this.#chart() : nothing}
      <p class="small soft number">
        ${callsPerDay
          ? `${number(leftToday)} of ${number(callsPerDay)} calls to ${this.crm} left today, ${number(usedByYouToday)} used for you`
          : `${number(usedByYouToday)} calls to ${this.crm} today`}.
        ${waitSeconds >= 5 ? `Reading waits ${number(Math.round(waitSeconds))} s for its turn.` : nothing}
        ${firstSyncEndsAt ? `The first sync ends ${when(firstSyncEndsAt)} at this rate.` : nothing}
      </p>
    `;
  }

  #chart() {
    const {callsPerDay, usedToday, usedByYouToday} = this.budget;
    const share = (calls) => Math.min(100, (100 * calls) / callsPerDay);
    return svg`<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect class="others" height="1" width=${share(usedToday)}></rect>
      <rect class="ours" height="1" width=${share(usedByYouToday)}></rect>
    </svg>`;
  }
}

customElements.define('rate-budget', RateBudget);
