using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Sintropia.Cli.Terminals;
using Sintropia.Scenarios;

namespace Sintropia.Cli.Commands;

/// <summary>Reads the scenario that a command names.</summary>
internal static partial class ScenarioInput
{
    /// <summary>Reads a scenario and passes its warnings on.</summary>
    /// <exception cref="ScenarioException">It is not valid.</exception>
    public static Scenario Load(string path, ScenarioOptions options, Terminal terminal)
    {
        var scenario = ScenarioFile.Load(path, options);
        Warn(scenario, terminal);
        // A run directory keeps the text without the mark of encoding that some editors put before it; the hash has to be that of the copy.
        return scenario with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scenario.Text))) };
    }

    /// <summary>Says what is valid and probably not meant.</summary>
    public static void Warn(Scenario scenario, Terminal terminal)
    {
        foreach (var warning in scenario.Warnings) terminal.Error.WriteLine($"warning: {warning}");
    }

    /// <summary>
    /// The same scenario with another seed, written into its text: what is kept in the run directory is what was run, so neither a resume nor a repetition can use the old seed by mistake.
    /// </summary>
    /// <exception cref="CommandFailure">The file's form leaves no line for it.</exception>
    public static Scenario WithSeed(Scenario scenario, ulong seed, string path, ScenarioOptions options)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"seed: {seed}   # given by --seed; the file says {scenario.Seed}");
        var text = SeedLine().Replace(scenario.Text, line, 1);
        try
        {
            var seeded = ScenarioFile.Parse(text, path, options with { Folder = options.Folder ?? Path.GetDirectoryName(Path.GetFullPath(path)) });
            if (seeded.Seed == seed) return seeded;
        }
        catch (ScenarioException)
        {
            // The text without the new line was valid, so it is the line that does not fit.
        }

        throw new CommandFailure(ExitCode.Usage, $"--seed cannot be written into {path}: its seed does not stand on a line of its own. Change it in the file.");
    }

    [GeneratedRegex(@"^(seed|""seed""|'seed')[ \t]*:.*$", RegexOptions.Multiline)]
    private static partial Regex SeedLine();
}
