import {LitElement, css, html, nothing} from 'lit';
import {reach} from './reach.js';
import {theme} from './theme.js';
import {when} from './words.js';

/** Says calmly that NurtureHub does not answer, and from when the page is that still shows. */
class ReachBanner extends LitElement {
  static styles = [
    theme,
    css`
      :host {
        position: sticky;
        top: 0;
        z-index: 1;
        max-width: 70rem;
        margin: 0 auto;
        padding: 0 1rem;
      }
      .message {
        border: 1px solid currentColor;
        border-radius: 0 0 0.625rem 0.625rem;
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    reach.addEventListener('lost', this.#changed);
    reach.addEventListener('back', this.#changed);
    addEventListener('offline', this.#changed);
    addEventListener('online', this.#changed);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    reach.removeEventListener('lost', this.#changed);
    reach.removeEventListener('back', this.#changed);
    removeEventListener('offline', this.#changed);
    removeEventListener('online', this.#changed);
  }

  #changed = () => this.requestUpdate();

  render() {
    return html`<div role="status">
      ${reach.lost
        ? html`<p class="message warn">
            <strong>${navigator.onLine ? 'NurtureHub does not answer.' : 'You are offline.'}</strong>
            ${reach.answeredAt
              ? `What you see may be out of date: it is from ${when(reach.answeredAt)}.`
              : nothing}
            This page tries again by itself; what you press meanwhile may not be done.
          </p>`
        : nothing}
    </div>`;
  }
}

customElements.define('reach-banner', ReachBanner);
