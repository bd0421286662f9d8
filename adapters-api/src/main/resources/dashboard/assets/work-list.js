import {LitElement, css, html, nothing} from 'lit';
import {SignedOut, Unreachable, ask} from './graphql.js';
import {people, whoIsWho} from './same-person.js';
import {theme} from './theme.js';
import {CHANNEL, CRM, FIELD, counted, number, when} from './words.js';

const PAGE = 20;
const LIST = `query($after: String) {
  worklist(first: ${PAGE}, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node {
      __typename
      ... on Alert { id provider detail raisedAt acknowledgedAt remedy { todo atRisk button } }
      ... on Approval { id provider kind affected all askedAt }
      ... on Push { id provider cause fields consents note endedAt contact { displayName } pushRemedy: remedy { todo } }
      ... on ChangeByHand { id provider changeKind: kind what value since contact { displayName } }
      ... on PossibleDuplicate { id alike: reason since contacts {
        id displayName details { emails phones address } links { provider externalId }
      } }
      ... on QuarantinedRecord { id provider externalId reason raw at }
    } }
  }
}`;
const REFUSED = {PUSH_REJECTED: 'refused', PUSH_EXHAUSTED: 'could not be told'};
const DONE = 'mutation($id: ID!) { done: %s { __typename ... on Problem { message } } }';
const act = (call) => DONE.replace('%s', call);
const RETRY = act('retry(id: $id)');
const APPROVE = act('approve(id: $id)');
const REJECT = act('reject(id: $id)');
const SEEN = act('acknowledgeAlert(id: $id)');
const FINISH = act('finishByHand(id: $id)');
const RETRY_ALL = `mutation($provider: CrmProvider!, $cause: FailureCause!) {
  done: retryAll(provider: $provider, cause: $cause) { __typename ... on Problem { message } }
}`;

/** What needs a person. Says "changed" after something was done. */
class WorkList extends LitElement {
  static properties = {
    items: {state: true},
    total: {state: true},
    more: {state: true},
    problem: {state: true},
  };

