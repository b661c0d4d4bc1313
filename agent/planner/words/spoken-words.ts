// How people put it when they speak rather than write: more phrases of the classes in the tables beside this one.

export const SPOKEN_WORDS: Record<string, string> = {
  comparative:
    'busier | heavier | lighter | quieter | fuller | emptier | freer | slacker | compared | comparing | compares | up or down | better off | worse off',
  which: 'remind me which | remind me again which',
  how: 'remind me how | remind me again how',
  who: 'remind me who | remind me again who | who have i got | who do i have | who have we got | who has she got',
  people: 'pair of hands | spare pair of hands',
  allocation: 'are we planning | we are planning | are we booking | do we have planned | have we got planned',
  filler: 'refresh my memory | tell me again | looks | do we employ | we employ | do you employ | are employed here',
  totalWord: 'all told | in the aggregate | taken together',
  count:
    'how many days | how big is | how large is | what proportion | which proportion | proportion of | what share | which share | share of | what fraction | fraction of | by how much | hwo many | how may | howmany',
  skillNoun:
    'experience of | has experience of | have experience of | with experience of | a background in | background in',
  why: 'with reasons | with the reasons | and the reasons | with causes | and the causes | with reason',
  replace:
    'alternatives to | alternative to | an alternative to | alternatives for | alternative for | an alternative for',
  recommend:
    'step in | step in as | stand in as | come in as | rank candidates | rank the candidates | shortlist | short list | a shortlist | a shortlist of',
  busiest:
    'tightest | scarcest | most people | the most people | most staff | biggest team | largest team | biggest headcount | most overbooked | most overloaded | most overallocated | most over allocated | overbooked the most | overloaded the most | over the most | furthest over | most over | overbooked worst | worst overbooked | worst overloaded | burns the most | burn the most | burns most | burn most | burning most | burning the most | eats the most | eats most | taking up most of | takes up most of | take up most of | taking most of | taking the most | takes the most | take the most | taking up the most | takes up the most | take up the most | using the most | uses the most | use the most | eats most of | eat most of | eating most of | costs us the most | most heavily loaded | most heavily booked | heaviest loaded | heavily loaded | hardest working | most stretched | most occupied | most heavily allocated',
  overrun:
    'used more than they are funded for | used more than it is funded for | used more than funded | more than they are funded for | more than it is funded for | more than its funding | more than their funding | exceed its funding | exceeds its funding | exceed their funding | exceed the funding | exceeds the funding | exceed its funds | gone past its funding | over its funding | over their funding | above their funded hours | over their funded hours | past their funded hours | beyond their funded hours | above funded hours | above its funded hours | exceed their funded hours | exceeding their funded hours | gone past their funding | blown through their funding | used up more than funded | going to overspend | will overspend | overspends | busts its budget | bust their budget | spent more than funded',
  anything: 'anything | anything on | anything booked | anything planned | something on | anywhere | anything at all',
  monthNoun: 'trend | trends | trend by month | evolution',
  idle: 'on nothing | got nothing | has got nothing | have got nothing',
  status:
    'before it ends | before it finishes | before it is over | before it closes | before the end | before the end of the project | before the project ends | before its end | by the end of the project | burning | burns | team size | size of the team | how big is the team | how large is the team',
  budget:
    'still have to plan | have to plan | gone | eaten up | burned through | burnt through | gone through | spent so far | still unallocated | unallocated on | not yet planned | unplanned | left to plan | left to book | to be planned | money left',
  takesOn: 'could do | can do | could work | could give | could help with | can give',
  top: 'bottom | the bottom',
  leastBusy: 'most underused | most underutilised | most underutilized | most idle | least used | bottom | the bottom',
  off: 'coming off | come off | comes off | rolling off | drops off | dropping off | getting off | gets off',
  balance:
    'spreading the work | spread the work better | spreading work | spreading the load | spreading the workload | sharing the work | sharing the load | sharing out the work | a better spread | better spread | spread work better',
  what: 'remind me what | remind me again what | what else',
  projectNoun: 'other projects | which other projects | other project',
  forecast:
    'vacant | vacant positions | vacant roles | vacant seats | vacant slots | unfilled seats | unfilled slots | unstaffed positions | unstaffed roles | unstaffed hours | to be staffed | to be filled | remain to be staffed | remains to be staffed | remain to be filled | still to be staffed | still to be filled | left to staff | positions left to fill | roles left to fill | seats left to fill | places left to fill | slots left to fill | open positions | open roles | open seats | open slots | vacancies | unfilled positions | unfilled roles',
  roleNoun: 'open positions | open roles | open seats | open slots',
  conflict:
    'driving | drives | pushing | in the worst shape | in bad shape | in the worst state | doing worst | doing badly | flagged | flag | flagged up',
  resolve:
    'what would it take | what will it take | what does it take | what would it need | how do i get | how do we get | how can i get | how can we get | how could we get | how could i get | how do i bring | how can we bring | how would we get | what has to happen | what must happen',
  below:
    'strictly under | strictly below | strictly less than | drop below | drops below | drop under | fall below | falls below | fall under | dip below | dips below | go below | goes below | sink below',
  above:
    'strictly over | strictly above | strictly more than | go over | goes over | go above | goes above | rise above | rises above | climb above | climbs above | climb over | climbs over | get above',
}
