namespace Sintropia.Validation.Books;

/// <summary>One thing the engine must do, and what it did.</summary>
public sealed record VerificationRow
{
    /// <summary>Rows of one group come from one experiment.</summary>
    public required string Group { get; init; }

    /// <summary>Name, unique in the book.</summary>
    public required string Name { get; init; }

    /// <summary>What was measured, in a sentence.</summary>
    public required string What { get; init; }

    /// <summary>What must come out, from a source that is not the engine.</summary>
    public required Reading Expected { get; init; }

    /// <summary>What came out.</summary>
    public required Reading Obtained { get; init; }

    /// <summary>Largest difference that passes, in the unit of the values.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Standard error of what came out; null where chance has no part in the judgement.</summary>
    public double? StandardError { get; init; }

    /// <summary>Where the tolerance comes from.</summary>
    public required string Basis { get; init; }

    /// <summary>The judgement.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Where the expected value comes from.</summary>
    public required string Source { get; init; }

    /// <summary>What the row would look like if the law were wrong.</summary>
    public required string WrongLaw { get; init; }

    /// <summary>Seed of the book.</summary>
    public required ulong Seed { get; init; }

    /// <summary>A plot that helps to read the row; null for none.</summary>
    public Plot? Plot { get; init; }
}
