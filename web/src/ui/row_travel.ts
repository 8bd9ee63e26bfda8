// How far ahead of the eye rows are fetched: two screens at rest, and in the direction of travel what a second's third would pass.
const frames = 20
/** However fast one goes, no more is asked for at once. */
const most = 800

export class RowTravel {
  private last = 0
  private speed = 0

  /** More than a screen at a time: nothing of what lies about it will be seen. */
  flies(shown: number): boolean {
    return Math.abs(this.speed) >= shown
  }

  /** Rows to have above and below the `shown` ones that begin at `start`; called whenever these change. */
  ahead(start: number, shown: number): [number, number] {
    const moved = start - this.last
    this.last = start
    // Who slows down for a moment goes on; who turns is followed at once.
    this.speed = Math.sign(moved) === Math.sign(this.speed) ? Math.max(Math.abs(moved), Math.abs(this.speed) * 0.8) * Math.sign(moved) : moved
    const far = Math.min(most, Math.ceil(Math.abs(this.speed) * frames))
    const near = 2 * shown
    return this.speed < 0 ? [Math.max(near, far), shown] : [0, Math.max(near, far)]
  }
}
