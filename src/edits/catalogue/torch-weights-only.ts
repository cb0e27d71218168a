import type { Edit } from '../edit.ts';
import { callsIn, setKeyword } from '../kit/calls.ts';

/**
 * `torch.load(path)` gets `weights_only=True`: the pickle in the file may then name no functions but those that make
 * tensors and plain data. Checkpoints that hold other objects are refused.
 */
export const torchWeightsOnly: Edit = {
  id: 'torch-weights-only',
  title: 'Load tensors and plain data only',
  cwes: [502],
  keeps: 'purpose',
  sites: (source) =>
    callsIn(source)
      .filter(({ name, splat, keywords }) => {
        const given = keywords.get('weights_only')?.value.text;
        return name === 'torch.load' && !splat && (given === undefined || given === 'False');
      })
      .map((call) => ({
        about: [call.node],
        what: 'load tensors and plain data only: weights_only=True',
        changes: [setKeyword(call, 'weights_only', 'True')],
      })),
};
