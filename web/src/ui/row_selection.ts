// Which rows are ticked: by mouse, keyboard, ranges. No Vue.
export class RowSelection {
  readonly ids = new Set<number>()
  private anchor = -1

  /** Ticks or unticks one row and begins a range there. */
  toggle(id: number, index: number): void {
    if (!this.ids.delete(id)) this.ids.add(id)
    this.anchor = index
  }
  /** Ticks everything between where the range began and `index`; `idAt` says who stands there. */
  extend(index: number, idAt: (index: number) => number | undefined): void {
    if (this.anchor < 0) this.anchor = index
    const [from, to] = this.anchor < index ? [this.anchor, index] : [index, this.anchor]
    for (let i = from; i <= to; ++i) {
      const id = idAt(i)
      if (id !== undefined) this.ids.add(id)
    }
  }
  clear(): void {
    this.ids.clear()
    this.anchor = -1
  }
}
