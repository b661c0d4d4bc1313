// What people type for short in chats, written out before a request is read. Only in lower case, and only where nobody
// and nothing in the organisation is called so.

export const SHORT_FORMS: Record<string, string> = {
  ...{ atm: 'at the moment', rn: 'right now', bc: 'because', cuz: 'because', coz: 'because', cos: 'because' },
  ...{ smth: 'something', sth: 'something', smb: 'somebody', sb: 'somebody', any1: 'anyone', some1: 'someone' },
  ...{ hv: 'have', hav: 'have', wld: 'would', cld: 'could', shd: 'should', pple: 'people', wot: 'what', wen: 'when' },
  ...{ whts: 'whats', wats: 'whats', idk: 'I do not know', lmk: 'let me know', ty: 'thanks', tysm: 'thanks' },
  ...{ kinda: 'kind of', sorta: 'sort of', gotta: 'have to', lotta: 'lot of', outta: 'out of', dunno: 'do not know' },
  ...{ tmrw: 'tomorrow', tmr: 'tomorrow', tdy: 'today', nxt: 'next', mth: 'month', mths: 'months', wks: 'weeks' },
  ...{ btwn: 'between', abt: 'about', dnt: 'do not', ppls: 'people', peeps: 'people', mgmt: 'management' },
  ...{ enuf: 'enough', enought: 'enough', alot: 'a lot', wat: 'what', hw: 'how', wich: 'which', thru: 'through' },
  ...{ rem: 'remaining', mo: 'month' },
  ...{
    avg: 'average',
    ave: 'average',
    mv: 'move',
    del: 'delete',
    chg: 'change',
    chng: 'change',
    chnge: 'change',
    upd: 'update',
    decr: 'decrease',
  },
  ...{ incr: 'increase', mos: 'months', reqs: 'open positions', nr: 'number' },
  ...{ hc: 'headcount', mgr: 'manager', curr: 'current', prev: 'previous', avail: 'available', emps: 'employees' },
  ...{ asgmt: 'assignment', asgn: 'assign', tmw: 'tomorrow', bw: 'between', amt: 'amount', pos: 'positions' },
  ...{ cpy: 'copy', rmv: 'remove', xfer: 'transfer', resched: 'reschedule', realloc: 'reallocate' },
  ...{ yall: 'you', til: 'until', sched: 'schedule', cal: 'calendar', mtg: 'meeting' },
}
