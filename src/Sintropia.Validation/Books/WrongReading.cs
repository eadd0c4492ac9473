namespace Sintropia.Validation.Books;

/// <summary>What a row reads under a wrong law that it notices.</summary>
/// <param name="Law">What is wrong.</param>
/// <param name="Obtained">What came out.</param>
public sealed record WrongReading(string Law, Reading Obtained);
