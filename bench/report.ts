/** Renders BENCHMARKS.md and its plots again from the results that are kept: `node bench/report.ts`. */
import { readFileSync } from 'node:fs'
import { renderReport } from './report/render.ts'
import type { Results } from './samples.ts'

renderReport(JSON.parse(readFileSync(new URL('results.json', import.meta.url), 'utf8')) as Results)
