namespace Sintropia.Validation.Fixtures;

/// <summary>One case of a fixture and what became of it; or a whole folder where its cases cannot be run.</summary>
public sealed record FixtureCase
{
    /// <summary>Name of the folder.</summary>
    public required string Folder { get; init; }

    /// <summary>What kind of fixture it is: ops, models, metrics…</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the case; empty where it stands for the folder.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is carried out: the operator, the network.</summary>
    public string Operation { get; init; } = "";

    /// <summary>What became of it.</summary>
    public required FixtureVerdict Verdict { get; init; }

    /// <summary>Its tensors in the order of the fixture.</summary>
    public IReadOnlyList<TensorAgreement> Tensors { get; init; } = [];

    /// <summary>Why it failed or was not run, where tensors do not say; else empty.</summary>
    public string Reason { get; init; } = "";
}
