// Stands in for the module federation runtime: the plugins are bundled, and no other host is ever asked.

function refuse(): never {
  throw new Error("This page loads no remote plugins.");
}

export class ModuleFederation {}
export const createInstance = refuse;
export const init = refuse;
export const loadRemote = refuse;
export const registerRemotes = refuse;
