namespace Sintropia.Web.Runs;

/// <summary>What else could have happened from some time of a run on.</summary>
public sealed record BranchRequest
{
    /// <summary>When to fork it, with its unit, such as <c>24 h</c>; a multiple of the tick.</summary>
    public required string At { get; init; }

    /// <summary>The branches: text of a YAML file with conditions, and what they need besides.</summary>
    public required string Branches { get; init; }

    /// <summary>The condition to fork, where the run has several.</summary>
    public string? Condition { get; init; }
}
