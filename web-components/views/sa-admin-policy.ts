import { css, html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { controls } from '../shared/controls.js'
import { text } from '../text.js'
import { ViewBase } from './view-base.js'

interface Organisation {
  name: string
  calendarCountry: string
  fiscalYearStart: number
  heatBands: [number, number]
  overFunding: 'warn' | 'refuse'
  overAllocation: 'warn' | 'refuse'
  version: number
}

const MONTHS = Array.from({ length: 12 }, (_, i) =>
  new Intl.DateTimeFormat(undefined, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2026, i, 1))),
)

/** What the organisation warns of and what it refuses, heat bands, fiscal year. */
@customElement('sa-admin-policy')
export class SaAdminPolicy extends ViewBase<Organisation> {
  static override styles = [
    controls,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
        gap: 16px;
      }
      footer {
        grid-column: 1 / -1;
      }
    `,
  ]

  protected override read(): Promise<Organisation> {
    return this.context.api.get<Organisation>('/api/v1/organisation')
  }

  private save = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.target as HTMLFormElement)
    const share = (name: string) => Number(form.get(name)) / 100
    const done = await this.attempt(
      () =>
        this.context.api.patch('/api/v1/organisation', {
          name: String(form.get('name')),
          fiscalYearStart: Number(form.get('fiscalYearStart')),
          heatBands: [share('low'), share('medium')],
          overFunding: String(form.get('overFunding')),
          overAllocation: String(form.get('overAllocation')),
          version: this.data!.version,
        }),
      text.saved,
    )
    if (done) await this.load()
  }

  protected override renderData(data: Organisation) {
    const choice = (name: 'overFunding' | 'overAllocation', label: string) => html`<label class="field"
      >${label}
      <select class="input" name=${name}>
        <option value="warn" ?selected=${data[name] === 'warn'}>${text.warn}</option>
        <option value="refuse" ?selected=${data[name] === 'refuse'}>${text.refuse}</option>
      </select>
    </label>`
    return html`<form class="card" @submit=${this.save}>
      <label class="field">${text.organisation}<input class="input" name="name" required .value=${data.name} /></label>
      <label class="field"
        >${text.fiscalYear}
        <select class="input" name="fiscalYearStart">
          ${MONTHS.map((month, i) => html`<option value=${i + 1} ?selected=${data.fiscalYearStart === i + 1}>${month}</option>`)}
        </select>
      </label>
      ${choice('overFunding', text.overFunding)} ${choice('overAllocation', text.overAllocation)}
      <label class="field">${text.lowBand}<input class="input" type="number" name="low" min="1" max="99" required .value=${String(Math.round(data.heatBands[0] * 100))} /></label>
      <label class="field">${text.mediumBand}<input class="input" type="number" name="medium" min="1" max="99" required .value=${String(Math.round(data.heatBands[1] * 100))} /></label>
      <footer><button class="button primary">${text.save}</button></footer>
    </form>`
  }
}
