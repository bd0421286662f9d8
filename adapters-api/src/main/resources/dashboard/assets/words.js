const UK = 'Europe/London';

const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: UK,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: UK,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const dayOfAnotherYear = new Intl.DateTimeFormat('en-GB', {
  timeZone: UK,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: UK,
  hour: '2-digit',
  minute: '2-digit',
});
const exact = new Intl.DateTimeFormat('en-GB', {
  timeZone: UK,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const whole = new Intl.NumberFormat('en-GB');

/** A moment in UK time, the way one says it: "today, 14:05". */
export function when(instant, now = new Date()) {
  const at = new Date(instant);
  const days = ['yesterday', 'today', 'tomorrow'];
  for (let i = -1; i <= 1; i++) {
    const other = new Date(now.getTime() + i * 86_400_000);
    if (day.format(at) === day.format(other)) return `${days[i + 1]}, ${clock.format(at)}`;
  }
  const thisYear = at.getFullYear() === now.getFullYear();
  return (thisYear ? dayAndTime : dayOfAnotherYear).format(at);
}

/** A moment to the second, for telling two writes apart. */
export function exactly(instant) {
  return exact.format(new Date(instant));
}

export function number(n) {
  return whole.format(n);
}

export function counted(n, one, many = `${one}s`) {
  return `${number(n)} ${n === 1 ? one : many}`;
}

export function duration(seconds) {
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour');
}

export const CRM = {REAPIT: 'Reapit', ALTO: 'Alto', STREET: 'Street', LOOP: 'Loop'};

export const FIELD = {
  TITLE: 'Title',
  FORENAME: 'First name',
  SURNAME: 'Surname',
  EMAILS: 'E-mail',
  PHONES: 'Phone',
  ADDRESS: 'Address',
  CATEGORIES: 'Type of contact',
};

export const DECISION = {
  CONFLICT: 'Edited on both sides',
  FIRST_MATCH: 'Compared for the first time',
  LATE_EDIT: 'A late edit was set aside',
  RESTORED: 'Another version brought back',
  ERASED: 'Person erased',
  MERGED: 'Found to be one person',
  KEPT_APART: 'Found to be different people',
  APPROVED: 'Allowed by a person',
  REJECTED: 'Stopped by a person',
  CONNECTED: 'Connected',
  DISCONNECTED: 'Disconnected',
  SETTINGS_CHANGED: 'Settings changed',
};

export const CHANNEL = {EMAIL: 'e-mail', PHONE: 'phone', SMS: 'text message', POST: 'post'};

export const CATEGORY = {
  SELLER: 'Seller',
  BUYER: 'Buyer',
  LANDLORD: 'Landlord',
  TENANT_APPLICANT: 'Tenant applicant',
  PROPERTY_INVESTOR: 'Property investor',
  BTL_INVESTOR: 'Buy-to-let investor',
  ACTIVE_SELLER: 'Active seller',
  ACTIVE_BUYER: 'Active buyer',
  MANAGED_LANDLORD: 'Managed landlord',
  ACTIVE_TENANT: 'Active tenant',
  ACTIVE_PROPERTY_INVESTOR: 'Active property investor',
  ACTIVE_BTL_INVESTOR: 'Active buy-to-let investor',
};

const PART = {
  TITLE: (d) => d.title,
  FORENAME: (d) => d.forename,
  SURNAME: (d) => d.surname,
  EMAILS: (d) => d.emails.join(', '),
  PHONES: (d) => d.phones.join(', '),
  ADDRESS: (d) => d.address,
  CATEGORIES: (d) => d.categories.join(', '),
};

/** A field of somebody's details as people write it. */
export function detail(field, details) {
  return value(field, PART[field](details));
}

/** A value of a field as people write it. */
export function value(field, text) {
  if (!text) return '—';
  return field === 'CATEGORIES'
    ? text
        .split(', ')
        .map((word) => CATEGORY[word] ?? word)
        .join(', ')
    : text;
}
