namespace Sintropia.Validation.Fixtures;

/// <summary>Runs one kind of fixtures: operators, a family of networks, metrics, a file format.</summary>
public interface IFixtureKind
{
    /// <summary>Its name: ops, models…</summary>
    string Name { get; }

    /// <summary>Whether a folder is of this kind.</summary>
    bool Recognises(FixtureFolder folder);

    /// <summary>Carries out its cases, one after the other. What is wrong with a case is its verdict; what is wrong with the folder is an exception.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="only">Only cases with this in their name; empty for all.</param>
    /// <exception cref="FixtureException">A file of the folder is missing or cannot be read.</exception>
    /// <exception cref="Weights.WeightsException">A file of tensors is missing or damaged.</exception>
    IEnumerable<FixtureCase> Run(FixtureFolder folder, string only);
}
