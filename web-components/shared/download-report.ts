import type { ApiClient } from '../api/client.js'
import { readAnswer } from '../api/client.js'

/** Saves a report on this machine: files are read with the bearer token, so a plain link cannot fetch them. */
export async function downloadReport(api: ApiClient, id: string, file: string): Promise<void> {
  const response = await api.fetch(`/api/v1/reports/${id}/file`)
  if (!response.ok) await readAnswer(response)
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = file
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
