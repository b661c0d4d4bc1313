// How people put it when they speak rather than write: more phrases of the classes in the tables beside this one.

export const SPOKEN_WORDS: Record<string, string> = {
  who: 'who have i got | who do i have | who have we got | who has she got',
  people: 'pair of hands | spare pair of hands',
  filler: 'looks',
  anything: 'anything | anything on | anything booked | anything planned | something on | anywhere | anything at all',
  forecast: 'open positions | open roles | open seats | open slots | vacancies | unfilled positions | unfilled roles',
  roleNoun: 'open positions | open roles | open seats | open slots',
  conflict: 'flagged | flag | flagged up',
  resolve:
    'what would it take | what will it take | what does it take | what would it need | how do i get | how do we get | how can i get | how can we get | how could we get | how could i get | how do i bring | how can we bring | how would we get | what has to happen | what must happen',
  below:
    'strictly under | strictly below | strictly less than | drop below | drops below | drop under | fall below | falls below | fall under | dip below | dips below | go below | goes below | sink below',
  above:
    'strictly over | strictly above | strictly more than | go over | goes over | go above | goes above | rise above | rises above | climb above | climbs above | climb over | climbs over | get above',
}
