/** The beginning of a statement. */
export const STATEMENT =
  /^\s*(--.*\n)*[\s(]*(select\b[\s\S]*\bfrom\b|insert\s+(or\s+\w+\s+|ignore\s+)?into\b|update\b[\s\S]*\bset\b|delete\s+from\b|replace\s+into\b|(create|drop|alter)\s+(table|database|user|view|index)\b|with\b[\s\S]*\bselect\b|pragma\b|truncate\b)/i;

/** Words that values come after; names of tables and columns stand before them, too. */
const CLAUSE = /\b(where|values|set|having|limit|offset|on|in|i?like|between)\b/i;

const OPERATOR = /([=<>(,]|\b(i?like|in|limit|offset|between|between\s+\S+\s+and))\s*([('"%{]\s*)*$/i;

const isInLiteral = (text: string): boolean => text.split("'").length % 2 === 0;

/** Whether a value stands next in a statement that has begun like this, and not a name of a table or column. */
export const isValuePlace = (before: string): boolean =>
  CLAUSE.test(before) && (OPERATOR.test(before) || isInLiteral(before));
