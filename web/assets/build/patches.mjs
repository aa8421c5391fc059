// What we change in feelin 8.2.0, and why. Offer these upstream; drop each when it is taken.
// What is called plumbline… in a patch stands in patches/appended.js.
import { readFileSync } from 'node:fs';
import { DATES } from './patches/dates.mjs';
import { DURATIONS } from './patches/durations.mjs';
import { LANGUAGE } from './patches/language.mjs';
import { RANGES } from './patches/ranges.mjs';
import { STRICTNESS } from './patches/strictness.mjs';

export const PATCHES = [...STRICTNESS, ...DURATIONS, ...DATES, ...RANGES, ...LANGUAGE];

export const APPENDED = readFileSync(new URL('./patches/appended.js', import.meta.url), 'utf8');
