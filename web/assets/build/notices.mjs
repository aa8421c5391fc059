// The licences of everything that is in a bundle, for THIRD-PARTY-NOTICES.txt.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const COPIED = ['govuk-frontend', '@ministryofjustice/frontend'];
const PACKAGE = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//;

function foldersOf(modules, inputs) {
  const folders = new Map(COPIED.map((name) => [name, join(modules, name)]));
  for (const input of inputs) {
    const [, , name] = PACKAGE.exec(input) ?? [];
    if (name) folders.set(name, join(modules, name));
  }
  return [...folders].sort(([a], [b]) => a.localeCompare(b));
}

function notice([name, folder]) {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const author = typeof about.author === 'string' ? about.author : about.author?.name ?? 'its authors';
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8')
    : `Licence: ${about.license}. Copyright ${author}. The package holds no licence text.`;
  return `== ${name} ${about.version} (${about.license ?? 'see below'})\n${text.trim()}\n`;
}

export function notices(modules, inputs) {
  return foldersOf(modules, inputs).map(notice).join('\n');
}
