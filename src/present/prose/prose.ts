// Prose: every sentence that a derivation needs, as a function of its symbols and numbers; each language has them all.

import type { GradientCheck } from '../../core/gradient-check.ts'
import type { BiasPolicy } from '../../core/network.ts'
import type { DerivationLine } from '../../math/definitions.ts'
import type { Expr } from '../../math/expr.ts'
import type { Ending } from '../../math/optimizers/endings.ts'
import type { ParameterRef } from '../../math/quantity.ts'
import type { LimitId, RuleId, ScheduleId } from '../../math/why.ts'
import type { Content, Formula, FunctionSymbols } from '../document.ts'
import type { LayerProse } from './layers.ts'
import type { ObjectiveProse } from './objective.ts'

/** A cell that was missing; the row from 1, and the value as it is shown. */
export interface FilledCell {
  readonly row: number
  readonly column: string
  readonly value: string
}

type Kind = ParameterRef['kind']
type Reduction = 'mean' | 'sum'

export interface Prose extends FunctionProse {
  /** a, b and c */
  list(items: readonly Content[]): Content

  titleOfParameter(name: Expr, kind: Kind, hidden: boolean): Content
  titleOfStep(time: number): Content
  titleOfLarge(name: Expr, kind: Kind, sizes: string): Content
  readonly titleOfMatrices: Content

  /** For who cannot see the drawing. */
  diagramOf(path: boolean): string
  networkIs(layers: Formula): Content
  activationsAre(names: readonly string[]): Content
  activationsOf(hidden: string, output: string, hiddenLayers: number): Content
  weightJoins(name: Expr, from: Content, to: Content): Content
  biasOfUnit(name: Expr, unit: Content): Content
  biasOfLayer(name: Expr, units: Content): Content
  /** With a formula where it is short enough to stand in a line. */
  lossIs(loss: string, formula: Formula | undefined): Content
  /** Without a learning rate it searches for the length of each step. */
  optimizerIs(name: string, rate: Formula | undefined): Content
  biasesAre(policy: BiasPolicy): Content
  /** The rows of a table that the samples are. */
  encodedInputs(rows: readonly number[], target: boolean): Content
  /** Cells of the rows, from 1, that were missing. */
  filledCells(cells: readonly FilledCell[]): Content
  /** Where the optimizer stands in a training: `schedule` where its rate changes from step to step. */
  startsAnew(schedule: boolean): Content
  goesOn(made: number, step: number, schedule: boolean): Content
  /** Without a table, only of the formulas. */
  digitsNote(digits: number, tableDigits: number | undefined): Content
  digitsAndSignsNote(digits: number, tableDigits: number): Content

  readonly column: {
    readonly parameter: Content
    readonly joins: Content
    readonly value: Content
    readonly row: Content
    rowNumber(row: number): Content
    readonly total: Content
    readonly unit: Content
    readonly netInput: Content
    output(sample: number | undefined): Content
    readonly lossByOutput: Content
    outputByNet(z: Expr): Content
    byShortCut(delta: Expr): Content
    byLongWay(delta: Expr): Content
    readonly path: Content
    readonly product: Content
    readonly loss: Content
    readonly gradient: Content
    readonly numeric: Content
    readonly difference: Content
    readonly before: Content
    readonly after: Content
    readonly lossBefore: Content
    readonly step: Content
    readonly totalLoss: Content
    readonly bias: Content
    readonly biases: Content
    afterOf(name: Expr): Content
    readonly lossAfterStep: Content
  }
  readonly row: {
    readonly target: Content
    readonly beforeStep: Content
    readonly afterStep: Content
    afterSteps(n: number): Content
  }
  readonly group: {
    readonly input: Content
    readonly target: Content
    readonly output: Content
    readonly error: Content
  }

  readonly section: {
    readonly forward: Content
    loss(deck: boolean): Content
    readonly gradient: Content
    readonly wanted: Content
    readonly chainRule: Content
    readonly together: Content
    readonly recursive: Content
    readonly deltas: Content
    newValue(kind: Kind): Content
    newValues(all: boolean): Content
    steps(memory: boolean): Content
    readonly biases: Content
    readonly outcome: Content
    readonly longWay: Content
    readonly shortCut: Content
    readonly input: Content
    batch(reduction: Reduction): Content
    readonly forwardOnly: Content
    readonly backwardOnly: Content
  }

