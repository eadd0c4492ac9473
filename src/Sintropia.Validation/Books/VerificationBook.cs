namespace Sintropia.Validation.Books;

/// <summary>All rows of one run, with what was fixed before it.</summary>
public sealed record VerificationBook
{
    /// <summary>What was fixed before the run.</summary>
    public required VerificationHeader Header { get; init; }

    /// <summary>The rows in order.</summary>
    public required IReadOnlyList<VerificationRow> Rows { get; init; }

    /// <summary>Wall time of the run.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What rows read under a wrong law, by name; empty where wrong laws were not run.</summary>
    public IReadOnlyDictionary<string, WrongReading> Wrong { get; init; } = new Dictionary<string, WrongReading>();

    /// <summary>Rows that are left out, as their source was not confirmed.</summary>
    public IReadOnlyList<UnconfirmedRow> LeftOut { get; init; } = [];

    /// <summary>Rows that failed.</summary>
    public IEnumerable<VerificationRow> Failures => Rows.Where(r => r.Verdict == Verdict.Fail);

    /// <summary>Whether no row failed, and there was one.</summary>
    public bool AllPassed => Rows.Count > 0 && !Failures.Any();
}
