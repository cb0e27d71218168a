import type { Rule } from '../rule.ts';
import { autoescapeOff } from './autoescape-off.ts';
import { checkThenUse } from './check-then-use.ts';
import { codeInjection } from './code-injection.ts';
import { commandInjection } from './command-injection.ts';
import { crossSiteRequest } from './cross-site-request.ts';
import { debugMode } from './debug-mode.ts';
import { errorShown } from './error-shown.ts';
import { fixedIv } from './fixed-iv.ts';
import { foreignFiles } from './foreign-files.ts';
import { formatString } from './format-string.ts';
import { hardCodedSecret } from './hard-coded-secret.ts';
import { headerInjection } from './header-injection.ts';
import { hostHeader } from './host-header.ts';
import { htmlInjection } from './html-injection.ts';
import { ignoredCredential } from './ignored-credential.ts';
import { insecureCookie } from './insecure-cookie.ts';
import { insecureTempFile } from './insecure-temp-file.ts';
import { logInjection } from './log-injection.ts';
import { loosePermissions } from './loose-permissions.ts';
import { markdownHtml } from './markdown-html.ts';
import { massAssignment } from './mass-assignment.ts';
import { missingCertificateCheck } from './missing-certificate-check.ts';
import { openRedirect } from './open-redirect.ts';
import { pathTraversal } from './path-traversal.ts';
import { ldapInjection, xpathInjection } from './query-injection.ts';
import { readableSecret } from './readable-secret.ts';
import { regexInjection } from './regex-injection.ts';
import { secretLogged } from './secret-logged.ts';
import { slowRegex } from './slow-regex.ts';
import { smallKey } from './small-key.ts';
import { sqlInjection } from './sql-injection.ts';
import { ssrf } from './ssrf.ts';
import { substringCheck } from './substring-check.ts';
import { svgDataUrl } from './svg-data-url.ts';
import { templateInjection } from './template-injection.ts';
import { timingUnsafeComparison } from './timing-unsafe-comparison.ts';
import { unboundedAllocation } from './unbounded-allocation.ts';
import { unboundedGrowth } from './unbounded-growth.ts';
import { unboundedInput } from './unbounded-input.ts';
import { unboundedRead } from './unbounded-read.ts';
import { uncheckedUrl } from './unchecked-url.ts';
import { unsafeDeserialisation } from './unsafe-deserialisation.ts';
import { unsafeExtraction } from './unsafe-extraction.ts';
import { unsafeReflection } from './unsafe-reflection.ts';
import { unverifiedToken } from './unverified-token.ts';
import { weakCipher } from './weak-cipher.ts';
import { weakHash } from './weak-hash.ts';
import { weakPasswordHash } from './weak-password-hash.ts';
import { weakRandomness } from './weak-randomness.ts';
import { xmlEntities } from './xml-entities.ts';
import { xmlInjection } from './xml-injection.ts';

export const rules = {
  autoescapeOff,
  checkThenUse,
  codeInjection,
  commandInjection,
  crossSiteRequest,
  debugMode,
  errorShown,
  fixedIv,
  foreignFiles,
  formatString,
  hardCodedSecret,
  headerInjection,
  hostHeader,
  htmlInjection,
  ignoredCredential,
  insecureCookie,
  insecureTempFile,
  ldapInjection,
  logInjection,
  loosePermissions,
  markdownHtml,
  massAssignment,
  missingCertificateCheck,
  openRedirect,
  pathTraversal,
  readableSecret,
  regexInjection,
  secretLogged,
  slowRegex,
  smallKey,
  sqlInjection,
  ssrf,
  substringCheck,
  svgDataUrl,
  templateInjection,
  timingUnsafeComparison,
  unboundedAllocation,
  unboundedGrowth,
  unboundedInput,
  unboundedRead,
  uncheckedUrl,
  unsafeDeserialisation,
  unsafeExtraction,
  unsafeReflection,
  unverifiedToken,
  weakCipher,
  weakHash,
  weakPasswordHash,
  weakRandomness,
  xmlEntities,
  xmlInjection,
  xpathInjection,
} as const satisfies Record<string, Rule>;
