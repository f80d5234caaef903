// node actions-cache-client.mjs MODULE save|restore KEY PATH: one call of @actions/cache.
const [module, mode, key, mount] = process.argv.slice(2)
const { saveCache, restoreCache } = await import(module)
const found = mode === 'save' ? await saveCache([mount], key) : await restoreCache([mount], key)
if (found === undefined || found === -1) throw new Error(`${mode} of ${key} did nothing`)
