/** Nobody is signed in any more. */
export class SignedOut extends Error {}

/** The server could not be reached, or had trouble of its own. */
export class NoAnswer extends Error {}

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
    throw new NoAnswer('NurtureHub cannot be reached. Check your connection.');
  }
  if (response.status === 401) throw new SignedOut();
  if (!response.ok) throw new NoAnswer('NurtureHub could not answer. Please try again.');
  return response;
}

/** Asks once and gives the data. */
export async function ask(query, variables = {}) {
  const response = await send(
    request(query, variables, 'application/graphql-response+json, application/json')
  );
  const {data, errors} = await response.json();
  if (errors?.length) throw new NoAnswer(errors[0].message);
  return data;
}

/** Asks and is told again and again, until the server has no more to tell. */
export async function follow(query, variables, tell, signal) {
  const response = await send(request(query, variables, 'text/event-stream', signal));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const {done, value} = await reader.read();
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
