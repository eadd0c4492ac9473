namespace Sintropia.Data.Splits;

/// <summary>Which conditions of an experiment a model learns from, is chosen by and is judged by.</summary>
/// <param name="Parts">Part of each condition, under the name that it was given by.</param>
/// <param name="Test">Conditions of the test by how much of them was seen in training, as GEARS calls it: combo_seen0, combo_seen1, combo_seen2, unseen_single.</param>
/// <param name="Validation">The same of validation, seen in what is left for training.</param>
public sealed record ConditionSplit(IReadOnlyDictionary<string, SplitPart> Parts, IReadOnlyDictionary<string, IReadOnlyList<string>> Test, IReadOnlyDictionary<string, IReadOnlyList<string>> Validation)
{
    /// <summary>The conditions of a part, in ordinal order of their names.</summary>
    public IReadOnlyList<string> Of(SplitPart part) => [.. Parts.Where(p => p.Value == part).Select(p => p.Key).Order(StringComparer.Ordinal)];
}
