// What people say when they take back the word before: "in November, no wait, December".

/** They take back without a comma, too. */
export const SURE_SLIP_MARKS = [
  ...[
    'no wait',
    'wait no',
    'no sorry',
    'sorry no',
    'no i mean',
    'no i meant',
    'sorry i mean',
    'sorry i meant',
    'i mean',
  ],
  ...['i meant', 'no make that', 'make that', 'or rather', 'no rather', 'scratch that', 'strike that', 'correction'],
  ...['oops', 'whoops', 'oh no', 'no actually', 'actually no', 'wait sorry', 'sorry wait', 'no hang on', 'hang on no'],
  ...[
    'no no',
    'nope',
    'ah no',
    'er no',
    'eh no',
    'um no',
    'uh no',
    'well no',
    'no better',
    'or better',
    'or better still',
  ],
  ...[
    'or actually',
    'or sorry',
    'or no',
    'or i mean',
    'my mistake',
    'my bad',
    'pardon',
    'sorry not that',
    'wait',
    'erm no',
  ],
  ...[
    'no not that',
    'no scratch that',
    'wait make that',
    'sorry make that',
    'not that',
    'rather make that',
    'no wait i mean',
  ],
]

/** They may say something else, and take back between commas only. */
export const SLIP_MARKS = ['no', 'sorry', 'actually', 'rather', 'err', 'eh', 'er', 'hm', 'hang on', 'hold on', 'better']
