const longestQuote = 120
/** Shorter values would blot out half of every message, and are no secrets. */
const shortestSecret = 4

/** What the user wrote, fit for a message: in quotes, shortened, and without any secret that may have slipped into it. */
export function quote(written: string, secrets: readonly string[]): string {
  if (holdsSecret(written, secrets)) return '(not shown: it holds a secret)'
  const safe = withoutUrlSecrets(written)
  return JSON.stringify(safe.length > longestQuote ? `${safe.slice(0, longestQuote)}…` : safe)
}

/** Also true for a piece of a secret, cut at its commas or line ends, and for one whose case was changed, as in a host name. */
function holdsSecret(written: string, secrets: readonly string[]): boolean {
  const text = written.toLowerCase()
  return secrets
    .filter((secret) => secret.length >= shortestSecret)
    .map((secret) => secret.toLowerCase())
    .some((secret) => text.includes(secret) || (text.length >= shortestSecret && secret.includes(text)))
}

function withoutUrlSecrets(written: string): string {
  return written
    .replace(/:\/\/[^/?#]*@/g, '://***@')
    .replace(/([?&][^=&]*(?:secret|token|key|password|signature|credential)[^=&]*=)[^&#]*/gi, '$1***')
}
