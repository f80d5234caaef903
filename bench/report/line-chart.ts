import { element, line, picture, text } from './svg.ts'

export interface Line {
  readonly label: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

export interface Axis {
  readonly title: string
  readonly ticks: readonly number[]
  readonly type: 'linear' | 'log'
}

export interface LinePanel {
  readonly title: string
  readonly lines: readonly Line[]
}

const panelWidth = 360
const panelHeight = 240
const margin = { left: 60, top: 64, right: 20, bottom: 56 }
const colours = ['c0', 'c1', 'c2', 'c3']

/** Panels side by side with the same axes; lines of one label have one colour. */
export function lineChart(title: string, panels: readonly LinePanel[], { x, y }: { x: Axis; y: Axis }): string {
  const labels = [...new Set(panels.flatMap(({ lines }) => lines.map(({ label }) => label)))]
  const colourOf = (label: string): string => colours[labels.indexOf(label)] ?? 'c3'
  const drawn = panels.map((panel, index) => drawPanel(panel, margin.left + index * (panelWidth + margin.left), { x, y }, colourOf))
  const width = panels.length * (panelWidth + margin.left) + margin.right
  return picture(width, margin.top + panelHeight + margin.bottom, title, [...legend(labels, colourOf), ...drawn.flat()])
}

function legend(labels: readonly string[], colourOf: (label: string) => string): string[] {
  let x = margin.left
  return labels.flatMap((label) => {
    const begin = x
    x += 44 + label.length * 7.2
    return [element('rect', { x: begin, y: 11, width: 18, height: 5, rx: 2, class: colourOf(label) }), text(begin + 25, 18, label)]
  })
}

function drawPanel(
  { title, lines }: LinePanel,
  left: number,
  { x, y }: { x: Axis; y: Axis },
  colourOf: (label: string) => string,
): string[] {
  const bottom = margin.top + panelHeight
  const toX = scale(x, left, left + panelWidth)
  const toY = scale(y, bottom, margin.top)
  const parts = [text(left, margin.top - 14, title, { class: 'strong' })]
  for (const tick of y.ticks) {
    parts.push(
      line(left, toY(tick), left + panelWidth, toY(tick), 'grid'),
      text(left - 8, toY(tick) + 4.5, short(tick), { 'text-anchor': 'end' }),
    )
  }
  for (const tick of x.ticks) {
    parts.push(
      line(toX(tick), bottom, toX(tick), bottom + 5, 'axis'),
      text(toX(tick), bottom + 20, short(tick), { 'text-anchor': 'middle' }),
    )
  }
  parts.push(
    line(left, bottom, left + panelWidth, bottom, 'axis'),
    text(left + panelWidth / 2, bottom + 42, x.title, { 'text-anchor': 'middle' }),
  )
  const middle = margin.top + panelHeight / 2
  parts.push(text(left - 40, middle, y.title, { 'text-anchor': 'middle', transform: `rotate(-90 ${left - 40} ${middle})` }))
  for (const { label, points } of lines) {
    const places = points.map((point) => ({ x: toX(point.x), y: toY(point.y) }))
    const path = places.map((place) => `${place.x.toFixed(1)},${place.y.toFixed(1)}`).join(' ')
    parts.push(element('polyline', { points: path, class: colourOf(label) }))
    parts.push(...places.map((place) => element('circle', { cx: place.x, cy: place.y, r: 4, class: colourOf(label) })))
  }
  return parts
}

/** The first and the last tick lie at the ends of the axis. */
function scale({ ticks, type }: Axis, from: number, to: number): (value: number) => number {
  const place = type === 'log' ? Math.log10 : (value: number): number => value
  const [low, high] = [place(ticks[0]!), place(ticks.at(-1)!)]
  return (value) => from + ((place(value) - low) / (high - low)) * (to - from)
}

function short(value: number): string {
  if (value >= 1e6) return `${value / 1e6} M`
  return value >= 1000 ? `${value / 1000} k` : String(value)
}
