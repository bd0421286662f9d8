import {LitElement, css, html, nothing} from 'lit';
import {told, whyApart} from './contact-pushes.js';
import {SignedOut, Unreachable, ask} from './graphql.js';
import {theme} from './theme.js';
import {CHANNEL, CRM, DECISION, FIELD, counted, detail, when} from './words.js';

const LIST = `query($id: ID!) {
  contact(id: $id) {
    displayName importSource editedAt archivedAt score hot
    details { ...all }
    consents { channel status recordedAt }
    links { provider externalId presence modifiedAt agreed { ...all } }
  }
  auditTrail(first: 50, filter: {contactId: $id}) {
    edges { node { id at kind provider reason actor } }
  }
  outbox(first: 50, contactId: $id) {
    edges { node {
      provider state fields consents signals queuedAt nextAttemptAt attempts endedAt note cause
    } }
  }
  integrations {
    provider status healthReason settings { policy hubOwns paused } preview { createdHere }
    alerts { cause } capabilities { readableFields writableFields }
  }
  rateBudget { provider leftToday waitSeconds }
}
fragment all on ContactDetails { title forename surname emails phones address categories }`;
const SAID = {
  GRANTED: 'agreed',
  DENIED: 'declined',
  UNKNOWN: 'never asked',
  PENDING: 'asked, no answer yet',
};
const PRESENCE = {LIVE: '', ARCHIVED: ' (archived there)', GONE: ' (gone from there)'};

/** One person: every field beside each CRM's value, and what happened. Says "closed". */
class ContactPage extends LitElement {
  static properties = {
    contactId: {},
    found: {state: true},
    problem: {state: true},
  };

