/** Fetches and links the module; await it once, before anything else. */
export function init(source: string | URL | Response, options?: RequestInit): Promise<void>;
