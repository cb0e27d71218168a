/** Programs that hardly anything but a command line begins with. */
const PROGRAM =
  /^\s*(sudo |\/\w+(\/\w+)*\/)?(echo|ls|cat|rm|cp|mv|ln|grep|find|ping|curl|wget|tar|zip|unzip|git|docker|kubectl|chmod|chown|ssh|scp|rsync|ffmpeg|convert|nmap|dig|nslookup|whois|python3?|node|npm|pip|bash|sh|mysqldump|pg_dump|useradd|mkdir|touch|kill|ps|du|df|systemctl|service|iptables|mount|umount|openssl|make|gcc|java|javac) [\s\S]*\0/;

/** Whether a text with something put into it (`\0`) begins with a well-known program. */
export const startsWithProgram = (skeleton: string): boolean => PROGRAM.test(skeleton);

/** A word, or something put in, and after it an option. */
const WITH_OPTION = /^\s*([\w./-]+|\0)(\s[^|;\n]*)?\s--?[a-zA-Z][\w-]*/;

/** Whether it can hardly be anything but a command line. */
export const isCommandLine = (skeleton: string): boolean =>
  startsWithProgram(skeleton) || WITH_OPTION.test(skeleton);

/** Whether it can be one: words between blanks. */
export const isWords = (skeleton: string): boolean => /^\s*[\w./\0-]+\s+\S/.test(skeleton);

const RUNS = /_(run|exec|execute|call|invoke|issue|launch|spawn|check|get|do|sudo|send)_/;

const SHELL = /_(ssh|sh|cmd|command|commands|cli|shell|bash|sudo|adb|powershell)_/;

const ALONE = /^_+(ssh|shell|sudo|cmd|bash|system|popen|getoutput|getstatusoutput|check_output)_+$/;

/** Whether a function of this name (see `wordsOf`) runs a command: `run_ssh`, `execCommand`. */
export const runsCommands = (words: string): boolean =>
  ALONE.test(words) || (RUNS.test(words) && SHELL.test(words));

/** Whether it runs something, which may be a command. */
export const runsSomething = (words: string): boolean =>
  /^_+(run|execute|exec|call|local|launch|spawn)_+$/.test(words);
