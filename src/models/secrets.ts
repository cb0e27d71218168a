const HIDDEN = '[hidden]';

/** What keys look like when a server echoes one back, also half masked by stars. */
const KEY_SHAPES = /\b(?:sk-|gsk_|hf_|xai-)[\w*-]{12,}|(?<=\bbearer\s+)[^\s"',]+/gi;

/** A function that takes the secrets, and whatever is shaped like one, out of a text. */
export const scrubber = (secrets: readonly string[]): ((text: string) => string) => {
  const spellings = secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  return (text) =>
    spellings
      .reduce((scrubbed, spelling) => scrubbed.replaceAll(spelling, HIDDEN), text)
      .replace(KEY_SHAPES, HIDDEN);
};

/** A URL as it may be shown: without user, password and query, where some servers want their key. */
export const showableUrl = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/$/, '')}`;
};
