import { element, line, picture, text } from './svg.ts'

export interface BarPanel {
  readonly title: string
  readonly bars: readonly { readonly label: string; readonly value: number; readonly isOurs: boolean }[]
}

const width = 760
const labelWidth = 150
const barHeight = 22
const gap = 8
const panelGap = 30
const titleHeight = 30

/** Lying bars, a panel below the other on one scale of seconds. */
export function barChart(title: string, panels: readonly BarPanel[]): string {
  const longest = Math.max(...panels.flatMap(({ bars }) => bars.map(({ value }) => value)))
  const scale = (width - labelWidth - 80) / longest
  const parts: string[] = []
  let y = 10
  for (const { title: panelTitle, bars } of panels) {
    parts.push(text(labelWidth, y + 14, panelTitle, { class: 'strong' }))
    y += titleHeight
    const top = y
    for (const { label, value, isOurs } of bars) {
      const middle = y + barHeight / 2 + 4.5
      parts.push(
        text(labelWidth - 10, middle, label, { 'text-anchor': 'end', ...(isOurs && { class: 'strong' }) }),
        element('rect', { x: labelWidth, y, width: Math.max(1, value * scale), height: barHeight, rx: 2, class: isOurs ? 'c0' : 'c1' }),
        text(labelWidth + value * scale + 8, middle, `${seconds(value)} s`, isOurs ? { class: 'strong' } : {}),
      )
      y += barHeight + gap
    }
    parts.push(line(labelWidth, top - gap / 2, labelWidth, y - gap / 2, 'axis'))
    y += panelGap - gap
  }
  parts.push(text(labelWidth, y, 'seconds of wall time, median of all rounds; less is better'))
  return picture(width, y + 14, title, parts)
}

function seconds(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0)
}
