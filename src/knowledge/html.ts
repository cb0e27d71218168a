/** Elements of HTML; those of one letter, which also stand for something in a usage line, only where they are certain. */
const TAG =
  /<\/[abipsu]>|<[abipsu]\s+[\w-]+=|<\/?(html|head|title|body|div|span|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|em|strong|small|br|hr|img|script|style|form|input|button|label|select|option|textarea|iframe|pre|code|article|section|header|footer|nav|main|blockquote|figure|figcaption|video|audio|meta|link)\b[^<]*>?/i;

/** Whether there is an element of HTML in a text. */
export const hasHtml = (text: string): boolean => TAG.test(text);
