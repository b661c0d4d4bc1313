// Reads case files. A mistake in one is a sentence with file and place, before anything runs.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { type CaseFile, caseFile } from './case-schema.js'

export interface LoadedFile extends CaseFile {
  /** Path from the project's folder, with forward slashes: how baseline and reports name it. */
  path: string
}

/** A mistake in a case file or on the command line; `message` says where. */
export class CaseError extends Error {}

export const projectFolder = join(import.meta.dirname, '..')

/** All case files under the given files and folders, in order of path. Throws CaseError; ids are unique over all. */
export function loadCases(paths: string[]): LoadedFile[] {
  const files = paths.flatMap(yamlFiles).flatMap(loadFile)
  if (files.length === 0) throw new CaseError(`No case files in ${paths.join(', ')}.`)
  const seen = new Map<string, string>()
  for (const file of files)
    for (const { id } of file.cases) {
      const other = seen.get(id)
      if (other) throw new CaseError(`${file.path}: the id ${id} is used in ${other} already.`)
      seen.set(id, file.path)
    }
  return files
}

function yamlFiles(path: string): string[] {
  const absolute = resolve(path)
  const stat = statSync(absolute, { throwIfNoEntry: false })
  if (!stat) throw new CaseError(`${path} does not exist.`)
  if (stat.isFile()) return [absolute]
  return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(absolute, name))
}

/** A workbook beside the case file comes before one of that path from the project's folder. */
export function findDataset(dataset: string, folder: string): string {
  if (dataset === 'demo') return dataset
  const found = [resolve(folder, dataset), resolve(projectFolder, dataset)].find((path) => existsSync(path))
  if (!found) throw new CaseError(`The workbook ${dataset} does not exist.`)
  return found
}

/** One document, or several where the cases have different actors or organisations. */
function loadFile(file: string): LoadedFile[] {
  const path = relative(projectFolder, file).replaceAll('\\', '/')
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => {
    const error = document.errors[0]
    if (error) throw new CaseError(`${path}: ${error.message}`)
    const result = caseFile.safeParse(document.toJS())
    if (result.success) return { ...result.data, dataset: findDataset(result.data.dataset, dirname(file)), path }
    const issue = result.error.issues[0]
    throw new CaseError(`${path}: ${issue?.path.join('.')} ${issue?.message}`)
  })
}
