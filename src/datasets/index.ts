import {
  apps,
  appsCompetition,
  appsInterview,
  appsIntroductory,
  appsTrain,
  appsTrainCompetition,
  appsTrainInterview,
  appsTrainIntroductory,
} from './apps.ts';
import { bifocal } from './bifocal.ts';
import { bigcodebench, bigcodebenchHard } from './bigcodebench.ts';
import { conala, conalaTrain } from './conala.ts';
import { cybersecevalAutocomplete, cybersecevalInstruct } from './cyberseceval.ts';
import type { Dataset } from './dataset.ts';
import { ds1000 } from './ds1000.ts';
import { humaneval, humanevalPlus } from './humaneval.ts';
import { mbpp, mbppPlus, mbppSanitized } from './mbpp.ts';
import { mercury, mercuryTrain } from './mercury.ts';
import { seccodeplt, seccodepltPlus } from './seccodeplt.ts';
import { studenteval } from './studenteval.ts';

/** Sets whose files are rows. A file is read by the first that recognises its rows. */
export const datasets = {
  humaneval,
  bigcodebench,
  seccodeplt,
  'seccodeplt+': seccodepltPlus,
  'humaneval+': humanevalPlus,
  mbpp,
  'mbpp-sanitized': mbppSanitized,
  'mbpp+': mbppPlus,
  'bigcodebench-hard': bigcodebenchHard,
  apps,
  'apps-introductory': appsIntroductory,
  'apps-interview': appsInterview,
  'apps-competition': appsCompetition,
  'apps-train': appsTrain,
  'apps-train-introductory': appsTrainIntroductory,
  'apps-train-interview': appsTrainInterview,
  'apps-train-competition': appsTrainCompetition,
  ds1000,
  conala,
  'conala-train': conalaTrain,
  studenteval,
  mercury,
  'mercury-train': mercuryTrain,
  'cyberseceval-instruct': cybersecevalInstruct,
  'cyberseceval-autocomplete': cybersecevalAutocomplete,
  bifocal,
} as const satisfies Record<string, Dataset>;
