using Sintropia.Evaluation.Statistics;
using Sintropia.Validation.Books;

namespace Sintropia.Validation.Claims;

/// <summary>What came out of an experiment for one claim.</summary>
internal sealed record Evidence
{
    public double Number { get; init; } = double.NaN;

    public double StandardError { get; init; }

    /// <summary>Size of the sample, for distances between distributions.</summary>
    public int Sample { get; init; }

    public string? Text { get; init; }

    /// <summary>A text of the same experiment that it is compared with.</summary>
    public string? Against { get; init; }

    public Plot? Plot { get; init; }

    public static implicit operator Evidence(JackknifeEstimate estimate) => new() { Number = estimate.Value, StandardError = estimate.StandardError };

    public static implicit operator Evidence(double number) => new() { Number = number };
}
