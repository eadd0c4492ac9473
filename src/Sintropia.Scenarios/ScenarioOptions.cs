namespace Sintropia.Scenarios;

/// <summary>How a scenario is read.</summary>
public sealed record ScenarioOptions
{
    /// <summary>Folder that file names in the scenario are relative to; that of the scenario file if nothing is said, the current one for a text.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether files may lie outside that folder. Off, so that a scenario from elsewhere cannot make this machine read what it likes.</summary>
    public bool AllowOutside { get; init; }

    /// <summary>A file of founders that an earlier reading of the same scenario left, of <see cref="Founders.FounderArchive"/>; null to take them from the files that the scenario names.</summary>
    public string? Founders { get; init; }
}
