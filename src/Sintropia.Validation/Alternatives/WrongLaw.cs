namespace Sintropia.Validation.Alternatives;

/// <summary>An engine with one law wrong: what the book has to notice.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Subject">The engine.</param>
/// <param name="Groups">Part of the names of the groups that it concerns: what a law does not touch need not be run.</param>
public sealed record WrongLaw(string Name, Subject Subject, string Groups);
