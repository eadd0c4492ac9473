namespace Sintropia.Evaluation.Assays;

/// <summary>Which columns of a table of combinations are what.</summary>
public sealed record MatrixOptions
{
    /// <summary>Columns whose values set matrices apart; where empty, the two drugs do.</summary>
    public IReadOnlyList<string> Block { get; init; } = [];

    /// <summary>Column with the name of the first drug; null where the table has none.</summary>
    public string? DrugA { get; init; } = "drug_a";

    /// <summary>Column with the name of the second drug; null where the table has none.</summary>
    public string? DrugB { get; init; } = "drug_b";

    /// <summary>Column of doses of the first drug.</summary>
    public string DoseA { get; init; } = "dose_a";

    /// <summary>Column of doses of the second drug.</summary>
    public string DoseB { get; init; } = "dose_b";

    /// <summary>Column of responses.</summary>
    public string Response { get; init; } = "response";

    /// <summary>What responses are divided by: 100 for percent. Default: 1.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Responses say what is gone, not what is left.</summary>
    public bool Inhibition { get; init; }
}
