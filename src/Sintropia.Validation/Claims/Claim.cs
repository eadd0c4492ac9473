namespace Sintropia.Validation.Claims;

/// <summary>What the engine must do, written down before it is asked.</summary>
/// <param name="Name">Name of the row.</param>
/// <param name="What">What is measured.</param>
/// <param name="Expected">What must come out.</param>
/// <param name="Source">Where that comes from.</param>
/// <param name="WrongLaw">What a wrong law would give.</param>
internal sealed record Claim(string Name, string What, Expectation Expected, string Source, string WrongLaw);
