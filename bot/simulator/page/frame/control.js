/** Calls the control API. A refusal is thrown as `Refused`, with its code and its sentence. */

export class Refused extends Error {
  constructor(code, sentence) {
    super(sentence || code);
    this.code = code;
  }
}

/** Grows with every act, so that a reader can tell whether what it read may be older than an act. */
export const acts = { count: 0, open: 0 };

async function call(path, options) {
  let answer;
  try {
    answer = await fetch(`/control${path}`, options);
  } catch {
    throw new Refused("unreachable", "The local workspace does not answer. Is it running?");
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(body.error ?? `http_${answer.status}`, body.detail);
  return body;
}

export const look = (path) => call(path, { headers: { Accept: "application/json" } });

/** Acts as a person; answers what the control API answers. */
export async function act(name, body) {
  acts.count += 1;
  acts.open += 1;
  try {
    const headers = { "Content-Type": "application/json" };
    return await call(`/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
  } finally {
    acts.open -= 1;
    acts.count += 1;
  }
}

const as = (user) => `?as=${encodeURIComponent(user)}`;
const part = encodeURIComponent;

export const workspace = () => look("/workspace");
export const messages = (channel, user) => look(`/channels/${part(channel)}/messages${as(user)}`);
export const thread = (channel, ts, user) =>
  look(`/channels/${part(channel)}/threads/${part(ts)}${as(user)}`);
export const views = (user) => look(`/views${as(user)}`);

/** Options are looked up, not acted: asking for them changes nothing that is shown. */
export const options = (body) =>
  call("/options", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
