/** Room for large bodies: however many hosts send one at the same time, memory holds only so many bytes of them. */

/** A body of up to so many bytes needs no room. */
export const smallBody = 1_000_000

/** Where large bodies wait for each other. */
export interface Room {
  /** A seat for one visit; it takes no room yet. */
  seat(): Seat
}

/** What one visit takes of the room. */
export interface Seat {
  /** Resolves when there is room for so many bytes, in the order of asking. Asking again gives no more. */
  readonly take: (bytes: number) => Promise<void>
  /** Give the room back, or up the place in the line. Says whether there was any to give. */
  readonly leave: () => boolean
}

/** Somebody who waits, or is in. */
interface Guest {
  readonly bytes: number
  readonly enter: () => void
}

/** A room of so many bytes. What is larger has all of it. Default: 10 MB. */
export function createRoom(size = 10_000_000): Room {
  const line: Guest[] = []
  const inside = new Set<Guest>()
  let free = size

  function admit(): void {
    for (let [first] = line; first && first.bytes <= free; [first] = line) {
      line.shift()
      inside.add(first)
      free -= first.bytes
      first.enter()
    }
  }

  function leave(guest: Guest): boolean {
    const had = inside.delete(guest)
    if (had) free += guest.bytes
    const place = line.indexOf(guest)
    if (place >= 0) line.splice(place, 1)
    admit()
    return had
  }

  return {
    seat() {
      let guest: Guest | undefined
      let entered: Promise<void> | undefined
      return {
        take(bytes) {
          entered ??= new Promise((enter) => {
            guest = {bytes: Math.min(bytes, size), enter}
            line.push(guest)
            admit()
          })
          return entered
        },
        leave: () => guest !== undefined && leave(guest),
      }
    },
  }
}
