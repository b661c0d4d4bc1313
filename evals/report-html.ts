// The run as one self-contained page: figures first, then what flipped, then every conversation.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Comparison } from './baseline.js'
import type { CaseResult, TurnResult } from './drive.js'
import { isBlind, type Rate, type Summary } from './summary.js'

/** The whole page; opens from disk, needs no network. `at` dates the run. */
export function htmlReport(summary: Summary, results: CaseResult[], comparison: Comparison, at: string): string {
  const asset = (name: string) => readFileSync(join(import.meta.dirname, 'report', name), 'utf8')
  const failing = results.filter((result) => !result.passed)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Evals: ${percent(summary.overall.rate)} of ${summary.cases}</title>
<style>${asset('report.css')}</style>
</head>
<body>
<header>
  <h1>Does it still understand us?</h1>
  <p>${html(Object.keys(summary.answeredBy).join(', '))} · assistant ${html(summary.assistant)} · model ${html(summary.model)} · ${summary.repeat === 1 ? 'one run' : `${summary.repeat} runs`} a case · ${html(at)}</p>
</header>
<main>
<section class="cards" aria-label="Figures">
  ${rateCard('All cases', summary.overall)}
  ${rateCard('Known to the authors', summary.dev)}
  ${rateCard('Held out', summary.blind)}
  ${card('Acted on, though not to be', percent(summary.actedOn.rate), `${summary.actedOn.passed} of ${summary.actedOn.total}`, summary.actedOn.passed === 0)}
  ${card('Writes approved first', `${summary.writes.approved} of ${summary.writes.total}`, 'must be all', summary.writes.approved === summary.writes.total)}
  ${card('Answer time', `${milliseconds(summary.latencyMs.p95)}`, `95 of 100 turns; half in ${milliseconds(summary.latencyMs.p50)}`, true)}
  ${summary.repeat > 1 ? card(`All ${summary.repeat} runs right`, percent(summary.passK), `one run: ${percent(summary.pass1)}`, true) : ''}
  ${summary.tokens.input > 0 ? card('Tokens', summary.tokens.input.toLocaleString('en-US'), `${summary.tokens.output.toLocaleString('en-US')} written`, true) : ''}
</section>
${flips(comparison)}
<section>
  <h2>By tag</h2>
  <table class="tags">
    <thead><tr><th scope="col">Tag</th><th scope="col" class="n">Passed</th><th scope="col">Rate, with 95 % interval</th></tr></thead>
    <tbody>${Object.entries(summary.tags)
      .map(([tag, rate]) => tagRow(tag, rate))
      .join('')}</tbody>
  </table>
</section>
<section>
  <h2>Conversations</h2>
  <form class="filters" role="search">
    <label><input type="radio" name="show" value="failing"${failing.length > 0 ? ' checked' : ''}> Failing (${failing.length})</label>
    <label><input type="radio" name="show" value="flipped"> Flipped (${comparison.broken.length + comparison.mended.length})</label>
    <label><input type="radio" name="show" value="all"${failing.length > 0 ? '' : ' checked'}> All (${results.length})</label>
    <input type="search" name="find" placeholder="Find in ids, tags, questions" aria-label="Find in ids, tags, questions">
    <output></output>
  </form>
  ${results.map((result) => conversation(result, comparison)).join('\n')}
</section>
</main>
<script>${asset('report.js')}</script>
</body>
</html>
`
}

function rateCard(title: string, rate: Rate): string {
  const interval = `${percent(rate.low)} to ${percent(rate.high)}`
  return card(title, percent(rate.rate), `${rate.passed} of ${rate.total}; ${interval}`, rate.rate >= 0.95)
}

function card(title: string, value: string, note: string, good: boolean): string {
  return `<div class="card ${good ? 'good' : 'bad'}"><h3>${html(title)}</h3><strong>${html(value)}</strong><small>${html(note)}</small></div>`
}

function flips(comparison: Comparison): string {
  if (comparison.broken.length + comparison.mended.length === 0)
    return '<section><h2>Against the baseline</h2><p>Nothing flipped.</p></section>'
  const list = (title: string, ids: string[], kind: string) =>
    ids.length === 0
      ? ''
      : `<h3>${title}</h3><ul class="${kind}">${ids.map((id) => `<li><a href="#${id}">${id}</a></li>`).join('')}</ul>`
  return `<section class="flips"><h2>Against the baseline</h2>${list('Fails now', comparison.broken, 'broken')}${list(
    'Passes now, listed as failing',
    comparison.mended,
    'mended',
  )}</section>`
}

function tagRow(tag: string, rate: Rate): string {
  const bar = `<span class="bar" role="img" aria-label="${percent(rate.low)} to ${percent(rate.high)}"><i style="width:${rate.rate * 100}%"></i><b style="left:${rate.low * 100}%;width:${(rate.high - rate.low) * 100}%"></b></span>`
  return `<tr><th scope="row">${html(tag)}</th><td class="n">${rate.passed}/${rate.total}</td><td>${bar} ${percent(rate.rate)}</td></tr>`
}

function conversation(result: CaseResult, comparison: Comparison): string {
  const flipped = comparison.broken.includes(result.id) || comparison.mended.includes(result.id)
  const trials =
    result.trials.length > 1 ? ` ${result.trials.filter((t) => t.passed).length}/${result.trials.length}` : ''
  const found = [result.id, ...result.tags, ...result.turns.map((turn) => turn.ask)].join(' ').toLowerCase()
  return `<details id="${result.id}" class="case ${result.passed ? 'passed' : 'failed'}" data-flipped="${flipped}" data-text="${html(found)}">
<summary><span class="mark">${result.passed ? 'pass' : 'fail'}${trials}</span> <span class="first">${html(headline(result))}</span>
<span class="meta">${html(result.id)} · ${html(result.tags.join(', '))}${isBlind(result) ? ' · held out' : ''}${result.known ? ` · known: ${html(result.known)}` : ''}</span></summary>
${result.turns.map(turnBlock).join('')}
</details>`
}

/** The question that went wrong, else the first. */
function headline(result: CaseResult): string {
  const wrong = result.turns.findIndex((turn) => turn.failures.length > 0)
  const at = Math.max(wrong, 0)
  return `${at > 0 ? '... ' : ''}${result.turns[at]?.ask ?? ''}`
}

function turnBlock(turn: TurnResult): string {
  const tools = turn.tools.map((tool) => `<li><code>${html(tool.name)} ${html(JSON.stringify(tool.input))}</code></li>`)
  const changes = turn.changes.map((change) => `<li>${html(describe(change))}</li>`)
  const cards = turn.approvals.map(
    (approval) => `<li>${html(approval.summary)} <em>${approval.approved ? 'approved' : 'declined'}</em></li>`,
  )
  const list = (title: string, items: string[]) =>
    items.length > 0 ? `<h4>${title}</h4><ul>${items.join('')}</ul>` : ''
  return `<div class="turn">
<p class="ask">${html(turn.ask)}</p>
<p class="answer"><span class="outcome ${turn.outcome}">${turn.outcome}</span> ${html(turn.answer)}</p>
${turn.tables.map(tableBlock).join('')}
${list('Tools', tools)}${list('Cards', cards)}${list('Changes', changes)}
${turn.failures.length > 0 ? `<ul class="failures">${turn.failures.map((f) => `<li>${html(f)}</li>`).join('')}</ul>` : ''}
<p class="cost">${milliseconds(turn.ms)} · ${html(turn.answeredBy)}</p>
</div>`
}

function tableBlock(table: TurnResult['tables'][number]): string {
  const head = table.columns.map((column) => `<th scope="col">${html(column.label)}</th>`).join('')
  const rows = table.rows
    .slice(0, 12)
    .map(
      (row) =>
        `<tr>${table.columns.map((column) => `<td>${html(cellText(row[column.key], column.unit))}</td>`).join('')}</tr>`,
    )
  const more = table.rows.length > 12 ? `<p class="cost">and ${table.rows.length - 12} more rows</p>` : ''
  return `<div class="table"><table><caption>${html(table.title)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>${more}</div>`
}

function cellText(value: string | number | null | undefined, unit: string): string {
  if (typeof value !== 'number') return value ?? ''
  return unit === 'fte' || unit === 'percent' ? percent(value) : value.toLocaleString('en-US')
}

function describe(change: TurnResult['changes'][number]): string {
  const where = [change.employee, change.project, change.month].filter(Boolean).join(', ')
  if (change.month !== undefined) return `${where}: ${change.before} h to ${change.after} h`
  return `${where}: funded ${change.fundedBefore ?? 'none'} to ${change.fundedAfter ?? 'none'}`
}

function percent(fraction: number): string {
  const text = (fraction * 100).toFixed(1).replace(/\.0$/, '')
  if (fraction < 1 && text === '100') return '<100 %'
  return `${fraction > 1 && text === '100' ? '>100' : text} %`
}

function milliseconds(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(1)} s` : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
}

function html(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] as string)
}
