/** Colours that keep their distance from white and from black; those for dark pages are only lighter. */
const light = ['#1f883d', '#8c959f', '#0969da', '#bf8700']
const dark = ['#3fb950', '#7d8590', '#4493f8', '#d29922']

// Without variables of CSS: not everything that shows pictures knows them.
const style = `
  text { font: 13px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #57606a; }
  .strong { fill: #24292f; font-weight: 600; }
  .axis { stroke: #8c959f; }
  .grid { stroke: #8c959f; stroke-opacity: 0.3; }
  polyline { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
  ${coloured(light)}
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1; }
    .strong { fill: #f0f6fc; }
    ${coloured(dark)}
  }`

function coloured(colours: readonly string[]): string {
  return colours.map((colour, i) => `rect.c${i}, circle.c${i} { fill: ${colour}; } polyline.c${i} { stroke: ${colour}; }`).join(' ')
}

export type Attributes = Readonly<Record<string, string | number>>

/** An element; `content` is markup. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(value)}"`,
  )
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`
}

export function text(x: number, y: number, words: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escaped(words))
}

export function line(x1: number, y1: number, x2: number, y2: number, className: string): string {
  return element('line', { x1, y1, x2, y2, class: className })
}

/** A whole picture, which says in `title` what it shows to those who do not see it. */
export function picture(width: number, height: number, title: string, parts: readonly string[]): string {
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' }
  return `${element('svg', attributes, ['', `<title>${escaped(title)}</title>`, `<style>${style}\n</style>`, ...parts, ''].join('\n'))}\n`
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10)
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
