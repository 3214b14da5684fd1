// elasticlunr assigns this name without declaring it, which a module forbids.
globalThis.lunr = undefined;
