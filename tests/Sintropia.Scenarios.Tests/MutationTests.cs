using System.Globalization;
using System.Text;
using Sintropia.Scenarios.Plans;
using Sintropia.Scenarios.Provenance;

namespace Sintropia.Scenarios.Tests;

/// <summary>Damaged example files: they read, or they are refused with a line. Nothing else ever comes out.</summary>
public sealed class MutationTests
{
    private const string Longer = "SINTROPIA_FUZZ_SECONDS";
    private static readonly string[] Scalars =
    [
        "", "~", "-1", "0", "1e999", "NaN", "-0.5 h", "1 um", "99999999999999999999", "[]", "{}", "[[[]]]", "{ a: b }", "'", "\"", "&a", "*a", "!x", "|", ">", "- -", "?", ": :", "\t", "\u0000", "µ", "e\u0301", "true", "nan h", "1,5 h", "5 h 5", "..", "/etc/passwd",
        "../../x", "G1", "every 0 h", "linear over", "100 %", "1000 %", "0 cells", "3000000000 cells", "1e-300 h", "1e300 h", "{ fixed: 0.0000001 h }", "{ value: 3 h, status: x }", "endless", "@", "`", "%", "data/lineages.csv",
    ];

    [Theory, MemberData(nameof(ExampleTests.All), MemberType = typeof(ExampleTests))]
    public void A_damaged_file_reads_or_is_refused_with_a_line(string example)
    {
        var folder = Path.Combine(Repository.Root, "examples");
        var original = File.ReadAllBytes(Path.Combine(folder, example));
        var seconds = double.TryParse(Environment.GetEnvironmentVariable(Longer), CultureInfo.InvariantCulture, out var s) ? s : 0;
        var until = DateTime.UtcNow.AddSeconds(seconds);
        // Measured tables take a while to read; the other examples give the same code more variety.
        var cases = example.StartsWith("measured", StringComparison.Ordinal) ? 20 : 150;
        for (var i = 0; i < cases || DateTime.UtcNow < until; i++) Check(example, folder, Mutate(original, new Random(unchecked(i * 7919 + Sum(example)))), i);
    }

    private static void Check(string example, string folder, byte[] bytes, int seed)
    {
        try
        {
            var scenario = ScenarioFile.Parse(Reading.YamlTree.Decode(bytes, example), example, new() { Folder = folder });
            foreach (var condition in scenario.Conditions) ScenarioPlans.Compile(scenario, condition.Name, scenario.Replicates);
            Assert.NotEmpty(Explanation.Of(scenario));
        }
        catch (ScenarioException error)
        {
            Assert.NotEmpty(error.Problems);
            Assert.All(error.Problems, p => Assert.True(p.Line >= 1 && p.Column >= 1 && p.File.Length > 0 && p.What.Length > 0, p.ToString()));
            Assert.All(error.Problems, p => Assert.True(p.File == example, $"A problem is blamed on a preset: {p}"));
        }
        catch (Exception error) when (error is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"Mutation {seed} of {example} threw {error}\n{Encoding.UTF8.GetString(bytes)}");
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        if (random.Next(6) == 0)
        {
            var bytes = (byte[])original.Clone();
            for (var n = random.Next(1, 6); n > 0; n--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            return bytes;
        }

        var lines = Encoding.UTF8.GetString(original).Split('\n').ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var (i, j) = (random.Next(lines.Count), random.Next(lines.Count));
            switch (random.Next(6))
            {
                case 0: lines.RemoveAt(i); break;
                case 1: lines.Insert(j, lines[i]); break;
                case 2: (lines[i], lines[j]) = (lines[j], lines[i]); break;
                case 3: lines[i] = new string(' ', random.Next(6)) + lines[i].TrimStart(); break;
                default: lines[i] = Replace(lines[i], random); break;
            }

            if (lines.Count == 0) break;
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    /// <summary>Replaces a value, between a colon or comma and the next one or the end.</summary>
    private static string Replace(string line, Random random)
    {
        var starts = Enumerable.Range(0, line.Length).Where(i => line[i] is ':' or ',' or '{' or '[').ToArray();
        if (starts.Length == 0) return line;
        var start = starts[random.Next(starts.Length)] + 1;
        var end = start + line.AsSpan(start).IndexOfAny(",}]:") is var e && e >= start ? e : line.Length;
        return $"{line[..start]} {Scalars[random.Next(Scalars.Length)]}{line[end..]}";
    }

    private static int Sum(string text) => text.Sum(c => c);
}
