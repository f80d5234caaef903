/** Colours that keep their distance from white and from black; the media query only sharpens them. */
const style = `
  svg { font: 13px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; }
  text { fill: #57606a; } .strong { fill: #24292f; font-weight: 600; } .axis { stroke: #8c959f; } .grid { stroke: #8c959f; stroke-opacity: .3; }
  .c0 { --c: #1f883d; } .c1 { --c: #8c959f; } .c2 { --c: #0969da; } .c3 { --c: #bf8700; }
  rect { fill: var(--c); } polyline { fill: none; stroke: var(--c); stroke-width: 2.5; stroke-linejoin: round; } circle { fill: var(--c); }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1; } .strong { fill: #f0f6fc; }
    .c0 { --c: #3fb950; } .c1 { --c: #7d8590; } .c2 { --c: #4493f8; } .c3 { --c: #d29922; }
  }`

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
