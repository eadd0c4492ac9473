using System.Security.Cryptography;
using System.Text;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios;

/// <summary>Reads files of branches: what else could happen from some time of a run on.</summary>
public static class ScenarioBranch
{
    /// <summary>The scenario of a forked run: the condition it is forked off, unchanged, and each branch of the file.</summary>
    /// <param name="scenarioPath">The scenario of the run.</param>
    /// <param name="branchPath">The file of branches: `conditions`, and any compounds, ligands, genes and properties of the medium that they add.</param>
    /// <param name="condition">Name of the condition to fork; null if the scenario has one only.</param>
    /// <param name="at">When, h: a multiple of the tick, inside the run.</param>
    /// <param name="options">How to read; the defaults if null.</param>
    /// <exception cref="ScenarioException">Something is wrong with either file.</exception>
    public static Scenario Load(string scenarioPath, string branchPath, string? condition, double at, ScenarioOptions? options = null)
    {
        var (scenario, branches) = (ScenarioFile.Bytes(scenarioPath), ScenarioFile.Bytes(branchPath));
        options = (options ?? new()) with { Folder = options?.Folder ?? Path.GetDirectoryName(Path.GetFullPath(scenarioPath)) };
        var grafted = new ScenarioBranches(branchPath, YamlTree.Decode(branches, branchPath), condition, at);
        return new ScenarioDocument(scenarioPath, options, grafted).Read(YamlTree.Decode(scenario, scenarioPath), Hash(scenario, branches));
    }

    private static string Hash(byte[] scenario, byte[] branches) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(scenario))}\n{Convert.ToHexStringLower(SHA256.HashData(branches))}")));
}
