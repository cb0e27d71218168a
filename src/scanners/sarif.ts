export { readSarif, type SarifRun } from './sarif/read.ts';
export { type SarifSource, toSarif } from './sarif/write.ts';
