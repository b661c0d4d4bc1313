// Takes the text out of a PDF or DOCX in a thread with limits: an uploaded file may be a bomb.
import { parentPort, workerData } from 'node:worker_threads'

const { kind, content } = workerData as { kind: 'pdf' | 'docx'; content: Uint8Array }

async function read(): Promise<string> {
  if (kind === 'pdf') {
    const { extractText, getDocumentProxy } = await import('unpdf')
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(content)), { mergePages: false })
    return text.join('\n\n')
  }
  const { default: mammoth } = await import('mammoth')
  return (await mammoth.extractRawText({ buffer: Buffer.from(content) })).value
}

read().then(
  (text) => parentPort!.postMessage({ text: text.slice(0, 1_000_001) }),
  (error: Error) => parentPort!.postMessage({ error: error.message }),
)
