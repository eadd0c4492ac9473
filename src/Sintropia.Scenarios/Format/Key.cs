namespace Sintropia.Scenarios.Format;

/// <summary>A key of a section.</summary>
/// <param name="Name">How it is written.</param>
/// <param name="Form">What its value may look like.</param>
/// <param name="Description">What it means; shown by editors.</param>
/// <param name="Example">A valid value, as YAML.</param>
internal sealed record Key(string Name, Form Form, string Description, string Example)
{
    /// <summary>Whether the section needs it.</summary>
    public bool Required { get; init; }

    /// <summary>Whether a number under this key belongs in the list of assumptions, where its section is biology.</summary>
    public bool Noted { get; init; } = true;

    /// <summary>What a number under this key is called in the list of assumptions; the name if nothing else is said.</summary>
    public string What { get; init; } = Name.Replace('_', ' ');
}
