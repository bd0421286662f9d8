import {html, nothing} from 'lit';
import {CRM} from './words.js';

const KEEP_APART = `mutation($ids: [ID!]!) {
  done: keepApart(ids: $ids) { __typename ... on Problem { message } }
}`;
const MERGE = `mutation($ids: [ID!]!, $survivor: ID!) {
  done: mergeContacts(ids: $ids, survivor: $survivor) { __typename ... on Problem { message } }
}`;

/** Whose values stand is for a person to choose. */
export function whoIsWho(contacts) {
  const ids = contacts.map(({id}) => id);
  const names = contacts.map(({displayName}) => displayName);
  return [
    ...contacts.map(({id, displayName}, i) => [
      names.indexOf(displayName) === names.lastIndexOf(displayName)
        ? `Merge, keep ${displayName}`
        : `Merge, keep number ${i + 1}`,
      MERGE,
      {ids, survivor: id},
    ]),
    ['Different people', KEEP_APART, {ids}],
  ];
}

/** Who they are, in the order they are numbered. */
export function people(contacts) {
  return html`<ol class="people">
    ${contacts.map(
      ({displayName, details: {emails, phones, address}, links}) =>
        html`<li>
          <strong>${displayName}</strong>
          ${[emails.join(', '), phones.join(', '), address].filter(Boolean).join(' · ')}
          ${links.length
            ? html`(${links.map((link) => `${CRM[link.provider]} ${link.externalId}`).join(', ')})`
            : nothing}
        </li>`
    )}
  </ol>`;
}
