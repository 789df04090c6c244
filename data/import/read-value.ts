/** A cell of a file → the value of a field, or why it is none. */
import type { Field } from '../vocabulary/fields/field.ts';
import type { Given, Reading, ValueContext } from './value.ts';
import { cellText } from './text.ts';

export function readValue(field: Field, given: Given, context: ValueContext): Reading {
  void [field, context];
  return { value: cellText(given) };
}
