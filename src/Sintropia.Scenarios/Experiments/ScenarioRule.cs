using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Experiments;

/// <summary>A state in which a dose is kept back.</summary>
/// <param name="Subject">The cell type that is counted, or the substance whose level in plasma is measured.</param>
/// <param name="Below">Whether doses are kept back below the threshold; above it otherwise.</param>
/// <param name="Threshold">Where that begins, as written.</param>
/// <param name="Resume">Where it ends.</param>
/// <param name="Reduction">What doses are reduced to each time that it began, 0 to 1.</param>
public sealed record ScenarioRule(string Subject, bool Below, Quantity Threshold, Quantity Resume, double Reduction)
{
    /// <summary><c>held while neutrophil &lt; 1e9 per L</c>.</summary>
    public string Text => $"held while {Subject} {(Below ? '<' : '>')} {Threshold}"
        + (Resume == Threshold ? "" : $" until {Resume}") + (Reduction < 1 ? FormattableString.Invariant($", reduced to {Reduction * 100:0.##} % each time") : "");
}
