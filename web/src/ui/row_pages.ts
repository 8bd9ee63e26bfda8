// Rows of a list of any length, page by page: what is near the eye is here, what is far is let go and fetched again. No Vue.
export interface Identified {
  id: number
}
export interface PageOfRows<T> {
  items: T[]
  next?: string
}
export type FetchPage<T> = (after: string | undefined, limit: number) => Promise<PageOfRows<T>>

interface KeptPage<T> {
  after: string | undefined
  /** null: let go, to be fetched again when looked at. */
  rows: T[] | null
  count: number
}

export class RowPages<T extends Identified> {
  /** Rows known so far, those let go included. */
  count = 0
  /** Whether the last page has been seen. */
  ended = false
  private pages: KeptPage<T>[] = []
  private next: string | undefined
  private busy = new Map<number, Promise<void>>()

  constructor(
    private readonly fetchPage: FetchPage<T>,
    readonly size = 100,
    private readonly kept = 60,
  ) {}

  at(index: number): T | undefined {
    const page = this.pages[Math.floor(index / this.size)]
    return page?.rows?.[index % this.size]
  }
  indexOf(id: number): number {
    for (const [number, page] of this.pages.entries()) {
      const found = page.rows?.findIndex((row) => row.id === id) ?? -1
      if (found >= 0) return number * this.size + found
    }
    return -1
  }
  /** Every row that is here, in order. */
  *all(): Generator<T> {
    for (const page of this.pages) if (page.rows) yield* page.rows
  }
  /** Fetches what of [from, to] is missing, one page after the other; true if anything came. */
  async ensure(from: number, to: number): Promise<boolean> {
    let came = false
    for (let page = Math.max(0, Math.floor(from / this.size)); page <= Math.floor(to / this.size); ++page) {
      if (page < this.pages.length && this.pages[page].rows) continue
      if (page >= this.pages.length && (this.ended || page > this.pages.length)) break
      await this.fetch(page)
      came = true
    }
    if (came) this.letGo(Math.floor(from / this.size), Math.floor(to / this.size))
    return came
  }
  /** Puts newer versions of rows in their places; ids that are not here are left alone. */
  replace(rows: readonly T[]): void {
    const fresh = new Map(rows.map((row) => [row.id, row]))
    for (const page of this.pages) if (page.rows?.some((row) => fresh.has(row.id))) page.rows = page.rows.map((row) => fresh.get(row.id) ?? row)
  }

  private fetch(page: number): Promise<void> {
    const running = this.busy.get(page)
    if (running) return running
    const work = this.take(page).finally(() => this.busy.delete(page))
    this.busy.set(page, work)
    return work
  }
  private async take(number: number): Promise<void> {
    const known = this.pages[number]
    const after = known ? known.after : this.next
    const { items, next } = await this.fetchPage(after, this.size)
    if (known) {
      // Its place in the list is fixed: what has left it leaves a gap, what has come is shown after a refresh.
      known.rows = items.slice(0, known.count)
      return
    }
    this.pages.push({ after, rows: items, count: items.length })
    this.count += items.length
    this.next = next
    this.ended = next === undefined
  }
  private letGo(first: number, last: number): void {
    const here = this.pages.flatMap((page, number) => (page.rows ? [number] : []))
    const far = (number: number) => Math.max(first - number, number - last, 0)
    for (const number of here.sort((a, b) => far(b) - far(a)).slice(0, Math.max(0, here.length - this.kept))) if (far(number) > 0) this.pages[number].rows = null
  }
}
