import type { Node } from '../../syntax/python.ts';
import type { Edit, EditSite, TextChange } from '../edit.ts';
import { addArgument, type Call, callOf, callsIn } from '../kit/calls.ts';
import { holesOf } from '../kit/holes.ts';
import { type Built, builtFrom, prefixOf } from '../kit/strings.ts';
import { onlyValue, usesOf } from '../kit/values.ts';
import type { Source } from '../source.ts';

const RENDERS = /^(flask\.|flask\.templating\.)?render_template_string$/;

const MAKES = /^jinja2\.Template$|^jinja2\.Environment\(\)\.from_string$/;

/** The call that is given a template as text, and the one that is given its variables. */
const renderingOf = (
  source: Source,
  call: Call,
): { readonly template: Node; readonly render: Call } | undefined => {
  const [first] = call.args;
  if (first && RENDERS.test(call.name ?? '')) return { template: first, render: call };
  const made = call.method === 'render' ? callOf(source, call.callee.children[0]) : undefined;
  const [template] = made && MAKES.test(made.name ?? '') ? made.args : [];
  return template && { template, render: call };
};

const builtOf = (source: Source, template: Node): Built | undefined => {
  const value =
    template.kind === 'identifier' && usesOf(source, template).length === 1
      ? onlyValue(source, template)
      : template;
  return value && builtFrom(value);
};

const siteAt = (source: Source, call: Call): EditSite | undefined => {
  const found = renderingOf(source, call);
  const built = found && builtOf(source, found.template);
  if (found === undefined || built === undefined || built.applied || call.splat) return undefined;
  const holes = holesOf(built);
  const isSimple = holes.every(
    ({ form, value, conversion, spec }) =>
      form === 'field' && value.kind === 'identifier' && !conversion && !spec,
  );
  const names = [...new Set(holes.map(({ value }) => value.text))];
  if (!isSimple || names.some((name) => call.keywords.has(name))) return undefined;
  const literals = new Set(holes.flatMap(({ literal }) => literal ?? []));
  const changes: TextChange[] = [
    ...holes.map(({ start, end, value }) => ({ start, end, text: `{{ ${value.text} }}` })),
    ...built.pieces.flatMap((piece) =>
      piece.kind === 'text' && literals.has(piece.literal) ? undoubled(piece.start, piece.raw) : [],
    ),
    ...[...literals].flatMap((literal) => {
      const start = literal.children[0];
      return start ? [{ start: start.start, end: start.end, text: prefixOf(literal).replace(/f/i, '') }] : [];
    }),
    addArgument(found.render, names.map((name) => `${name}=${name}`).join(', ')),
  ];
  return { about: [call.node, built.node], what: 'hand values to the template as its variables', changes };
};

const undoubled = (start: number, raw: string): readonly TextChange[] =>
  [...raw.matchAll(/\{\{|\}\}/g)].map(({ 0: found, index }) => ({
    start: start + index,
    end: start + index + 2,
    text: found.charAt(0),
  }));

/**
 * `render_template_string(f"Hello {name}")` becomes `render_template_string("Hello {{ name }}", name=name)`: the
 * template is fixed, and what is put in cannot bring code of its own. Plain text looks the same; where the template
 * escapes, markup is shown as it is written.
 */
export const templateVariables: Edit = {
  id: 'template-variables',
  title: 'Hand values to templates as variables',
  cwes: [1336, 94, 79],
  keeps: 'purpose',
  sites: (source) => callsIn(source).flatMap((call) => siteAt(source, call) ?? []),
};
