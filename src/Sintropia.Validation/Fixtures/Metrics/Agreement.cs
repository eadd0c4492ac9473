using System.Text.Json;

namespace Sintropia.Validation.Fixtures.Metrics;

/// <summary>Compares figures with the fixture's. What is not finite has to be the same.</summary>
internal static class Agreement
{
    /// <summary>Means and sums in double.</summary>
    public const double Sums = 1e-9;

    /// <summary>Where the reference averaged in single precision, or the prediction is given in it.</summary>
    public const double Single = 1e-6;

    /// <summary>p values.</summary>
    public const double Chances = 1e-10;

    /// <summary>Ratios of counts, ranks: nothing but the last rounding.</summary>
    public const double Exact = 1e-14;

    /// <summary>Each figure by itself: the largest relative difference.</summary>
    public static TensorAgreement Each(string name, IReadOnlyList<double> ours, IReadOnlyList<double> expected, double allowed) => Of(name, ours, expected, allowed, each: true);

    /// <summary>Figures of one size together: the largest difference over the largest figure.</summary>
    public static TensorAgreement Together(string name, IReadOnlyList<double> ours, IReadOnlyList<double> expected, double allowed) => Of(name, ours, expected, allowed, each: false);

    /// <summary>A single figure.</summary>
    public static TensorAgreement One(string name, double ours, JsonElement expected, double allowed) => Each(name, [ours], [Number(expected)], allowed);

    /// <summary>Figures of names; one that is absent from the fixture has to be no number.</summary>
    public static TensorAgreement Named(string name, IReadOnlyList<string> names, IReadOnlyList<double> ours, JsonElement expected, double allowed) =>
        Each(name, ours, [.. names.Select(n => expected.TryGetProperty(n, out var figure) ? Number(figure) : double.NaN)], allowed);

    /// <summary>A list of figures.</summary>
    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(Number)];

    /// <summary>null is NaN, and infinity is written in words.</summary>
    public static double Number(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => json.GetString() == "-inf" ? double.NegativeInfinity : double.PositiveInfinity,
        _ => json.GetDouble(),
    };

    private static TensorAgreement Of(string name, IReadOnlyList<double> ours, IReadOnlyList<double> expected, double allowed, bool each)
    {
        if (ours.Count != expected.Count) return new(name, double.PositiveInfinity, allowed, 0, $"{ours.Count} figures were made of {expected.Count}");
        var largest = each ? 0 : expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        var error = 0.0;
        for (var i = 0; i < ours.Count; i++)
        {
            if (ours[i].Equals(expected[i])) continue;
            var difference = Math.Abs(ours[i] - expected[i]);
            if (each && difference <= 1e-15) continue; // of figures that cancel to nearly nothing
            error = double.IsFinite(difference) ? Math.Max(error, difference / (each ? Math.Abs(expected[i]) : largest)) : double.PositiveInfinity;
        }

        return new(name, error, allowed, 0);
    }
}
