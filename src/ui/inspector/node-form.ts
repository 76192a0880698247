import { html, nothing, type TemplateResult } from 'lit';
import type { AnyNodeDefinition } from '../../graph/definition.ts';
import type { GraphNode } from '../../graph/document.ts';
import { setParam } from '../../graph/edit.ts';
import type { JsonValue } from '../../graph/json.ts';
import { localFileSchema } from '../../graph/local-file.ts';
import type { Problem } from '../../graph/problem.ts';
import { choiceStyles, segmentsControl, selectControl } from '../controls/choice-control.ts';
import { describedBy, type FieldRow, fieldRow, fieldRowStyles } from '../controls/field-row.ts';
import { fileControl, fileStyles } from '../controls/file-control.ts';
import { numberControl, numberStyles, sliderControl } from '../controls/number-control.ts';
import { seedControl, seedFrom, seedStyles } from '../controls/seed-control.ts';
import { stepperControl, stepperStyles } from '../controls/stepper-control.ts';
import { switchControl, switchStyles } from '../controls/switch-control.ts';
import { linesControl, textControl } from '../controls/text-control.ts';
import type { Editor } from '../editor/editor.ts';
import { type FieldModel, fieldModels } from './field-model.ts';
import { fieldTrouble } from './field-trouble.ts';

/** What a form needs besides the editor. */
export interface FormContext {
  readonly editor: Editor;
  readonly node: GraphNode;
  readonly title: string;
  readonly problems: readonly Problem[];
  /** A number in [0, 1). */
  readonly random: () => number;
}

export const formStyles = [
  fieldRowStyles,
  numberStyles,
  choiceStyles,
  switchStyles,
  fileStyles,
  seedStyles,
  stepperStyles,
];

/** The form of a node's params, drawn from its definition; advanced ones stand folded. */
export function nodeForm(definition: AnyNodeDefinition, context: FormContext): TemplateResult | typeof nothing {
  const models = fieldModels(definition, context.node);
  const plain = models.filter(({ words }) => words.advanced !== true);
  const advanced = models.filter(({ words }) => words.advanced === true);
  if (models.length === 0) return nothing;
  const troubled = advanced.some(({ param }) => context.problems.some(({ place }) => place.param === param));
  return html`<section class="section" aria-label="Settings">
    <h3>Settings</h3>
    ${plain.map((model) => formField(model, context))}
    ${
      advanced.length === 0
        ? nothing
        : html`<details class="advanced" ?open=${troubled}>
            <summary>
              More${advanced.some(({ changed }) => changed) ? html` <span class="tag">changed</span>` : nothing}
            </summary>
            ${advanced.map((model) => formField(model, context))}
          </details>`
    }
  </section>`;
}

function formField(model: FieldModel, context: FormContext): TemplateResult {
  const { editor, node } = context;
  const { param, words, control } = model;
  const write = (value: JsonValue | undefined, merge?: string): void =>
    editor.edit(
      setParam(editor.state.document, node.id, param, value),
      `Change ${words.label} of ${context.title}`,
      merge,
    );
  const own = context.problems.filter(({ place }) => place.param === param);
  const sentences = (severity: Problem['severity']): readonly string[] =>
    own.filter((problem) => problem.severity === severity).map((problem) => fieldTrouble(model, problem));
  const resettable =
    model.changed &&
    !['lines', 'file'].includes(control) &&
    !(control === 'text' && (model.fallback === '' || model.fallback === undefined));
  const row: FieldRow = {
    id: `param-${param}`,
    label: words.label,
    help: words.help,
    errors: [...sentences('error'), ...strange(model)],
    warnings: sentences('warning'),
    reset: resettable ? () => write(undefined) : undefined,
    tall: control === 'lines' || control === 'file',
    group: control === 'segments',
  };
  return fieldRow(row, controlFor(model, row, context, write));
}

type Write = (value: JsonValue | undefined, merge?: string) => void;

function controlFor(model: FieldModel, row: FieldRow, context: FormContext, write: Write): TemplateResult {
  const { param, words, control, value } = model;
  const { id, errors } = row;
  const merge = `param:${context.node.id}:${param}`;
  const common = { id, invalid: errors.length > 0, describedBy: describedBy(row) };
  const text = { ...common, value: textOf(value), placeholder: words.placeholder, maxLength: model.maxLength };
  const choice = { ...common, options: model.options, value: textOf(value), set: (next: string) => write(next) };
  const number = {
    ...common,
    value: typeof value === 'number' ? value : undefined,
    min: model.min,
    max: model.max,
    step: model.step,
    unit: words.unit,
    placeholder: words.placeholder,
    set: (next: number) => write(next, merge),
    clear: () => write(undefined),
  };
  switch (control) {
    case 'lines':
      return linesControl({ ...text, set: (next) => write(next, merge) });
    case 'select':
    case 'seed-control':
      return selectControl(choice);
    case 'segments':
      return segmentsControl(choice);
    case 'slider':
      return sliderControl(number);
    case 'number':
      return numberControl(number);
    case 'take':
      return stepperControl({ ...number, label: words.label });
    case 'seed':
      return seedControl({
        ...number,
        placeholder: words.placeholder ?? 'any',
        dice: () => write(seedFrom(context.random(), model.min, model.max)),
      });
    case 'switch':
      return switchControl({ id, value: value === true, describedBy: describedBy(row), set: (next) => write(next) });
    case 'file': {
      const file = localFileSchema.safeParse(value);
      return fileControl({
        id,
        label: words.label,
        file: file.success ? file.data : undefined,
        accept: words.accept,
        jobs: context.editor.jobs,
        describedBy: describedBy(row),
        pick: (picked) => void context.editor.pickFile(context.node.id, param, picked),
        remove: () => write(undefined),
      });
    }
    case 'text':
      return textControl({ ...text, set: (next) => write(next, merge) });
  }
}

/** A value as a text field shows it; one that is no text as JSON. */
function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value).slice(0, 200);
}

/** What a control of another kind cannot show of the value that is kept. */
function strange({ control, value }: FieldModel): readonly string[] {
  const fits =
    value === undefined ||
    (['slider', 'number', 'take', 'seed'].includes(control) && typeof value === 'number') ||
    (control === 'switch' && typeof value === 'boolean') ||
    !['slider', 'number', 'take', 'seed', 'switch'].includes(control);
  return fits ? [] : [`It holds ${textOf(value).slice(0, 60)}, which this field cannot show.`];
}