  static styles = [
    theme,
    css`
      h2:focus {
        outline: none;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.9375rem;
      }
      th,
      td {
        text-align: left;
        vertical-align: top;
        padding: 0.5rem;
        border-bottom: 1px solid var(--line);
        overflow-wrap: anywhere;
        min-width: 7rem;
      }
      tbody th {
        font-weight: 500;
        color: var(--ink-soft);
      }
      td.differs {
        background: var(--warn-faint);
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      ol li {
        padding: 0.5rem 0 0.5rem 0.875rem;
        border-left: 3px solid var(--line);
      }
    `,
  ];

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
  }

  async refresh() {
    try {
      this.found = await ask(LIST, {id: this.contactId});
      this.problem = undefined;
    } catch (e) {
      if (e instanceof SignedOut) this.#say('signed-out');
      else if (!(e instanceof Unreachable)) this.problem = e.message;
    }
  }

  /** Whoever comes here by keyboard or ear begins at the name. */
  updated(changed) {
    if (changed.has('found') && !changed.get('found')) this.renderRoot.querySelector('h2')?.focus();
  }

  render() {
    return html`
      <section class="panel stack" aria-labelledby="name">
        <div><button class="plain" @click=${() => this.#say('closed')}>← All contacts</button></div>
        ${this.problem ? html`<p class="message bad" role="alert">${this.problem}</p>` : nothing}
        ${!this.found
          ? html`<h2 id="name" role="status">Loading…</h2>`
          : this.found.contact
            ? this.#person(this.found)
            : html`<h2 id="name" tabindex="-1">This contact is no longer here</h2>`}
      </section>
    `;
  }

  #person({contact, integrations, auditTrail, outbox, rateBudget}) {
    const all = integrations.map((integration) => ({
      ...integration,
      budget: rateBudget?.find(({provider}) => provider === integration.provider),
    }));
    const crms = contact.links.map((link) => ({
      ...link,
      ...all.find(({provider}) => provider === link.provider),
    }));
    const pushes = outbox.edges.map(({node}) => node);
    return html`
      <h2 id="name" tabindex="-1">${contact.displayName}</h2>
      <p class="small soft">
        ${contact.archivedAt ? `Archived ${when(contact.archivedAt)}. ` : nothing}
        ${contact.hot ? 'A hot lead. ' : nothing}Score ${contact.score}.
        ${crms.length
          ? this.#agreement(contact, crms)
          : 'In no CRM: NurtureHub alone knows this contact.'}
      </p>
      <div class="scroll" tabindex="0" role="region" aria-label="Field by field">
        ${this.#fields(contact, crms, pushes)}
      </div>
      <h3>May we write?</h3>
      <ul>
        ${contact.consents.map(
          ({channel, status, recordedAt}) =>
            html`<li>
              By ${CHANNEL[channel]}: <strong>${SAID[status]}</strong>
              ${recordedAt ? html`<span class="small soft">${when(recordedAt)}</span>` : nothing}
            </li>`
        )}
      </ul>
      <h3>What happened</h3>
      <ol>
        ${this.#timeline(contact, auditTrail, pushes, all).map(
          ({at, what, more}) =>
            html`<li>
              <strong>${what}</strong> <span class="small soft">${when(at)}</span>
              ${more ? html`<p class="small">${more}</p>` : nothing}
            </li>`
        )}
      </ol>
    `;
  }

  #agreement(contact, crms) {
    const apart = Object.keys(FIELD).filter((field) =>
      crms.some((crm) => this.#differs(field, contact, crm))
    );
    return apart.length
      ? `${counted(apart.length, 'field')} not the same everywhere, marked below.`
      : 'The same everywhere.';
  }

  #fields(contact, crms, pushes) {
    return html`
      <table>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">NurtureHub</th>
            ${crms.map(
              ({provider, externalId, presence}) =>
                html`<th scope="col">
                  ${CRM[provider]}${PRESENCE[presence]}<br />
                  <span class="small soft">${externalId}</span>
                </th>`
            )}
            <th scope="col">Whose it is</th>
          </tr>
        </thead>
        <tbody>
          ${Object.keys(FIELD).map(
            (field) => html`
              <tr>
                <th scope="row">${FIELD[field]}</th>
                <td>${detail(field, contact.details)}</td>
                ${crms.map((crm) => this.#cell(field, contact, crm, pushes))}
                <td class="small soft">
                  ${crms.length
                    ? crms.map((crm) => html`<div>${this.#owner(field, crm)}</div>`)
                    : 'NurtureHub’s'}
                </td>
              </tr>
            `
          )}
        </tbody>
      </table>
    `;
  }

  #cell(field, contact, crm, pushes) {
    if (!crm.capabilities?.readableFields.includes(field)) {
      return html`<td class="soft small">not shown to us</td>`;
    }
    return this.#differs(field, contact, crm)
      ? html`<td class="differs">
          ${detail(field, crm.agreed)}
          <span class="small">(${whyApart(field, crm, pushes)})</span>
        </td>`
      : html`<td>${detail(field, crm.agreed)}</td>`;
  }

  #differs(field, contact, {agreed, capabilities}) {
    return (
      (capabilities?.readableFields.includes(field) ?? false) &&
      detail(field, agreed) !== detail(field, contact.details)
    );
  }

  #owner(field, {provider, settings}) {
    if (settings?.policy !== 'FIELD_OWNERSHIP') return 'The later change stands';
    return settings.hubOwns.includes(field) ? 'NurtureHub’s' : `${CRM[provider]}’s`;
  }

  /** The latest first. */
  #timeline(contact, auditTrail, pushes, crms) {
    const decided = auditTrail.edges.map(({node: {at, kind, provider, reason, actor}}) => ({
      at,
      what: `${DECISION[kind]}${provider ? ` · ${CRM[provider]}` : ''}`,
      more: `${reason}${actor === 'sync' ? '' : ` By ${actor}.`}`,
    }));
    const said = contact.consents
      .filter(({recordedAt}) => recordedAt)
      .map(({channel, status, recordedAt}) => ({
        at: recordedAt,
        what: `${status === 'DENIED' ? 'Opted out' : 'Said'}: ${CHANNEL[channel]} ${SAID[status]}`,
      }));
    const there = contact.links.map(({provider, modifiedAt}) => ({
      at: modifiedAt,
      what: `Last changed in ${CRM[provider]}`,
    }));
    const here = {
      at: contact.editedAt,
      what: 'Details last changed',
      more: `Arrived ${contact.importSource === 'manual' ? 'in NurtureHub' : `from ${CRM[contact.importSource.toUpperCase()] ?? contact.importSource}`}.`,
    };
    const pushed = pushes.map((push) => told(push, crms));
    return [...decided, ...pushed, ...said, ...there, here].sort((a, b) => new Date(b.at) - new Date(a.at));
  }

  #say(what) {
    this.dispatchEvent(new CustomEvent(what, {bubbles: true, composed: true}));
  }
}

customElements.define('contact-page', ContactPage);
