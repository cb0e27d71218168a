/** The papers that exhibits are shaped as. */
export const PAPER_A = 'Rethinking the Evaluation of Secure Code Generation (ICSE 2026)';
export const PAPER_B = 'Tuning LLM in secure code generation (ISP RAS 2025)';