  forwardIdea(activation: string): Content
  readonly nextLayerIdea: Content
  unitHeading(unit: Formula): Content
  /** input 3, hidden unit 2, output 1; of several hidden layers also which. */
  unit(layer: number, unit: number, last: number): string
  /** The same as a title. */
  unitTitle(layer: number, unit: number, last: number): string
  /** the outputs, the hidden units */
  unitsOfLayer(layer: number, last: number): string
  firstRowForward(row: number, whole: boolean): Content
  readonly lossIdea: Content
  readonly softmaxIdea: Content
  readonly totalIdea: Content
  batchLossIdea(reduction: Reduction): Content
  rowIs(row: number): Content
  longSumIs(general: Content, bias: Content): Content
  moreTerms(count: number): Content
  allTerms(label: Content, count: number): Content
  andMore(count: number): Content

  wanted(gradient: Expr, loss: Expr, name: Expr): Content
  wantedHidden(gradient: Expr, name: Expr, unit: Content, next: Downstream): Content
  gradientIdea(loss: Expr, count: number): Content
  readonly uphill: Content
  onePath(name: Expr, kind: Kind): Content
  onePathInline(name: Expr, path: Formula): Content
  readonly eachArrow: Content
  forkInFactor(name: Expr, out: Expr, paths: number): Content
  factorHeading(n: number, question: Content): Content
  ordinalFactor(n: 1 | 2 | 3): Content
  readonly allTogether: Content
  readonly question: {
    loss(unit: Content): Content
    slope(unit: Content): Content
    input(unit: Content, name: Expr): Content
  }
  otherTermsConstant(out: Expr, others: number): Content
  signOfError(value: number, unit: Content, target: boolean): Content
  sameFunction(name: string): Content
  meaningOfSlope(value: number): Content
  /** `place`: which term it is, from 0; undefined where the sum is too long to be shown. */
  onlyTermWith(name: Expr, z: Expr, others: number, place: number | undefined): Content
  meaningOfInput(kind: Kind): Content

  sumOfDerivatives(total: Expr, terms: readonly Expr[]): Content
  oldWeightsWhy(
    out: Expr,
    pairs: readonly { readonly net: Expr; readonly weight: Expr }[],
    old: readonly Content[],
  ): Content
  pathsKnown(
    out: Expr,
    pairs: readonly { readonly net: Expr; readonly weight: Expr }[],
    old: readonly Content[],
  ): Content
  deltasTimesOldWeights(out: Expr, count: number): Content
  signsOfPaths(values: readonly number[], sum: number, out: Expr, units: readonly Content[]): Content
  everyPath(count: number): Content
  readonly outputDeltasFirst: Content
  feedsOutputs(unit: Content, units: Content, count: number, outputs: boolean): Content
  deltaIdea(delta: Expr): Content
  deltaNamed(name: Expr, z: Expr, delta: Expr): Content
  deltaHeading(delta: Expr): Content
  sharedBiasIdea(name: Expr, units: Content): Content
  readonly recursiveIdea: Content
  recursiveWhy(definition: Formula): Content
  readonly recursiveRunIn: Content
  recursiveKnown(deltas: readonly Content[], outputs: boolean): Content
  sameNumber(delta: Expr, sibling: Sibling | undefined): Content
  readonly sameWithLess: Content
  softmaxTies(z: Expr, count: number): Content
  readonly lossByEachOutput: Content
  jacobianCases(z: Expr): Content
  readonly jacobianColumn: Content
  readonly programUsesShortCut: Content

  parameterHeading(names: readonly Expr[]): Content
  sameUnitKeep(name: Expr, count: number): Content
  onlyThirdChanges(name: Expr, signal: Expr): Content
  sameUnitOtherInput(name: Expr, count: number): Content
  goesToOutput(unit: Content, derivative: number, count: number): Content
  goesToHidden(unit: Content, outgoing: readonly Expr[], count: number): Content
  layerHeading(layer: number, last: number): Content

  checkIdea(name: Expr, h: number): Content
  lossWith(loss: Expr, at: Content): Content
  readonly measuredSlope: Content
  readonly chainRuleValue: Content
  readonly relativeDifference: Content
  verdict(status: GradientCheck['status']): Content
  readonly lostDigits: Content
  withUpdatedWeights(names: readonly Content[], wrong: number): Content
  checkInLine(h: number, numeric: number, difference: number, verdict: Content): Content

