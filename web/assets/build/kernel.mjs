// Makes engine/expressions/kernel/dist/feel.js: feelin and its reader with our patches and our own kernel, one file.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PACKAGES } from './patches.mjs';

// Every anchor must be there exactly once, so that an upgrade of the package cannot silently lose a patch.
export function patched(source, name = 'feelin') {
  const { patches, appended } = PACKAGES[name];
  for (const { why, anchor, replacement } of patches) {
    const found = source.split(anchor).length - 1;
    if (found !== 1) throw new Error(`${name}: the place for "${why}" was found ${found} times, not once`);
    source = source.replace(anchor, () => replacement);
  }
  return source + appended;
}

const plugin = (name) => ({
  name: `patch-${name}`,
  setup: (b) => b.onLoad({ filter: new RegExp(`/${name}/dist/index\\.js$`) },
    ({ path }) => ({ contents: patched(readFileSync(path, 'utf8'), name), loader: 'js' })),
});

export async function buildKernel({ modules, kernel }) {
  const result = await build({
    entryPoints: [join(dirname(kernel), 'main.js')], outfile: join(kernel, 'feel.js'), plugins: Object.keys(PACKAGES).map(plugin),
    bundle: true, minify: true, format: 'iife', target: 'es2020', nodePaths: [modules],
    legalComments: 'inline', metafile: true, logLevel: 'warning',
  });
  return Object.keys(result.metafile.inputs);
}
