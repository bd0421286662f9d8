import {CHANNEL, CRM, FIELD, when} from './words.js';

const SIGNAL = {SCORE: 'score', STATUS: 'status', ENGAGEMENT: 'activity'};

/** What a push says on a contact's timeline. */
export function told(push, crms) {
  const crm = CRM[push.provider] ?? 'a CRM';
  const what = content(push);
  switch (push.state) {
    case 'DUE':
      return {
        at: push.queuedAt,
        what: `Waiting to be told · ${crm}`,
        more: `${what}: ${waiting(
          push,
          crms.find(({provider}) => provider === push.provider)
        )}.`,
      };
    case 'DELIVERED':
      return {
        at: push.endedAt,
        what: `Told · ${crm}`,
        more: sentence(`${what}, waiting since ${when(push.queuedAt)}`, push.note),
      };
    case 'SET_ASIDE':
      return {
        at: push.endedAt,
        what: push.cause === 'PUSH_REJECTED' ? `Refused · ${crm}` : `Not told · ${crm}`,
        more: sentence(what, push.note),
      };
    default:
      return {
        at: push.endedAt,
        what: `No longer needed · ${crm}`,
        more: `${what}: something newer took its place.`,
      };
  }
}

/** Why a CRM's value of a field is not ours, in a few words. */
export function whyApart(field, crm, pushes) {
  const {provider, status, presence, settings, capabilities} = crm;
  const name = CRM[provider];
  if (status === 'DISCONNECTED') return `${name} is no longer connected`;
  if (presence === 'GONE') return `gone from ${name}`;
  if (!capabilities.writableFields.includes(field)) {
    return `${name} does not take this from us: to be changed there by hand`;
  }
  const about = pushes.filter((push) => push.provider === provider && push.fields.includes(field));
  const due = about.find(({state}) => state === 'DUE');
  if (due) return waiting(due, crm);
  const aside = about.find(({state}) => state === 'SET_ASIDE');
  if (aside) return untold(aside, name);
  const held = heldUp(crm);
  if (held) return held;
  return settings?.policy === 'FIELD_OWNERSHIP' && !settings.hubOwns.includes(field)
    ? `${name} owns this field; its value comes with the next sync`
    : `${name} writes it its own way, or the next sync will tell`;
}

function waiting({attempts, nextAttemptAt, queuedAt}, crm) {
  const held = crm ? heldUp(crm) : undefined;
  if (held) return held;
  if (attempts > 0) return `it did not get through yet; tried again ${when(nextAttemptAt)}`;
  const budget = crm?.budget;
  if (budget && (budget.leftToday === 0 || budget.waitSeconds > 1)) {
    return `waiting until ${CRM[crm.provider]} takes more calls from us`;
  }
  return `waiting to be told since ${when(queuedAt)}`;
}

/** What holds up everything that is to be told to a CRM. */
function heldUp({provider, status, settings, preview, alerts, healthReason}) {
  const name = CRM[provider];
  if (status === 'DISCONNECTED') return `${name} is no longer connected`;
  if (settings?.paused) return `the connection to ${name} is paused`;
  if (preview) return `held until you say that NurtureHub may write to ${name}`;
  if (alerts?.some(({cause}) => cause === 'PERMISSION_MISSING')) {
    return `${name} does not allow NurtureHub to use contacts`;
  }
  if (status === 'SUSPENDED') return `${name} is waiting for you: ${bare(healthReason)}`;
  if (alerts?.some(({cause}) => cause === 'TOO_MANY_WRITES')) {
    return 'held until you answer under “Needs you”';
  }
  return undefined;
}

function untold({cause, note}, name) {
  switch (cause) {
    case 'PUSH_REJECTED':
      return `${name} refused it: ${bare(note)}`;
    case 'TOO_MANY_WRITES':
    case 'PREVIEW_WAITS':
      return `somebody decided that ${name} is not told`;
    default:
      return sentence(`${name} was not told`, note).replace(/\.$/, '');
  }
}

function content({fields, consents, signals}) {
  const parts = [
    ...fields.map((field) => FIELD[field]),
    ...consents.map((channel) => `consent to ${CHANNEL[channel]}`),
    ...signals.map((signal) => SIGNAL[signal]),
  ];
  const all = parts.join(', ') || 'nothing but a look';
  return all[0].toUpperCase() + all.slice(1);
}

function sentence(what, note) {
  return note ? `${what}: ${bare(note)}.` : `${what}.`;
}

function bare(text) {
  return text.replace(/\.$/, '');
}
