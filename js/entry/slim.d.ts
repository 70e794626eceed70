/** Links the module; call it once, before anything else. */
export function initSync(module: WebAssembly.Module | BufferSource): void;
