using System.Globalization;
using Sintropia.Validation.Fixtures;

namespace Sintropia.Validation.Writing;

/// <summary>Cases of fixtures as lines of text for a terminal.</summary>
public static class FixtureText
{
    private const int Cases = 44, Tensors = 34;

    /// <summary>Names of the columns.</summary>
    public static string Columns => $"{"",4}  {"case",-Cases} {"tensor",-Tensors} {"error",9} {"allowed",9}";

    /// <summary>A case: its verdict, then a line a tensor.</summary>
    public static IEnumerable<string> Lines(FixtureCase judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        var verdict = Word(judged.Verdict);
        if (judged.Tensors.Count == 0) return [$"{verdict}  {judged.Name,-Cases} {judged.Reason}".TrimEnd()];
        return judged.Tensors.Select((tensor, i) => string.Create(CultureInfo.InvariantCulture,
            $"{(i == 0 ? verdict : ""),4}  {(i == 0 ? judged.Name : ""),-Cases} {tensor.Name,-Tensors} {tensor.Error,9:0.0e+00} {tensor.Allowed,9:0.0e+00}{(tensor.Agrees ? "" : $"  {tensor.Problem ?? "too far"}")}"));
    }

    /// <summary>The last lines: what passed, what failed, what was not run.</summary>
    public static string Summary(IReadOnlyList<FixtureCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        FixtureCase[] run = [.. cases.Where(c => c.Verdict is FixtureVerdict.Pass or FixtureVerdict.Fail)];
        List<string> lines = [$"{run.Count(c => c.Verdict == FixtureVerdict.Pass)} of {run.Length} cases pass"];
        if (run.SelectMany(c => c.Tensors, (c, t) => new { Name = $"{c.Name}/{t.Name}", Share = t.Error / t.Allowed }).MaxBy(t => t.Share) is { } nearest)
            lines[0] += string.Create(CultureInfo.InvariantCulture, $"; nearest to its limit: {nearest.Name} at {nearest.Share:0.##} of it");
        lines.AddRange(run.Where(c => c.Verdict == FixtureVerdict.Fail).Select(c => $"FAIL  {c.Folder}/{c.Name}  {(c.Reason.Length > 0 ? c.Reason : string.Join(", ", c.Tensors.Where(t => !t.Agrees).Select(t => t.Name)))}"));
        lines.AddRange(cases.Where(c => c.Verdict == FixtureVerdict.NotYet).GroupBy(c => c.Kind).Select(g => $"not yet: {g.Key} ({string.Join(", ", g.Select(c => c.Name.Length > 0 ? $"{c.Folder}/{c.Name}" : c.Folder))})"));
        lines.AddRange(cases.Where(c => c.Verdict == FixtureVerdict.Unknown).Select(c => $"unknown: {c.Folder}. {c.Reason}"));
        return string.Join('\n', lines);
    }

    private static string Word(FixtureVerdict verdict) => verdict switch { FixtureVerdict.Pass => "pass", FixtureVerdict.Fail => "FAIL", _ => "  - " };
}
