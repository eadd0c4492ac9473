using System.Collections.Immutable;

namespace Sintropia.Training.Samples;

/// <summary>What a task came to.</summary>
/// <param name="Samples">Rows that were read and asked about; controls that served as references are not among them.</param>
/// <param name="Written">Rows that were written.</param>
/// <param name="Files">Files that were written.</param>
/// <param name="Unpaired">Samples without a control of the same kind, which are not written; the first hundred.</param>
/// <param name="Unknown">Values that the model was never told, by field; the first hundred of each.</param>
/// <param name="Correlation">Mean correlation of ln(CPM + 1) of samples that were observed with that of the answer; not a number where none was.</param>
/// <param name="Right">Share of labels that were right, by field; where labels are known.</param>
public sealed record GemTaskOutcome(long Samples, long Written, int Files, ImmutableArray<string> Unpaired, ImmutableSortedDictionary<string, ImmutableSortedSet<string>> Unknown, double Correlation, ImmutableSortedDictionary<string, double> Right);
