// Words of questions about projects side by side and their budgets. Every word of such a question stands here; one that
// does not leaves it to other readings.

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))

/** Words that only ask, join or point. */
const SMALL = set(
  `a an the and or of for in on at with without by to from than as per that this these those there here so far which what whats whose
  who whos how much many is are s re be been do does did we i you u they it us me our ours my mine its their have has had got get any some each every all
  both whole entire total totals overall altogether sum combined together across right now currently today still give show list
  tell name see view know let please can could would will like need want wants wanted need needs come comes look looks looking go
  going into out up rank ranked ranking ranks sort sorted order ordered by overview summary breakdown break down table status
  state picture compare compared comparison versus vs against between difference quick me tell time most moment company firm
  organisation organization business wise terms if not yet just only about more other one ones position view side them at just
  how's what's who's which's where wheres stand stands standing we're hey hi hello ok okay then also too thanks thank
  date dates timeline names name status client detail details should worry worried watch out careful attention danger trouble risk risky concern concerned shape health healthy condition`,
)

export const BUDGET_LIST = {
  small: SMALL,
  projects: set(
    'project projects engagement engagements contract contracts programme programmes program programs job jobs account accounts portfolio portfolios assignment assignments',
  ),
  all: set('portfolio overall altogether total totals all every each whole entire everything combined sum across'),
  clients: set('client clients customer customers'),
  managers: set('manager managers pm pms'),
  manages: set('manages manage managing managed runs run running leads lead leading owns own owning owned'),
  budget: set('budget budgets budgeted funded funding funds fund hours hrs hour money'),
  funds: set('budget budgets budgeted funded funding funds fund'),
  left: set(
    'left remaining remain remains unspent unused available headroom room slack buffer unallocated leftover remainder balance allocate plan planned spend',
  ),
  used: set(
    'used use uses allocated planned spent burned burnt burn burns burning consumed committed eaten through most exhausted utilised utilized gone',
  ),
  near: set(
    'close closest near nearest nearly almost approaching tight tightest running run runs low lowest out soon hit hitting limit edge brink',
  ),
  over: set(
    'over overrun overruns overrunning above exceed exceeds exceeding exceeded beyond past overspent blow blown',
  ),
  least: set('least lowest smallest fewest worst tightest minimum min'),
  most: set('most highest biggest largest greatest best top maximum max'),
  statuses: set('active running ongoing live open planning closed hold paused'),
} as const

export type BudgetListWord = keyof typeof BUDGET_LIST
