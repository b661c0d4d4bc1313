// How people say in passing who is busy, free and around: everyday phrases of the classes in the tables beside this one.

export const EVERYDAY_WORDS: Record<string, string> = {
  people:
    'heads | bods | lads | the lads | ladies | gals | gang | coworkers | co workers | workmates | teammates | team mates',
  full: 'spoken for | snowed under | up to their ears | up to the ears | up to their eyeballs | up to the eyeballs | up to their necks | hands full | have their hands full | has their hands full | has her hands full | has his hands full | a full plate | full plate | buried | buried in work | drowning | drowning in work | overwhelmed | run off their feet | rushed off their feet | crammed | loaded up | booked to the hilt | at their maximum | out of capacity | out of time | run ragged | no time at all',
  free: 'something free | spare pair of hands | a spare pair of hands | breathing room | breathing space | wiggle room | elbow room | leeway | some air | time to kill | spare hands | free hands | not too busy | not that busy | not very busy | not so busy | not all that busy | light on work | short of work | low on work | underworked | underemployed | not doing much | not up to much | could use more work | could use work | looking for work | looking for something to do | needs work | need work | needs more work | needs something to do | hungry for work | waiting for work | wants more work | room to breathe | still got room | got capacity left | still available | not spoken for | any slack | any leeway',
  idle: 'twiddling thumbs | sitting around | kicking their heels | at a loose end | gathering dust | without a job to do | sitting on their hands',
  bench: 'on the beach | the beach',
  without:
    'else than | anything else than | anything other than | anything besides | something else than | something other than | something besides',
  allocation:
    'on the books | on her books | on his books | on their books | penned in | in the diary | in her diary | in his diary | in the calendar | on the calendar | on the cards | on the schedule | on the agenda | on the docket | on the slate | on tap | in the works',
  set: 'see to it that | see to it | jot down | note down | write down | write in | pen in | punch in | make sure that | earmark | set aside | put aside | lay aside',
}
