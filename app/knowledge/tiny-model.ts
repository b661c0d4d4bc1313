// A sentence model of a few hundred bytes, made for tests: it looks up one small vector per word. Real file formats.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SENTENCE_MODEL } from './model-embedder.js'

const VOCABULARY = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  '[MASK]',
  'satellite',
  'ground',
  'station',
  'zero',
  'trust',
  'probe',
]
export const TINY_DIMENSION = 8

/** Writes config, tokenizer and ONNX graph where transformers.js looks for them. */
export function writeTinyModel(folder: string): void {
  const base = join(folder, SENTENCE_MODEL)
  mkdirSync(join(base, 'onnx'), { recursive: true })
  const special = (content: string, id: number) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  })
  const json = (file: string, value: unknown) => writeFileSync(join(base, file), JSON.stringify(value))
  json('config.json', { model_type: 'bert', hidden_size: TINY_DIMENSION, architectures: ['BertModel'] })
  json('tokenizer_config.json', {
    tokenizer_class: 'BertTokenizer',
    do_lower_case: true,
    model_max_length: 64,
    unk_token: '[UNK]',
    sep_token: '[SEP]',
    pad_token: '[PAD]',
    cls_token: '[CLS]',
    mask_token: '[MASK]',
  })
  json('tokenizer.json', {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: VOCABULARY.slice(0, 5).map(special),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: {
        '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
        '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
      },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(VOCABULARY.map((word, id) => [word, id])),
    },
  })
  writeFileSync(join(base, 'onnx', 'model_quantized.onnx'), tinyGraph())
}

// The few field types of protocol buffers that an ONNX file of one node needs.
const varint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varint(n >>> 7)])
const int = (field: number, n: number) => Buffer.from([...varint(field << 3), ...varint(n)])
const bytes = (field: number, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(body.length)]), body])
}
const text = (field: number, value: string) => bytes(field, Buffer.from(value))

/** last_hidden_state = Gather(table, input_ids): ONNX IR 7, opset 13. */
function tinyGraph(): Buffer {
  const table = Float32Array.from({ length: VOCABULARY.length * TINY_DIMENSION }, (_, i) => {
    const word = Math.floor(i / TINY_DIMENSION)
    return word < 5 ? 0 : i % TINY_DIMENSION === (word - 5) % TINY_DIMENSION ? 1 : 0.05
  })
  const FLOAT = 1
  const INT64 = 7
  const dim = (name: string) => bytes(1, text(2, name))
  const fixed = (n: number) => bytes(1, int(1, n))
  const value = (name: string, type: number, dims: Buffer[]) =>
    Buffer.concat([text(1, name), bytes(2, bytes(1, int(1, type), bytes(2, ...dims)))])
  const node = bytes(1, text(1, 'table'), text(1, 'input_ids'), text(2, 'last_hidden_state'), text(4, 'Gather'))
  const weights = bytes(
    5,
    int(1, VOCABULARY.length),
    int(1, TINY_DIMENSION),
    int(2, FLOAT),
    text(8, 'table'),
    bytes(9, Buffer.from(table.buffer)),
  )
  const input = bytes(11, value('input_ids', INT64, [dim('batch'), dim('tokens')]))
  const output = bytes(12, value('last_hidden_state', FLOAT, [dim('batch'), dim('tokens'), fixed(TINY_DIMENSION)]))
  const graph = bytes(7, node, text(2, 'tiny'), weights, input, output)
  return Buffer.concat([int(1, 7), graph, bytes(8, text(1, ''), int(2, 13))])
}
