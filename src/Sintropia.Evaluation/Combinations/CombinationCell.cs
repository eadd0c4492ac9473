namespace Sintropia.Evaluation.Combinations;

/// <summary>One pair of doses, both above 0, with what was measured and what each model expects. Effects are shares of 1: 0 none, 1 nothing left.</summary>
/// <param name="DoseA">Dose of the first drug.</param>
/// <param name="DoseB">Dose of the second.</param>
/// <param name="Effect">Measured, mean of replicates; NaN where nothing usable was.</param>
/// <param name="Replicates">Wells.</param>
/// <param name="AloneA">Measured effect of the first drug alone; NaN where it was not.</param>
/// <param name="AloneB">Measured effect of the second drug alone.</param>
/// <param name="Hsa">Expected by the highest single agent.</param>
/// <param name="Bliss">Expected by independence.</param>
/// <param name="Loewe">Expected by additivity.</param>
/// <param name="Zip">Expected under zero interaction potency.</param>
/// <param name="ZipFitted">Mean of the two curves fitted through the combinations, which ZIP compares in place of the measurement.</param>
/// <param name="Index">Combination index; NaN where there is no effect.</param>
public sealed record CombinationCell(double DoseA, double DoseB, double Effect, int Replicates, double AloneA, double AloneB, double Hsa, double Bliss, double Loewe, double Zip, double ZipFitted, double Index)
{
    /// <summary>What a model expects.</summary>
    public double Expected(ReferenceModel model) => model switch
    {
        ReferenceModel.Hsa => Hsa,
        ReferenceModel.Bliss => Bliss,
        ReferenceModel.Loewe => Loewe,
        _ => Zip,
    };

    /// <summary>How much more there is than a model expects: &gt; 0 synergy, &lt; 0 antagonism.</summary>
    public double Excess(ReferenceModel model) => (model == ReferenceModel.Zip ? ZipFitted : Effect) - Expected(model);
}
