// The messages of sessions that were spoken with on this page. Clients send a history whole, and the log has only tokens.

const transcripts = new Map();

export const transcriptOf = (id) => transcripts.get(id);

export function keep(id, messages) {
  transcripts.set(id, messages);
}

// `to` goes on from the first messages of `from`; nothing where those are not known here.
export function carry(from, to, numMessages) {
  const messages = transcripts.get(from);
  if (messages !== undefined) transcripts.set(to, messages.slice(0, numMessages));
}
