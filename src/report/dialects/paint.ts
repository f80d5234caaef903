import { styleText } from 'node:util'

import type { Tone } from './dialect.ts'

export type Colour = 'red' | 'green' | 'yellow' | 'cyan' | 'gray' | 'bold'

/** Whether there is colour was decided by the caller, so neither the stream nor the environment is asked again. */
export function painter(colour: boolean): (colour: Colour, text: string) => string {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text)
}

export const toneColours: Readonly<Record<Tone, Colour>> = { good: 'green', fair: 'yellow', bad: 'red', quiet: 'gray' }
