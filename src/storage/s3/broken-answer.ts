/** An answer that broke off, or makes no sense though it says it succeeded; asking again may help. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer'
}
