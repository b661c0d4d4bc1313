// What a period is between reading it and knowing its year.

/** One named stretch of months. Either absolute (`from`, `to`), or a yearless cycle, or one that needs a project or thread. */
export interface Point {
  /** Month numbers (year x 12 + month - 1), both inclusive, where the year is known. */
  span?: { from: number; to: number }
  /** A month, quarter or half without a year: first month (0 = January) and length in months. */
  cycle?: { start: number; length: number }
  /** "next March", "last Q4", "this May". */
  lean?: 'next' | 'last' | 'this'
  /** "sprint 3": 1-based number, or steps from today's sprint. */
  sprint?: { number?: number; offset?: number; count?: number }
  /** "the whole year": in a follow-up the thread's year. */
  wholeYear?: boolean
  /** "that month": the thread's period. */
  thread?: boolean
  /** The person wrote a year. */
  yearSaid: boolean
  /** Place in the text, for a question that puts the year in. */
  start: number
  end: number
}

/** A stretch between two points, or open at one end. */
export interface Stretch {
  first: Point
  last?: Point
  /** 'to': "a report to December"; a range for what reads, the month alone for a change. */
  open?: 'onwards' | 'until' | 'since' | 'after' | 'before' | 'to' | 'asOf'
  /** "for 3 months": the length in months. */
  months?: number
}
