// Texts that people of the demo organisation wrote down, for the search over notes. Nothing of ours is imported here.

export interface DemoNote {
  id: string
  title: string
  project: string
  author: string
  body: string
}

const TEXTS: Record<string, string> = {
  'ALPHA maria Ground station cut-over plan':
    'The new pair of satellite ground stations takes over from the old antennas in three steps: shadow passes, shared passes, then all passes. Frame decoding has to run on both sites for four weeks. Operators want the pass-planning screens before the first shared pass. The interface control document with Beta is owned by John Smith.',
  'ALPHA maria Lessons of the first integration week':
    'Antenna scheduling failed when two passes overlapped by less than a minute. The simulator needs hardware in the loop before the next drop. Sarah Jones and Mark Chen can replace each other on the decoder.',
  'BETA david Eligibility rules workshop':
    'The eligibility rules engine has 412 rules, 37 of which contradict each other. The agency will decide by policy memo. Address checks arrive through the interface from Alpha once a night.',
  'PHX david Record linkage results':
    'Eleven million service records, 2.4 per cent duplicates. Linking by name and date of birth alone is not enough; unit and enlistment place are needed. The third cut-over rehearsal took 31 hours, the window is 24.',
  'PHX david Data migration risks':
    'Mainframe archive reads are limited to nights. Character set of the oldest tapes is EBCDIC with local changes. A rollback to the mainframe stays possible for 60 days after cut-over.',
  'ORION maria Antenna controller sustainment':
    'Spare parts of the azimuth drive run out within two years. RF link budgets leave 3 dB in heavy rain. Telemetry archive grows by 40 GB a day.',
  'ZTA helen Zero trust pilot':
    'Two thousand users of the logistics command signed in by device trust and conditional access. Help desk calls doubled in the first week and fell below the old level in the fourth. Network segmentation comes next; NIST 800-207 is the yardstick.',
  'NIMBUS helen FedRAMP authorization status':
    'The landing zone lacks 14 controls for FedRAMP High, most of them in logging. Nine applications wait to move. More senior developers are needed for the third quarter.',
  'SENTRY helen After-action report of the phishing exercise':
    'The watch floor noticed the exercise after eleven minutes. SIEM rules for cloud sign-ins were missing and have been added. Threat hunting needs a second senior analyst.',
  'LEDGER david Parallel run':
    'The ledger and the nightly batch agree on 99.97 per cent of payments. The differences are rounding in survivor benefits. Testing has used up its budget; a change request is with the agency.',
  'VEGA maria Proposal in one page':
    'Machine learning on ten years of telemetry should foresee failures of reaction wheels, batteries and receivers. Award expected next quarter. Team: data scientists with time series experience, one systems engineer, half a cyber analyst.',
  'MARCH raj Exercise scenario':
    'A storm surge meets a spring flood in the lower delta. Field offices lose power on day two. Observers score decisions, not speed.',
}

/** The notes with ids that are the same in every run. */
export function demoNotes(): DemoNote[] {
  return Object.entries(TEXTS).map(([key, body], i) => {
    const [project, author, ...title] = key.split(' ') as [string, string, ...string[]]
    return {
      id: `note-${String(i + 1).padStart(2, '0')}`,
      project,
      author: `${author}@example.com`,
      title: title.join(' '),
      body,
    }
  })
}
