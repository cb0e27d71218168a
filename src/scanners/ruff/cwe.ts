import type { Level } from '../../core/finding.ts';

export type RuffRule = {
  readonly cwes: readonly number[];
  readonly severity: Level;
  readonly confidence: Level;
};

/**
 * Every S rule of Ruff 0.17. S1xx to S7xx re-implement Bandit's B1xx to B7xx under the same numbers.
 *
 * CWEs: first the one that Bandit 1.9.4 gives its test of that number, so that findings of both compare; then the
 * more exact entry of MITRE's list where there is one. Entries of the kind "pillar" (284, 703), which MITRE asks
 * not to map to, are left out: S101 and S412 have none, S110 and S112 have 390 instead.
 *
 * Levels: those of Bandit's test; medium where they depend on the call (as severity: S103, S202, S324, S502, S503,
 * S505, S602, S605; as confidence: S202, S502, S503, S608, S701). S4xx report only with Ruff's preview on.
 */
export const RUFF_RULES: Readonly<Record<string, RuffRule>> = {
  // assert
  S101: { cwes: [], severity: 'low', confidence: 'high' },
  // exec
  S102: { cwes: [78, 95], severity: 'medium', confidence: 'high' },
  // permissions too wide
  S103: { cwes: [732], severity: 'medium', confidence: 'high' },
  // binds all interfaces
  S104: { cwes: [605, 1327], severity: 'medium', confidence: 'medium' },
  // password in a string
  S105: { cwes: [259, 798], severity: 'low', confidence: 'medium' },
  // password as an argument
  S106: { cwes: [259, 798], severity: 'low', confidence: 'medium' },
  // password as a default
  S107: { cwes: [259, 798], severity: 'low', confidence: 'medium' },
  // fixed name in a shared temporary folder
  S108: { cwes: [377], severity: 'medium', confidence: 'medium' },
  // except: pass
  S110: { cwes: [390], severity: 'low', confidence: 'high' },
  // except: continue
  S112: { cwes: [390], severity: 'low', confidence: 'high' },
  // request without a timeout
  S113: { cwes: [400, 1088], severity: 'medium', confidence: 'low' },
  // Flask debug mode
  S201: { cwes: [94, 489], severity: 'high', confidence: 'medium' },
  // tarfile extractall
  S202: { cwes: [22], severity: 'medium', confidence: 'medium' },
  // pickle
  S301: { cwes: [502], severity: 'medium', confidence: 'high' },
  // marshal
  S302: { cwes: [502], severity: 'medium', confidence: 'high' },
  // weak hash
  S303: { cwes: [327, 328], severity: 'medium', confidence: 'high' },
  // weak cipher
  S304: { cwes: [327], severity: 'high', confidence: 'high' },
  // weak cipher mode
  S305: { cwes: [327], severity: 'medium', confidence: 'high' },
  // mktemp
  S306: { cwes: [377], severity: 'medium', confidence: 'high' },
  // eval
  S307: { cwes: [78, 95], severity: 'medium', confidence: 'high' },
  // mark_safe
  S308: { cwes: [79], severity: 'medium', confidence: 'high' },
  // urlopen with any scheme
  S310: { cwes: [22, 918], severity: 'medium', confidence: 'high' },
  // random numbers that can be guessed
  S311: { cwes: [330, 338], severity: 'low', confidence: 'high' },
  // telnet
  S312: { cwes: [319], severity: 'high', confidence: 'high' },
  // XML: cElementTree
  S313: { cwes: [20, 611], severity: 'medium', confidence: 'high' },
  // XML: ElementTree
  S314: { cwes: [20, 611], severity: 'medium', confidence: 'high' },
  // XML: expatreader
  S315: { cwes: [20, 611], severity: 'medium', confidence: 'high' },
  // XML: expatbuilder
  S316: { cwes: [20, 611], severity: 'medium', confidence: 'high' },
  // XML: sax
  S317: { cwes: [20, 611], severity: 'medium', confidence: 'high' },
  // XML: minidom
  S318: { cwes: [20, 611], severity: 'medium', confidence: 'high' },
  // XML: pulldom
  S319: { cwes: [20, 611], severity: 'medium', confidence: 'high' },
  // FTP
  S321: { cwes: [319], severity: 'high', confidence: 'high' },
  // TLS without verification
  S323: { cwes: [295], severity: 'medium', confidence: 'high' },
  // weak hash of hashlib or crypt
  S324: { cwes: [327, 328], severity: 'medium', confidence: 'high' },
  // import telnetlib
  S401: { cwes: [319], severity: 'high', confidence: 'high' },
  // import ftplib
  S402: { cwes: [319], severity: 'high', confidence: 'high' },
  // import pickle
  S403: { cwes: [502], severity: 'low', confidence: 'high' },
  // import subprocess
  S404: { cwes: [78], severity: 'low', confidence: 'high' },
  // import xml.etree
  S405: { cwes: [20, 611], severity: 'low', confidence: 'high' },
  // import xml.sax
  S406: { cwes: [20, 611], severity: 'low', confidence: 'high' },
  // import xml.expat
  S407: { cwes: [20, 611], severity: 'low', confidence: 'high' },
  // import xml.minidom
  S408: { cwes: [20, 611], severity: 'low', confidence: 'high' },
  // import xml.pulldom
  S409: { cwes: [20, 611], severity: 'low', confidence: 'high' },
  // import xmlrpc
  S411: { cwes: [20, 611], severity: 'high', confidence: 'high' },
  // import of a CGI handler (httpoxy)
  S412: { cwes: [], severity: 'high', confidence: 'high' },
  // import PyCrypto
  S413: { cwes: [327], severity: 'high', confidence: 'high' },
  // import pyghmi
  S415: { cwes: [319], severity: 'high', confidence: 'high' },
  // request without certificate validation
  S501: { cwes: [295], severity: 'high', confidence: 'high' },
  // insecure TLS version
  S502: { cwes: [327], severity: 'medium', confidence: 'medium' },
  // insecure TLS version as a default
  S503: { cwes: [327], severity: 'medium', confidence: 'medium' },
  // TLS without a version
  S504: { cwes: [327], severity: 'low', confidence: 'medium' },
  // weak key
  S505: { cwes: [326], severity: 'medium', confidence: 'high' },
  // yaml.load
  S506: { cwes: [20, 502], severity: 'medium', confidence: 'high' },
  // SSH without host key verification
  S507: { cwes: [295, 322], severity: 'high', confidence: 'medium' },
  // SNMP version
  S508: { cwes: [319], severity: 'medium', confidence: 'high' },
  // SNMP without encryption
  S509: { cwes: [319], severity: 'medium', confidence: 'high' },
  // Paramiko call
  S601: { cwes: [78], severity: 'medium', confidence: 'medium' },
  // subprocess with a shell
  S602: { cwes: [78], severity: 'medium', confidence: 'high' },
  // subprocess without a shell
  S603: { cwes: [78], severity: 'low', confidence: 'high' },
  // call with shell=True
  S604: { cwes: [78], severity: 'medium', confidence: 'low' },
  // process with a shell
  S605: { cwes: [78], severity: 'medium', confidence: 'high' },
  // process without a shell
  S606: { cwes: [78], severity: 'low', confidence: 'medium' },
  // program by a partial path
  S607: { cwes: [78, 426], severity: 'low', confidence: 'high' },
  // SQL from strings
  S608: { cwes: [89], severity: 'medium', confidence: 'medium' },
  // wildcard in a command
  S609: { cwes: [155], severity: 'high', confidence: 'medium' },
  // Django extra()
  S610: { cwes: [89], severity: 'medium', confidence: 'medium' },
  // Django RawSQL
  S611: { cwes: [89], severity: 'medium', confidence: 'medium' },
  // logging configuration from a socket
  S612: { cwes: [94], severity: 'medium', confidence: 'high' },
  // Jinja2 without autoescape
  S701: { cwes: [94, 79], severity: 'high', confidence: 'medium' },
  // Mako templates
  S702: { cwes: [80], severity: 'medium', confidence: 'high' },
  // Markup of unescaped text
  S704: { cwes: [79], severity: 'medium', confidence: 'high' },
};

/** The rules that no entry of MITRE's list fits: their findings have no CWE. */
export const RULES_WITHOUT_CWE: readonly string[] = Object.entries(RUFF_RULES)
  .filter(([, { cwes }]) => cwes.length === 0)
  .map(([code]) => code);
