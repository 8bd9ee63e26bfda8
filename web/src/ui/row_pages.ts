// Rows of a list of any length, page by page: what is near the eye is here, what is far is let go and fetched again. No Vue.
export interface Identified {
  id: number
}
/** Where a page lies: behind a cursor, or before one (`end`: the last page); neither: the first page. */
export interface Place {
  after?: string
  before?: string
}
export interface PageOfRows<T> {
  items: T[]
  next?: string
  previous?: string
}
export type FetchPage<T> = (place: Place, limit: number) => Promise<PageOfRows<T>>

interface KeptPage<T> {
  place: Place
  /** null: let go, to be fetched again when looked at. */
  rows: T[] | null
  count: number
}

export class RowPages<T extends Identified> {
  /** Rows known so far, those let go and those between beginning and end included. */
  count = 0
  /** Whether the last page has been seen. */
  ended = false
  /** With holes between what was read from the beginning and what was read from the end. */
  private pages: (KeptPage<T> | undefined)[] = []
  /** Pages read in order from the beginning, and the cursor behind them. */
  private forward = 0
  private next: string | undefined
  /** The first of the pages read from the end, and the cursor before it. */
  private backward = Infinity
  private previous: string | undefined
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
      const found = page?.rows?.findIndex((row) => row.id === id) ?? -1
      if (found >= 0) return number * this.size + found
    }
    return -1
  }
  /** Every row that is here, in order. */
  *all(): Generator<T> {
    for (const page of this.pages) if (page?.rows) yield* page.rows
  }
  /** Fetches what of [from, to] is missing, one page after the other; true if anything came. */
  async ensure(from: number, to: number): Promise<boolean> {
    const first = Math.max(0, Math.floor(from / this.size)), last = Math.floor(to / this.size)
    let came = false
    for (let page = first; page <= last; ++page) {
      if (this.pages[page]?.rows) continue
      if (!(await this.reach(page))) break
      came = true
    }
    if (came) this.letGo(first, last)
    return came
  }
  /** Fetches the last page of a list of `total` rows; those between come when they are looked at. */
  async toEnd(total: number): Promise<void> {
    const last = Math.floor((total - 1) / this.size)
    if (this.ended || last < this.forward) return
    if (last === this.forward) return this.fetch(last)
    const place = { before: 'end' }
    const { items, previous } = await this.fetchPage(place, total - last * this.size)
    this.pages[last] = { place, rows: items, count: items.length }
    this.backward = last
    this.previous = previous
    this.count = last * this.size + items.length
    this.ended = true
  }
  /** Puts newer versions of rows in their places; ids that are not here are left alone. */
  replace(rows: readonly T[]): void {
    const fresh = new Map(rows.map((row) => [row.id, row]))
    for (const page of this.pages) if (page?.rows?.some((row) => fresh.has(row.id))) page.rows = page.rows.map((row) => fresh.get(row.id) ?? row)
  }

  /** A page is fetched beside one that is known: in a hole from whichever side is nearer. */
  private async reach(page: number): Promise<boolean> {
    if (this.pages[page] || page === this.forward) {
      if (!this.pages[page] && this.ended && page >= this.pages.length) return false
      await this.fetch(page)
      return true
    }
    if (page >= this.pages.length) return false
    if (page - this.forward < this.backward - page) for (let at = this.forward; at <= page; ++at) await this.fetch(at)
    else for (let at = this.backward - 1; at >= page; --at) await this.fetch(at)
    return true
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
    if (known) {
      // Its place in the list is fixed: what has left it leaves a gap, what has come is shown after a refresh.
      if (!known.rows) known.rows = (await this.fetchPage(known.place, known.place.before ? known.count : this.size)).items.slice(0, known.count)
      return
    }
    if (number === this.forward) await this.takeForward(number)
    else await this.takeBackward(number)
  }
  private async takeForward(number: number): Promise<void> {
    const place = { after: this.next }
    // A list that has become shorter meanwhile leaves a gap before its end.
    const { items, next } = number > 0 && !this.next ? { items: [], next: undefined } : await this.fetchPage(place, this.size)
    this.pages[number] = { place, rows: items, count: items.length }
    this.forward = number + 1
    this.next = next
    if (this.backward < Infinity) return
    this.count += items.length
    this.ended = next === undefined
  }
  private async takeBackward(number: number): Promise<void> {
    const place = { before: this.previous }
    const { items, previous } = this.previous ? await this.fetchPage(place, this.size) : { items: [], previous: undefined }
    this.pages[number] = { place, rows: items, count: items.length }
    this.backward = number
    this.previous = previous
  }
  private letGo(first: number, last: number): void {
    const here = this.pages.flatMap((page, number) => (page?.rows ? [number] : []))
    const far = (number: number) => Math.max(first - number, number - last, 0)
    for (const number of here.sort((a, b) => far(b) - far(a)).slice(0, Math.max(0, here.length - this.kept))) if (far(number) > 0) this.pages[number]!.rows = null
  }
}
