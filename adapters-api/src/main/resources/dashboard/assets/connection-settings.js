import {LitElement, css, html, nothing} from 'lit';
import {SignedOut, ask} from './graphql.js';
import {theme} from './theme.js';
import {FIELD} from './words.js';

const CHANGE = `mutation($input: ChangeSettingsInput!) {
  changeSettings(input: $input) { __typename ... on Problem { message } }
}`;
const INTERVALS = [
  [15, 'every 15 minutes'],
  [60, 'every hour'],
  [240, 'every 4 hours'],
  [720, 'every 12 hours'],
  [1440, 'once a day'],
];
const POLICY = {
  LAST_WRITE_WINS: 'The later change stands',
  FIELD_OWNERSHIP: 'Each field belongs to one side',
};

/** What the agency chose for one CRM. Shows what would change before it does; says "changed". */
class ConnectionSettings extends LitElement {
  static properties = {
    provider: {},
    crm: {},
    settings: {},
    creates: {type: Boolean},
    chosen: {state: true},
    isPreviewed: {state: true},
    busy: {state: true},
    note: {state: true},
  };

  static styles = [
    theme,
    css`
      summary {
        cursor: pointer;
      }
      form {
        display: grid;
        gap: 0.75rem;
        margin-top: 0.75rem;
      }
      label.tick {
        display: flex;
        gap: 0.5rem;
        align-items: start;
      }
      fieldset {
        margin: 0;
        padding: 0.5rem 0.75rem;
        border: 1px solid var(--line);
        border-radius: 0.625rem;
      }
      li {
        padding: 0.125rem 0;
      }
    `,
  ];

  render() {
    const now = {...this.settings, ...this.chosen};
    return html`
      <details class="small">
        <summary>Settings${this.settings.paused ? ' (paused)' : ''}</summary>
        <form @submit=${this.#submit} aria-label="Settings of ${this.crm}">
          ${this.isPreviewed ? this.#preview() : this.#fields(now)}
          ${this.note ? html`<p role="status">${this.note}</p>` : nothing}
        </form>
      </details>
    `;
  }

  #fields(now) {
    const intervals = INTERVALS.some(([minutes]) => minutes === now.intervalMinutes)
      ? INTERVALS
      : [[now.intervalMinutes, `every ${now.intervalMinutes} minutes`], ...INTERVALS];
    return html`
      <div>
        <label for="interval">Sync by itself</label>
        <select id="interval" @change=${(e) => this.#choose({intervalMinutes: +e.target.value})}>
          ${intervals.map(
            ([minutes, words]) =>
              html`<option value=${minutes} ?selected=${minutes === now.intervalMinutes}>
                ${words}
              </option>`
          )}
        </select>
      </div>
      <div>
        <label for="policy">When a contact is changed on both sides</label>
        <select id="policy" @change=${(e) => this.#choose({policy: e.target.value})}>
          ${Object.entries(POLICY).map(
            ([policy, words]) =>
              html`<option value=${policy} ?selected=${policy === now.policy}>${words}</option>`
          )}
        </select>
      </div>
      ${now.policy === 'FIELD_OWNERSHIP' ? this.#owned(now) : nothing}
      ${this.creates
        ? this.#tick('createContacts', `Add contacts that only NurtureHub knows to ${this.crm}`, now)
        : nothing}
      ${this.#tick('scoreWriteBack', `Tell ${this.crm} scores and activity`, now)}
      ${this.#tick('previewFirst', `Show me what would be written to ${this.crm} before the first time`, now)}
      ${this.#tick('paused', 'Pause: sync nothing until this is unticked', now)}
      <div class="row">
        <button ?disabled=${!this.#changes().length}>Look at the changes</button>
      </div>
    `;
  }

  #owned(now) {
    return html`<fieldset>
      <legend>NurtureHub’s own; all else belongs to ${this.crm}</legend>
      ${Object.entries(FIELD).map(
        ([field, words]) =>
          html`<label class="tick">
            <input
              type="checkbox"
              .checked=${now.hubOwns.includes(field)}
              @change=${(e) =>
                this.#choose({
                  hubOwns: e.target.checked
                    ? [...now.hubOwns, field]
                    : now.hubOwns.filter((other) => other !== field),
                })}
            />
            ${words}
          </label>`
      )}
    </fieldset>`;
  }

  #tick(name, words, now) {
    return html`<label class="tick">
      <input
        type="checkbox"
        name=${name}
        .checked=${now[name]}
        @change=${(e) => this.#choose({[name]: e.target.checked})}
      />
      ${words}
    </label>`;
  }

  #preview() {
    return html`
      <p><strong>This will change:</strong></p>
      <ul>
        ${this.#changes().map(({what, from, to}) => html`<li>${what}: <s>${from}</s> → ${to}</li>`)}
      </ul>
      <p class="soft">It is written to the record of decisions, with your name.</p>
      <div class="row">
        <button class="main" ?disabled=${this.busy}>Change the settings</button>
        <button type="button" class="plain" @click=${() => (this.isPreviewed = false)}>Back</button>
      </div>
    `;
  }

  #changes() {
    return Object.entries(this.chosen ?? {})
      .filter(([name, to]) => `${to}` !== `${this.settings[name]}`)
      .map(([name, to]) => ({name, to, ...this.#worded(name, this.settings[name], to)}));
  }

  #worded(name, from, to) {
    const words = {
      intervalMinutes: ['Sync by itself', interval],
      policy: ['Changed on both sides', (policy) => POLICY[policy]],
      hubOwns: ['NurtureHub’s own', (all) => all.map((field) => FIELD[field]).join(', ') || 'nothing'],
      createContacts: [`Add contacts to ${this.crm}`, yesOrNo],
      scoreWriteBack: [`Tell ${this.crm} scores and activity`, yesOrNo],
      previewFirst: ['Shown before the first time', yesOrNo],
      paused: ['Paused', yesOrNo],
    };
    const [what, shown] = words[name];
    return {what, from: shown(from), to: shown(to)};
  }

  #choose(some) {
    this.chosen = {...this.chosen, ...some};
    this.note = undefined;
  }

  async #submit(event) {
    event.preventDefault();
    if (!this.isPreviewed) {
      this.isPreviewed = true;
      return;
    }
    this.busy = true;
    try {
      const input = {provider: this.provider};
      for (const {name} of this.#changes()) input[name] = this.chosen[name];
      const {changeSettings} = await ask(CHANGE, {input});
      this.note = changeSettings.message ?? 'The settings are changed.';
      if (!changeSettings.message) this.chosen = undefined;
      this.isPreviewed = false;
      this.#say('changed');
    } catch (e) {
      if (e instanceof SignedOut) this.#say('signed-out');
      else this.note = e.message;
    } finally {
      this.busy = false;
    }
  }

  #say(what) {
    this.dispatchEvent(new CustomEvent(what, {bubbles: true, composed: true}));
  }
}

function interval(minutes) {
  return INTERVALS.find(([known]) => known === minutes)?.[1] ?? `every ${minutes} minutes`;
}

function yesOrNo(is) {
  return is ? 'yes' : 'no';
}

customElements.define('connection-settings', ConnectionSettings);
