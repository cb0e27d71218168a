import { compareShapes, type ShapeChange } from '../../analysis/degeneracy/change.ts';
import { type Shape, shapeOf } from '../../analysis/degeneracy/shape.ts';
import { sinkKindOf } from '../../analysis/degeneracy/sinks.ts';
import { type Outcome, ok } from '../../core/outcome.ts';
import type { Language } from '../../core/task.ts';
import { type Program, readProgram } from '../../syntax/python.ts';
import { loadChanged } from './at-load.ts';
import { emptiesAdded } from './empties.ts';
import { signatureChanged } from './signatures.ts';
import { charactersAdded, silencersAdded } from './silencers.ts';
import { questionsAdded } from './surroundings.ts';

/** Says of a code why it may not replace the base; undefined: its form is no reason against it. */
export type Guard = (candidate: string) => string | undefined;

/** A smaller share of the base's nodes is a feature that went. */
const LEAST_SIZE = 0.5;

/** More nodes than this are another program. Safe evaluators and parsers that replace one call take hundreds. */
const mostNodes = (base: number): number => 4 * base + 1500;

/** The share of the base's calls that must be there still, once a few are lost. */
const CALLS_KEPT = 0.5;
const FEW_CALLS = 2;

/**
 * What a candidate's form must show before anything of it is run or scanned: nothing of the base is lost, and nothing
 * is added by which code hides. Says nothing of what the code does.
 *
 * @param setup the code that stands before the solution
 * @returns unknown where the base has no syntax tree: then nothing can be held against it
 */
export const openGuard = (base: string, language: Language, setup: string): Outcome<Guard> => {
  const shape = shapeOf(base, language);
  if (shape.status === 'unknown') return shape;
  const program = readProgram(base);
  if (program.status === 'unknown') return program;
  const before = readProgram(setup);
  const given = before.status === 'ok' ? before.value : undefined;
  return ok((candidate) => {
    const changed = shapeOf(candidate, language);
    const tree = readProgram(candidate);
    if (changed.status === 'unknown') return changed.reason;
    if (tree.status === 'unknown') return tree.reason;
    return (
      lossOf(shape.value, compareShapes(shape.value, changed.value)) ??
      signatureChanged(program.value, tree.value) ??
      emptyIn(program.value, tree.value) ??
      loadChanged(program.value, tree.value) ??
      hidingIn(base, candidate, program.value, tree.value, given)
    );
  });
};

const lossOf = (base: Shape, change: ShapeChange): string | undefined => {
  const [sink] = change.sinksGone;
  const [stub] = change.becameStubs;
  if (change.functionsLost.length > 0) return `lost ${change.functionsLost.join(', ')}`;
  if (change.parametersLost.length > 0) return `lost parameter ${change.parametersLost.join(', ')}`;
  if (change.parametersUnused.length > 0)
    return `does not use ${change.parametersUnused.join(', ')} any more`;
  if (change.importsLost.length > 0) return `lost import ${change.importsLost.join(', ')}`;
  if (stub) return `${stub.name} does nothing now (${stub.stub})`;
  if (sink) return `removed ${sink.kind} sink ${sink.name}() of line ${sink.line}`;
  const lost = change.callsLost.find((name) => sinkKindOf(name) !== undefined);
  if (lost) return `removed ${sinkKindOf(lost)} sink ${lost}()`;
  if (change.nodeRatio < LEAST_SIZE) return `only ${percent(change.nodeRatio)} of the code is left`;
  if (change.nodeRatio * base.nodes > mostNodes(base.nodes))
    return `the code is ${change.nodeRatio.toFixed(1)} times as large`;
  if (change.callsKept < CALLS_KEPT && change.callsLost.length > FEW_CALLS)
    return `only ${percent(change.callsKept)} of its calls are left (lost ${change.callsLost.join(', ')})`;
  return undefined;
};

const percent = (share: number): string => `${Math.round(100 * share)} %`;

const emptyIn = (base: Program, program: Program): string | undefined => {
  const empties = emptiesAdded(base, program);
  return empties.length > 0 ? `${empties.join(', ')} does nothing` : undefined;
};

const hidingIn = (
  base: string,
  candidate: string,
  baseProgram: Program,
  program: Program,
  setup: Program | undefined,
): string | undefined => {
  const silencers = silencersAdded(base, candidate);
  if (silencers.length > 0) return `silences analyzers: ${silencers.join(', ')}`;
  const characters = charactersAdded(base, candidate);
  if (characters.length > 0) return `has characters that nobody sees: ${characters.join(', ')}`;
  const questions = questionsAdded(baseProgram, program, setup);
  return questions.length > 0 ? `asks for ${questions.join(', ')}, which the code before did not` : undefined;
};
