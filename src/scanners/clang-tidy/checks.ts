import type { Level } from '../../core/finding.ts';

/** What a check finds; `when`: it finds several things, told apart by the message, the first that fits. */
export type Check = {
  readonly cwes: readonly number[];
  readonly severity: Level;
  readonly when?: readonly { readonly says: RegExp; readonly as: string; readonly cwes: readonly number[] }[];
};

const high = (...cwes: readonly number[]): Check => ({ cwes, severity: 'high' });
const medium = (...cwes: readonly number[]): Check => ({ cwes, severity: 'medium' });
const low = (...cwes: readonly number[]): Check => ({ cwes, severity: 'low' });

const HEAP: NonNullable<Check['when']> = [
  { says: /leak/i, as: 'leak', cwes: [401] },
  { says: /after it is (freed|released)|use of (zero-allocated|memory)/i, as: 'use-after-free', cwes: [416] },
  { says: /already released|released memory/i, as: 'double-free', cwes: [415] },
  { says: /not allocated by|not the start|address of/i, as: 'bad-free', cwes: [590] },
];

/**
 * The checks that are used: those on memory, injection and misused interfaces; none on style.
 *
 * clang-tidy gives no CWE, but for some in messages of the analyzer (strcpy: 119, taint: 134). The others are those of
 * SEI CERT's rule that the check's documentation names (ENV33-C: 78; MSC50-CPP: 338; MSC51-CPP: 337; ERR34-C: 20, 676;
 * SIG30-C: 479; STR34-C: 194; POS36-C: 696; MSC24-C: 676), else the entry of MITRE's list
 * with the check's own title (457, 476, 562, 369, 467, 835, ...). Severities are ours: high is memory that is misused
 * on a path that the analyzer has walked, or a command that is run; low is advice.
 *
 * Left out as too loud on honest code: unchecked results of `printf` (ERR33-C), signed bit operations, narrowing, and the
 * widening of products, which also takes a time that grows with the square of the program's.
 */
export const CHECKS: Readonly<Record<string, Check>> = {
  'bugprone-command-processor': medium(78),
  'bugprone-dangling-handle': high(825),
  'bugprone-infinite-loop': medium(835),
  'bugprone-misplaced-operator-in-strlen-in-alloc': high(131),
  'bugprone-misplaced-pointer-arithmetic-in-alloc': high(131),
  'bugprone-misplaced-widening-cast': low(190),
  'bugprone-not-null-terminated-result': high(170),
  'bugprone-random-generator-seed': medium(337),
  'bugprone-shared-ptr-array-mismatch': medium(762),
  'bugprone-signal-handler': medium(479),
  'bugprone-signed-char-misuse': medium(194),
  'bugprone-sizeof-expression': medium(467),
  'bugprone-stringview-nullptr': medium(476),
  'bugprone-suspicious-realloc-usage': medium(401),
  'bugprone-suspicious-stringview-data-usage': medium(170),
  'bugprone-too-small-loop-variable': medium(835),
  'bugprone-unchecked-string-to-number-conversion': low(20, 676),
  'bugprone-unique-ptr-array-mismatch': medium(762),
  'bugprone-unsafe-functions': medium(676),
  'bugprone-use-after-move': medium(672),
  'cert-msc50-cpp': medium(338),
  'clang-analyzer-core.BitwiseShift': medium(1335),
  'clang-analyzer-core.CallAndMessage': high(457),
  'clang-analyzer-core.DivideZero': high(369),
  'clang-analyzer-core.NonNullParamChecker': high(476),
  'clang-analyzer-core.NullDereference': high(476),
  'clang-analyzer-core.StackAddressEscape': high(562),
  'clang-analyzer-core.UndefinedBinaryOperatorResult': high(457),
  'clang-analyzer-core.uninitialized.ArraySubscript': high(457),
  'clang-analyzer-core.uninitialized.Assign': high(457),
  'clang-analyzer-core.uninitialized.Branch': high(457),
  'clang-analyzer-core.uninitialized.NewArraySize': high(457),
  'clang-analyzer-core.uninitialized.UndefReturn': high(457),
  'clang-analyzer-cplusplus.ArrayDelete': medium(),
  'clang-analyzer-cplusplus.InnerPointer': high(416),
  'clang-analyzer-cplusplus.Move': medium(672),
  'clang-analyzer-cplusplus.NewDelete': { ...high(415, 416), when: HEAP },
  'clang-analyzer-cplusplus.NewDeleteLeaks': medium(401),
  'clang-analyzer-cplusplus.PlacementNew': high(787),
  'clang-analyzer-cplusplus.StringChecker': high(476),
  'clang-analyzer-optin.taint.GenericTaint': {
    ...high(20),
    when: [
      { says: /format string/i, as: 'format', cwes: [134] },
      { says: /system call/i, as: 'command', cwes: [78] },
      { says: /buffer|size/i, as: 'size', cwes: [120] },
    ],
  },
  'clang-analyzer-optin.taint.TaintedAlloc': medium(789),
  'clang-analyzer-optin.taint.TaintedDiv': medium(369),
  'clang-analyzer-security.ArrayBound': high(125, 787),
  'clang-analyzer-security.MmapWriteExec': medium(),
  'clang-analyzer-security.PointerSub': medium(469),
  'clang-analyzer-security.PutenvStackArray': medium(562),
  'clang-analyzer-security.SetgidSetuidOrder': high(696),
  'clang-analyzer-security.VAList': medium(),
  'clang-analyzer-security.cert.env.InvalidPtr': medium(),
  'clang-analyzer-security.insecureAPI.UncheckedReturn': medium(252),
  'clang-analyzer-security.insecureAPI.getpw': high(120),
  'clang-analyzer-security.insecureAPI.gets': high(242),
  'clang-analyzer-security.insecureAPI.mkstemp': medium(377),
  'clang-analyzer-security.insecureAPI.mktemp': medium(377),
  'clang-analyzer-security.insecureAPI.strcpy': medium(119),
  'clang-analyzer-security.insecureAPI.vfork': low(),
  'clang-analyzer-unix.Chroot': medium(243),
  'clang-analyzer-unix.Malloc': { ...high(401, 415, 416), when: HEAP },
  'clang-analyzer-unix.MallocSizeof': medium(131),
  'clang-analyzer-unix.MismatchedDeallocator': medium(762),
  'clang-analyzer-unix.StdCLibraryFunctions': medium(628),
  'clang-analyzer-unix.Stream': {
    ...medium(),
    when: [
      { says: /never closed|leak/i, as: 'leak', cwes: [775] },
      { says: /closed/i, as: 'use-after-close', cwes: [910] },
      { says: /null/i, as: 'null', cwes: [476] },
    ],
  },
  'clang-analyzer-unix.cstring.BadSizeArg': medium(805),
  'clang-analyzer-unix.cstring.NotNullTerminated': high(170),
  'clang-analyzer-unix.cstring.NullArg': high(476),
  'clang-analyzer-unix.cstring.UninitializedRead': high(457),
  'clang-diagnostic-array-bounds': high(125, 787),
  'clang-diagnostic-division-by-zero': high(369),
  'clang-diagnostic-format': medium(686),
  'clang-diagnostic-format-security': high(134),
  'clang-diagnostic-fortify-source': high(787),
  'clang-diagnostic-free-nonheap-object': high(590),
  'clang-diagnostic-memset-transposed-args': medium(687),
  'clang-diagnostic-return-stack-address': high(562),
  'clang-diagnostic-sizeof-pointer-memaccess': medium(467),
  'clang-diagnostic-strncat-size': high(787),
  'clang-diagnostic-uninitialized': high(457),
};
