/**
 * The OWASP Top Ten of 2025, with the CWE ids under "List of Mapped CWEs" of each category.
 *
 * Source: the project's own text (github.com/OWASP/Top10, 2025/docs/en), © OWASP Foundation, CC BY-SA 4.0. A03 says
 * "CWE-447 Use of Obsolete Function" there; the name is that of 477, which its introduction also names.
 */
export const OWASP_2025: Readonly<
  Record<string, { readonly name: string; readonly members: readonly number[] }>
> = {
  A01: {
    name: 'Broken Access Control',
    members: [
      22, 23, 36, 59, 61, 65, 200, 201, 219, 276, 281, 282, 283, 284, 285, 352, 359, 377, 379, 402, 424, 425,
      441, 497, 538, 540, 548, 552, 566, 601, 615, 639, 668, 732, 749, 862, 863, 918, 922, 1275,
    ],
  },
  A02: {
    name: 'Security Misconfiguration',
    members: [5, 11, 13, 15, 16, 260, 315, 489, 526, 547, 611, 614, 776, 942, 1004, 1174],
  },
  A03: { name: 'Software Supply Chain Failures', members: [477, 1035, 1104, 1329, 1357, 1395] },
  A04: {
    name: 'Cryptographic Failures',
    members: [
      261, 296, 319, 320, 321, 322, 323, 324, 325, 326, 327, 328, 329, 330, 331, 332, 334, 335, 336, 337, 338,
      340, 342, 347, 523, 757, 759, 760, 780, 916, 1240, 1241,
    ],
  },
  A05: {
    name: 'Injection',
    members: [
      20, 74, 76, 77, 78, 79, 80, 83, 86, 88, 89, 90, 91, 93, 94, 95, 96, 97, 98, 99, 103, 104, 112, 113, 114,
      115, 116, 129, 159, 470, 493, 500, 564, 610, 643, 644, 917,
    ],
  },
  A06: {
    name: 'Insecure Design',
    members: [
      73, 183, 256, 266, 269, 286, 311, 312, 313, 316, 362, 382, 419, 434, 436, 444, 451, 454, 472, 501, 522,
      525, 539, 598, 602, 628, 642, 646, 653, 656, 657, 676, 693, 799, 807, 841, 1021, 1022, 1125,
    ],
  },
  A07: {
    name: 'Authentication Failures',
    members: [
      258, 259, 287, 288, 289, 290, 291, 293, 294, 295, 297, 298, 299, 300, 302, 303, 304, 305, 306, 307, 308,
      309, 346, 350, 384, 521, 613, 620, 640, 798, 940, 941, 1390, 1391, 1392, 1393,
    ],
  },
  A08: {
    name: 'Software or Data Integrity Failures',
    members: [345, 353, 426, 427, 494, 502, 506, 509, 565, 784, 829, 830, 915, 926],
  },
  A09: { name: 'Security Logging & Alerting Failures', members: [117, 221, 223, 532, 778] },
  A10: {
    name: 'Mishandling of Exceptional Conditions',
    members: [
      209, 215, 234, 235, 248, 252, 274, 280, 369, 390, 391, 394, 396, 397, 460, 476, 478, 484, 550, 636, 703,
      754, 755, 756,
    ],
  },
};
