import type { Clause } from '../reading/clause.js'

/** "take 20 out of July", "cut them from June", "20 off August": takes hours away, in the months named and no others. */
export const takesOut = (clause: Clause): boolean =>
  clause.has('subtract', 'lower') ||
  /\b(take|pull|cut|knock|remove)\b.*\b(out of|out|off|from|away)\b/.test(clause.plain) ||
  /\b(out of|off of)\b/.test(clause.plain) ||
  (clause.has('off') && clause.periods.some((p) => p.prep === 'off'))
