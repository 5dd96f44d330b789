/**
 * Milliseconds. Without the bound that a test is about, its input takes minutes or does not end: a busy machine stays far below,
 * so that no test fails for being slow. How long inputs take is measured by `npm run fuzz` and `npm run bench`.
 */
export const NO_HANG = 20_000;
