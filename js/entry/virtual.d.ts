// What only the build or a runtime knows: the module in each of its forms.

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

declare module "#helpers" {
  export function use(core: Record<string, unknown>): void;
  export const makers: Record<string, (client: unknown, args: unknown[], face: unknown) => any>;
  export const parsers: Record<string, (body: unknown, options: unknown) => any>;
}

declare module "#assistants" {
  export function use(core: Record<string, unknown>): void;
  export const makers: Record<string, (client: unknown, args: unknown[]) => any>;
}

declare module "#agents" {
  export function use(core: Record<string, unknown>): void;
  export const makers: Record<string, (client: unknown, args: unknown[]) => any>;
  export function withResult(stream: any, sessions: any, body: any, options: any): any;
}

declare module "#partial-json" {
  export function load(): WebAssembly.Module;
}

declare module "#partial-json-base64" {
  const base64: string;
  export default base64;
}
