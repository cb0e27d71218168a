// Loads the prebuilt native binding, or fails: `node smoke-test.mjs ENTRY`. A file, since node-llama-cpp forks
// a copy of its process and an `--eval` would be passed on.
const { getLlama } = await import(process.argv[2]);
const llama = await getLlama({ build: 'never', logLevel: 'error' });
await llama.dispose();
