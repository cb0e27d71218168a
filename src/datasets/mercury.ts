import { z } from 'zod';
import { ok } from '../core/outcome.ts';
import type { TestSuite } from '../core/task.ts';
import type { Dataset } from './dataset.ts';
import { NODES, USUAL_IMPORTS } from './kit/leetcode.ts';
import { pythonBlock, pythonString } from './kit/python-text.ts';
import { identifierSchema, jsonText, nameSchema, rowReader } from './kit/row.ts';
import { FUNCTION_STOPS } from './kit/stops.ts';

const row = rowReader(
  z.object({
    slug_name: nameSchema,
    pretty_content: z.array(z.string()).min(1),
    prompt: z.string(),
    solutions: z.array(z.object({ solution: z.string() })),
    convert_offline: z.string(),
    evaluate_offline: z.string(),
    entry_point: identifierSchema,
    test_cases: jsonText(z.array(z.looseObject({ input: z.unknown(), expected: z.unknown() }))),
  }),
);

/** The set's own converter and judge are code, which may make lists and trees of what JSON holds. */
const testsOf = (
  convert: string,
  evaluate: string,
  method: string,
  cases: string,
  count: number,
): TestSuite => {
  const test = (_: unknown, index: number) => `
    def test_${index}(self):
        inputs, expected = convert_offline((MERCURY_CASES[${index}]["input"], MERCURY_CASES[${index}]["expected"]))
        self.assertTrue(evaluate_offline(inputs, Solution().${method}(*inputs), expected))
`;
  const head = `import json, unittest\n\n${convert}\n\n${evaluate}\n\nMERCURY_CASES = json.loads(${pythonString(cases)})\n`;
  const methods = Array.from({ length: count }, test).join('');
  return { style: 'unittest', functional: `${head}\n\nclass TestCases(unittest.TestCase):${methods}` };
};

const ofSplit = (id: string, split: string, size: number): Dataset => ({
  id,
  title: `Mercury, ${split}`,
  publication: {
    page: 'https://huggingface.co/datasets/Elfsong/Mercury',
    licence: 'CC-BY-NC-4.0',
    version: `2024-02, ${split}`,
    size,
    files: [
      { hub: 'Elfsong/Mercury', revision: 'refs/convert/parquet', path: `default/${split}/0000.parquet` },
    ],
  },
  environment: 'python-tests',
  recognises: (value) =>
    row.matches(value, ['slug_name', 'convert_offline', 'evaluate_offline', 'entry_point', 'test_cases']),
  toTask: row.mapping((fields) => {
    const { slug_name, pretty_content, prompt, entry_point, test_cases } = fields;
    const content = pretty_content.join('\n').trim();
    const count = test_cases?.value.length ?? 0;
    const secure = fields.solutions[0]?.solution;
    return ok({
      id: `mercury/${slug_name}`,
      dataset: id,
      language: 'python',
      prompt: {
        instruction: `${content}\n\nBegin with this code:\n${pythonBlock(prompt)}`,
        completion: `'''\n${content}\n'''\n${prompt.trimEnd()}\n`,
        stop: [...FUNCTION_STOPS],
      },
      entryPoint: 'Solution',
      setup: USUAL_IMPORTS + NODES,
      requires: ['lctk', 'sortedcontainers'],
      cwes: [],
      ...(test_cases &&
        count > 0 && {
          tests: testsOf(
            fields.convert_offline,
            fields.evaluate_offline,
            entry_point,
            test_cases.text,
            count,
          ),
        }),
      exploits: false,
      cpuSeconds: 10,
      memoryMiB: 2048,
      solutions: secure === undefined ? {} : { secure },
    });
  }),
});

/**
 * Mercury (Du et al. 2024): problems of LeetCode, solved by a method of a class `Solution`; the 256 of the split `eval`
 * are the benchmark. Only whether code is right is judged, not how fast it is
 * (Beyond).
 *
 * Each case runs `convert_offline`, the method and `evaluate_offline` as the published harness does, in the sample's own
 * process. For linked lists and trees these need the package `lctk`, which no environment of ours has: such cases are
 * unknown. The reference is the first of `solutions`.
 */
export const mercury = ofSplit('mercury', 'eval', 256);
export const mercuryTrain = ofSplit('mercury-train', 'train', 1633);
