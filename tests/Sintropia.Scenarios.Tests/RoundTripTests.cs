using System.Collections;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Sintropia.Scenarios.Quantities;

namespace Sintropia.Scenarios.Tests;

public sealed class RoundTripTests
{
    [Fact]
    public void Any_scenario_written_and_read_again_is_the_same()
    {
        var (made, compared) = (0, 0);
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            made++;
            var scenario = new RandomScenario(seed).Make();
            var text = ScenarioText.Of(scenario);
            Scenario read;
            try
            {
                read = ScenarioFile.Parse(text, "random.yaml");
            }
            catch (ScenarioException error) when (error.Problems.All(p => Unlucky.Any(u => p.What.Contains(u, StringComparison.Ordinal))))
            {
                return; // chance made a scenario that is rightly refused
            }

            var difference = Difference(scenario, read, "scenario");
            Assert.True(difference is null, $"{difference}\n{text}");
            compared++;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        Assert.True(compared > made / 3, $"Only {compared} of {made} random scenarios were valid.");
    }

    private static readonly string[] Unlucky = ["There never are cells of type", "is in the organ"];

    private static readonly string[] Ignored = ["Assumptions", "Warnings", "Sources", "Text", "Sha256", "Units"];

    /// <summary>Where two values differ, all the way down.</summary>
    private static string? Difference(object? a, object? b, string path)
    {
        if (a is null || b is null) return a is null && b is null ? null : $"{path}: {a ?? "null"} became {b ?? "null"}";
        if (a.GetType() != b.GetType() && !(a is IEnumerable && b is IEnumerable)) return $"{path}: {a.GetType().Name} became {b.GetType().Name}";
        if (a is string or Enum or bool or Unit || a.GetType().IsPrimitive) return a.Equals(b) ? null : $"{path}: {a} became {b}";
        if (a is IDictionary first && b is IDictionary second)
            return first.Count != second.Count ? $"{path}: {first.Count} became {second.Count} entries" : first.Keys.Cast<object>().Select(k => Difference(first[k], second[k], $"{path}[{k}]")).FirstOrDefault(d => d is not null);
        if (a is IEnumerable one && b is IEnumerable two)
        {
            var (items, others) = (one.Cast<object>().ToArray(), two.Cast<object>().ToArray());
            return items.Length != others.Length ? $"{path}: {items.Length} became {others.Length} items" : items.Zip(others).Select((p, i) => Difference(p.First, p.Second, $"{path}[{i}]")).FirstOrDefault(d => d is not null);
        }

        var properties = a.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.GetIndexParameters().Length == 0 && !Ignored.Contains(p.Name)).Select(p => Difference(p.GetValue(a), p.GetValue(b), $"{path}.{p.Name}"));
        var fields = a.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Where(f => f.FieldType == typeof(double[])).Select(f => Difference(f.GetValue(a), f.GetValue(b), $"{path}.{f.Name}"));
        return properties.Concat(fields).FirstOrDefault(d => d is not null);
    }
}
