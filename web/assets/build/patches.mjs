// What we change in feelin 8.2.0 and what it reads with, and why. Offer these upstream; drop each when it is taken.
// What is called plumbline… in a patch stands in patches/appended.js.
import { readFileSync } from 'node:fs';
import { DATES } from './patches/dates.mjs';
import { DURATIONS } from './patches/durations.mjs';
import { LANGUAGE } from './patches/language.mjs';
import { RANGES } from './patches/ranges.mjs';
import { READING, READING_APPENDED } from './patches/reading.mjs';
import { STRICTNESS } from './patches/strictness.mjs';

export const PATCHES = [...STRICTNESS, ...DURATIONS, ...DATES, ...RANGES, ...LANGUAGE];

export const APPENDED = readFileSync(new URL('./patches/appended.js', import.meta.url), 'utf8');

// What is done to each package: its patches, and what is put at its end.
export const PACKAGES = {
  feelin: { patches: PATCHES, appended: APPENDED },
  'lezer-feel': { patches: READING, appended: READING_APPENDED },
};
