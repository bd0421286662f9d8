import {reach} from './reach.js';

/** Nobody is signed in any more. */
export class SignedOut extends Error {}

/** The server had trouble of its own, or would not. */
export class NoAnswer extends Error {}

/** The server could not be reached: the page says so once, for all that was asked. */
export class Unreachable extends NoAnswer {
  constructor() {
    super('NurtureHub cannot be reached at the moment. Please try again in a while.');
    reach.gone();
  }
}

/** Whoever stands before the service says by these that it is away. */
const AWAY = new Set([502, 503, 504]);

const TROUBLE = 'NurtureHub could not answer. Please try again.';

/** So long may an answer take. */
const PATIENCE = 60_000;

function request(query, variables, accept, signal) {
  return {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: accept,
      'X-NurtureHub-Page': '1',
    },
    body: JSON.stringify({query, variables}),
    signal,
  };
}

async function send(options) {
  let response;
  try {
    response = await fetch('/graphql', options);
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    throw new Unreachable();
  }
  if (AWAY.has(response.status)) throw new Unreachable();
  reach.found();
  if (response.status === 401) throw new SignedOut();
  if (!response.ok) throw new NoAnswer(TROUBLE);
  return response;
}

/** What is read of an answer, which may break off. */
async function whole(reading) {
  try {
    return await reading;
  } catch (e) {
    if (e.name === 'AbortError') throw e;
    if (e instanceof SyntaxError) throw new NoAnswer(TROUBLE);
    throw new Unreachable();
  }
}

/** Asks once and gives the data. */
export async function ask(query, variables = {}) {
  const response = await send(
    request(
      query,
      variables,
      'application/graphql-response+json, application/json',
      AbortSignal.timeout(PATIENCE)
    )
  );
  const {data, errors} = await whole(response.json());
  if (errors?.length) throw new NoAnswer(errors[0].message);
  return data;
}

/** Asks and is told again and again, until the server has no more to tell. */
export async function follow(query, variables, tell, signal) {
  const response = await send(request(query, variables, 'text/event-stream', signal));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const {done, value} = await whole(reader.read());
    if (done) return;
    const events = (rest + value.replaceAll('\r\n', '\n')).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const text = event
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5))
        .join('\n');
      if (text.trim().startsWith('{')) {
        const {data, errors} = JSON.parse(text);
        if (errors?.length) throw new NoAnswer(errors[0].message);
        tell(data);
      }
    }
  }
}
