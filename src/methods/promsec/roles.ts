import type { ScannerRole } from '../../core/finding.ts';

/** It listens to scanners for vulnerabilities. */
export const ROLES: readonly ScannerRole[] = ['security'];
