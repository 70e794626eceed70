// What only the build or a runtime knows: the glue of wasm-bindgen, the module in each of its forms.

declare module "#glue" {
  export const Client: any;
  export const Call: any;
  export function catalogue(): string;
  export function signature(index: number): string;
  export function warning(option: string, value: string): string | undefined;
  export function setExports(exports: unknown): void;
  export function connect(exports: WebAssembly.Exports): void;
  export const imports: WebAssembly.Imports;
}

declare module "#payload" {
  export function decode(
    start: (bytes: Uint8Array<ArrayBuffer>) => WebAssembly.Exports,
  ): Uint8Array<ArrayBuffer>;
}

declare module "#base64" {
  const base64: string;
  export default base64;
}

declare module "cloudflare:workers" {}

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}
