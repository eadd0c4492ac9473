namespace Sintropia.Architecture.Tests.Projects;

/// <summary>One room of the house.</summary>
/// <param name="Name">Without the leading <c>Sintropia.</c>.</param>
/// <param name="Row">1 laws, 2 engines, 3 applied, 4 hosts.</param>
/// <param name="Folder">The top folder it lives in.</param>
/// <param name="Starred">Needs packages that a partial copy of NuGet lacks: in the whole solution, not in the embedded filter.</param>
/// <param name="KnowsOrleans">May refer to Orleans.</param>
/// <param name="MayAlsoKnow">Projects of its own row that it may refer to, beside the one it extends by name.</param>
internal sealed record Project(string Name, int Row, string Folder, bool Starred, bool KnowsOrleans, IReadOnlyList<string> MayAlsoKnow)
{
    /// <summary>Where its project file has to be.</summary>
    public string File => $"{Folder}/Sintropia.{Name}/Sintropia.{Name}.csproj";

    /// <summary><c>A.B</c> extends <c>A</c>, which never knows it.</summary>
    public bool Extends(Project other) => Name.StartsWith(other.Name + ".", StringComparison.Ordinal);
}
