// A number in a row of its own, such as the learning rate: the results follow each keystroke, Enter keeps it.

import { PasoError } from '../../src/errors.ts'
import type { Parameters } from '../../src/math/definitions.ts'
import { fullText } from '../formula/number-editor.tsx'
import { typedNumber } from '../formula/typed-number.ts'
import type { Lesson } from '../model/lesson.ts'
import { TextField } from '../page/text-field.tsx'
import { words } from '../words/said.ts'
import { draft, keep } from './draft.ts'
import { networkWords } from './network-words.ts'
import { refusalText } from './sentence.ts'

interface NumberFieldProps {
  readonly label: string
  readonly value: number
  /** @throws PasoError where the number will not do */
  readonly onChange: (value: number) => Lesson
}

export function NumberField({ label, value, onChange }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      value={fullText(value)}
      onTyping={(text) => {
        draft.value = drafted(text, onChange)
      }}
      onText={(text) => {
        const number = typedNumber(text)
        draft.value = undefined
        if (number === undefined) return words.peek().notANumber(text)
        const refused = keep(() => onChange(number))
        return refused && refusalText(refused)
      }}
    />
  )
}

function drafted(text: string, onChange: NumberFieldProps['onChange']): Lesson | undefined {
  const number = typedNumber(text)
  if (number === undefined) return undefined
  try {
    return onChange(number)
  } catch (error) {
    if (error instanceof PasoError) return undefined
    throw error
  }
}

interface ParameterFieldsProps {
  readonly of: Parameters
  readonly onChange: (parameters: Parameters) => Lesson
}

/** Those of an activation or a loss; of most there are none. */
export function ParameterFields({ of, onChange }: ParameterFieldsProps) {
  return (
    <>
      {Object.entries(of).map(([name, value]) => (
        <NumberField
          key={name}
          label={networkWords.value.options[name] ?? name}
          value={value}
          onChange={(next) => onChange({ ...of, [name]: next })}
        />
      ))}
    </>
  )
}