  readonly eachRowGradient: Content
  readonly sameForEveryRow: Content
  rowsAgree(gradients: readonly number[], rows: readonly number[]): Content
  batchGradientIdea(reduction: Reduction): Content
  whySubtract(name: Expr, value: number, output: boolean): Content
  othersStillOld(name: Expr, value: number): Content
  notTrained(name: Expr): Content
  updateHeading(optimizer: string): Content
  /** `letter` counts the steps. */
  stepHeading(letter: string, time: number): Content
  laterStep(gradient: Expr, value: number): Content
  laterStepWhole(loss: number): Content
  onlyNow(count: number): Content
  tableOfAll(shown: number, all: number): Content

  biasIdea(policy: BiasPolicy): Content
  readonly ifPerNeuron: Content
  readonly ifShared: Content
  sharedChecked(values: readonly number[]): Content
  biasOf(name: Expr, unit: Content, common: boolean): Content
  policyName(policy: BiasPolicy): Content
  readonly forwardAgain: Content
  outcome(before: number, after: number): Content
  readonly famousSlip: Content
  batchOutcome(before: number, after: number): Content

  longSumsNote(digits: number): Content
  activationGives(name: string, result: Content, active: number, all: number): Content
  outputGives(name: string, output: Content, loss: Content): Content
  shortCutHere(loss: string, relation: Content): Content
  feedsAll(out: Expr, count: number, derivative: Content): Content
  readonly deltasSameWay: Content
  slopeHere(name: string, value: number, delta: Content): Content
  zeroInputs(count: number): Content

  readonly check: {
    title(network: string): Content
    idea(h: number): Content
    readonly chainRule: Content
    worstOf(shown: number, all: number): Content
    verdict(all: number, failed: number, worst: number): Content
    kinks(count: number): Content
  }
  /** Here α = 0.01, β_1 = 0.9 ... and t counts the steps. */
  withValues(values: readonly Content[], memory: boolean): Content
  firstAdamStep(m: Expr, g: Expr): Content
  readonly layers: LayerProse
  readonly objective: ObjectiveProse
  /** A step of L-BFGS. */
  readonly search: {
    memory(pairs: number): Content
    forOne(name: Expr): Content
    /** `times`: the remembered steps; s and what it changed in the gradient, of the newest. */
    pairsIdea(times: readonly number[], step: Formula, change: Formula): Content
    scalarProduct(example: Expr, parameters: number): Content
    slopeIdea(downwards: boolean): Content
    conditions(loss: Expr, slope: Expr, values: readonly Content[]): Content
    readonly column: { readonly falls: Content; readonly flattens: Content }
    taken(trials: number): Content
    /** Of no trial both hold. */
    lowest(length: number): Content
    restarted(reason: Ending): Content
    ended(reason: Ending, tolerance: number): Content
  }
  readonly matrices: {
    readonly idea: Content
    readonly backward: Content
    readonly outputDelta: Content
    readonly shortCut: Content
    readonly hiddenDelta: Content
    readonly gradients: Content
    readonly update: Content
    row(row: number): Content
    tooWide(units: number): Content
  }
}

/** What is said of functions by name. */
export interface FunctionProse {
  nameOfActivation(name: string): string
  nameOfLoss(name: string): string
  nameOfOptimizer(name: string): string
  describeLoss(name: string): Content
  describeOptimizer(name: string): Content
  /** The sentences that lead through a derivation, one after another. */
  whyOfLines(lines: readonly DerivationLine[], symbols: FunctionSymbols): Content
  whyOfRule(rule: RuleId | LimitId | ScheduleId, symbols: FunctionSymbols): Content
}

/** The layer that a hidden unit feeds. */
export interface Downstream {
  readonly units: Content
  readonly out: Expr
  readonly outputs: boolean
  readonly count: number
}

/** Another weight into the same unit. */
export interface Sibling {
  readonly weight: Expr
  readonly input: Expr
  readonly own: Expr
  readonly unit: Content
}

/** The short words: titles, heads of columns, questions. */
export type Headings = Pick<
  Prose,
  'column' | 'row' | 'group' | 'section' | 'question' | 'check' | 'matrices' | 'objective' | 'layers'
>
