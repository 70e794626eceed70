// The glue: what wasm-bindgen makes of `src/exports`, and what the build adds to that.
export * from "#bindgen";
export function setExports(exports: unknown): void;
export function connect(exports: WebAssembly.Exports): void;
export const imports: WebAssembly.Imports;
