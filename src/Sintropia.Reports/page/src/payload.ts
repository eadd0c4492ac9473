// The twin of Sintropia.Reports.Payload; what each member means is said there.
export interface Estimate { value: number | null; low: number | null; high: number | null }
export interface Population { label: string; organ: string | null; tissue: string | null; cell_type: string | null }
type Course = (number | null)[];
export interface GrowthCurve { condition: string; population: number; mean: Course; low: Course; high: Course }
export interface PhaseComposition { condition: string; population: number; phases: { phase: string; values: Course }[] }
export interface ExposureCourse { condition: string; organ: string; tissue: string; substance: string; unit: string; times: number[]; values: number[] }
export interface GrowthRow {
  condition: string; population: number; rate: Estimate; doubling_h: Estimate; gr: Estimate; first: number | null; last: number | null; fold: number | null;
  divisions: number | null; deaths: number | null; death_share: number | null; fractions: Record<string, number>;
}
export interface PairedCourse { condition: string; against: string; label: string; times: number[]; difference: Estimate[]; log2_ratio: Estimate[] }
export interface EventCourse { condition: string; population: number; event: string; values: Course }
export interface CloneTree {
  condition: string; replicate: number; omitted: number; ids: string[]; parents: number[]; types: string[];
  birth_h: number[]; end_h: number[]; fates: string[]; phases_h: number[][];
}
export interface CloneView { number: number; reasons: string[]; trees: CloneTree[] }
export interface DurationHistogram {
  phase: string; bin_h: number; start_h: number;
  series: { condition: string; cells: number; mean_h: number; cv: number; counts: number[] }[];
}
export interface LineageView { cells: number; completed: number; clones: CloneView[]; durations: DurationHistogram[] }
export interface ExpressionCourse { measure: number; condition: string; phase: string | null; times: number[]; values: Course; cells: number[] }
export interface CellMap {
  genes: number; components: number; phases: string[]; conditions: string[]; x: number[]; y: number[]; s: number[]; g2_m: number[];
  phase: number[]; condition: number[]; generation: number[]; time: number[];
}
export interface ResponseCourse { gene: string; condition: string; tissue: string; members: number; times: number[]; change: number[]; low: number[]; high: number[] }
export interface ExpressionView { cells: number; scored: number; genes: number; space: string; measures: { name: string; description: string }[]; courses: ExpressionCourse[]; map: CellMap | null; responses: ResponseCourse[] }
export interface Intervention { condition: string; text: string; kind: string; from_h: number; until_h: number | null }
export interface Assumption {
  subject: string | null; what: string | null; value: string | null; unit: string | null; spread: string | null;
  status: string | null; source: string | null; doi: string | null; note: string | null;
}
export interface Replicate { condition: string; replicate: number; seed: string; founders: number; final_living: number; divisions: number; deaths: number; fingerprint: string }
export interface Run {
  name: string; description: string; sintropia: string; status: string; seed: string; duration_h: number; tick_h: number; record_every_h: number;
  scenario_sha256: string; machine: { os: string; processor: string; cores: number; runtime: string }; started: string; finished: string | null; wall_seconds: number | null;
  conditions: string[]; replicates: number; branch_of: { run: string; at_h: number } | null; interventions: Intervention[]; assumptions: Assumption[]; runs: Replicate[];
  fingerprint: string; files: Record<string, { bytes: number; sha256: string }>;
  performance: { wall_seconds: number | null; events: number | null; equivalent_cell_updates_per_second: number | null; threads: number | null; checkpoint_seconds: number | null } | null;
}
export interface Payload {
  run: Run; control: string; summary: string[]; notices: string[]; populations: Population[]; times: number[];
  growth: GrowthCurve[]; composition: PhaseComposition[]; exposures: ExposureCourse[];
  metrics: { from_h: number; to_h: number; groups: number; rows: GrowthRow[] };
  paired: PairedCourse[]; events: EventCourse[]; lineage: LineageView | null; expression: ExpressionView | null; reproduce: string; organs: ExposureCourse[];
}