  static styles = [
    theme,
    css`
      .list > li {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0.25rem 1rem;
        padding: 0.875rem 0;
        border-top: 1px solid var(--line);
      }
      .list > li:first-child {
        border-top: 0;
      }
      .actions {
        grid-row: span 3;
        align-self: center;
        max-width: 26rem;
        justify-content: end;
      }
      .people {
        margin: 0;
        padding: 0 0 0 1.25rem;
      }
      .people li {
        padding: 0.125rem 0;
        overflow-wrap: anywhere;
      }
      pre {
        max-height: 16rem;
        overflow: auto;
        margin: 0.375rem 0 0;
        padding: 0.75rem;
        border-radius: 0.5rem;
        background: var(--sunken);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      @media (max-width: 34rem) {
        .list > li {
          grid-template-columns: 1fr;
        }
        .actions {
          order: 1;
          justify-content: start;
          margin-top: 0.375rem;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.items = [];
    this.total = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.refresh();
  }

  async refresh() {
    await this.#load(null);
  }

  /** Somebody who has gone further down the list is not sent back to its top. */
  async refreshUnlessPaged() {
    if (this.items.length <= PAGE) await this.refresh();
  }

  async #load(after) {
    try {
      const {worklist} = await ask(LIST, {after});
      const nodes = worklist.edges.map((edge) => edge.node);
      this.items = after ? [...this.items, ...nodes] : nodes;
      this.total = worklist.totalCount;
      this.more = worklist.pageInfo.hasNextPage ? worklist.pageInfo.endCursor : null;
      this.problem = undefined;
    } catch (e) {
      if (!(e instanceof Unreachable)) this.#failed(e);
    }
  }

  render() {
    this.hidden = this.total === 0 && !this.problem;
    const shown = this.items.filter((item) => !this.#isAskedBeside(item));
    const total = this.total - (this.items.length - shown.length);
    return html`
      <section class="panel stack" aria-labelledby="needs-you">
        <h2 id="needs-you">Needs you <span class="soft number">(${number(total)})</span></h2>
        ${this.problem ? html`<p class="message bad" role="alert">${this.problem}</p>` : nothing}
        ${this.#together()}
        <ul class="list">
          ${shown.map((item) => html`<li>${this.#item(item)}</li>`)}
        </ul>
        ${this.more
          ? html`<div><button @click=${() => this.#load(this.more)}>Show more</button></div>`
          : nothing}
      </section>
    `;
  }

  /** An alert that asks for a decision, where the question itself stands in the list. */
  #isAskedBeside({__typename, provider, remedy}) {
    return (
      __typename === 'Alert' &&
      remedy.button === 'REVIEW' &&
      this.items.some((other) => other.__typename === 'Approval' && other.provider === provider)
    );
  }

  #item(item) {
    const crm = CRM[item.provider] ?? 'A CRM';
    switch (item.__typename) {
      case 'Alert':
        return this.#entry(
          item.detail.includes(crm) ? item.detail : `${crm}: ${item.detail}`,
          item.remedy.todo,
          `${item.remedy.atRisk} Since ${when(item.raisedAt)}.`,
          item.acknowledgedAt ? [] : [['Seen', SEEN, {id: item.id}]]
        );
      case 'Approval':
        if (item.kind === 'PREVIEW') {
          return this.#entry(
            item.affected
              ? `May NurtureHub write to ${crm}? ${counted(item.affected, 'contact')} would be told now.`
              : `May NurtureHub write to ${crm}? Nothing waits to be told yet.`,
            `The card of ${crm} shows who would be added, linked and changed, and why.`,
            `Nothing is written there until you decide. Asked ${when(item.askedAt)}.`,
            [
              ['Yes, write', APPROVE, {id: item.id}],
              ['No, only read', REJECT, {id: item.id}],
            ]
          );
        }
        return this.#entry(
          item.kind === 'DELETIONS'
            ? `${counted(item.affected, 'contact')} of ${number(item.all)} are gone from ${crm}. Is that intended?`
            : `${counted(item.affected, 'contact')} of ${number(item.all)} would be changed in ${crm}. Is that intended?`,
          'Nothing happens until you decide.',
          `Asked ${when(item.askedAt)}.`,
          [
            ['Yes, go ahead', APPROVE, {id: item.id}],
            ['No, stop', REJECT, {id: item.id}],
          ]
        );
      case 'Push':
        return this.#entry(
          `${crm} has not been told a change to ${item.contact?.displayName ?? 'a contact'}: ${this.#what(item)}`,
          item.note,
          `${item.pushRemedy?.todo ?? ''} Set aside ${when(item.endedAt)}.`,
          [['Retry', RETRY, {id: item.id}]]
        );
      case 'ChangeByHand':
        if (item.changeKind === 'MERGE') {
          return this.#entry(
            `${crm} has two records of ${item.contact?.displayName ?? 'a contact'}`,
            `Merge ${item.value} into the other one in ${crm}, then merge the contacts here.`,
            `Only ${crm} can make one of them. Since ${when(item.since)}.`,
            [['Done', FINISH, {id: item.id}]]
          );
        }
        return this.#entry(
          item.changeKind === 'CONFIRM_GRANT'
            ? `${item.contact?.displayName ?? 'A contact'} agreed to be contacted in ${crm}, but declined here`
            : `Please change ${item.contact?.displayName ?? 'a contact'} in ${crm} yourself`,
          item.changeKind === 'CONFIRM_GRANT'
            ? 'Confirm it if this is the person’s last word.'
            : `${FIELD[item.what] ?? CHANNEL[item.what] ?? item.what}: ${item.value}`,
          `${crm} does not take this from us. Since ${when(item.since)}.`,
          [[item.changeKind === 'CONFIRM_GRANT' ? 'Confirm' : 'Done', FINISH, {id: item.id}]]
        );
      case 'PossibleDuplicate':
        return this.#entry(
          `Are these the same person? ${item.contacts.map((contact) => contact.displayName).join(', ')}`,
          `${item.alike} If they are, whose values shall stand? All e-mail addresses and phone numbers are kept, and the stricter consent.`,
          people(item.contacts),
          whoIsWho(item.contacts)
        );
      default:
        return this.#entry(
          `A record from ${crm} could not be read${item.externalId ? ` (${item.externalId})` : ''}`,
          item.reason,
          html`Correct it in ${crm}, then retry. Since ${when(item.at)}.
            <details>
              <summary>What ${crm} sent</summary>
              <pre tabindex="0">${item.raw}</pre>
            </details>`,
          [['Retry', RETRY, {id: item.id}]]
        );
    }
  }

  #entry(what, todo, more, actions) {
    return html`
      <h3>${what}</h3>
      <div class="row actions">
        ${actions.map(
          ([label, call, of]) =>
            html`<button aria-label="${label}: ${what}" @click=${() => this.#do(call, of)}>
              ${label}
            </button>`
        )}
      </div>
      <p class="small">${todo}</p>
      <div class="small soft">${more}</div>
    `;
  }

  /** What two or more have in common is tried again with one press. */
  #together() {
    const causes = new Map();
    for (const item of this.items) {
      const isRetried = item.__typename === 'Push' || item.__typename === 'QuarantinedRecord';
      if (!isRetried || !item.provider) continue;
      const key = `${item.provider} ${item.cause ?? 'unreadable'}`;
      causes.set(key, [...(causes.get(key) ?? []), item]);
    }
    const several = [...causes.values()].filter((items) => items.length > 1);
    if (!several.length) return nothing;
    return html`<div class="row" role="group" aria-label="Several at once">
      ${several.map((items) => this.#retryAll(items[0]))}
    </div>`;
  }

  #retryAll({__typename, id, provider, cause}) {
    // Reading everything again comes across all of them.
    return __typename === 'Push'
      ? html`<button @click=${() => this.#do(RETRY_ALL, {provider, cause})}>
          Retry all changes that ${CRM[provider]} ${REFUSED[cause] ?? 'was not told'}
        </button>`
      : html`<button @click=${() => this.#do(RETRY, {id})}>
          Read all of ${CRM[provider]}’s unreadable records again
        </button>`;
  }

  #what(push) {
    return [
      ...push.fields.map((field) => FIELD[field]),
      ...push.consents.map((channel) => `consent by ${CHANNEL[channel]}`),
    ].join(', ');
  }

  async #do(call, of) {
    try {
      const {done} = await ask(call, of);
      await this.refresh();
      this.problem = done.message;
      this.dispatchEvent(new CustomEvent('changed', {bubbles: true, composed: true}));
    } catch (e) {
      this.#failed(e);
    }
  }

  #failed(e) {
    if (e instanceof SignedOut) {
      this.dispatchEvent(new CustomEvent('signed-out', {bubbles: true, composed: true}));
    } else {
      this.problem = e.message;
    }
  }
}

customElements.define('work-list', WorkList);
