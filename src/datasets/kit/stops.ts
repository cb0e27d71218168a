/** Where a continuation has left the solution for a script around it. */
export const SCRIPT_STOPS = ['\nif __name__', '\nprint('] as const;

/** Where the continuation of a prompt that asks for one function ends (HumanEval's stop words). */
export const FUNCTION_STOPS = ['\nclass ', '\ndef ', ...SCRIPT_STOPS] as const;
