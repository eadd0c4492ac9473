namespace Sintropia.Web.Problems;

/// <summary>A request that cannot be answered, for a reason that its sender can mend.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="kind">A word for programs, such as unknown-run.</param>
/// <param name="detail">What was wrong, and what to do.</param>
internal sealed class ApiProblem(int status, string kind, string detail) : Exception(detail)
{
    public int Status => status;

    public string Kind => kind;

    /// <summary>Seconds after which the same request may be answered; null if it never will.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>More for programs.</summary>
    public IReadOnlyDictionary<string, object?> More { get; init; } = new Dictionary<string, object?>();

    public static ApiProblem Bad(string detail) => new(StatusCodes.Status400BadRequest, "bad-request", detail);
}
