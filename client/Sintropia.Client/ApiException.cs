using System.Net;
using Sintropia.Client.Scenarios;

namespace Sintropia.Client;

/// <summary>The server refused a request. The message says what was wrong and what to do.</summary>
/// <param name="status">The HTTP status; null where no server answered.</param>
/// <param name="kind">A word for programs, such as unknown-run.</param>
/// <param name="message">What was wrong, and what to do.</param>
/// <param name="problems">Of a scenario, all that is wrong with it.</param>
/// <param name="inner">What caused it.</param>
public sealed class ApiException(HttpStatusCode? status, string kind, string message, IReadOnlyList<ScenarioProblem>? problems = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The HTTP status; null where no server answered.</summary>
    public HttpStatusCode? Status => status;

    /// <summary>A word for programs, such as unknown-run.</summary>
    public string Kind => kind;

    /// <summary>Of a scenario, all that is wrong with it.</summary>
    public IReadOnlyList<ScenarioProblem> Problems => problems ?? [];
}
