// Bundles our pages, copies the ready-made GOV.UK and MOJ files, and makes the FEEL kernel.
// usage: node build.mjs VENDOR_FOLDER KERNEL_FOLDER
import { build } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKernel } from './build/kernel.mjs';
import { notices } from './build/notices.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
const [vendor, kernel] = process.argv.slice(2);

async function buildPages() {
  const folder = join(here, 'src', 'pages');
  const entryPoints = readdirSync(folder).filter((name) => name.endsWith('.js')).map((name) => join(folder, name));
  const result = await build({
    entryPoints, outdir: join(vendor, 'pages'), bundle: true, minify: true, format: 'esm', splitting: true,
    // The form editor and its viewer must share one Preact: npm may give each a copy, and hooks know only their own.
    alias: { preact: join(modules, 'preact') },
    target: 'es2020', chunkNames: 'chunk-[hash]', legalComments: 'linked', metafile: true, logLevel: 'warning',
    loader: { '.woff': 'file', '.woff2': 'file', '.ttf': 'file', '.eot': 'file', '.svg': 'file' },
  });
  return Object.keys(result.metafile.inputs);
}

// The ready-made style sheets point at /assets/... and load GDS Transport, which is for gov.uk only.
function styleSheet(from, to) {
  const css = readFileSync(join(modules, from), 'utf8')
    .replaceAll('url(/assets/', 'url(assets/')
    .replaceAll(/@font-face\{font-family:GDS Transport[^}]*\}/g, '')
    .replaceAll(/\/\*# sourceMappingURL=.*?\*\//g, '');
  if (css.includes('@font-face') || css.includes('url(/')) throw new Error(`${from}: a font or an absolute address is left`);
  writeFileSync(join(vendor, to), css);
}

function script(from, to) {
  const js = readFileSync(join(modules, from), 'utf8').replace(/\/\/# sourceMappingURL=.*\s*$/, '');
  writeFileSync(join(vendor, to), js);
}

function copyDesignSystems() {
  for (const [name, source] of [['govuk', 'govuk-frontend/dist/govuk'], ['moj', '@ministryofjustice/frontend/moj']]) {
    mkdirSync(join(vendor, name), { recursive: true });
    styleSheet(`${source}/${name}-frontend.min.css`, `${name}/${name}-frontend.min.css`);
    script(`${source}/${name}-frontend.min.js`, `${name}/${name}-frontend.min.js`);
    cpSync(join(modules, source, 'assets', 'images'), join(vendor, name, 'assets', 'images'), { recursive: true });
  }
}

function copyTestTools() {
  mkdirSync(join(vendor, 'test'), { recursive: true });
  cpSync(join(modules, 'axe-core', 'axe.min.js'), join(vendor, 'test', 'axe.min.js'));
}

mkdirSync(kernel, { recursive: true });
const kernelInputs = await buildKernel({ modules, kernel });
rmSync(vendor, { recursive: true, force: true });
mkdirSync(vendor, { recursive: true });
const used = [...await buildPages(), ...kernelInputs];
copyDesignSystems();
copyTestTools();
writeFileSync(join(vendor, 'THIRD-PARTY-NOTICES.txt'), notices(modules, used));
