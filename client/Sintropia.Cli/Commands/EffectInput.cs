using System.CommandLine;
using Sintropia.Evaluation.Assays;
using Sintropia.Evaluation.Lineages;
using Sintropia.Reports.Effects;

namespace Sintropia.Cli.Commands;

/// <summary>What `dose-response` and `combine` have in common: options, reading, and where results go.</summary>
internal static class EffectInput
{
    /// <summary>An option with the name of a column.</summary>
    public static Option<string> Column(string name, string usual, string what) => new(name) { Description = what, HelpName = "COLUMN", DefaultValueFactory = _ => usual };

    public static Option<string?> Where() => new("--where") { Description = "Keep only rows that fulfil this, such as 'cell_line == BT20 and dose <= 1e-6'", HelpName = "CONDITIONS" };

    public static Option<string?> Out() => new("--out", "-o") { Description = "Folder for tables and page [default: the table's name with the verb behind it]", HelpName = "DIR" };

    public static Option<bool> Percent() => new("--percent") { Description = "Responses are in percent" };

    public static Option<bool> Inhibition() => new("--inhibition") { Description = "Responses say what is gone instead of what is left" };

    public static Option<ulong> Seed() => new("--seed") { Description = "Seed of resampling", HelpName = "SEED", DefaultValueFactory = _ => 1 };

    public static Option<double> Confidence() => new("--confidence") { Description = "Confidence of intervals", HelpName = "SHARE", DefaultValueFactory = _ => 0.95 };

    public static Option<string> Unit() => new("--unit") { Description = "Unit of doses, for labels", HelpName = "UNIT", DefaultValueFactory = _ => "" };

    /// <summary>A share strictly between 0 and 1.</summary>
    public static void Share(System.CommandLine.Parsing.OptionResult result)
    {
        if (result.Tokens is [var word] && !(double.TryParse(word.Value, System.Globalization.CultureInfo.InvariantCulture, out var value) && value is > 0 and < 1))
            result.AddError($"{result.Option.Name} '{word.Value}' is not a number between 0 and 1.");
    }

    /// <summary>Reads a table, or tells what is wrong with it.</summary>
    public static AssayTable Table(string path, string? where) => Reading(() => AssayTable.Read(path, Filter(where, "--where")));

    public static RowFilter? Filter(string? text, string option)
    {
        try
        {
            return text is null ? null : RowFilter.Parse(text);
        }
        catch (FormatException error)
        {
            throw new CommandFailure(ExitCode.Usage, $"{option}: {error.Message}", error);
        }
    }

    public static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception invalid) when (invalid is AssayTableException or FileNotFoundException or InvalidDataException)
        {
            throw new CommandFailure(ExitCode.InvalidInput, invalid.Message, invalid);
        }
    }

    /// <summary>Names in a list with commas.</summary>
    public static string[] List(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Where results go: beside the caller, named after the table.</summary>
    public static string Folder(string input, string? given, string verb)
    {
        if (given is not null) return given;
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(input)));
        foreach (var ending in new[] { ".gz", ".csv", ".tsv", ".txt" }) if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) name = name[..^ending.Length];
        return $"{name}-{verb}";
    }

    /// <summary>Writes, and says what to do where that fails.</summary>
    public static void Writing(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.RunFailed, $"{folder} could not be written: {failed.Message} Make room, or name another folder with --out.", failed);
        }
    }

    /// <summary>Simulated cultures of a run or of a folder of runs.</summary>
    public static SimulatedWells Wells(string path)
    {
        var wells = Reading(() => SimulatedWells.Read(path));
        return wells.Drugs.Count > 0 ? wells : throw new CommandFailure(ExitCode.InvalidInput, $"{path}: no condition was given an agent, so there are no doses. Run a scenario with conditions that differ in dose.");
    }
}
