/** The words of a name, in lower case, between underscores: `_user_api_key_` of `self.userApiKey`. */
export const wordsOf = (name: string): string => {
  const [last = name] = name.match(/\w+(?=\W*$)/) ?? [];
  const parted = last.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  return `_${parted}_`;
};

const PASSWORD = /_(pass(word|wd|phrase|code)?s?|passw|pwd?|pswd)_/;

const CREDENTIAL =
  /_(secrets?|tokens?|(api|secret|private|access|auth|encryption|signing|master|session|jwt|hmac|crypto)_?keys?|apikey|credentials?|creds)_/;

/** Words of names that are near a secret without holding one. */
const ABOUT =
  /_(name|id|ids|field|file|filename|path|url|uri|endpoint|header|param|type|kind|length|len|size|count|min|max|limit|pattern|regex|re|prefix|suffix|label|prompt|message|msg|error|hint|expiry|expires?|ttl|lifetime|timeout|env|var|variable|column|table|index|range|info|span|hash|hashed|digest|policy|rules?|strength|bytes|chars|alphabet|charset|tokenizer|invalid|missing|is|has|no|valid|required|changed|reset)_/;

/** Whether a variable of this name holds a password. */
export const isPasswordName = (name: string): boolean =>
  PASSWORD.test(wordsOf(name)) && !ABOUT.test(wordsOf(name));

/** Whether a variable of this name holds a secret: a password, a key, a token. */
export const isSecretName = (name: string): boolean => {
  const words = wordsOf(name);
  return (PASSWORD.test(words) || CREDENTIAL.test(words)) && !ABOUT.test(words);
};

const MADE_AT_RANDOM =
  /_(pass(word|wd|phrase|code)s?|pwd|secrets?|tokens?|(crypto\w*|encryption|secret|private|access|api|session|signing|auth|security)_keys?|otps?|totp|pins?|pin_code|nonces?|salts?|ivs?|csrf|sessions?(_id)?|session_?ids?|cookies?|credentials?|(verification|activation|reset|recovery|confirmation|access|auth|authentication|security|login|invite|invitation|coupon|voucher|promo|backup|referral|license)_(codes?|keys?|links?|ids?|numbers?)|captchas?|challenge|uuid|guid|secure|cryptographic|encryption)_/;

/** Whether what has this name must not be guessed; also of functions that make it. */
export const mustBeUnguessable = (name: string): boolean => MADE_AT_RANDOM.test(wordsOf(name));
